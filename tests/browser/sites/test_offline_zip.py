"""The offline zip works from any folder without a network: pages, links, search, copying."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import seed
from browser.connection import ConnectionSettings
from browser.expected import curl_of
from browser.pages import OperationPage, find_missing_line
from browser.serving import serving
from browser.tabs import Tabs
from browser.unfolded import unfold

PAGES = {
    "home": "index.html",
    "guide": "launchers/index.html",
    "reference index": "api-reference/index.html",
    "tag": "api-reference/previews/index.html",
    "operation": f"{seed.ADDRESS}index.html",
    "schemas": "api-reference/schemas/index.html",
    "schema": "api-reference/schemas/Session/index.html",
    "errors": "api-reference/errors/index.html",
    "security schemes": "api-reference/authentication/index.html",
}
SEARCHES = {
    "focus a session card": PAGES["operation"],
    "focus_unavailable": "api-reference/errors/index.html#focus_unavailable",
}


@pytest.fixture(scope="session")
def served_home(offline_folder: Path) -> Iterator[str]:
    """Serve it below a path that nobody told it of."""
    with serving(offline_folder, "/any/deep/path/") as url:
        yield url


def test_each_kind_of_page_opens_from_disk(offline_page: OperationPage) -> None:
    for address in PAGES.values():
        offline_page.open(address)
        expect(offline_page.title).to_be_visible()
        assert offline_page.page.evaluate("document.styleSheets.length") > 0
    assert offline_page.watch.complaints() == ""


def test_each_kind_of_page_opens_from_a_server_below_any_path_and_search_works_there(
    tabs: Tabs, served_home: str
) -> None:
    page = tabs.open(OperationPage, served_home)
    for address in PAGES.values():
        page.open(address)
        expect(page.title).to_be_visible()
    page.search.find("focus a session card")
    page.search.result(PAGES["operation"]).click()
    expect(page.title).to_have_text(seed.TITLE)
    assert page.watch.complaints() == ""


def test_the_seed_is_read_from_disk(offline_page: OperationPage) -> None:
    offline_page.open(PAGES["operation"])
    unfold(offline_page.page)
    lines = offline_page.lines()
    assert find_missing_line(seed.LINES, lines) is None, "\n".join(lines)


def test_links_lead_from_page_to_page_on_disk(offline_page: OperationPage) -> None:
    offline_page.open("index.html")
    offline_page.article.get_by_role("link", name="API Reference").first.click()
    offline_page.article.get_by_role("link", name=seed.TITLE).first.click()
    expect(offline_page.title).to_have_text(seed.TITLE)
    assert offline_page.page.url == f"{offline_page.home}{PAGES['operation']}"
    assert offline_page.watch.complaints() == ""


def test_search_works_from_disk(offline_page: OperationPage) -> None:
    offline_page.open("launchers/index.html")
    for words, address in SEARCHES.items():
        offline_page.search.find(words)
        offline_page.search.result(address).click()
        offline_page.page.wait_for_url(f"**/{address.partition('#')[0]}**")
        expect(offline_page.title).to_be_visible()
    assert offline_page.watch.complaints() == ""


def test_the_chosen_scheme_stays_from_page_to_page_on_disk(offline_page: OperationPage) -> None:
    offline_page.open("index.html")
    was_light = offline_page.is_light()
    offline_page.page.locator("header label[title^='Switch to']:visible").click()
    offline_page.open(PAGES["operation"])
    assert offline_page.is_light() != was_light
    assert offline_page.watch.complaints() == ""


def test_the_tabs_work_from_disk(offline_page: OperationPage) -> None:
    offline_page.open("launchers/index.html")
    tabs = offline_page.article.locator(".tabbed-set").first
    tabs.get_by_text("Windows (PowerShell)").click()
    expect(tabs.locator(".tabbed-block").nth(1)).to_be_visible()
    assert offline_page.watch.complaints() == ""


def test_the_chosen_language_of_samples_stays_from_page_to_page_on_disk(offline_page: OperationPage) -> None:
    offline_page.open(PAGES["operation"])
    offline_page.choose_sample("Python")
    offline_page.open("api-reference/imports/createimport/index.html")
    expect(offline_page.sample("Python")).to_be_visible()
    assert offline_page.watch.complaints() == ""


def test_the_connection_settings_work_on_disk(offline_page: OperationPage) -> None:
    offline_page.open(PAGES["operation"])
    ConnectionSettings(offline_page.page).enter("http://localhost", "9999", "planted", is_copied=True)
    assert "Bearer planted" in offline_page.copy(offline_page.curl)
    offline_page.open("api-reference/imports/createimport/index.html")
    expect(offline_page.curl).to_contain_text("http://localhost:9999/api/v1/import")
    assert offline_page.watch.complaints() == ""


def test_the_copy_button_works_from_disk(offline_page: OperationPage) -> None:
    offline_page.open("api-reference/imports/createimport/index.html")
    copied = offline_page.copy(offline_page.curl)
    assert copied.removesuffix("\n") == curl_of("imports/createImport")
    assert offline_page.watch.complaints() == ""
