"""The subject of a commit: shorter than 72 characters, for a range of commits and for one message."""

import subprocess
from pathlib import Path

import pytest

from previews.repository import commit, git
from support.commands import ROOT

SCRIPT = ROOT / ".github" / "check-subjects.sh"


def check(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("length", "code"), [(71, 0), (72, 1)])
def test_a_message_is_refused_for_the_length_of_its_subject_alone(
    tmp_path: Path, length: int, code: int
) -> None:
    message = tmp_path / "message"
    message.write_text(f"{'x' * length}\n\n{'The body. ' * 20}\n# A comment.\n", encoding="utf-8")
    answer = check(tmp_path, "--file", message)
    assert answer.returncode == code
    assert ("x" * length in answer.stderr) is bool(code)


def test_each_commit_of_a_range_is_checked_and_no_other(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x" * 90)
    (tmp_path / "a").write_text("a", encoding="utf-8")
    commit(tmp_path)
    assert check(tmp_path, "HEAD^..HEAD").returncode == 0
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "y" * 80)
    answer = check(tmp_path, "HEAD~2..HEAD")
    assert answer.returncode == 1
    assert "y" * 80 in answer.stderr
    assert "x" * 90 not in answer.stderr
