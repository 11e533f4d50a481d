"""Everything a page says is in its HTML: a reader without scripts misses no word."""

from browser import seed
from browser.pages import OperationPage, SitePage, find_missing_line
from browser.tabs import Tabs

PAGES = {
    "home": "",
    "guide": "launchers/",
    "reference index": "api-reference/",
    "tag": "api-reference/previews/",
    "operation with a body": "api-reference/imports/createimport/",
    "operation with a query": "api-reference/sessions/listsessions/",
    "authentication": "api-reference/authentication/",
    "schemas": "api-reference/schemas/",
    "schema": "api-reference/schemas/Session/",
    "errors": "api-reference/errors/",
}


def test_the_seed_is_read_without_scripts(tabs: Tabs, home: str) -> None:
    page = tabs.open(OperationPage, home, java_script_enabled=False)
    page.open(seed.ADDRESS)
    page.page.emulate_media(media="print")  # which shows all folds and tabs, and needs no script
    lines = page.lines(page.article)
    wanted = seed.LINES[seed.LINES.index(seed.TITLE) :]
    assert find_missing_line(wanted, lines) is None, "\n".join(lines)


def test_each_article_reads_the_same_with_and_without_scripts(tabs: Tabs, home: str) -> None:
    with_scripts, without = (
        tabs.open(SitePage, home, java_script_enabled=is_enabled) for is_enabled in (True, False)
    )
    for address in PAGES.values():
        with_scripts.open(address)
        without.open(address)
        for panel in with_scripts.article.locator("details.try").all():
            panel.evaluate("panel => panel.remove()")  # what nobody can use without scripts
        assert without.lines(without.article) == with_scripts.lines(with_scripts.article), address
    assert without.watch.complaints() == ""
