"""A site in another language is searched as one in English is, and its buttons say its words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.pages import SitePage
from browser.serving import serving
from browser.tabs import Tabs
from support.commands import run, say
from support.pseudo_language import LANGUAGE, mark_of, write_project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in the pseudo-language, as it can be opened from disk."""
    project = write_project(tmp_path_factory.mktemp("language") / "project", LANGUAGE)
    answer = run(project, "scripts/build.py", variables={"OFFLINE": "true"})
    assert answer.returncode == 0, say(answer)
    return project / "site"


@pytest.fixture(params=["http", "file"])
def page(request: pytest.FixtureRequest, site: Path, tabs: Tabs) -> Iterator[SitePage]:
    with serving(site) as url:
        yield tabs.open(SitePage, url if request.param == "http" else f"{site.as_uri()}/")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("oldw322", "api-reference/outerw305/oldw322/"),
        ("filterw062", "api-reference/thingsw025/getthingw046/"),
        ("meoww238", "api-reference/manyw400/manyw000/"),
        ("Catw212", "api-reference/schemas/Catw212/"),
    ],
)
def test_search_puts_first_what_was_named(page: SitePage, words: str, address: str) -> None:
    page.open("index.html")
    page.search.find(words)
    expect(page.search.results.first).to_have_attribute("href", re.compile(re.escape(address)))
    assert page.watch.complaints() == ""


def test_what_scripts_say_is_in_the_language(page: SitePage) -> None:
    page.open("api-reference/index.html")
    page.copy_button.click()
    expect(page.copy_button).to_contain_text(mark_of("frame.copied"))
    page.page.locator(".connection-button").click()
    dialog = page.page.locator("dialog.connection")
    dialog.locator("[data-field=base]").fill("no where")
    dialog.locator("[type=submit]").click()
    expect(dialog.get_by_role("alert")).to_contain_text(mark_of("connection.wrong_url"))
    assert page.watch.complaints() == ""
