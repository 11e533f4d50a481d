"""How a preview ends: with changes or none, with a side that cannot be built, or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

import preview
from commands import copy_small_project, edit, files_of
from previews.repository import commit, git

TEMPLATE = "templates/reference/operation.md.jinja"
ESCAPE = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
# A branch of the small project for each kind of change: its file, and what becomes what.
BRANCHES = {
    "breaking": ("spec/openapi.yaml", "{text: {type: string}}", "{text: {type: integer}}"),
    "comment": ("spec/openapi.yaml", "paths:", "# Nothing that a reader sees.\npaths:"),
    "broken": ("spec/openapi.yaml", "paths:", "paths: ["),
    "unsafe": (TEMPLATE, "-#}\n", f"-#}}\n{ESCAPE}\n"),
    "outside": ("spec/openapi.yaml", '"#/components/schemas/Greeting"', '"../../secret.yaml#/x"'),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of few pages: `main`, and a branch for each kind of change."""
    folder = copy_small_project(tmp_path_factory.mktemp("small") / "project")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    for branch, (path, old, new) in BRANCHES.items():
        git(folder, "switch", "-qc", branch, "main")
        edit(folder / path, old, new)
        commit(folder)
    return folder


def make(monkeypatch: pytest.MonkeyPatch, project: Path, base: str, revision: str, *options: str) -> int:
    """Run the command here: a process of its own would take longer than what it does."""
    monkeypatch.setattr(preview, "ROOT", project)
    out = ["--out", str(project / "out")]
    return preview.main(["--base", base, "--revision", revision, *out, *options])


def told(project: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads((project / "out/changes.json").read_text(encoding="utf-8"))


def test_what_no_reader_sees_gives_a_preview_that_says_so(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert make(monkeypatch, small, "main", "comment", "--fail-on", "risky") == 0
    assert told(small)["verdict"] == "No API change; no page differs"
    assert told(small)["files"] == [{"path": "spec/openapi.yaml", "kind": "changed", "lines": []}]
    assert (small / "out/site/index.html").is_file()


def test_a_breaking_change_fails_when_asked_to_and_is_shown(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert make(monkeypatch, small, "main", "breaking", "--fail-on", "breaking") == 1
    assert told(small)["verdict"].startswith("API changes: 1 breaking;")
    assert (small / "out/site/changes/pages/api-reference/hello/sayhello/index.html").is_file()


def test_a_base_that_cannot_be_built_leaves_a_site_and_nothing_to_compare(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(small, "switch", "-qC", "mended", "broken")
    edit(small / "spec/openapi.yaml", "paths: [", "paths:")
    commit(small)
    assert make(monkeypatch, small, "broken", "mended") == 0
    assert "spec/openapi.yaml:" in capsys.readouterr().err
    assert told(small)["base_problem"].startswith("spec/openapi.yaml:")
    assert "The documentation of the base cannot be built" in told(small)["verdict"]
    for text in ("out/summary.md", "out/site/changes/index.html"):
        assert "spec/openapi.yaml" in (small / text).read_text(encoding="utf-8")
    assert (small / "out/site/index.html").is_file()


def test_a_preview_that_cannot_begin_keeps_the_last_one(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "out/site").mkdir(parents=True, exist_ok=True)
    (small / "out/site/index.html").write_text("the last one", encoding="utf-8")
    before = files_of(small / "out")
    assert make(monkeypatch, small, "main", "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err
    assert files_of(small / "out") == before


@pytest.mark.parametrize(
    ("branch", "said"), [("broken", "spec/openapi.yaml:"), ("unsafe", "is unsafe"), ("outside", "outside")]
)
def test_a_revision_that_cannot_be_built_ends_with_2_and_says_why(
    small: Path, monkeypatch: pytest.MonkeyPatch, branch: str, said: str
) -> None:
    assert make(monkeypatch, small, "main", branch) == 2
    problem = told(small)["problem"]
    assert said in problem
    assert "Traceback" not in problem
    assert str(small) not in problem
    assert "cannot be built" in (small / "out/summary.md").read_text(encoding="utf-8")
    assert not (small / "out/site").exists()
