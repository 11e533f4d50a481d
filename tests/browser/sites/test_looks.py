"""The look of every page: few sizes of type, sides of texts, marks that forced colors leave."""

import pytest
from playwright.sync_api import expect

from browser.pages import OperationPage, SitePage
from browser.tabs import NARROW, WIDE, Tabs

OPERATION = "api-reference/imports/createimport/"
PAGES = ("launchers/", OPERATION, "api-reference/", "api-reference/schemas/", "api-reference/errors/")
# The sizes of all elements that hold text themselves, as a browser computes them.
SIZES = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const sizes = new Set();
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    const isShown = walker.currentNode.data.trim() && box.getClientRects().length;
    if (isShown) sizes.add(getComputedStyle(box).fontSize);
  }
  return [...sizes];
}"""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_page_has_at_most_six_sizes_of_type(tabs: Tabs, home: str, viewport: dict[str, int]) -> None:
    page = tabs.open(SitePage, home, viewport=viewport)
    for address in PAGES:
        page.open(address)
        sizes = page.page.evaluate(SIZES)
        assert len(sizes) <= 6, (address, sizes)


def test_a_text_from_right_to_left_begins_at_its_own_side(operation_page: OperationPage) -> None:
    operation_page.open(OPERATION)
    text = operation_page.article.locator("p").last
    text.evaluate("place => { place.textContent = 'טקסט בעברית.'; }")
    style = text.evaluate("place => [getComputedStyle(place).unicodeBidi, getComputedStyle(place).textAlign]")
    assert style == ["plaintext", "start"]


def test_with_forced_colors_the_chosen_tab_alone_is_marked(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home, forced_colors="active")
    page.open("launchers/")
    labels = page.article.locator(".tabbed-set").first.locator(".tabbed-labels > label")
    background = page.page.evaluate("getComputedStyle(document.body).backgroundColor")
    borders = labels.evaluate_all(
        "labels => labels.map((label) => getComputedStyle(label).borderBottomColor)"
    )
    assert [border != background for border in borders] == [True] + [False] * (labels.count() - 1)


def test_the_section_that_is_read_is_marked_in_the_table_of_contents(site_page: SitePage) -> None:
    site_page.open("installation/")
    site_page.article.locator("h2").nth(3).scroll_into_view_if_needed()
    site_page.page.mouse.wheel(0, 900)
    active = site_page.page.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(active.last).to_be_visible()
    passed = site_page.page.locator(".md-sidebar--secondary .md-nav__link:not(.md-nav__link--active)").last
    colors = [place.evaluate("place => getComputedStyle(place).color") for place in (active.last, passed)]
    assert colors[0] != colors[1]


def test_a_copy_button_covers_no_code(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home, viewport=NARROW)
    page.open("launchers/")
    button = page.article.locator(".md-code__nav:visible").first
    code = button.locator("xpath=ancestor::pre/code").bounding_box()
    box = button.bounding_box()
    assert code is not None
    assert box is not None
    assert code["x"] + code["width"] <= box["x"] + 1
