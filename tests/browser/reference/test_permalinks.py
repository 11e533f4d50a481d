"""Every parameter and field can be linked to, and the link opens what is folded around it."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from browser.pages import OperationPage, SitePage
from browser.tabs import Tabs

PAGES = ["api-reference/sessions/listsessions/", "api-reference/imports/createimport/"]
SCHEMA = "api-reference/schemas/Session/"
FOLDED = "response-400-error.code"
OPERATION = "api-reference/imports/createimport/"


def is_on_screen(page: Page, anchor: str) -> None:
    target = page.locator(f"[id='{anchor}']")
    expect(target).to_be_visible()
    expect(target).to_be_in_viewport()


@pytest.mark.parametrize("address", [*PAGES, SCHEMA])
def test_each_parameter_and_field_links_to_itself(site_page: SitePage, address: str) -> None:
    site_page.open(address)
    names = site_page.article.locator(".table--parameters tbody > tr, .field")
    assert names.count() > 0
    pairs = names.evaluate_all(
        "names => names.map((name) => [name.id, name.querySelector('.permalink').hash.slice(1)])"
    )
    assert all(unquote(anchor) == name for name, anchor in pairs), pairs
    assert len({name for name, _ in pairs}) == len(pairs)
    assert site_page.violations() == ""


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_link_from_elsewhere_opens_what_is_folded(tabs: Tabs, home: str, has_scripts: bool) -> None:  # noqa: FBT001
    page = tabs.open(OperationPage, home, java_script_enabled=has_scripts)
    page.open(f"{OPERATION}#{FOLDED}")
    is_on_screen(page.page, FOLDED)


def test_a_link_on_the_page_opens_what_is_folded(site_page: SitePage) -> None:
    site_page.open(OPERATION)
    expect(site_page.page.locator(f"[id='{FOLDED}']")).not_to_be_visible()
    site_page.page.evaluate("(anchor) => { location.hash = anchor; }", FOLDED)
    is_on_screen(site_page.page, FOLDED)


def test_a_browser_that_unfolds_nothing_by_itself_is_helped(site_page: SitePage) -> None:
    site_page.open(OPERATION)
    folded = site_page.page.locator("details").filter(has=site_page.page.locator(f"[id='{FOLDED}']"))
    site_page.page.evaluate("(anchor) => { location.hash = anchor; }", FOLDED)
    is_on_screen(site_page.page, FOLDED)
    folded.evaluate("(box) => { box.open = false; dispatchEvent(new HashChangeEvent('hashchange')); }")
    is_on_screen(site_page.page, FOLDED)


def test_a_name_shows_that_it_is_a_link_and_is_in_the_address_once_pressed(site_page: SitePage) -> None:
    site_page.open("api-reference/sessions/listsessions/")
    before, link = (
        site_page.article.get_by_role("link", name=name, exact=True).first for name in ("sort", "limit")
    )
    mark = "link => getComputedStyle(link, '::after').content"
    assert "#" not in link.evaluate(mark)
    before.focus()
    site_page.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert "#" in link.evaluate(mark)
    before.hover()
    assert "#" in before.evaluate(mark)
    link.click()
    assert site_page.page.url.endswith("#parameter-query-limit")


@pytest.mark.parametrize(
    ("words", "address", "anchor"),
    [
        ("variantId", "api-reference/previews/getsessionwaveform/", "parameter-query-variantId"),
        ("effectiveMode", "api-reference/schemas/Health/", "field-effectiveMode"),
    ],
)
def test_search_leads_to_the_name_itself(site_page: SitePage, words: str, address: str, anchor: str) -> None:
    site_page.open()
    site_page.search.find(words)
    site_page.search.results.first.click()
    site_page.page.wait_for_url(f"**/{address}**#{anchor}")
    is_on_screen(site_page.page, anchor)
    assert site_page.watch.complaints() == ""


def test_a_link_opens_what_is_folded_from_disk(offline_page: OperationPage) -> None:
    offline_page.open(f"{OPERATION}index.html#{FOLDED}")
    is_on_screen(offline_page.page, FOLDED)


def test_a_link_to_the_panel_of_a_tab_chooses_it(site_page: SitePage) -> None:
    site_page.open("api-reference/automation/focussession/#response-404-shape")
    shape = site_page.page.locator("[id='response-404-shape']")
    expect(shape).to_be_visible()
    expect(shape).to_be_in_viewport()


def test_one_press_opens_all_responses_here_and_on_the_next_page(operation_page: OperationPage) -> None:
    operation_page.open("api-reference/automation/focussession/")
    operation_page.page.get_by_role("button", name="Expand all").click()
    expect(operation_page.article.locator("details.response:not([open])")).to_have_count(0)
    operation_page.open(OPERATION)
    expect(operation_page.article.locator("details.response:not([open])")).to_have_count(0)
    operation_page.page.get_by_role("button", name="Fold all").click()
    assert operation_page.article.locator("details.response:not([open])").count() > 1
    assert operation_page.watch.complaints() == ""
