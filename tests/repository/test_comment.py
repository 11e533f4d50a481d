"""The comment of a preview: one, its own, and of what the file says only."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.project import ROOT

SCRIPT = ROOT / ".github" / "comment.sh"
GH = f"""#!{sys.executable}
import json, os, sys
arguments = sys.argv[1:]
log = open(os.environ["LOG"], "a")
body = next((open(each[6:]).read() for each in arguments if each.startswith("body=@")), None)
log.write(json.dumps([[each for each in arguments if not each.startswith("body=")], body]) + "\\n")
if "--jq" in arguments:
    print(os.environ["OWN"])
"""


def comment(folder: Path, own: str, *arguments: str | Path, number: str = "7") -> list[list[str | None]]:
    (folder / "gh").write_text(GH, encoding="utf-8")
    (folder / "gh").chmod(0o755)
    variables = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "LOG": str(folder / "log"),
        "OWN": own,
        "NUMBER": number,
        "GITHUB_REPOSITORY": "o/r",
    }
    answer = subprocess.run(
        [SCRIPT, *arguments], env={**os.environ, **variables}, capture_output=True, check=False
    )
    if answer.returncode:
        raise ValueError(answer.stderr.decode())
    calls = [json.loads(line) for line in (folder / "log").read_text(encoding="utf-8").splitlines()]
    return [[" ".join(call[0][1:4]), call[1]] for call in calls[1:]]


@pytest.mark.parametrize(
    ("own", "call"),
    [
        ("", "--method POST repos/o/r/issues/7/comments"),
        ("42", "--method PATCH repos/o/r/issues/comments/42"),
    ],
)
def test_the_first_report_makes_the_comment_and_a_later_one_edits_it(
    tmp_path: Path, own: str, call: str
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("### What `$(touch x)` changes\n", encoding="utf-8")
    expected = "<!-- preview of the documentation -->\n### What `$(touch x)` changes\n"
    assert comment(tmp_path, own, summary) == [[call, expected]]


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no number"):
        comment(tmp_path, "", tmp_path / "summary.md", number="7/../8")
