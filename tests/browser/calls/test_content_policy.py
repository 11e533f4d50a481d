"""The Content-Security-Policy of the pages is in force: it allows what the site does, and no other script."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.pages import OperationPage, SitePage
from browser.serving import serving
from browser.tabs import Tabs

ADDRESS = "api-reference/imports/createimport/"
STRANGE = (
    '<script>document.title = "taken over"</script><img src="x" onerror="document.title = \'taken over\'">'
)


def test_search_tabs_copying_and_schemes_break_no_rule(operation_page: OperationPage) -> None:
    operation_page.open(ADDRESS)
    operation_page.choose_sample("JavaScript")
    operation_page.copy(operation_page.sample("JavaScript"))
    operation_page.page.locator("header label[title='Switch to dark mode']").click()
    assert not operation_page.is_light()
    operation_page.open(ADDRESS)
    assert not operation_page.is_light()
    operation_page.search.find("waveform")
    assert operation_page.watch.complaints() == ""


@pytest.mark.parametrize("address", ["index.html", f"{ADDRESS}index.html"])
def test_a_strangers_script_in_a_page_does_not_run(
    tabs: Tabs, built_project: Path, tmp_path: Path, address: str
) -> None:
    html = (built_project / "site" / address).read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(html.replace("<h1", f"{STRANGE}<h1", 1), encoding="utf-8")
    with serving(tmp_path, "/") as home:
        page = tabs.open(SitePage, home)
        page.open()
        expect(page.title).to_be_visible()
        expect(page.page).not_to_have_title("taken over")
        assert "Content Security Policy" in page.watch.complaints()
