"""An address that leads nowhere helps on, wherever the site is served and at any depth."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import seed
from browser.pages import SitePage
from browser.serving import serving
from browser.tabs import NARROW, WIDE, Tabs

WRONG = {
    "api-reference/automation/focusSession": "focusSession",
    "api-reference/automation/focus-session/": "focus-session",
    "old/docs/deeper/still/focusSession.html": "focusSession",
    "focussession/index.html": "focussession",
}
DEEP = "no/such/page/at/all"


@pytest.mark.parametrize("address", WRONG)
def test_what_a_wrong_address_names_is_found_by_one_press(site_page: SitePage, address: str) -> None:
    site_page.open(address)
    expect(site_page.title).to_have_text("Page not found")
    expect(site_page.article.get_by_role("searchbox")).to_have_value(WRONG[address])
    site_page.article.get_by_role("button", name="Search").click()
    expect(site_page.search.results.first).to_be_visible()
    assert seed.ADDRESS in (site_page.search.results.first.get_attribute("href") or "")
    site_page.page.keyboard.press("Enter")
    expect(site_page.title).to_have_text(seed.TITLE)
    assert site_page.watch.complaints() == ""


def test_its_links_lead_into_the_site_from_any_depth(site_page: SitePage) -> None:
    for name, title in (("API Reference", "API Reference"), ("Home page", "SessionDock Local API")):
        site_page.open(DEEP)
        site_page.article.get_by_role("link", name=name).click()
        expect(site_page.title).to_have_text(title)
    assert site_page.watch.complaints() == ""


@pytest.mark.parametrize("base", ["/", "/moved/elsewhere/"])
def test_it_looks_the_same_and_leads_on_where_the_site_was_not_meant_to_be(
    tabs: Tabs, built_project: Path, base: str
) -> None:
    with serving(built_project / "site", base) as url:
        for viewport in (WIDE, NARROW):
            page = tabs.open(SitePage, url, viewport=viewport)
            page.open(DEEP)
            logo = page.page.locator("header svg").bounding_box()
            assert logo is not None
            assert (logo["width"], logo["height"], page.overflow()) == (24, 24, 0)
            link = page.article.get_by_role("link", name="API Reference")
            expect(link).to_have_js_property("href", f"{url}api-reference/")
            link.click()
            page.page.wait_for_url(f"{url}api-reference/")


def test_it_is_dark_for_who_chose_so_on_the_site(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home, color_scheme="light")
    page.open()
    page.page.locator("header label[title^='Switch to']:visible").click()
    page.page.wait_for_function("localStorage.length > 0")
    page.open(DEEP)
    expect(page.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert not page.is_light()


def test_without_scripts_it_leads_to_where_the_site_was_meant_to_be(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home, java_script_enabled=False)
    page.open(DEEP)
    page.article.get_by_role("link", name="API Reference").click()
    expect(page.title).to_have_text("API Reference")


def test_an_address_that_was_cut_within_a_character_breaks_nothing(site_page: SitePage) -> None:
    site_page.open("a%E0%A4%A#b%E0%A4%A")
    expect(site_page.title).to_have_text("Page not found")
    assert site_page.watch.complaints() == ""
