"""Descriptions, which are CommonMark, inside of the Markdown twin of a page: as their authors wrote them.

A description cannot break out of its place: its headings are demoted, what it opens is closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from textwrap import dedent
from typing import Final

from markdown_it.token import Token

from apidocs.markdown.commonmark.parse import tokens_of
from apidocs.markdown.escape import PLAIN, Markdown, fence, unified

# The level of a heading that an author wrote: below all of ours.
DEEPEST: Final = 6
# Where a description has headings of its own they begin below the page's.
HIGHEST: Final = 2
# A block of HTML that ends only where one of these stands (CommonMark 0.31, section 4.6).
ENDS: Final = {"<!--": "-->", "<?": "?>", "<![cdata[": "]]>", "<!": ">", "<pre": "</pre>"}
ENDS_TOO: Final = {f"<{name}": f"</{name}>" for name in ("script", "style", "textarea")}
CLOSING: Final = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*$")


def markdown_of(text: str, *, with_headings: bool = False) -> Markdown:
    """Write the description as blocks of Markdown; with headings, these are parts of the page."""
    source = dedent(unified(text)).strip("\n")
    if PLAIN.fullmatch(source):
        return Markdown(source)
    tokens = tokens_of(source)
    if len(tokens) == 1 and tokens[0].type == "code_block":  # beyond what a parser should read
        return fence(source)
    lines = source.split("\n")
    if _open_html(tokens, lines):
        return markdown_of("\n".join(lines), with_headings=with_headings)
    levels = [int(token.tag[1:]) for token in tokens if token.type == "heading_open"]
    below = HIGHEST - min(levels) if with_headings and levels else DEEPEST
    for token in tokens:
        _contain(token, lines, below)
        if token.type == "inline" and token.map is not None:
            for number in range(token.map[0], min(token.map[1], len(lines))):
                lines[number] = _unlinked(lines[number])
    return Markdown("\n".join(line for line in lines if line is not _DROPPED).strip("\n"))


@lru_cache(maxsize=65536)
def markdown_line(text: str) -> Markdown:
    """Write the description on one line, for a cell of a table."""
    line = _unlinked(" ".join(unified(text).split()))
    return Markdown(line if PLAIN.fullmatch(line) else re.sub(r"(?<!\\)\|", r"\\|", line))


_DROPPED: Final = "\x00"
# A link to an anchor, which a twin has none of: as on the page, its words stay. Bounded, so that a text
# costs no more than its length.
_ANCHOR_LINK: Final = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\(#[^()\s]{1,200}\)")


def _unlinked(line: str) -> str:
    return _ANCHOR_LINK.sub(r"\1", line) if "](#" in line else line


def _contain(token: Token, lines: list[str], below: int) -> None:
    """Keep a block within the description, whose lines these are; headings go so many levels down."""
    if token.map is None:
        return
    first, end = token.map
    if token.type == "heading_open":
        marks = "#" * min(int(token.tag[1:]) + below, DEEPEST)
        mark = re.match(r"^(\W*?)#{1,6}(?=\s|$)", lines[first]) if token.markup.startswith("#") else None
        if mark is not None:
            lines[first] = f"{mark[1]}{marks}{lines[first][mark.end() :]}"
        elif end - first > 1:
            lines[end - 1] = _DROPPED  # the line below that makes it one
            lines[first] = f"{marks} {lines[first].lstrip()}"
            _join(lines, first, end - 1)
    elif token.type == "fence" and token.level == 0 and end >= len(lines) and _is_open(token, lines[end - 1]):
        lines.append(token.markup)


def _open_html(tokens: Sequence[Token], lines: list[str]) -> bool:
    """Write as text the beginning of a block of HTML that would not end with the description."""
    for token in tokens:
        if token.type == "html_block" and token.map is not None and token.map[1] >= len(lines):
            first, end = token.map
            start = lines[first].lstrip(" >").lower()
            ends = (close for open_, close in {**ENDS, **ENDS_TOO}.items() if start.startswith(open_))
            close = next(ends, None)
            if close is not None and close not in "\n".join(lines[first:end]).lower():
                lines[first] = lines[first].replace("<", "\\<", 1)
                return True
    return False


def _join(lines: list[str], first: int, end: int) -> None:
    """Put a heading of several lines on one."""
    lines[first] = " ".join(line.strip() for line in lines[first:end])
    for place in range(first + 1, end):
        lines[place] = _DROPPED


def _is_open(token: Token, last: str) -> bool:
    return not (CLOSING.match(last) and last.strip().startswith(token.markup))
