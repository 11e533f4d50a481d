"""Try it: the call of an operation from its page, to the reader's own app and to nowhere else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.axe import find_violations
from browser.connection import ConnectionSettings
from browser.pages import OperationPage
from browser.tabs import Tabs
from support.commands import copy_small_project, edit, run, say
from support.mock_server import TOKEN, Mock, serving_session_dock

LIST = "api-reference/sessions/listsessions/"
WRITE = "api-reference/metadata/replacesessiontags/"


@pytest.fixture
def app() -> Iterator[Mock]:
    with serving_session_dock() as mock:
        yield mock


class Trial:
    """The form of one operation's page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator(".try")
        self.summary = self.panel.locator("> summary")
        self.send = self.panel.get_by_role("button", name="Send", exact=True)
        self.confirm = self.panel.get_by_role("button", name="Send it")
        self.bytes = self.panel.locator("[data-part=bytes]")
        self.body = self.panel.get_by_label("Request body")
        self.status = self.panel.locator("[data-part=status]")
        self.content = self.panel.locator("[data-part=content]")
        self.problem = self.panel.get_by_role("alert")


def open_trial(page: OperationPage, address: str, app: Mock, token: str = TOKEN) -> Trial:
    page.open(address)
    ConnectionSettings(page.page).enter(app.server.origin, token=token)
    trial = Trial(page.page)
    trial.summary.click()
    return trial


def test_a_read_takes_one_click_and_is_shown_beside_the_documented_answer(
    operation_page: OperationPage, app: Mock
) -> None:
    trial = open_trial(operation_page, LIST, app)
    asked: list[str] = []
    operation_page.page.on("request", lambda request: asked.append(request.url))
    for name in ("q", "kind", "daw", "tags"):
        trial.panel.get_by_label(name, exact=True).fill("")
    trial.send.click()
    expect(trial.status).to_contain_text("200 OK")
    assert json.loads(trial.content.text_content() or "")["data"][0]["id"] == "session_123"
    expect(trial.panel.get_by_role("link", name="Documented")).to_have_attribute("href", "#response-200")
    assert '"meta"' in (trial.panel.locator("[data-part=example]").text_content() or "")
    assert [message.target for message in app.requests if message.method == "GET"] == [
        "/api/v1/sessions?recent=true&sort=title&limit=10&offset=0"
    ]
    assert asked
    assert all(url.startswith(app.server.origin) for url in asked)


def test_a_write_is_shown_byte_for_byte_and_sent_when_that_is_confirmed(
    operation_page: OperationPage, app: Mock
) -> None:
    trial = open_trial(operation_page, WRITE, app)
    trial.body.fill('{"tags": ["mix"]}')
    trial.send.press("Enter")
    expect(trial.bytes).to_be_visible()
    assert app.requests == []
    shown = trial.bytes.text_content() or ""
    assert TOKEN not in shown
    head, _, body = shown.partition("\n\n")
    assert head.splitlines()[0] == "PUT /api/v1/sessions/session_123/tags HTTP/1.1"
    expect(trial.confirm).to_be_focused()
    operation_page.page.keyboard.press("Enter")
    expect(trial.status).to_contain_text("200")
    sent = app.requests[-1]
    assert (sent.method, sent.target, sent.body.decode()) == (
        "PUT",
        "/api/v1/sessions/session_123/tags",
        body,
    )
    assert sent.header("Content-Type") == "application/json"


def test_what_cannot_be_right_is_said_before_anything_is_sent(
    operation_page: OperationPage, app: Mock
) -> None:
    trial = open_trial(operation_page, LIST, app)
    limit = trial.panel.get_by_label("limit", exact=True)
    limit.fill("many")
    trial.send.click()
    expect(trial.problem).to_have_text("limit has to be of the type integer.")
    expect(limit).to_be_focused()
    trial = open_trial(operation_page, WRITE, app)
    trial.body.fill("{")
    trial.send.click()
    expect(trial.problem).to_contain_text("The request body is no JSON")
    trial.panel.get_by_label("id *").fill("")
    trial.send.click()
    expect(trial.problem).to_have_text("id is required.")
    assert app.requests == []


def test_an_error_leads_to_its_entry(operation_page: OperationPage, app: Mock) -> None:
    trial = open_trial(operation_page, LIST, app, "a-stale-token")
    trial.send.click()
    expect(trial.status).to_contain_text("401")
    expect(trial.panel.get_by_role("link", name="Documented")).to_have_attribute("href", "#response-401")
    trial.panel.get_by_role("link", name="unauthorized").click()
    expect(operation_page.page).to_have_url(f"{operation_page.home}api-reference/errors/#unauthorized")


def test_no_answer_leads_to_the_check_of_the_connection(operation_page: OperationPage, app: Mock) -> None:
    trial = open_trial(operation_page, LIST, app)
    operation_page.page.route(f"{app.server.origin}/**", lambda route: route.abort())
    trial.send.click()
    trial.panel.get_by_role("link", name="Check connection").click()
    expect(operation_page.page.get_by_role("button", name="Check connection")).to_be_focused()


def test_the_form_is_accessible_and_keeps_the_token_to_itself(
    operation_page: OperationPage, app: Mock
) -> None:
    trial = open_trial(operation_page, WRITE, app)
    trial.send.click()
    trial.confirm.click()
    expect(trial.status).to_be_visible()
    find_violations(operation_page.page)  # which brings axe along
    found = operation_page.page.evaluate("async () => (await axe.run('.try')).violations")
    assert [violation["id"] for violation in found] == []
    kept = operation_page.page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.documentElement.outerHTML])"
    )
    assert TOKEN not in kept


def test_without_scripts_there_is_nothing_of_it(tabs: Tabs, home: str) -> None:
    page = tabs.open(OperationPage, home, java_script_enabled=False)
    page.open(WRITE)
    expect(page.page.locator(".try")).to_have_count(0)


def test_a_local_page_tries_calls_as_well(browser: Browser, built_project: Path, app: Mock) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((built_project / "site" / LIST / "index.html").as_uri())
    ConnectionSettings(page).enter(app.server.origin, token=TOKEN)
    trial = Trial(page)
    trial.summary.click()
    trial.send.click()
    expect(trial.status).to_contain_text("200")
    context.close()


def test_an_option_of_the_site_removes_it(tmp_path: Path) -> None:
    project = copy_small_project(tmp_path / "local")
    edit(project / "spec/openapi.yaml", "https://greetings.example", "http://127.0.0.1:9000")
    assert count_of_forms(project) > 0
    edit(project / "mkdocs.yml", "\nextra:\n", "\nextra:\n  try_it: false\n")
    assert count_of_forms(project) == 0


def test_the_site_of_an_api_on_the_web_has_none(small_project: Path) -> None:
    assert forms_in(small_project) == 0


def count_of_forms(project: Path) -> int:
    answer = run(project, "scripts/build.py")
    assert answer.returncode == 0, say(answer)
    return forms_in(project)


def forms_in(project: Path) -> int:
    pages = (project / "site").rglob("*.html")
    return sum('id="try-it"' in page.read_text(encoding="utf-8") for page in pages)
