"""What the tests in a browser share: one built site, one server, one Chromium; new tabs for each test."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from browser.pages import OperationPage, SitePage
from browser.serving import serving
from browser.tabs import PATIENCE, Tabs
from support.chromium import LAUNCH_ARGS, find_chromium

FOLDER = "Klänge & Töne, 2. Fassung #3 サウンド"


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


@pytest.fixture(scope="session")
def offline_folder(offline_zip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the zip into a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("offline") / FOLDER
    with zipfile.ZipFile(offline_zip) as archive:
        archive.extractall(folder)
    return folder / "sessiondock-developer-docs"


@pytest.fixture(scope="session")
def offline_home(offline_folder: Path) -> str:
    """Say where a browser finds it on disk."""
    return f"{offline_folder.as_uri()}/"


@pytest.fixture
def offline_page(tabs: Tabs, offline_home: str) -> OperationPage:
    """Open a tab whose network is cut."""
    page = tabs.open(OperationPage, offline_home, offline=True)
    page.page.context.route("http*://**", lambda route: route.abort())
    return page
