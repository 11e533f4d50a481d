"""What a page says, row by row, as its article does and as its twin does."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from apidocs.pages.coverage.words import FENCED, is_in, page_words
from apidocs.pages.pages import Page
from apidocs.pages.words.texts import Words

CODE_BLOCK: Final = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
# Where a row of ours begins, and where the last one of several ends; descriptions have lists and tables too.
HTML_ROW: Final = re.compile(r'(?=<li class="field"|<tr id=|<h[1-6]\b|<section\b)')
HTML_PATH: Final = re.compile(r'<a class="permalink"[^>]*>(?:<code>(.*?)</code>)?', re.DOTALL)
# Markup that may stand within a word: a name is broken at its joints.
INLINE: Final = re.compile(r"<wbr>|</?span\b[^>]*>(?=\S)")
# A link to the web: its address is part of the text that an author wrote.
WEB_LINK: Final = re.compile(r'<a\b[^>]*\bhref="((?:https?:|mailto:)[^"]*)"[^>]*>')
CELL: Final = re.compile(r"(?<!\\)\|")
LINK: Final = re.compile(r'\bhref="([^"#:]+)|\]\(([^()\s#:]+)')


@dataclass(frozen=True)
class Row:
    """The row of a field, parameter or header: the words of its path, and all of its words."""

    path: str
    words: str
    is_required: bool


@dataclass(frozen=True)
class Side:
    """One form of a page: all of its words, those of no code block, rows by the last word of a path."""

    whole: str
    words: str
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def rows_of(self, path: str, *, is_exact: bool) -> list[Row]:
        """List the rows of what is reached by the path of these words, or by one that ends with them."""
        rows = self.rows.get(_last(path), ())
        return [row for row in rows if (row.path == path if is_exact else row.path.endswith(path))]


class Pages:
    """What pages say and where they lead, each read when it is first asked for."""

    def __init__(self, pages: Iterable[Page], words: Words) -> None:
        self._pages = {page.src_uri: page for page in pages}
        self._sides: dict[str, tuple[Side, Side]] = {}
        self._whole: dict[str, str] = {}
        self._links: dict[str, frozenset[str]] = {}
        self._yes = words.say("answers.yes")
        self._no = words.say("answers.no")
        self._column = words.say("columns.required")
        self.deprecated = page_words(words.say("deprecated.badge"))

    def holds(self, src_uri: str, text: str) -> bool:
        """Whether a page, or a file beside it, has a text anywhere."""
        if src_uri not in self._pages:
            return False
        if src_uri not in self._whole:
            page = self._pages[src_uri]
            written = (page.title, page.summary, page.twin, *page.files.values())
            self._whole[src_uri] = page_words("\n".join(written))
        return is_in(text, self._whole[src_uri])

    def leads_to(self, src_uri: str, target: str) -> bool:
        """Whether a page links to another one, in both of its forms."""
        if src_uri not in self._links:
            page = self._pages[src_uri]
            found = [_targets(src_uri, text) for text in (page.twin, page.article)]
            self._links[src_uri] = frozenset.intersection(*found)
        return target in self._links[src_uri]

    def sides(self, src_uri: str) -> tuple[Side, Side]:
        """Return both forms of a page."""
        if src_uri not in self._sides:
            page = self._pages[src_uri]
            head = f"{page.title}\n{page.summary}\n"
            article = INLINE.sub("", WEB_LINK.sub(r"\1 ", page.article))
            self._sides[src_uri] = (
                _side(head, article, CODE_BLOCK, self._iter_html_rows),
                _side(head, page.twin, FENCED, self._iter_twin_rows),
            )
        return self._sides[src_uri]

    def _iter_html_rows(self, article: str) -> Iterator[Row]:
        for row in HTML_ROW.split(article):
            path = HTML_PATH.search(row)
            if path is not None and row.startswith(("<li", "<tr")):
                is_required = '"field__required"' in row or f">{self._yes}</td>" in row
                yield Row(_path(path[1] or ""), page_words(row), is_required)

    def _iter_twin_rows(self, twin: str) -> Iterator[Row]:
        column = 0
        for line in twin.splitlines():
            if line.startswith("| "):
                cells = [cell.strip() for cell in CELL.split(line)]
                if self._column in cells:
                    column = cells.index(self._column)
                is_required = cells[column : column + 1] not in ([""], [self._no]) and column > 0
                yield Row(_path(cells[1].partition("*")[0]), page_words(line), is_required)


def _side(head: str, text: str, code: re.Pattern[str], iter_rows: Callable[[str], Iterator[Row]]) -> Side:
    side = Side(page_words(head + text), page_words(head + code.sub("\n", text)))
    for row in iter_rows(text):
        side.rows.setdefault(_last(row.path), []).append(row)
    return side


def _path(written: str) -> str:
    """Return the words of a path; those that stand for any name, `<key>`, are none."""
    return page_words(html.unescape(written))


def _last(path: str) -> str:
    return path.rsplit(maxsplit=1)[-1] if path.strip() else ""


def _targets(src_uri: str, text: str) -> frozenset[str]:
    folder = posixpath.dirname(src_uri)
    found = (one or other for one, other in LINK.findall(text))
    return frozenset(posixpath.normpath(posixpath.join(folder, target)) for target in found)
