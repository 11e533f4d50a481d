"""A build with nothing changed is not done again, and any other is."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from apidocs.document.source import read_source
from apidocs.problems import Problem
from apidocs.site.output.up_to_date import MOST_RECORDS, LastBuild
from support.commands import copy_small_project, files_of, run, say

PROBLEM = Problem("openapi.yaml", 1, 2, "no-summary", "it has none", "warning", "/info")


FILES = {
    "mkdocs.yml": """\
INHERIT: shared/base.yml
site_url: !ENV [SITE_URL, 'https://example.com/']
theme: {custom_dir: look}
""",
    "shared/base.yml": "site_name: !ENV SITE_NAME\nplugins: [search]\nhooks: [more/hook.py]\n",
    "look/main.html": "theme",
    "more/hook.py": "hook",
    "docs/index.md": "guide",
    "docs/.well-known/security.txt": "hidden",
    "docs/assets/site.css": "style",
    "scripts/a.py": "script",
    "spec/redirects.yaml": "old: new",
    "templates/theme/b.html": "template",
    "templates/words/en.yaml": "words",
    "elsewhere/linked.md": "behind a link",
    "elsewhere/below/linked.md": "behind a link of a folder",
    "openapi.yaml": "description",
}


def digest_of(path: Path) -> str:
    return read_source(str(path), "", path.read_bytes()).digest


def note(last: LastBuild, problem: Problem = PROBLEM) -> None:
    last.note({str(last.root / "openapi.yaml"): digest_of(last.root / "openapi.yaml")}, [problem])


@pytest.fixture
def last(tmp_path: Path) -> LastBuild:
    """A build that is recorded."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "docs/linked.md").symlink_to(tmp_path / "elsewhere/linked.md")
    (tmp_path / "docs/folder").symlink_to(tmp_path / "elsewhere/below")
    (tmp_path / "docs/back").symlink_to(tmp_path / "docs")
    (tmp_path / "site/sub").mkdir(parents=True)
    (tmp_path / "site/sub/index.html").write_text("page")
    found = LastBuild(tmp_path, {"spec": "openapi.yaml"}, (tmp_path / "site",))
    note(found)
    return found


def again(last: LastBuild) -> tuple[Problem, ...] | None:
    """What the same command finds the next time."""
    return LastBuild(last.root, last.options, last.outputs).find()


def record_of(last: LastBuild) -> Path:
    return next((last.root / ".cache/builds").glob("*.json"))


def test_nothing_changed(last: LastBuild) -> None:
    assert last.find() == (PROBLEM,)


def write(path: Path) -> None:
    path.write_text(f"{path.read_text()} ")


def write_with_the_old_time(path: Path) -> None:
    times = path.stat().st_mtime_ns
    write(path)
    os.utime(path, ns=(times, times))


def move_an_older_one_there(path: Path) -> None:
    older = path.with_name("older")
    older.write_text("older")
    os.utime(older, (1, 1))
    older.replace(path)


def lead_elsewhere(path: Path) -> None:
    text = path.read_text()
    path.unlink()
    path.symlink_to(path.with_name("target"))
    path.with_name("target").write_text(f"{text} ")


EDITS = (write, write_with_the_old_time, move_an_older_one_there, lead_elsewhere, Path.unlink)
OUTPUT = "site/sub/index.html"


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("name", [*FILES, OUTPUT])
def test_any_edit_of_any_input_or_page_is_a_new_build(
    last: LastBuild, name: str, edit: Callable[[Path], None]
) -> None:
    edit(last.root / name)
    assert again(last) is None


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("name", FILES)
def test_what_was_edited_during_the_build_is_not_recorded(
    last: LastBuild, name: str, edit: Callable[[Path], None]
) -> None:
    record_of(last).unlink()
    during = LastBuild(last.root, last.options, last.outputs)
    digest = digest_of(last.root / "openapi.yaml")
    edit(last.root / name)
    during.note({str(last.root / "openapi.yaml"): digest}, [])
    assert again(last) is None


ADDED = ("docs/new.md", "elsewhere/below/new.md", "docs/.hidden/new", "look/new.html", "site/new.html")


@pytest.mark.parametrize("name", ADDED)
def test_a_new_file_is_a_new_build(last: LastBuild, name: str) -> None:
    (last.root / name).parent.mkdir(exist_ok=True)
    (last.root / name).write_text("new")
    assert again(last) is None


def test_a_page_of_another_name_is_a_new_build(last: LastBuild) -> None:
    (last.root / OUTPUT).rename(last.root / "site/sub/x.html")
    assert again(last) is None


@pytest.mark.parametrize("name", ["SITE_URL", "SITE_NAME"])
def test_a_variable_that_the_configuration_asks_for_is_an_input(
    last: LastBuild, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "other")
    assert again(last) is None


def test_what_no_site_is_made_from_changes_nothing(last: LastBuild, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "other")
    (last.root / "README.md").write_text("new")
    (last.root / "scripts/__pycache__").mkdir()
    (last.root / "scripts/__pycache__/a.pyc").write_text("compiled")
    assert again(last) == (PROBLEM,)


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_a_record_with_a_flipped_byte_or_without_its_end_is_none(last: LastBuild, place: int) -> None:
    content = bytearray(record_of(last).read_bytes())
    at = len(content) * place // 100
    record_of(last).write_bytes(content[:at])
    assert again(last) is None
    content[at] ^= 1
    record_of(last).write_bytes(content)
    assert again(last) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"check": 1}', "\0" * 100, "[" * 100_000])
def test_a_damaged_record_is_none(last: LastBuild, text: str) -> None:
    record_of(last).write_text(text)
    assert last.find() is None


def test_a_record_that_somebody_edited_is_none(last: LastBuild) -> None:
    record = json.loads(record_of(last).read_text())
    record["problems"] = []
    record_of(last).write_text(json.dumps(record))
    assert last.find() is None


def test_other_options_are_another_build(last: LastBuild) -> None:
    assert replace_options(last, "other.yaml").find() is None


def replace_options(last: LastBuild, spec: str) -> LastBuild:
    return LastBuild(last.root, {"spec": spec}, last.outputs)


def test_a_file_that_was_missing_may_be_there_the_next_time(last: LastBuild) -> None:
    record_of(last).unlink()
    note(last, replace(PROBLEM, rule="unresolvable-ref"))
    assert last.find() is None


def test_old_records_go(last: LastBuild) -> None:
    for number in range(MOST_RECORDS + 5):
        replace_options(last, str(number)).note({}, [])
    assert len(list((last.root / ".cache/builds").iterdir())) == MOST_RECORDS
    assert replace_options(last, str(MOST_RECORDS + 4)).find() == ()


def test_a_cache_that_cannot_be_written_stops_no_build(last: LastBuild) -> None:
    record_of(last).unlink()
    (last.root / ".cache/builds").rmdir()
    (last.root / ".cache/builds").write_text("a file")
    last.note({}, [])
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
