"""The site of a stranger's description shows its hostile words as words, and nothing of this project."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from browser.pages import SitePage
from browser.serving import serving
from browser.tabs import Tabs
from support.commands import ROOT, build_here, say

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"{SCRIPT}<img src=x onerror=alert(2)>"
DESCRIPTION = f"{HOSTILE} [press](javascript:alert(3)) {{{{ config }}}} </article></body>"
TEXT = {"type": "string", "description": DESCRIPTION, "example": "'\"><svg onload=alert(4)>"}


def description() -> dict[str, Any]:
    error = {
        "description": DESCRIPTION,
        "content": {"application/json": {"example": {"code": SCRIPT, "message": HOSTILE}}},
    }
    answer = {
        "description": HOSTILE,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Odd"}}},
    }
    operation = {
        "tags": [HOSTILE],
        "operationId": "odd",
        "summary": f"Ask {HOSTILE}",
        "description": DESCRIPTION,
        "parameters": [
            {"name": HOSTILE, "in": "query", "description": DESCRIPTION, "schema": TEXT},
            {"name": "</script>", "in": "header", "schema": {"type": "string", "enum": [HOSTILE]}},
        ],
        "responses": {"200": answer, "400": error},
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": f"Odd {HOSTILE}", "version": SCRIPT, "description": DESCRIPTION},
        "servers": [{"url": "https://example.test"}],
        "tags": [{"name": HOSTILE, "description": DESCRIPTION}],
        "paths": {"/odd": {"get": operation}},
        "components": {"schemas": {"Odd": {"type": "object", "properties": {HOSTILE: TEXT, "plain": TEXT}}}},
    }


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the description by the command."""
    folder = tmp_path_factory.mktemp("odd")
    spec = folder / "odd.json"
    spec.write_text(json.dumps(description()), encoding="utf-8")
    answer = build_here(folder, "--spec", spec, "--site-dir", folder / "site")
    assert answer.returncode == 0, say(answer)
    return folder / "site"


@pytest.fixture(scope="module")
def odd_home(odd_site: Path) -> Iterator[str]:
    """Serve that site."""
    with serving(odd_site, "/odd/docs/") as url:
        yield url


@pytest.fixture
def odd_page(tabs: Tabs, odd_home: str) -> SitePage:
    """Open a tab on that site."""
    return tabs.open(SitePage, odd_home)


def iter_addresses(page: SitePage) -> Iterator[str]:
    """Give every page of the site that links lead to, the home first; each is open when it is given."""
    waiting, known = [page.home], {page.home}
    while waiting:
        page.open(waiting[0])
        yield waiting.pop(0)
        links = page.page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
        for link in sorted({urldefrag(urljoin(page.home, found)).url for found in links}):
            if link.startswith(page.home) and link.endswith("/") and link not in known:
                known.add(link)
                waiting.append(link)


def test_no_page_runs_what_the_description_says(odd_page: SitePage) -> None:
    addresses = []
    for address in iter_addresses(odd_page):
        expect(odd_page.title).to_be_visible()
        addresses.append(address.removeprefix(odd_page.home))
        active = odd_page.page.locator(
            "[onerror], [onload], svg[onload], a[href^='javascript:' i], img[src='x']"
        )
        assert active.count() == 0, address
    assert odd_page.watch.complaints() == ""
    assert len(addresses) >= 7, addresses


def test_search_runs_nothing_either(odd_page: SitePage) -> None:
    odd_page.open()
    odd_page.search.find("Ask")
    odd_page.search.find("alert")
    assert odd_page.watch.complaints() == ""


def test_the_hostile_words_are_read_as_words(odd_page: SitePage) -> None:
    odd_page.open()
    expect(odd_page.title).to_contain_text(f"Odd {HOSTILE}")
    expect(odd_page.page).to_have_title(re.compile(re.escape(f"Odd {HOSTILE}")))
    odd_page.article.get_by_role("link", name="Ask").first.click()
    expect(odd_page.title).to_have_text(f"Ask {HOSTILE}")
    expect(odd_page.article.get_by_role("cell", name=HOSTILE, exact=True).first).to_be_visible()


def test_nothing_of_this_project_is_on_the_site(odd_site: Path) -> None:
    texts = [
        path
        for path in sorted(odd_site.rglob("*"))
        if path.suffix in {".html", ".md", ".txt", ".json", ".xml"}
    ]
    found = [
        str(path.relative_to(odd_site)) for path in texts if "sessiondock" in path.read_text("utf-8").lower()
    ]
    assert texts
    assert found == []


def test_neither_the_sign_of_this_project_nor_its_logo_is_on_the_site(odd_site: Path) -> None:
    sign = Path("assets/favicon.svg")
    assert (odd_site / sign).read_bytes() != (ROOT / "docs" / sign).read_bytes()
    icons = files("material") / "templates/.icons"
    name = re.search(r"logo: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert name is not None
    logo = (icons / f"{name[1]}.svg").read_text("utf-8")
    assert logo.partition(' d="')[2].partition('"')[0] not in (odd_site / "index.html").read_text("utf-8")
