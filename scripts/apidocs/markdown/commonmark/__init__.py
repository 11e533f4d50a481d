"""Turns a description, which is CommonMark, into Markdown that MkDocs reads the same way and that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from textwrap import dedent
from typing import Final

from apidocs.markdown.commonmark.blocks import written
from apidocs.markdown.commonmark.one_line import on_one_line
from apidocs.markdown.commonmark.parse import parse
from apidocs.markdown.commonmark.tree import Block
from apidocs.markdown.escape import PLAIN, Markdown, inline, unified

# Lines of plain text, which CommonMark and Markdown read alike.
PLAIN_LINES: Final = re.compile(rf"{PLAIN.pattern}(?:(?<! )\n{PLAIN.pattern})*")

# Inline tokens whose content readers see.
SHOWN: Final = frozenset({"text", "code_inline", "image"})


def description(text: str) -> Markdown:
    """Write the description as blocks: headings become bold lines, so that the page keeps its own outline."""
    return _described(text)[0]


def is_single_paragraph(text: str) -> bool:
    """Tell whether the description is one paragraph and nothing else."""
    return _described(text)[1]


@lru_cache(maxsize=65536)
def cell(text: str) -> Markdown:
    """Write the description on one line, for a table cell."""
    stripped = text.strip()
    return Markdown(stripped if PLAIN.fullmatch(stripped) else on_one_line(_parsed(text)))


@lru_cache(maxsize=65536)
def plain_text(text: str) -> str:
    """Give the description's words on one line without markup, for titles and meta descriptions."""
    if PLAIN.fullmatch(text):
        return text
    return " ".join("".join(_iter_text(_parsed(text))).split())


def words(text: str) -> Markdown:
    """Write the description's words on one line without markup."""
    return inline(plain_text(text))


@lru_cache(maxsize=16384)
def _described(text: str) -> tuple[Markdown, bool]:
    stripped = text.strip()
    if PLAIN_LINES.fullmatch(stripped):
        return Markdown(stripped), True
    blocks = _parsed(text)
    return Markdown(written(blocks)), [block.kind for block in blocks] == ["paragraph"]


def _parsed(text: str) -> tuple[Block, ...]:
    """Read the description; where all of it is indented, that does not make it code."""
    return parse(dedent(unified(text)))


def _iter_text(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        for token in block.line:
            yield token.content if token.type in SHOWN else " " if token.type.endswith("break") else ""
        yield from _iter_text(block.inner)
        yield " "
