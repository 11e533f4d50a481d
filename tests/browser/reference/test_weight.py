"""A first visit to the page of an operation is light, and search weighs nothing before it is used."""

import pytest

from browser.pages import SitePage
from browser.tabs import Tabs
from browser.weight import MOST, first_visit

SEARCH = ("assets/search.js", "assets/search-ranking.js", "search/search_index.json")


@pytest.mark.parametrize("address", ["automation/focussession", "sessions/listsessions"])
def test_a_first_visit_to_an_operation_is_light(tabs: Tabs, home: str, address: str) -> None:
    files = first_visit(tabs.open(SitePage, home), f"api-reference/{address}/")
    assert len(files) > 5
    assert sum(files.values()) < MOST, files


def test_what_search_needs_is_loaded_when_a_reader_begins_to_search(site_page: SitePage) -> None:
    loaded = first_visit(site_page, "launchers/")
    assert not [address for address in loaded if address.partition("?")[0] in SEARCH]
    addresses: list[str] = []
    site_page.page.context.on("request", lambda request: addresses.append(request.url))
    site_page.search.find("focus")
    assert {address.removeprefix(site_page.home).partition("?")[0] for address in addresses} == set(SEARCH)
