"""Connection settings fill every sample of the tab, and the token never leaves the memory of its page."""

import pytest
from playwright.sync_api import Page, Request, expect

from browser import seed
from browser.connection import ConnectionSettings
from browser.expected import samples_of
from browser.pages import OperationPage, code_text, find_missing_line
from browser.tabs import NARROW, WIDE, Tabs

FOCUS = "automation/focusSession"
IMPORT = "imports/createImport"
BASE = "http://127.0.0.1:18432"
TOKEN = "planted-sentinel.7f3a"  # noqa: S105 - it is planted
PAGES = (
    "",
    "launchers/",
    "scripts/",
    "api-reference/",
    "api-reference/errors/",
    f"api-reference/{IMPORT}/".lower(),
)
# What holds the state of a page beside its elements.
STATE = """() => JSON.stringify([
  document.documentElement.outerHTML, {...localStorage}, {...sessionStorage}, document.cookie, window.name,
  location.href, history.state, [...document.querySelectorAll("input, textarea")].map((input) => input.value),
])"""
PROBLEMS = [
    ("ftp://a.example", "", "", "begin with http"),
    ("http://me:secret@a.example", "", "", "no password"),
    ("no url", "", "", "begin with http"),
    ("http://a.example", "70000", "", "1 to 65535"),
    ("http://a.example", "", "it's $HOME", "Shells would change"),
    ("http://a.example", "", "", "Enter the token"),
]


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
    before = operation_page.article.inner_html()
    settings.enter("http://localhost", "9999", TOKEN)
    assert operation_page.article.inner_html() != before
    settings.button.click()
    settings.dialog.get_by_role("button", name="Reset").click()
    assert operation_page.article.inner_html() == before


def test_copied_samples_hold_the_variable(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    settings.enter(token=TOKEN)
    copied = operation_page.copy(operation_page.curl)
    assert copied == samples_of(FOCUS)["curl"].replace(
        "'Authorization: Bearer <token>'", '"Authorization: Bearer $SESSIONDOCK_TOKEN"'
    )


@pytest.mark.parametrize(
    ("label", "copied_header"),
    [
        ("curl", f'"Authorization: Bearer {TOKEN}"'),
        ("PowerShell", f'Authorization = "Bearer {TOKEN}"'),
        ("Python", f'"Authorization": "Bearer " + "{TOKEN}"'),
        ("JavaScript", f'"Authorization": "Bearer " + "{TOKEN}"'),
    ],
)
def test_copied_samples_hold_the_token_when_the_reader_asks_for_it(
    operation_page: OperationPage, settings: ConnectionSettings, label: str, copied_header: str
) -> None:
    settings.enter(token=TOKEN, is_copied=True)
    operation_page.choose_sample(label)
    sample = operation_page.sample(label)
    shown = code_text(sample)
    copied = operation_page.copy(sample)
    assert TOKEN not in shown
    assert copied_header in copied
    assert "SESSIONDOCK_TOKEN" not in copied


def test_the_planted_token_is_found_nowhere(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    page, sent = operation_page.page, list[str]()
    page.context.on("request", lambda request: sent.append(_sent(request)))
    for address in PAGES:
        operation_page.open(address)
        settings.enter(token=TOKEN, is_copied=True)
        operation_page.search.find("waveform")
        assert TOKEN not in page.evaluate(STATE)
        assert TOKEN not in _saved(page)
    page.go_back()
    page.reload()
    assert TOKEN not in page.evaluate(STATE)
    assert sent
    assert TOKEN not in "\n".join(sent)
    assert operation_page.watch.complaints() == ""


def test_a_token_that_is_being_typed_is_in_no_saved_page(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    settings.button.click()
    settings.token.fill(TOKEN)
    assert TOKEN not in operation_page.page.content()
    assert TOKEN not in _saved(operation_page.page)
    operation_page.page.keyboard.press("Escape")
    expect(settings.dialog).to_be_hidden()
    assert operation_page.page.locator(".connection [data-field=token]").input_value() == ""


def _sent(request: Request) -> str:
    return f"{request.url} {request.headers} {request.post_data}"


def _saved(page: Page) -> str:
    """Save the page as the browser does, all its frames and styles in one file."""
    session = page.context.new_cdp_session(page)
    saved = str(session.send("Page.captureSnapshot")["data"])
    session.detach()
    saved = saved.replace("=\r\n", "")
    assert "Connection settings" in saved
    return saved


def test_the_next_page_knows_the_base_url_and_not_the_token(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    settings.enter("http://localhost", "9999", TOKEN, is_copied=True)
    operation_page.open(address_of(IMPORT))
    copied = operation_page.copy(operation_page.curl)
    assert "http://localhost:9999/" in copied
    assert "$SESSIONDOCK_TOKEN" in copied
    assert TOKEN not in copied


def test_another_tab_knows_nothing(operation_page: OperationPage, settings: ConnectionSettings) -> None:
    settings.enter("http://localhost", "9999", TOKEN)
    other = operation_page.page.context.new_page()
    other.goto(operation_page.page.url)
    assert BASE in (other.locator("pre code").first.text_content() or "")


@pytest.mark.parametrize(("base_url", "port", "token", "problem"), PROBLEMS)
def test_what_cannot_be_used_is_said(
    settings: ConnectionSettings, base_url: str, port: str, token: str, problem: str
) -> None:
    settings.enter(base_url, port, token, is_copied=True)
    expect(settings.problem).to_contain_text(problem)
    expect(settings.dialog).to_be_visible()


def test_a_pasted_url_brings_its_port(settings: ConnectionSettings) -> None:
    settings.button.click()
    settings.base_url.fill("http://localhost:4000/v2")
    settings.base_url.press("Tab")
    expect(settings.base_url).to_have_value("http://localhost/v2")
    expect(settings.port).to_have_value("4000")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_open_dialog_is_clean_and_closes_by_keyboard(
    tabs: Tabs, home: str, viewport: dict[str, int], scheme: str
) -> None:
    page = tabs.open(OperationPage, home, viewport=viewport, color_scheme=scheme)
    page.open(address_of(FOCUS))
    settings = ConnectionSettings(page.page)
    settings.button.press("Enter")
    expect(settings.base_url).to_be_focused()
    assert page.violations() == ""
    assert page.overflow() <= 0
    page.page.keyboard.press("Escape")
    expect(settings.dialog).to_be_hidden()
    expect(settings.button).to_be_focused()


def test_without_scripts_the_samples_say_what_they_say(tabs: Tabs, home: str) -> None:
    page = tabs.open(OperationPage, home, java_script_enabled=False)
    page.open(seed.ADDRESS)
    expect(ConnectionSettings(page.page).button).to_be_hidden()
    assert find_missing_line(seed.LINES, page.lines()) is None
