"""From the home page to a copied call that works: by three clicks, by one search, in each language."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from browser import seed
from browser.connection import ConnectionSettings
from browser.pages import OperationPage
from support.command_tools import path_with_node
from support.mock_server import TOKEN, Mock, serving_session_dock

# PowerShell is not at hand on every machine; tests/test_powershell.py reads its text by its grammar.
RUNS = {
    "curl": ["bash"],
    "Python": [sys.executable, "-"],
    "JavaScript": ["node", "--input-type=module", "-"],
}


@pytest.fixture
def app() -> Iterator[Mock]:
    with serving_session_dock() as mock:
        yield mock


def answer_of(copied: str, command: list[str], **variables: str) -> str:
    """Run what was copied, as it is."""
    environment = {"PATH": path_with_node(), "NO_PROXY": "127.0.0.1", **variables}
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    done = subprocess.run(
        command, input=copied, env=kept | environment, capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout + done.stderr


def assert_focuses(copied: str, app: Mock) -> None:
    """Run the copied call against the app, which listens elsewhere here and has a token."""
    base_url = app.base_url.removesuffix("/api/v1")
    call = copied.replace("http://127.0.0.1:18432", base_url).replace("<token>", TOKEN)
    assert '"focused":true' in answer_of(call, ["bash"])
    assert [operation_id for operation_id, *_ in app.calls] == ["focusSession"]


def test_three_clicks_lead_to_the_copied_call(operation_page: OperationPage, app: Mock) -> None:
    operation_page.open()
    operation_page.page.get_by_role("link", name="automation", exact=True).first.click()
    operation_page.article.get_by_role("link", name=seed.TITLE).click()
    expect(operation_page.title).to_have_text(seed.TITLE)
    assert_focuses(operation_page.copy(operation_page.curl), app)
    assert operation_page.watch.complaints() == ""


@pytest.mark.parametrize("words", ["focus a session", "how do I focus a session?", "fokus"])
def test_one_search_leads_to_the_call(operation_page: OperationPage, app: Mock, words: str) -> None:
    operation_page.open()
    operation_page.search.find(words)
    first = operation_page.search.results.first
    expect(first).to_have_attribute("href", re.compile(seed.ADDRESS))
    operation_page.page.keyboard.press("Enter")
    expect(operation_page.title).to_have_text(seed.TITLE)
    assert_focuses(operation_page.copy(operation_page.curl), app)


def test_a_sample_runs_as_it_was_copied_after_the_connection_was_set(
    operation_page: OperationPage, app: Mock
) -> None:
    operation_page.open("api-reference/imports/createimport/")
    settings = ConnectionSettings(operation_page.page)
    settings.enter(app.base_url, token=TOKEN, is_copied=True)
    for label, command in RUNS.items():
        operation_page.choose_sample(label)
        assert '"importId"' in answer_of(operation_page.copy(operation_page.sample(label)), command)
    settings.reset()
    settings.enter(app.base_url)
    for label, command in RUNS.items():
        operation_page.choose_sample(label)
        copied = operation_page.copy(operation_page.sample(label))
        assert TOKEN not in copied
        assert '"importId"' in answer_of(copied, command, SESSIONDOCK_TOKEN=TOKEN)
    assert [operation_id for operation_id, *_ in app.calls] == ["createImport"] * 6
