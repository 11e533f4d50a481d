"""Every kind of page is sound in both widths and schemes: no error, no foreign request, nothing for axe."""

import pytest
from playwright.sync_api import expect

from browser.connection import ConnectionSettings
from browser.pages import OperationPage, SitePage
from browser.tabs import NARROW, WIDE, Tabs

PAGES = {
    "home": "",
    "guide": "launchers/",
    "guide with a warning": "installation/",
    "reference index": "api-reference/",
    "tag": "api-reference/previews/",
    "operation with a body": "api-reference/imports/createimport/",
    "operation with a query": "api-reference/sessions/listsessions/",
    "schemas": "api-reference/schemas/",
    "schema": "api-reference/schemas/Session/",
    "errors": "api-reference/errors/",
    "security schemes": "api-reference/authentication/",
    "missing page": "no/such/page/",
}


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, tabs: Tabs, home: str) -> OperationPage:
    """Open a tab of each width; a page of it is asked for its faults in both schemes."""
    return tabs.open(OperationPage, home, viewport=request.param, color_scheme="light")


def test_every_kind_of_page_is_sound(page: OperationPage) -> None:
    faults = {}
    for kind, address in PAGES.items():
        page.open(address)
        expect(page.title).to_be_visible()
        faults[kind] = page.faults()
    assert {kind: found for kind, found in faults.items() if found} == {}


def test_the_search_results_are_sound(page: OperationPage) -> None:
    page.open("api-reference/")
    page.search.find("waveform")
    assert page.faults() == ""


def test_the_unfolded_fields_are_sound(page: OperationPage) -> None:
    page.open("api-reference/sessions/patchsession/")
    folded = page.article.locator("details:not([open]) > summary:visible")
    assert folded.count() > 0
    while folded.count() > 0:
        folded.first.click()
    assert page.faults() == ""


def test_the_open_tab_of_each_language_is_sound(page: OperationPage) -> None:
    page.open("api-reference/imports/createimport/")
    for label in ("PowerShell", "Python", "JavaScript"):
        page.choose_sample(label)
        expect(page.sample(label)).to_be_visible()
        assert page.faults() == ""


def test_the_connection_settings_are_sound_and_close_by_keyboard(page: OperationPage) -> None:
    page.open("api-reference/automation/focussession/")
    settings = ConnectionSettings(page.page)
    settings.button.press("Enter")
    expect(settings.base_url).to_be_focused()
    settings.base_url.fill("no url")
    settings.base_url.press("Enter")
    expect(settings.problem).not_to_be_empty()
    assert page.faults() == ""
    page.page.keyboard.press("Escape")
    expect(settings.dialog).to_be_hidden()
    expect(settings.button).to_be_focused()


def test_the_open_drawer_is_sound(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home, viewport=NARROW, color_scheme="light")
    page.open("api-reference/automation/focussession/")
    page.menu_button.click()
    expect(page.page.get_by_role("link", name="Authentication").first).to_be_in_viewport()
    assert page.faults() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_follows_the_readers_system(tabs: Tabs, home: str, scheme: str) -> None:
    page = tabs.open(SitePage, home, color_scheme=scheme)
    page.open()
    assert page.is_light() == (scheme == "light")
