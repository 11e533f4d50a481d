"""Search finds what a reader would type: an operation by its names, its path, an error by its code."""

import re

import pytest
from playwright.sync_api import expect

from browser.pages import OperationPage, SitePage

QUERIES = {
    "summary": ("focus a session card", "api-reference/automation/focussession/"),
    "operationId": ("focusSession", "api-reference/automation/focussession/"),
    "operationId in lower case": ("focussession", "api-reference/automation/focussession/"),
    "operationId in upper case": ("FOCUSSESSION", "api-reference/automation/focussession/"),
    "another operationId": (
        "replaceSessionWaveformNotes",
        "api-reference/previews/replacesessionwaveformnotes/",
    ),
    "path segment": ("waveform-notes", "api-reference/previews/getsessionwaveformnotes/"),
    "path segment in singular": ("import", "api-reference/imports/createimport/"),
    "guide": ("configured mode", "authentication/"),
    "schema": ("PreviewMetadata", "api-reference/schemas/PreviewMetadata/"),
}


@pytest.mark.parametrize(("words", "address"), QUERIES.values(), ids=QUERIES)
def test_search_finds_a_page(site_page: SitePage, words: str, address: str) -> None:
    site_page.open()
    site_page.search.find(words)
    result = site_page.search.result(address)
    expect(result).to_be_visible()
    result.click()
    site_page.page.wait_for_url(f"**/{address}**")
    expect(site_page.title).to_be_visible()
    assert site_page.watch.complaints() == ""


@pytest.mark.parametrize("name", ["operationId", "another operationId"])
def test_the_operation_is_the_first_result_for_its_id(site_page: SitePage, name: str) -> None:
    words, address = QUERIES[name]
    site_page.open()
    site_page.search.find(words)
    expect(site_page.search.results.first).to_have_attribute("href", re.compile(re.escape(address)))


def test_an_error_code_leads_to_its_entry_which_links_the_operations(operation_page: OperationPage) -> None:
    operation_page.open()
    operation_page.search.find("focus_unavailable")
    result = operation_page.search.result("api-reference/errors/#focus_unavailable")
    expect(result).to_be_visible()
    result.click()
    operation_page.page.wait_for_url("**/api-reference/errors/**#focus_unavailable")
    entry = operation_page.section("focus_unavailable")
    entry.get_by_role("link", name="Bring SessionDock forward and focus a session card").click()
    operation_page.page.wait_for_url("**/api-reference/automation/focussession/")
    assert operation_page.watch.complaints() == ""


def test_words_that_nobody_wrote_find_nothing_and_say_so(site_page: SitePage) -> None:
    site_page.open()
    site_page.search.type("zyzzyva")
    expect(site_page.search.message).to_have_text("No matching documents")
    expect(site_page.search.results).to_have_count(0)
