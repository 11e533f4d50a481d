"""A build with nothing changed is not done again, and any other is."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from apidocs.problems import Problem
from apidocs.site.output.up_to_date import MOST_RECORDS, LastBuild
from commands import copy_small_project, files_of, run, say

PROBLEM = Problem("openapi.yaml", 1, 2, "no-summary", "it has none", "warning", "/info")


@pytest.fixture
def last(tmp_path: Path) -> LastBuild:
    """A build that is recorded, long after its inputs were written."""
    for name in ("mkdocs.yml", "docs/index.md", "scripts/a.py", "templates/theme/b.html", "openapi.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / "site/sub").mkdir(parents=True)
    (tmp_path / "site/sub/index.html").write_text("page")
    found = LastBuild(tmp_path, {"spec": "openapi.yaml"}, (tmp_path / "site",))
    found.note([str(tmp_path / "openapi.yaml")], [PROBLEM])
    return found


def record_of(last: LastBuild) -> Path:
    return next((last.root / ".cache/builds").glob("*.json"))


def test_nothing_changed(last: LastBuild) -> None:
    assert last.find() == (PROBLEM,)


CHANGES: dict[str, Callable[[Path], object]] = {
    "configuration": lambda root: (root / "mkdocs.yml").write_text("x"),
    "guide": lambda root: (root / "docs/index.md").write_text("x"),
    "new guide": lambda root: (root / "docs/new.md").write_text("x"),
    "guide is gone": lambda root: (root / "docs/index.md").unlink(),
    "generator": lambda root: (root / "scripts/a.py").write_text("x"),
    "template": lambda root: (root / "templates/theme/b.html").write_text("x"),
    "description": lambda root: (root / "openapi.yaml").write_text("x"),
    "description is gone": lambda root: (root / "openapi.yaml").unlink(),
    "page was edited": lambda root: (root / "site/sub/index.html").write_text("x"),
    "page was added": lambda root: (root / "site/new.html").write_text("x"),
    "site is gone": lambda root: (root / "site/sub/index.html").unlink(),
    "page was renamed": lambda root: (root / "site/sub/index.html").rename(root / "site/sub/x.html"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_a_new_build(last: LastBuild, change: Callable[[Path], object]) -> None:
    change(last.root)
    assert last.find() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"check": 1}', "\0" * 100])
def test_a_damaged_record_is_none(last: LastBuild, text: str) -> None:
    record_of(last).write_text(text)
    assert last.find() is None


def test_a_record_that_somebody_edited_is_none(last: LastBuild) -> None:
    record = json.loads(record_of(last).read_text())
    record["problems"] = []
    record_of(last).write_text(json.dumps(record))
    assert last.find() is None


def test_other_options_and_variables_are_another_build(
    last: LastBuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert replace(last, options={"spec": "other.yaml"}).find() is None
    monkeypatch.setenv("SITE_URL", "https://elsewhere.example/")
    assert last.find() is None


def test_what_was_edited_during_the_build_is_not_recorded(last: LastBuild) -> None:
    record_of(last).unlink()
    os.utime(last.root / "openapi.yaml", ns=(last.began, last.began))
    last.note([str(last.root / "openapi.yaml")], [])
    assert last.find() is None


def test_a_file_that_was_missing_may_be_there_the_next_time(last: LastBuild) -> None:
    record_of(last).unlink()
    last.note([str(last.root / "openapi.yaml")], [replace(PROBLEM, rule="unresolvable-ref")])
    assert last.find() is None


def test_old_records_go(last: LastBuild) -> None:
    for number in range(MOST_RECORDS + 5):
        replace(last, options={"number": str(number)}).note([], [])
    assert len(list((last.root / ".cache/builds").iterdir())) == MOST_RECORDS
    assert replace(last, options={"number": str(MOST_RECORDS + 4)}).find() == ()


def test_a_cache_that_cannot_be_written_stops_no_build(last: LastBuild) -> None:
    record_of(last).unlink()
    (last.root / ".cache/builds").rmdir()
    (last.root / ".cache/builds").write_text("a file")
    last.note([], [])
    assert last.find() is None


def test_the_second_build_does_nothing_and_says_so(tmp_path: Path) -> None:
    project = copy_small_project(tmp_path / "project")
    first = run(project, "scripts/build.py")
    assert first.returncode == 0, say(first)
    before, times = files_of(project), [path.stat().st_mtime_ns for path in sorted(project.rglob("*"))]
    second = run(project, "scripts/build.py")
    assert second.stdout == "site/ is up to date, no warnings; look at it with `make serve`\n", say(second)
    assert files_of(project) == before
    assert [path.stat().st_mtime_ns for path in sorted(project.rglob("*"))] == times
    (project / "site/index.html").write_text("mine")
    third = run(project, "scripts/build.py")
    assert "site/ is built, no warnings" in third.stdout, say(third)
    site = {name: found for name, found in before.items() if name.startswith("project/site/")}
    assert {f"project/{name}": found for name, found in files_of(project / "site").items()} == site
