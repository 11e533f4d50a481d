"""The command that makes a preview, and the recipe for any CI."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

import preview

ROOT = Path(__file__).resolve().parent.parent


def test_the_recipe_for_any_ci_calls_the_command_as_it_is() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(r"```bash\n(git fetch.*?)```", text, re.DOTALL)
    assert block is not None
    make = shlex.split(block[1].splitlines()[-1])
    answer = subprocess.run([make[0], "-n", *make[1:]], cwd=ROOT, capture_output=True, text=True, check=True)
    command = next(line for line in answer.stdout.splitlines() if "preview.py" in line)
    options = preview.parse(shlex.split(command)[2:])
    assert (options.base, options.revision, options.fail_on) == ("FETCH_HEAD", "HEAD", "breaking")


def test_a_url_ends_with_a_slash_for_links_to_follow() -> None:
    assert preview.parse(["--base", "main", "--url", "https://a.example/b"]).url == "https://a.example/b/"


def test_a_base_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        preview.parse([])
    assert "--base" in capsys.readouterr().err
