"""Turns the headings of pages into HTML: of plain words, all come out as the first one did."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markdown import Markdown
from markdown.extensions.toc import TocExtension

if TYPE_CHECKING:
    from apidocs.speed.conversion import Part

# A heading without attributes, of words in which nothing can begin anything.
HEADING: Final = re.compile(
    r"(?P<marks>#{1,6}) (?P<words>[A-Za-z](?:[A-Za-z0-9,.:;()/'-]| (?! ))*[A-Za-z0-9.)])"
)
# The words that stand in for any others, and their anchor.
WORDS: Final = "Qq"
ANCHOR: Final = "qq"
HELD: Final = "\x03"


class HeadingWriter:
    """Writes headings; `convert` makes one of each level by Markdown."""

    def __init__(self, markdown: Markdown, convert: Callable[[str], Part]) -> None:
        self._convert = convert
        self._toc = next(
            (each for each in markdown.registeredExtensions if isinstance(each, TocExtension)), None
        )
        self._known: dict[str, Part] = {}

    def part(self, text: str) -> Part | None:
        """Make the part of a page that is a heading and nothing else; None when it is none of ours."""
        found = HEADING.fullmatch(text)
        if found is None or self._toc is None:
            return None
        words = found["words"]
        anchor = self._toc.getConfig("slugify")(words, self._toc.getConfig("separator"))
        first = self._first(found["marks"])
        if not anchor or first.anchors != (ANCHOR,):
            return None
        return replace(
            first,
            pieces=tuple(_filled(piece, words, anchor) for piece in first.pieces),
            anchors=(anchor,),
            made=frozenset({anchor}),
            headings=tuple(replace(each, anchor=anchor, name=words) for each in first.headings),
            title=None if first.title is None else words,
        )

    def _first(self, marks: str) -> Part:
        if marks not in self._known:
            self._known[marks] = self._convert(f"{marks} {WORDS}")
        return self._known[marks]


def _filled(html: str, words: str, anchor: str) -> str:
    return html.replace(WORDS, HELD).replace(ANCHOR, anchor).replace(HELD, words)
