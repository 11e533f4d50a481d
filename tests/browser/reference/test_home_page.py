"""The home page begins with what the site is for, two ways in, and a real call; cards lead on."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from browser.expected import samples_of, shared
from browser.pages import SitePage
from browser.tabs import NARROW, WIDE, Tabs


def test_the_call_of_the_hero_is_that_of_its_page(site_page: SitePage) -> None:
    site_page.open()
    hero = site_page.page.locator(".hero")
    for label, text in samples_of("system/getHealth").items():
        hero.get_by_text(label, exact=True).click()
        assert (hero.locator(".tabbed-block:visible").inner_text()).strip() == text.strip()
    expect(hero.locator("pre").last).to_contain_text('"status": "ok"')
    hero.get_by_role("link", name="/api/v1/health").click()
    expect(site_page.title).to_have_text(re.compile("Check server health"))


@pytest.mark.parametrize("name", ["Make a first call", "API Reference"])
def test_the_two_actions_lead_into_the_site(site_page: SitePage, name: str) -> None:
    site_page.open()
    site_page.page.locator(".hero").get_by_role("link", name=name).click()
    expect(site_page.title).to_have_text(re.compile("Installation|API Reference"))


def test_each_family_has_a_card_with_the_number_of_its_operations(site_page: SitePage) -> None:
    counts = Counter(operation.tags[0] for operation in shared().api.operations)
    site_page.open()
    cards = site_page.article.locator("#families-of-the-reference ~ ul > li")
    shown = {}
    for card in cards.all():
        name, number = card.locator("strong").inner_text().lower(), card.locator("em").inner_text()
        shown[name] = int(number.split()[0])
    assert shown == dict(counts)


def test_a_press_anywhere_on_a_card_follows_it(site_page: SitePage) -> None:
    site_page.open()
    card = site_page.article.locator("#families-of-the-reference ~ ul > li").first
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box is not None
    site_page.page.mouse.click(box["x"] + box["width"] - 8, box["y"] + box["height"] - 8)
    site_page.page.wait_for_url("**/api-reference/system/")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_header_names_site_version_and_slogan_and_leaves_the_page_its_room(
    tabs: Tabs, home: str, viewport: dict[str, int]
) -> None:
    page = tabs.open(SitePage, home, viewport=viewport)
    page.open("api-reference/automation/focussession/")
    header = page.page.get_by_role("banner")
    expect(header.get_by_text("SessionDock Developer Docs")).to_be_in_viewport()
    expect(header.get_by_text("Make your creative workflow programmable.")).to_be_in_viewport()
    title = page.title.bounding_box()
    assert title is not None
    assert title["y"] < 170


def test_ctrl_k_opens_search_and_the_box_says_so(site_page: SitePage) -> None:
    site_page.open()
    expect(site_page.page.locator(".search-key")).to_have_text("Ctrl K")
    site_page.page.keyboard.press("Control+k")
    expect(site_page.search.input).to_be_focused()
    site_page.page.keyboard.type("zyzzyva")
    help_links = site_page.page.locator(".search-help a")
    expect(help_links.first).to_be_visible()
    help_links.get_by_text("Errors").click()
    expect(site_page.title).to_have_text("Errors")
    assert site_page.watch.complaints() == ""
