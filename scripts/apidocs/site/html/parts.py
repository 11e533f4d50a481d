"""Turns the Markdown of a page into parts that come out alone as they do within the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from apidocs.site.html.code_blocks import code_html

# A fenced code block as superfences knows it, in a quote or a list too, whose first line says no more than
# its language.
_FENCE: Final = r"(?P<prefix>[> ]*)(?P<marks>`{3,}|~{3,}) ?[\w#.+-]* *\n(?:.*\n)*?(?P=prefix)(?P=marks) *$"

FENCE: Final = re.compile(f"^{_FENCE}", re.MULTILINE)

# Where a part may end: empty lines, and then something that is not indented.
BOUNDARY: Final = re.compile(rf"^{_FENCE}|(?P<gap>\n(?:[ ]*\n)+)(?=[^ \n])", re.MULTILINE)

# What reaches beyond its own block, or may: a definition of a link, the mark of a table of contents, HTML
# that starts a line, a fence that nothing closes.
REACHING: Final = re.compile(
    r"(?<!\\)\]:|\[TOC\]|\n(?:[ ]*(?:(?:[-+*]|\d+\.) +)*<(?!!-- -->)|[> ]*(?:```|~~~))"
)

# HTML within a line, whole, or what looks like it in code: Python-Markdown looks for the end of any other
# beyond the block.
TAG: Final = re.compile(
    r"</?[A-Za-z][\w-]*(?: [\w-]+=\"[^\"<>\n]*\")* */?>|<!-- -->|</?[A-Za-z][^<>\"'`\n]*>"
)

OPEN: Final = re.compile(r"<[A-Za-z/!?]")

# Entries, quotes and tabs go together with those before them, and a comment with what follows it.
KINDS: Final = re.compile(r"(?P<list>(?:[-+*]|\d+\.) )|(?P<quote>>)|(?P<tab>===[ !+])|(?P<comment><!-- -->$)")


def split_page(text: str) -> tuple[str, ...]:
    """Split at the top level; a page that has anything which reaches beyond its block is one part."""
    outside = FENCE.sub("", text)
    rest = outside.replace("<br>", "")
    if REACHING.search(f"\n{outside}") or ("<" in rest and OPEN.search(TAG.sub("", rest))):
        return (text,)
    parts: list[str] = []
    last_kind = None
    for block in _iter_blocks(text):
        found = KINDS.match(block)
        kind = found.lastgroup if found is not None else None
        if last_kind == "comment" or (kind is not None and kind == last_kind):
            parts[-1] += f"\n\n{block}"
        else:
            parts.append(block)
        last_kind = kind
    return tuple(parts)


def _iter_blocks(text: str) -> list[str]:
    blocks = []
    start = 0
    for found in BOUNDARY.finditer(text):
        if found["gap"] is not None:
            blocks.append(text[start : found.start()])
            start = found.end()
    blocks.append(text[start:].rstrip("\n"))
    return [block for block in blocks if block.strip()]


# A code block that stands in for another, and what becomes of it.
STAND_IN: Final = "{prefix}```\n{prefix}code-{number}\n{prefix}```"

CODE: Final = re.compile(r'<div class="highlight"><pre><span></span><code>code-(\d+)\n</code></pre></div>')

# The first line of a fence, which names the language; what Markdown changes before it looks for fences.
LANGUAGE: Final = re.compile(r" *[`~]+ ?(?P<language>[\w#.+-]*) *")

CHANGED: Final = re.compile(r"[\t\r\x02\x03]|^ +$", re.MULTILINE)


def lift(text: str) -> tuple[str, list[str]]:
    """Put stand-ins in the place of the code blocks; return the text and the HTML that belongs there.

    A block that is not sure to come out the same everywhere stays.
    """
    codes: list[str] = []

    def stand_in(fence: re.Match[str]) -> str:
        html = _html(fence)
        if html is None:
            return fence[0]
        codes.append(html)
        return STAND_IN.format(prefix=fence["prefix"], number=len(codes) - 1)

    return FENCE.sub(stand_in, text), codes


def filled(pieces: Sequence[str], codes: Sequence[str]) -> tuple[str, ...] | None:
    """Put the code blocks in their places; None when they are not all there, each once."""
    found = [int(number) for piece in pieces for number in CODE.findall(piece)]
    return tuple(_iter_filled(pieces, codes)) if found == list(range(len(codes))) else None


def _iter_filled(pieces: Sequence[str], codes: Sequence[str]) -> Iterator[str]:
    for piece in pieces:
        yield CODE.sub(lambda match: codes[int(match[1])], piece) if "code-" in piece else piece


def _html(fence: re.Match[str]) -> str | None:
    prefix = fence["prefix"]
    first, *lines = fence[0].split("\n")
    found = LANGUAGE.fullmatch(first)
    if found is None or prefix.strip() or CHANGED.search(fence[0]):
        return None
    if not all(line.startswith(prefix) or not line for line in lines):
        return None
    code = "\n".join(line[len(prefix) :] for line in lines[:-1])
    return code_html(code, found["language"])
