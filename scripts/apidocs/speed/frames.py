"""Turns a part with code blocks into what is around them, which many pages have, and the HTML of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from apidocs.speed.code_blocks import code_html
from apidocs.speed.parts import FENCE

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
