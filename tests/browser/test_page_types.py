"""Every kind of page is sound in both widths and schemes: no error, no foreign request, nothing for axe."""

import pytest
from playwright.sync_api import ViewportSize, expect

from browser.pages import OperationPage, SitePage
from browser.tabs import NARROW, WIDE, Tabs

PAGES = {
    "home": "",
    "guide": "launchers/",
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
WIDTHS = {"wide": WIDE, "narrow": NARROW}

schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
widths = pytest.mark.parametrize("viewport", WIDTHS.values(), ids=WIDTHS)


@schemes
@widths
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_is_clean(tabs: Tabs, home: str, address: str, viewport: ViewportSize, scheme: str) -> None:
    page = tabs.open(SitePage, home, viewport=viewport, color_scheme=scheme)
    page.open(address)
    expect(page.title).to_be_visible()
    assert page.violations() == ""
    assert page.overflow() <= 0
    assert page.watch.complaints() == ""


@schemes
def test_the_scheme_follows_the_readers_system(tabs: Tabs, home: str, scheme: str) -> None:
    page = tabs.open(SitePage, home, color_scheme=scheme)
    page.open()
    assert page.is_light() == (scheme == "light")


@schemes
@widths
def test_the_search_results_are_clean(tabs: Tabs, home: str, viewport: ViewportSize, scheme: str) -> None:
    page = tabs.open(SitePage, home, viewport=viewport, color_scheme=scheme)
    page.open("api-reference/")
    page.search.find("waveform")
    assert page.violations() == ""
    assert page.overflow() <= 0
    assert page.watch.complaints() == ""


@schemes
def test_the_open_drawer_is_clean(tabs: Tabs, home: str, scheme: str) -> None:
    page = tabs.open(SitePage, home, viewport=NARROW, color_scheme=scheme)
    page.open("api-reference/automation/focussession/")
    page.menu_button.click()
    expect(page.page.get_by_role("link", name="Authentication").first).to_be_in_viewport()
    assert page.violations() == ""
    assert page.overflow() <= 0
    assert page.watch.complaints() == ""


@schemes
@widths
def test_the_unfolded_fields_are_clean(tabs: Tabs, home: str, viewport: ViewportSize, scheme: str) -> None:
    page = tabs.open(OperationPage, home, viewport=viewport, color_scheme=scheme)
    page.open("api-reference/sessions/patchsession/")
    for summary in page.article.locator("details > summary").all():
        summary.click()
    assert page.article.locator("details:not([open])").count() == 0
    assert page.violations() == ""
    assert page.overflow() <= 0
    assert page.watch.complaints() == ""
