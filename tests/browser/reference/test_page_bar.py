"""The line above a page says where it stands and gives its Markdown: by a link, and by one press."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import seed
from browser.pages import OperationPage, SitePage
from browser.tabs import NARROW, WIDE, Tabs

PAGES = {
    "home": "",
    "guide": "launchers/",
    "reference index": "api-reference/",
    "tag": "api-reference/previews/",
    "operation": seed.ADDRESS,
    "schemas": "api-reference/schemas/",
    "schema": "api-reference/schemas/Session/",
    "errors": "api-reference/errors/",
}
CRUMBS = {
    "launchers/": ["Home"],
    "api-reference/": ["Home"],
    "api-reference/previews/": ["Home", "API Reference"],
    seed.ADDRESS: ["Home", "API Reference", "automation"],
    "api-reference/schemas/": ["Home", "API Reference"],
    "api-reference/schemas/Session/": ["Home", "API Reference", "Schemas"],
    "api-reference/errors/": ["Home", "API Reference"],
}


def twin(site: Path, address: str) -> str:
    return (site / address / "index.md").read_text(encoding="utf-8")


def test_one_press_copies_the_markdown_of_any_page(site_page: SitePage, built_project: Path) -> None:
    for address in PAGES.values():
        site_page.open(address)
        assert site_page.copy_page() == twin(built_project / "site", address)
    assert site_page.watch.complaints() == ""


def test_one_press_copies_the_markdown_of_a_page_on_disk(
    offline_page: OperationPage, offline_folder: Path
) -> None:
    offline_page.open(f"{seed.ADDRESS}index.html")
    assert offline_page.copy_page() == twin(offline_folder, seed.ADDRESS)
    assert offline_page.watch.complaints() == ""


def test_the_button_says_that_it_has_copied_and_then_what_it_does(site_page: SitePage) -> None:
    site_page.open(seed.ADDRESS)
    site_page.copy_button.click()
    expect(site_page.copy_button).to_have_text("Copied")
    expect(site_page.copy_button).to_have_text("Copy page")


def test_a_press_that_may_not_copy_shows_the_markdown(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home)
    page.page.add_init_script("delete Navigator.prototype.clipboard")
    page.open(seed.ADDRESS)
    page.copy_button.click()
    page.page.wait_for_url(f"**/{seed.ADDRESS}index.md")


def test_without_scripts_a_link_leads_to_the_markdown(tabs: Tabs, home: str) -> None:
    page = tabs.open(SitePage, home, java_script_enabled=False)
    for address in PAGES.values():
        page.open(address)
        expect(page.copy_button).not_to_be_visible()
        page.page.get_by_role("link", name="View as Markdown").click()
        page.page.wait_for_url(f"**/{address}index.md")


def test_the_line_leads_to_what_the_page_is_part_of(site_page: SitePage) -> None:
    crumbs = site_page.page.get_by_role("navigation", name="Breadcrumb").get_by_role("link")
    followed = set()
    for address, titles in CRUMBS.items():
        site_page.open(address)
        assert crumbs.all_inner_texts() == titles
        targets = crumbs.evaluate_all("links => links.map((link) => link.href)")
        followed |= set(zip(targets, titles, strict=True))
    for target, title in followed:
        site_page.page.goto(target)
        expect(site_page.title).to_have_text({"Home": "SessionDock Local API"}.get(title, title))
    assert site_page.watch.complaints() == ""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_line_takes_the_same_room_with_and_without_scripts(
    tabs: Tabs, home: str, viewport: dict[str, int]
) -> None:
    boxes = []
    for is_enabled in (True, False):
        page = tabs.open(SitePage, home, viewport=viewport, java_script_enabled=is_enabled)
        page.open(seed.ADDRESS)
        boxes.append([page.page.locator(".page-bar").bounding_box(), page.title.bounding_box()])
    assert boxes[0] == boxes[1]
