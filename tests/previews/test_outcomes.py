"""How a preview ends: with changes or none, with a side that cannot be built, or not at all."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from apidocs.commands import preview
from previews.repository import commit, git
from support.commands import commands_of, copy_small_project, edit

TEMPLATE = "templates/reference/operation.html.jinja"
ESCAPE = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
# A branch of the small project for each kind of change: its file, and what becomes what.
BRANCHES = {
    "breaking": ("spec/openapi.yaml", "{text: {type: string}}", "{text: {type: integer}}"),
    "renamed": ("spec/openapi.yaml", "operationId: sayHello", "operationId: greet"),
    "retitled": ("spec/openapi.yaml", "summary: Say hello", "summary: Greet somebody"),
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


def test_a_page_that_moved_names_its_redirect_once_until_the_project_has_it(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert make(monkeypatch, small, "main", "renamed") == 0
    redirect = "api-reference/hello/sayhello/: api-reference/hello/greet/"
    assert [page["redirect"] for page in told(small)["pages"] if page["redirect"]] == [redirect]
    assert [page["kind"] for page in told(small)["pages"]].count("moved") == 1
    git(small, "switch", "-qC", "redirected", "renamed")
    (small / "spec/redirects.yaml").write_text(f"{redirect}\n", encoding="utf-8")
    git(small, "add", "spec/redirects.yaml")
    git(small, "commit", "-qm", "x")
    assert make(monkeypatch, small, "main", "redirected") == 0
    assert [page["redirect"] for page in told(small)["pages"] if page["redirect"]] == []


def test_another_summary_is_told_as_another_title(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make(monkeypatch, small, "main", "retitled") == 0
    titles = [page["titles"] for page in told(small)["pages"] if page["titles"]]
    assert titles == [["Say hello", "Greet somebody"]]


def test_a_base_that_cannot_be_built_leaves_a_site_and_nothing_to_compare(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(small, "switch", "-qC", "mended", "broken")
    edit(small / "spec/openapi.yaml", "paths: [", "paths:")
    git(small, "commit", "-qam", "x")
    assert make(monkeypatch, small, "broken", "mended") == 0
    assert "spec/openapi.yaml:" in capsys.readouterr().err
    assert told(small)["base_problem"].startswith("spec/openapi.yaml:")
    assert "The documentation of the base cannot be built" in told(small)["verdict"]
    for text in ("out/summary.md", "out/site/changes/index.html"):
        assert "spec/openapi.yaml" in (small / text).read_text(encoding="utf-8")
    assert (small / "out/site/index.html").is_file()


def test_a_preview_that_cannot_begin_says_so_in_the_place_of_the_last_one(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(monkeypatch, small, "main", "broken") == 2
    assert make(monkeypatch, small, "main", "nowhere") == 2
    assert "nowhere: this repository has no such commit" in capsys.readouterr().err
    assert told(small)["problem"].startswith("nowhere: this repository has no such commit")
    text = (small / "out/summary.md").read_text(encoding="utf-8")
    assert "cannot be built" in text
    assert "spec/openapi.yaml" not in text


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


@pytest.fixture
def previewing(small: Path) -> Iterator["subprocess.Popen[str]"]:
    """A preview that has begun to build the revision."""
    shutil.rmtree(small / "out", ignore_errors=True)
    main = ["--base", "main", "--revision", "comment", "--out", "out"]
    subprocess.run(commands_of("scripts/preview.py", *main), cwd=small, check=True, capture_output=True)
    arguments = ("--base", "main", "--revision", "breaking", "--out", "out")
    with subprocess.Popen(
        commands_of("-u", "scripts/preview.py", *arguments),
        cwd=small,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("archive")
        wait_for(lambda: len(processes_in(small)) > 1)
        yield process
        process.kill()


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise TimeoutError


def processes_in(folder: Path) -> list[str]:
    """Name the processes whose current folder is this one or below it."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (path / "cwd").resolve().is_relative_to(folder):
                found.append(path.name)
    return found


def assert_has_not_ended(project: Path) -> None:
    """See that the summary is of the run that was ended, and no site is of an earlier one."""
    assert told(project)["verdict"] == "This preview has not ended"
    assert "run the command again" in told(project)["problem"]
    text = (project / "out/summary.md").read_text(encoding="utf-8")
    assert "**This preview has not ended.**" in text
    assert "revision `breaking`" in text
    assert not (project / "out/site").exists()


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what runs on Linux only")


@on_linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_preview_that_is_ended_says_one_line_and_leaves_nothing(
    small: Path, previewing: "subprocess.Popen[str]", number: int
) -> None:
    previewing.send_signal(number)
    assert previewing.wait(timeout=60) == 130
    assert previewing.stderr is not None
    assert previewing.stderr.read() == "interrupted, so out/ holds no preview\n"
    assert_has_not_ended(small)
    assert processes_in(small) == []
    assert [path.name for path in small.glob(".*.building")] == []


@on_linux
def test_a_preview_that_is_killed_leaves_no_process_and_the_next_one_clears_up(
    small: Path, previewing: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    previewing.kill()
    wait_for(lambda: processes_in(small) == [])
    assert_has_not_ended(small)
    assert len(list(small.glob(".out.*.building"))) == 1
    assert make(monkeypatch, small, "main", "nowhere") == 2
    assert list(small.glob(".out.*.building")) == []


def test_what_is_not_committed_can_be_previewed(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(small, "switch", "-qf", "main")
    edit(small / "docs/manners/index.md", "# Manners", "# Good manners")
    try:
        assert make(monkeypatch, small, "main", "WORKTREE") == 0
    finally:
        git(small, "checkout", "-q", "--", ".")
    assert told(small)["revision"] == "working tree"
    assert [page["path"] for page in told(small)["pages"]] == ["manners/index.md"]
