"""The token that a reader enters is in the samples that they copy, if they ask for it, and nowhere else."""

import pytest
from playwright.sync_api import Page, Request, expect

from browser import seed
from browser.connection import ConnectionSettings
from browser.expected import samples_of
from browser.pages import OperationPage, code_text

TOKEN = "planted-sentinel.7f3a"  # noqa: S105 - it is planted
IMPORT = "api-reference/imports/createimport/"
# One of each kind, and all guides that show a token.
PAGES = (
    *("", "installation/", "authentication/", "automation-examples/", "launchers/", "scripts/", "ai-agents/"),
    *("api-reference/", "api-reference/errors/", "api-reference/authentication/", "api-reference/previews/"),
    *("api-reference/schemas/", "api-reference/schemas/Session/", IMPORT),
)
# What each sample says of the token when it is copied with it.
COPIED = {
    "curl": f'"Authorization: Bearer {TOKEN}"',
    "PowerShell": f'Authorization = "Bearer {TOKEN}"',
    "Python": f'"Authorization": "Bearer " + "{TOKEN}"',
    "JavaScript": f'"Authorization": "Bearer " + "{TOKEN}"',
}
# What holds the state of a page beside its elements.
STATE = """() => JSON.stringify([
  document.documentElement.outerHTML, {...localStorage}, {...sessionStorage}, document.cookie, window.name,
  location.href, history.state, [...document.querySelectorAll("input, textarea")].map((input) => input.value),
])"""


@pytest.fixture
def settings(operation_page: OperationPage) -> ConnectionSettings:
    operation_page.open(seed.ADDRESS)
    return ConnectionSettings(operation_page.page)


def test_copied_samples_hold_the_variable(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    settings.enter(token=TOKEN)
    copied = operation_page.copy(operation_page.curl)
    assert copied == samples_of("automation/focusSession")["curl"].replace(
        "'Authorization: Bearer <token>'", '"Authorization: Bearer $SESSIONDOCK_TOKEN"'
    )


def test_copied_samples_hold_the_token_when_the_reader_asks_for_it(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    settings.enter(token=TOKEN, is_copied=True)
    for label, copied_header in COPIED.items():
        operation_page.choose_sample(label)
        sample = operation_page.sample(label)
        copied = operation_page.copy(sample)
        assert TOKEN not in code_text(sample)
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
        assert TOKEN not in page.evaluate(STATE)
        assert TOKEN not in _saved(page)
    operation_page.search.find("waveform")
    assert TOKEN not in page.evaluate(STATE)
    page.go_back()
    page.reload()
    assert TOKEN not in page.evaluate(STATE)
    operation_page.open("no/such/page/")
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
    typed = operation_page.page.locator(".connection [data-field=token]")
    operation_page.page.keyboard.press("Escape")
    expect(settings.dialog).to_be_hidden()
    expect(typed).to_have_value("")


def test_a_token_that_was_being_typed_does_not_wait_for_the_way_back(
    operation_page: OperationPage, settings: ConnectionSettings
) -> None:
    """A browser may keep a page that was left, and show it again as it was."""
    settings.button.click()
    settings.token.fill(TOKEN)
    operation_page.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(settings.token).to_have_value("")


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
    operation_page.open(IMPORT)
    copied = operation_page.copy(operation_page.curl)
    assert "http://localhost:9999/" in copied
    assert "$SESSIONDOCK_TOKEN" in copied
    assert TOKEN not in copied
