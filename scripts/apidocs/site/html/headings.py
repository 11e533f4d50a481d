"""Turns the headings of pages into HTML: of plain words, all come out as the first one did."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from markdown import Markdown
from markdown.extensions.toc import TocExtension

from apidocs.site.html.part import Part

# A line of words in which nothing can begin anything.
PLAIN: Final = re.compile(r"[A-Za-z](?:[^`\\\[<&*_{}|>\x02\n]*[^`\\\[<&*_{}|>\s\x02])?")

# A line that begins neither a list, a quote, a heading, a table, a fold, code nor HTML, and holds none; its
# attributes may be below it.
LINE: Final = re.compile(
    r"(?!`{3}|\[TOC\]|[*_-]\s|[*_ -]+$)[A-Za-z`\[*_(\"'][^<\n|\x02]*(?:\n\{ [^{}\n]*\})?"
)

Convert = Callable[[str], str]
"""Makes HTML of Markdown."""


def html_of_lines(texts: Iterable[str], convert: Convert) -> Mapping[str, str]:
    """Give the HTML of each text that is such a line; what came out otherwise is left out."""
    lines = [text for text in texts if LINE.fullmatch(text)]
    found = {text: f"<p>{text}</p>" for text in lines if PLAIN.fullmatch(text)}
    return {**found, **_converted([text for text in lines if text not in found], convert)}


def _converted(texts: Sequence[str], convert: Convert) -> Mapping[str, str]:
    if not texts:
        return {}
    answers = convert("\n\n".join(texts)).split("\n")
    is_whole = len(answers) == len(texts) and all(map(_is_paragraph, answers))
    return dict(zip(texts, answers, strict=True)) if is_whole else {}


def _is_paragraph(html: str) -> bool:
    return html.startswith("<p") and html.endswith("</p>") and html.count("<p") == 1


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
