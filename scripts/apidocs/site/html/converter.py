"""Turns the parts of pages into HTML, each part once however many pages have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from markdown.serializers import _escape_attrib_html  # type: ignore[attr-defined] # one rule for addresses
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages

from apidocs.site.html.code_blocks import remembering
from apidocs.site.html.headings import HeadingWriter, html_of_lines
from apidocs.site.html.inlines import QuickInlines
from apidocs.site.html.part import Heading, Part
from apidocs.site.html.parts import filled, lift
from apidocs.site.html.tables import TableWriter

# Python-Markdown takes these two characters out of every text, so that no page can hold the mark itself.
MARK: Final = re.compile("\x02href:(\\d+)\x03")
ANCHOR: Final = re.compile(r'<[a-z][^<>]* id="([^"]*)"')
OWN_LINK: Final = re.compile(r'<a [^<>]*href="(#[^"]*)"')
LINKS: Final = {"a": "href", "img": "src"}


class PartConverter:
    """Python-Markdown as MkDocs sets it up, for parts of pages."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._markdown = Markdown(
            extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
        )
        self._raw = mkdocs_pages._RawHTMLPreprocessor()  # noqa: SLF001 - MkDocs has no other names for them
        self._raw._register(self._markdown)  # noqa: SLF001
        self._before, self._after = _Anchors(), _Anchors()
        self._title = mkdocs_pages._ExtractTitleTreeprocessor()  # noqa: SLF001
        self._links = _Links()
        self._markdown.treeprocessors.register(self._before, "part_anchors_before", 6)  # "toc" has 5
        self._markdown.treeprocessors.register(self._after, "part_anchors_after", 5)
        self._title._register(self._markdown)  # noqa: SLF001
        self._markdown.treeprocessors.register(self._links, "relpath", 0)
        self._markdown.treeprocessors.register(QuickInlines(self._markdown), "inline", 20)
        self._tabs = _quicken(self._markdown)
        self._tables = TableWriter(self._html)
        self._headings = HeadingWriter(self._markdown, lambda text: self._by_markdown(text, 0))
        self._known: dict[tuple[str, int], Part] = {}
        self._frames: dict[tuple[str, int], Part] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Convert all parts together that are a line each; `convert` then knows them."""
        fresh = [text for text in dict.fromkeys(texts) if (text, 0) not in self._known]
        for text, html in html_of_lines(fresh, self._html).items():
            self._known[text, 0] = _part_of_html(tuple(self._iter_pieces(html)), html)

    def convert(self, text: str, tab_sets: int = 0) -> Part:
        """Convert one part; `tab_sets` is how many sets of tabs stand before it on its page."""
        key = (text, tab_sets if "===" in text else 0)
        if key not in self._known:
            self._known[key] = self._convert(*key)
        return self._known[key]

    def _convert(self, text: str, tab_sets: int) -> Part:
        heading = self._headings.part(text)
        if heading is not None:
            return heading
        table = self._tables.html(text)
        if table is not None:
            return _part_of_html(tuple(self._iter_pieces(table)), table)
        frame, codes = lift(text)
        if codes:
            around = self._frame(frame, tab_sets)
            pieces = filled(around.pieces, codes)
            if pieces is not None:
                return replace(around, pieces=pieces)
        return self._by_markdown(text, tab_sets)

    def _frame(self, text: str, tab_sets: int) -> Part:
        key = (text, tab_sets)
        if key not in self._frames:
            self._frames[key] = self._by_markdown(text, tab_sets)
        return self._frames[key]

    def _by_markdown(self, text: str, tab_sets: int) -> Part:
        html = self._html(text, tab_sets)
        anchors = (*self._after.found, *self._raw.present_anchor_ids)
        return Part(
            pieces=tuple(self._iter_pieces(html)),
            anchors=anchors,
            made=frozenset(self._after.found) - frozenset(self._before.found),
            headings=tuple(_iter_headings(self._markdown.toc_tokens)),  # type: ignore[attr-defined] # by toc
            own_links=tuple(link for link in self._links.own if link[1:] not in anchors),
            title=self._title.title,
            tab_sets=max((tabs.tab_group_count for tabs in self._tabs), default=tab_sets) - tab_sets,
        )

    def _html(self, text: str, tab_sets: int = 0) -> str:
        self._markdown.reset()
        for tabs in self._tabs:
            tabs.tab_group_count = tab_sets
        self._title.title = None
        return self._markdown.convert(text)

    def _iter_pieces(self, html: str) -> Iterator[str]:
        for place, piece in enumerate(MARK.split(html)):
            yield self._links.written[int(piece)] if place % 2 else piece


def clash(parts: Iterable[Part]) -> bool:
    """Tell whether an anchor made from a heading would be another were the parts one."""
    parts = tuple(parts)
    if not any(part.made for part in parts):
        return False
    count = Counter(anchor for part in parts for anchor in set(part.anchors))
    return any(count[anchor] > 1 for part in parts for anchor in part.made)


def nested(parts: Iterable[Part]) -> list[Any]:
    """Nest the headings as the toc extension does."""
    flat: list[Any] = [
        {"level": heading.level, "id": heading.anchor, "name": heading.name}
        for part in parts
        for heading in part.headings
    ]
    return list(nest_toc_tokens(flat))


def escaped(address: str) -> str:
    """Write an address as the value of an attribute, as Python-Markdown does."""
    return str(_escape_attrib_html(address))


class _Anchors(Treeprocessor):
    """Notes the ids of a part, and names of links, which are targets too."""

    found: tuple[str, ...] = ()

    def run(self, root: Element) -> None:
        names = (
            element.get("id") or (element.get("name") if element.tag == "a" else None)
            for element in root.iter()
        )
        self.found = tuple(name for name in names if name)


class _Links(Treeprocessor):
    """Puts a mark in the place of each relative link, for what it becomes depends on the page.

    `written` are all that were found so far, and a mark is a place in it; `own` are the links of the last
    text to its own page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[int, str] = {}
        self.own: list[str] = []
        self._marks: dict[str, int] = {}

    def run(self, root: Element) -> None:
        self.own = []
        for element in root.iter():
            key = LINKS.get(element.tag)
            address = element.get(key) if key is not None else None
            if key is None or address is None:
                continue
            if address.startswith("#"):
                self.own.append(address)
            elif _is_relative(address):
                mark = self._marks.setdefault(address, len(self._marks))
                self.written[mark] = address
                element.set(key, f"\x02href:{mark}\x03")


def _is_relative(address: str) -> bool:
    scheme, netloc, *_ = urlsplit(address)
    return not scheme and not netloc and AMP_SUBSTITUTE not in address


def _part_of_html(pieces: tuple[str, ...], html: str) -> Part:
    anchors = tuple(unescape(anchor) for anchor in ANCHOR.findall(html))
    links = (unescape(link) for link in OWN_LINK.findall(html))
    own = tuple(link for link in links if link[1:] not in anchors)
    return Part(pieces, anchors, frozenset(), (), own, title=None, tab_sets=0)


def _iter_headings(tokens: Iterable[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["id"], token["name"])
        yield from _iter_headings(token["children"])


def _quicken(markdown: Markdown) -> list[Any]:
    """Make superfences remember its blocks; the processors that count the sets of tabs."""
    for extension in markdown.registeredExtensions:
        for fence in getattr(extension, "superfences", ()):
            if fence["name"] == "superfences":
                fence["formatter"] = remembering(fence["formatter"])
    return [each.tab_processor for each in markdown.registeredExtensions if hasattr(each, "tab_processor")]
