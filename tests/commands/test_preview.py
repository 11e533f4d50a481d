"""The command that makes a preview, and the recipe for any CI."""

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from apidocs.commands import preview
from apidocs.diff.change import Change
from apidocs.preview import make
from apidocs.preview.report import Report, Shown
from support.project import ROOT


def test_the_recipe_for_any_ci_calls_the_command_as_it_is() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(r"```bash\n(git fetch.*?)```", text, re.DOTALL)
    assert block is not None
    command = shlex.split(block[1].splitlines()[-1])
    options = preview.parse(shlex.split(made(*command))[1:])
    assert (options.base, options.revision, options.fail_on) == ("FETCH_HEAD", "HEAD", "breaking")


def made(*command: str) -> str:
    """What a call of make runs, with `echo` in the place of Python and without its setup."""
    answer = subprocess.run(
        [*command, "VENV_PYTHON=echo", "--old-file=venv"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout


@pytest.mark.parametrize(
    "base", ["$(touch {0})", "`touch {0}`", "$(shell touch {0})", '"; touch {0}; "', "'; touch {0}; '", "$$"]
)
def test_the_name_of_a_base_runs_nothing(tmp_path: Path, base: str) -> None:
    named = base.format(tmp_path / "ran")
    assert made("make", "preview", f"BASE={named}") == f"scripts/preview.py --base {named}\n"
    assert not (tmp_path / "ran").exists()


def test_a_url_ends_with_a_slash_for_links_to_follow() -> None:
    assert preview.parse(["--base", "main", "--url", "https://a.example/b"]).url == "https://a.example/b/"


def test_a_base_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        preview.parse([])
    assert "--base" in capsys.readouterr().err


def shown(level: Any) -> tuple[Shown, ...]:  # noqa: ANN401 - a level
    return (Shown(Change("operation-added", level, "GET /a"), (), ""),)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (Report("t", "a", "b", shown=shown("breaking")), {"": 0, "breaking": 1, "risky": 1}),
        (Report("t", "a", "b", shown=shown("risky")), {"": 0, "breaking": 0, "risky": 1}),
        (Report("t", "a", "b", shown=shown("safe")), {"": 0, "breaking": 0, "risky": 0}),
        (Report("t", "a", "b", base_problem="no"), {"": 0, "breaking": 1, "risky": 1}),
        (Report("t", "a", "b", problem="no"), {"": 2, "breaking": 2, "risky": 2}),
    ],
)
def test_the_exit_code_says_what_was_asked_for(
    report: Report, expected: dict[str, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(make, "make_preview", lambda *_: report)
    for level, status in expected.items():
        options = ["--fail-on", level] if level else []
        assert preview.main(["--base", "main", "--out", str(tmp_path), *options]) == status
