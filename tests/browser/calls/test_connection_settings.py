"""Connection settings fill every sample of the tab, and the token never leaves the memory of its page."""

import pytest
from playwright.sync_api import expect

from browser import seed
from browser.connection import ConnectionSettings
from browser.expected import samples_of
from browser.pages import OperationPage, code_text, find_missing_line
from browser.tabs import Tabs
from browser.unfolded import unfold

FOCUS = "automation/focusSession"
IMPORT = "imports/createImport"
BASE = "http://127.0.0.1:18432"
TOKEN = "planted-sentinel.7f3a"  # noqa: S105 - it is planted
PROBLEMS = [
    ("ftp://a.example", "", "", "begin with http", "Base URL"),
    ("http://me:secret@a.example", "", "", "no password", "Base URL"),
    ("no url", "", "", "begin with http", "Base URL"),
    ("", "", "", "begin with http", "Base URL"),
    ("http://a.example", "70000", "", "1 to 65535", "Port"),
    ("http://a.example", "", "it's $HOME", "Shells would change", "Token"),
    ("http://a.example", "", "", "Enter the token", "Token"),
]
# What a reader may enter as base URL and port, and what the samples then begin with.
USABLE = [
    (None, "4000", "http://127.0.0.1:4000"),
    ("localhost:9000", None, "http://localhost:9000"),
    ("http://localhost:9000/proxy/", None, "http://localhost:9000/proxy"),
    ("http://127.0.0.1:9000/api/v1", None, "http://127.0.0.1:9000"),
    ("http://127.0.0.1:9000/api/v1/", None, "http://127.0.0.1:9000"),
    ("https://a.example/x?y#z", "", "https://a.example/x"),
    ("http://[::1]", "9000", "http://[::1]:9000"),
    ("http://a.example/it's/$HOME!`", "1", "http://a.example:1/it%27s/%24HOME%21%60"),
]
# Storage as in a browser that keeps none.
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException("denied"); } });
}"""


def address_of(operation: str) -> str:
    return f"api-reference/{operation.lower()}/"


@pytest.fixture
def settings(operation_page: OperationPage) -> ConnectionSettings:
    operation_page.open(address_of(FOCUS))
    return ConnectionSettings(operation_page.page)


def test_base_url_and_port_fill_every_sample_on_every_page(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    settings.enter("http://localhost", "9999")
    for operation in (FOCUS, IMPORT):
        operation_page.open(address_of(operation))
        for label, text in samples_of(operation).items():
            shown = code_text(operation_page.sample(label))
            filled = text.replace(BASE, "http://localhost:9999")
            assert shown == filled.replace(
                "'Authorization: Bearer <token>'", '"Authorization: Bearer $SESSIONDOCK_TOKEN"'
            )
    operation_page.open("scripts/")
    code = operation_page.article.locator("pre code").all_text_contents()
    assert not [text for text in code if BASE in text]
    assert [text for text in code if "http://localhost:9999/api/v1" in text]
    assert operation_page.watch.complaints() == ""


PLANTED = ["http://a.example/'; touch x; '", "http://a.example/$(touch x)", "javascript:x", "x", 7, None, {}]


@pytest.mark.parametrize("planted", PLANTED)
def test_what_somebody_else_put_into_the_session_changes_no_sample(
    operation_page: OperationPage, planted: object
) -> None:
    operation_page.open(address_of(FOCUS))
    code = operation_page.page.locator("article pre > code")
    before = code.all_text_contents()
    operation_page.page.evaluate("value => __md_set('__connection', value, sessionStorage)", planted)
    operation_page.open(address_of(FOCUS))
    assert code.all_text_contents() == before
    assert operation_page.page.locator(".connection-button[data-used]").count() == 0
    operation_page.page.evaluate("__md_set('__connection', 'http://a.example', sessionStorage)")
    operation_page.open(address_of(FOCUS))
    assert code.all_text_contents() != before


def test_examples_of_responses_stay_what_the_description_says(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    operation_page.open(address_of("system/getHealth"))
    before = operation_page.code_after("response-200-example")
    settings.enter("http://localhost", "9999")
    assert BASE in before
    assert operation_page.code_after("response-200-example") == before


def test_reset_gives_the_page_back_as_it_was(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    before = operation_page.settled_html()
    settings.enter("http://localhost", "9999", TOKEN)
    assert operation_page.settled_html() != before
    settings.reset()
    assert operation_page.settled_html() == before


def test_another_tab_knows_nothing(operation_page: OperationPage, settings: ConnectionSettings) -> None:
    settings.enter("http://localhost", "9999", TOKEN)
    other = operation_page.page.context.new_page()
    other.goto(operation_page.page.url)
    assert BASE in (other.locator("pre code").first.text_content() or "")


def test_what_cannot_be_used_is_said_where_it_was_entered(settings: ConnectionSettings) -> None:
    for base_url, port, token, problem, field in PROBLEMS:
        settings.enter(base_url, port, token, is_copied=True)
        expect(settings.problem).to_contain_text(problem)
        wrong = settings.dialog.get_by_role("textbox", name=field)
        expect(wrong).to_be_focused()
        expect(wrong).to_have_attribute("aria-invalid", "true")
        assert settings.dialog.locator("[aria-invalid]").count() == 1
        wrong.press("Escape")


def test_what_can_be_used_becomes_the_beginning_of_every_address(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    for base_url, port, begins in USABLE:
        settings.enter(base_url, port)
        assert f"'{begins}/api/v1/sessions/session_123/focus'" in code_text(operation_page.curl)
        settings.reset()


def test_a_browser_that_keeps_nothing_fills_the_samples_of_the_page(
    operation_page: OperationPage,
) -> None:
    operation_page.page.add_init_script(NO_STORAGE)
    operation_page.open(address_of(FOCUS))
    ConnectionSettings(operation_page.page).enter("http://localhost", "9999", TOKEN, is_copied=True)
    operation_page.choose_sample("Python")
    copied = operation_page.copy(operation_page.sample("Python"))
    assert "http://localhost:9999/" in copied
    assert TOKEN in copied
    assert operation_page.watch.complaints() == ""


def test_a_pasted_url_brings_its_port(settings: ConnectionSettings) -> None:
    settings.button.click()
    settings.base_url.fill("http://localhost:4000/v2")
    settings.base_url.press("Tab")
    expect(settings.base_url).to_have_value("http://localhost/v2")
    expect(settings.port).to_have_value("4000")


def test_without_scripts_the_samples_say_what_they_say(tabs: Tabs, home: str) -> None:
    page = tabs.open(OperationPage, home, java_script_enabled=False)
    page.open(seed.ADDRESS)
    expect(ConnectionSettings(page.page).button).to_be_hidden()
    unfold(page.page)
    assert find_missing_line(seed.LINES, page.lines()) is None
