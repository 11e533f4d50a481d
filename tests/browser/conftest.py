"""What the tests in a browser share: one built site, one server, one Chromium; new tabs for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from browser.chromium import LAUNCH_ARGS, find_chromium
from browser.pages import OperationPage, SitePage
from browser.serving import serving
from browser.tabs import PATIENCE, Tabs


@pytest.fixture(scope="session")
def home(built_project: Path) -> Iterator[str]:
    """Serve the built site under /docs/, as its real host does."""
    with serving(built_project / "site") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once."""
    executable = find_chromium()
    assert executable is not None, "no Chromium: `make test` installs one (tests/prepare.py)"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=LAUNCH_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Give a maker of tabs that are closed after the test."""
    tabs = Tabs(browser)
    yield tabs
    tabs.close()


@pytest.fixture
def site_page(tabs: Tabs, home: str) -> SitePage:
    """Open a tab on no page yet: wide, light, with scripts."""
    return tabs.open(SitePage, home)


@pytest.fixture
def operation_page(tabs: Tabs, home: str) -> OperationPage:
    """Open a tab on no page yet, for the page of an operation."""
    return tabs.open(OperationPage, home)
