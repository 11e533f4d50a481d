"""The home page's three steps for somebody who has no app, taken as they are written there."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from apidocs.markdown.guides import iter_code_blocks
from browser.connection import ConnectionSettings
from browser.pages import OperationPage
from support.command_tools import path_with_node
from support.project import ROOT

HOME = (ROOT / "docs/index.md").read_text(encoding="utf-8")
SECTION = HOME.partition("\n## Try it now\n")[2].partition("\n## ")[0]
TOKENS = set(re.findall(r"token (?:is )?`([^`]+)`", SECTION))


@pytest.fixture
def port() -> Iterator[str]:
    """Do the first step; only the port is another one, for the one of the app may be taken here."""
    (block,) = iter_code_blocks(SECTION)
    *_, last = block.text.splitlines()
    script = last.partition(" ")[2].replace("\\", "/")
    recipe = subprocess.run(["make", "-n", "mock"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert recipe.stdout.splitlines()[-1].split() == [".venv/bin/python", script]
    command = [sys.executable, "-u", script, "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        found = re.search(r"127\.0\.0\.1:(\d+)/api/v1", "".join(lines))
        assert found is not None, lines
        yield found[1]
        process.terminate()


def first_call(port: str) -> str:
    """Run the first call of the home page, as somebody does on macOS."""
    block = next(block for block in iter_code_blocks(HOME) if block.language == "bash")
    (token,) = TOKENS
    text = block.text.replace(":18432", f":{port}").replace("paste-your-token-here", token)
    done = subprocess.run(
        ["bash"], input=text, env={"PATH": path_with_node()}, capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("make") is None, reason="the first step runs make")
def test_somebody_without_the_app_creates_a_session(operation_page: OperationPage, port: str) -> None:
    page = operation_page.page
    operation_page.open()
    steps = operation_page.article.locator("h2#try-it-now + p + ol > li")
    expect(steps).to_have_count(3)
    steps.nth(1).get_by_role("link", name="Create a session").click()
    (token,) = TOKENS
    ConnectionSettings(page).enter(port=port, token=token)
    page.locator(".try > summary").click()
    for name in re.findall(r"press \*\*([^*]+)\*\*", SECTION.partition("\n3. ")[2], re.IGNORECASE):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".try [data-part=status]")).to_contain_text("201 Created")
    created = json.loads(page.locator(".try [data-part=content]").inner_text())
    assert created["data"]["id"] == "session_124"
    assert '"status":"ok"' in first_call(port).replace(" ", "")
