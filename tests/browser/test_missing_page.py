"""An address that leads nowhere helps on: to what its last part names, to the reference, to the home page."""

import re

import pytest
from playwright.sync_api import expect

from browser import seed
from browser.pages import SitePage

WRONG = (
    "api-reference/automation/focusSession",
    "api-reference/automation/focus-session/",
    "old/docs/deeper/still/focusSession.html",
    "focussession/index.html",
)


@pytest.mark.parametrize("address", WRONG)
def test_what_a_wrong_address_names_is_found_by_one_click(site_page: SitePage, address: str) -> None:
    site_page.open(address)
    expect(site_page.title).to_have_text("Page not found")
    site_page.article.get_by_role("link", name=re.compile("focus", re.IGNORECASE)).click()
    expect(site_page.search.results.first).to_have_attribute("href", re.compile(seed.ADDRESS))
    site_page.page.keyboard.press("Enter")
    expect(site_page.title).to_have_text(seed.TITLE)
    assert site_page.watch.complaints() == ""


def test_its_links_lead_into_the_site_from_any_depth(site_page: SitePage) -> None:
    for name, title in (("API Reference", "API Reference"), ("home page", "SessionDock Local API")):
        site_page.open("no/such/page/at/all")
        site_page.article.get_by_role("link", name=name).click()
        expect(site_page.title).to_have_text(title)
    assert site_page.watch.complaints() == ""


def test_an_address_that_was_cut_within_a_character_breaks_nothing(site_page: SitePage) -> None:
    site_page.open("a%E0%A4%A#b%E0%A4%A")
    expect(site_page.title).to_have_text("Page not found")
    assert site_page.watch.complaints() == ""
