"""The docs inside the app: the folder of `offline --app`, served beside the API of a mock."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, expect

from browser import seed
from browser.connection import ConnectionSettings
from browser.pages import OperationPage
from browser.serving import serving
from browser.tabs import Tabs
from support.app_server import serving_app
from support.mock_server import TOKEN, Mock

READ = "api-reference/system/gethealth/index.html"


@pytest.fixture
def app(app_docs: Path) -> Iterator[Mock]:
    with serving_app(app_docs) as mock:
        yield mock


def open_as(tabs: Tabs, app: Mock, host: str) -> tuple[OperationPage, list[Request]]:
    """Open a page by a name of this computer, and keep what is requested from then on."""
    page = tabs.open(OperationPage, f"{app.server.origin.replace('127.0.0.1', host)}/docs/")
    requests: list[Request] = []
    page.page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - it marks what it calls
    page.open(READ)
    return page, requests


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_try_it_and_the_doctor_call_the_app_that_served_the_page(tabs: Tabs, app: Mock, host: str) -> None:
    """Nobody says where the app is, whatever its port: not even the samples have to be set."""
    page, requests = open_as(tabs, app, host)
    origin = app.server.origin.replace("127.0.0.1", host)
    expect(page.curl).to_contain_text(f"{origin}/api/v1/health")
    settings = ConnectionSettings(page.page)
    settings.enter(token=TOKEN)
    page.page.locator(".try > summary").click()
    page.page.get_by_role("button", name="Send", exact=True).click()
    expect(page.page.locator(".try [data-part=status]")).to_contain_text("200 OK")
    settings.button.click()
    settings.dialog.get_by_role("button", name="Check connection").click()
    expect(page.page.locator(".doctor li").last).to_have_text("Reads and writes are allowed.")
    assert {urlsplit(request.url).netloc for request in requests} == {urlsplit(origin).netloc}
    assert {message.method for message in app.requests} == {"GET"}  # no preflight: it is one origin
    assert page.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert "Content Security Policy" not in page.watch.complaints()


def test_search_works_inside_the_app(tabs: Tabs, app: Mock) -> None:
    page, _ = open_as(tabs, app, "127.0.0.1")
    page.search.find("focus a session card")
    page.search.result("api-reference/automation/focussession/index.html").click()
    expect(page.title).to_have_text(seed.TITLE)
    assert page.watch.complaints() == ""


def test_the_folder_works_below_any_prefix(tabs: Tabs, app_docs: Path) -> None:
    with serving(app_docs, "/help/api/v2/") as home:
        page = tabs.open(OperationPage, home)
        for address in ("index.html", "launchers/index.html", READ):
            page.open(address)
            expect(page.title).to_be_visible()
        assert page.watch.complaints() == ""


def test_a_copy_that_no_app_serves_keeps_the_address_of_the_description(tabs: Tabs, home: str) -> None:
    page = tabs.open(OperationPage, home)
    page.open("api-reference/system/gethealth/")
    ConnectionSettings(page.page).button.click()
    expect(ConnectionSettings(page.page).port).to_have_value("18432")
