"""What each page says of itself to search engines, and to who previews a link to it."""

from pathlib import Path

import pytest

from support.published import read

SITE_URL = "https://sessiondock.com/docs/"


class Head:
    """What the head of a page says: its title, its metadata by name, and its links by kind."""

    def __init__(self, html: str) -> None:
        found = read(html[html.index("<head>") : html.index("</head>") + len("</head>")])
        self.title = "".join(text for path, text in found.texts if "title" in path).strip()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        for tag, attributes in found.tags:
            name = attributes.get("name") or attributes.get("property")
            if tag == "meta" and name:
                self.meta.setdefault(name, []).append(attributes["content"] or "")
            if tag == "link":
                self.links.setdefault(attributes["rel"] or "", []).append(attributes["href"] or "")


@pytest.fixture(scope="module")
def heads(built_project: Path) -> dict[str, Head]:
    """Read the head of every page that has an address, by it."""
    site = built_project / "site"
    return {
        str(path.relative_to(site)).removesuffix("index.html"): Head(path.read_text(encoding="utf-8"))
        for path in site.rglob("index.html")
    }


def test_each_page_has_a_title_and_a_description_of_its_own(heads: dict[str, Head]) -> None:
    assert len(heads) > 50
    assert (
        len({head.title for head in heads.values()}) >= len(heads) - 1
    )  # there are two about authentication
    for address, head in heads.items():
        (description,) = head.meta["description"]
        assert 20 < len(description) < 300, address
        if address:
            assert head.title.endswith(" - SessionDock Developer Docs"), address
    assert heads[""].title == "SessionDock Developer Docs"


def test_each_page_has_one_address_that_it_wants_to_be_known_by(heads: dict[str, Head]) -> None:
    for address, head in heads.items():
        assert head.links.get("canonical", []) == [SITE_URL + address]
        assert head.meta.get("og:url", []) == [SITE_URL + address]


def test_a_missing_page_says_so_and_wants_to_be_known_by_no_address(built_project: Path) -> None:
    head = Head((built_project / "site/404.html").read_text(encoding="utf-8"))
    assert head.title == "Page not found - SessionDock Developer Docs"
    assert (head.links, head.meta["robots"]) == ({"icon": ["data:,"]}, ["noindex"])


def test_a_link_to_a_page_is_previewed_with_what_the_page_says(heads: dict[str, Head]) -> None:
    for address, head in heads.items():
        assert head.meta["og:description"] == head.meta["description"], address
        assert head.meta["og:site_name"] == ["SessionDock Developer Docs"]
        (title,) = head.meta["og:title"]
        assert head.title in {title, f"{title} - SessionDock Developer Docs", "SessionDock Developer Docs"}
