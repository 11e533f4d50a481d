"""Everything can be reached and used from the keyboard, and the reader sees where the focus is."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from browser.focus import Stop, iter_stops
from browser.pages import OperationPage, SitePage
from browser.tabs import NARROW, WIDE, Tabs

FOCUS_PAGE = "api-reference/automation/focussession/"


def test_the_skip_link_comes_first_and_leads_into_the_article(operation_page: OperationPage) -> None:
    operation_page.open(FOCUS_PAGE)
    page = operation_page.page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_search_and_escape_closes_it(site_page: SitePage, key: str) -> None:
    site_page.open()
    site_page.page.keyboard.press(key)
    expect(site_page.search.input).to_be_focused()
    expect(site_page.search.toggle).to_be_checked()
    site_page.page.keyboard.press("Escape")
    expect(site_page.search.toggle).not_to_be_checked()
    expect(site_page.search.input).not_to_be_focused()


def test_the_results_are_reached_with_the_arrow_keys(site_page: SitePage) -> None:
    site_page.open()
    site_page.page.keyboard.press("/")
    site_page.page.keyboard.type("focus a session card")
    first = site_page.search.results.first
    expect(first).to_have_attribute("href", re.compile(rf"{FOCUS_PAGE}\?h=focus\+session\+card$"))
    target = first.get_attribute("href") or ""
    site_page.page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    site_page.page.keyboard.press("Enter")
    site_page.page.wait_for_url(target)
    assert site_page.watch.complaints() == ""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_focus_is_seen_wherever_it_stops(tabs: Tabs, home: str, viewport: ViewportSize) -> None:
    page = tabs.open(OperationPage, home, viewport=viewport)
    page.open("api-reference/imports/createimport/")
    stops = list(iter_stops(page.page))
    assert "\n".join(stop.name for stop in stops if not stop.is_marked) == ""
    assert "\n".join(stop.name for stop in stops if not stop.is_in_view) == ""


def test_the_focus_stops_at_everything_the_article_offers(operation_page: OperationPage) -> None:
    operation_page.open("api-reference/imports/createimport/")
    stops = {stop.key for stop in iter_stops(operation_page.page)}
    # The names of tabs are one stop, their switch; the arrow keys change it.
    offered = operation_page.page.locator("article").locator(
        ":is(a[href], button, summary, input:checked):not(.tabbed-labels a, .tabbed-button)"
    )
    missed = [
        found.evaluate("element => element.outerHTML.slice(0, 120)")
        for found in offered.all()
        if found.is_visible() and found.get_attribute(Stop.ATTRIBUTE) not in stops
    ]
    assert "\n".join(missed) == ""


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_a_response_and_folds_it_again(operation_page: OperationPage, key: str) -> None:
    operation_page.open(FOCUS_PAGE)
    response = operation_page.article.locator("details.response").nth(1)
    expect(response).not_to_have_attribute("open", "")
    response.locator("summary").focus()
    operation_page.page.keyboard.press(key)
    expect(response).to_have_attribute("open", "")
    expect(response.locator(".card")).to_be_visible()
    operation_page.page.keyboard.press(key)
    expect(response).not_to_have_attribute("open", "")


def test_the_arrow_keys_change_the_tab(site_page: SitePage) -> None:
    site_page.open("launchers/")
    tabs = site_page.article.locator(".tabbed-set").first
    first, second = tabs.locator(".tabbed-block").all()[:2]
    expect(first).to_be_visible()
    tabs.get_by_role("radio").first.focus()
    site_page.page.keyboard.press("ArrowRight")
    expect(second).to_be_visible()
    expect(first).to_be_hidden()


def test_code_that_is_wider_than_the_screen_scrolls_from_the_keyboard(tabs: Tabs, home: str) -> None:
    page = tabs.open(OperationPage, home, viewport=NARROW)
    page.open(FOCUS_PAGE)
    page.curl.focus()
    expect(page.curl).to_be_focused()
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_function("box => box.scrollLeft > 0", arg=page.curl.element_handle())


def test_the_drawer_opens_from_the_keyboard(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home, viewport=NARROW)
    page.open(FOCUS_PAGE)
    page.menu_button.focus()
    expect(page.menu_button).to_be_focused()
    page.page.keyboard.press("Enter")
    expect(page.page.get_by_role("link", name="Authentication").first).to_be_in_viewport()
