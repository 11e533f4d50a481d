"""Every parameter and field can be linked to, and the link opens what is folded around it."""

import pytest
from playwright.sync_api import Page, expect

from browser.pages import OperationPage, SitePage
from browser.tabs import Tabs

PAGES = ["api-reference/sessions/listsessions/", "api-reference/imports/createimport/"]
SCHEMA = "api-reference/schemas/Session/"
FOLDED = "request-body-items-.projectPath"
OPERATION = "api-reference/imports/createimport/"


def is_on_screen(page: Page, anchor: str) -> None:
    target = page.locator(f"[id='{anchor}']")
    expect(target).to_be_visible()
    expect(target).to_be_in_viewport()


@pytest.mark.parametrize("address", [*PAGES, SCHEMA])
def test_each_name_in_a_table_links_to_itself(site_page: SitePage, address: str) -> None:
    site_page.open(address)
    tables = site_page.article.locator("table:has(th:text-is('Name'))")
    assert tables.count() > 0
    rows = tables.locator("tbody tr").count()
    links = tables.locator("td:first-child > a.permalink")
    assert links.count() == rows
    pairs = links.evaluate_all(
        "links => links.map((link) => [link.hash.slice(1), link.firstElementChild.id])"
    )
    assert all(decoded == anchor for decoded, anchor in pairs), pairs
    assert len({anchor for _, anchor in pairs}) == rows
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
        ("generatePreviews", "api-reference/schemas/ImportRequest/", "field-generatePreviews"),
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


def test_the_page_lists_its_statuses(site_page: SitePage) -> None:
    site_page.open("api-reference/automation/focussession/")
    contents = site_page.page.get_by_role("navigation", name="On this page")
    statuses = [text for text in contents.get_by_role("link").all_inner_texts() if text.strip().isdigit()]
    assert [text.strip() for text in statuses] == ["200", "400", "401", "403", "404", "501"]
