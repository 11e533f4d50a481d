"""What a reader sees first stays: nothing moves while a page loads, and the scheme is right at once."""

import re

import pytest

from browser.pages import OperationPage, SitePage
from browser.tabs import NARROW, WIDE, Tabs

PAGES = {
    "home": "",
    "guide": "launchers/",
    "tag": "api-reference/previews/",
    "operation": "api-reference/imports/createimport/",
    "schema": "api-reference/schemas/Session/",
}
# A third of what browsers call good (Core Web Vitals): the footer may come into sight when its page is short.
FELT = 0.03
# The layout shifts of the page so far, also those before this was asked; 0 is none.
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 100)));
})"""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_moves_while_a_page_loads(tabs: Tabs, home: str, viewport: dict[str, int]) -> None:
    page = tabs.open(SitePage, home, viewport=viewport)
    page.page.route("**", lambda route: route.continue_())  # each visit is a first one: nothing is cached
    for address in PAGES.values():
        page.open(address)
        page.page.wait_for_load_state("networkidle")
        assert page.page.evaluate(SHIFTS) < FELT, address


def test_a_chosen_language_moves_nothing_on_the_next_page(operation_page: OperationPage) -> None:
    operation_page.open(PAGES["operation"])
    operation_page.choose_sample("JavaScript")
    operation_page.page.reload(wait_until="networkidle")
    assert operation_page.page.evaluate(SHIFTS) < FELT


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_scheme_holds_before_the_sites_scripts_run(tabs: Tabs, home: str, scheme: str) -> None:
    page = tabs.open(SitePage, home, color_scheme=scheme)
    page.open()
    page.page.locator("header label[title^='Switch to']:visible").click()
    page.page.wait_for_function("localStorage.length > 0")
    page.page.route(re.compile(r"\.js$"), lambda route: route.abort())
    page.open(PAGES["operation"])
    assert page.is_light() == (scheme == "dark")
