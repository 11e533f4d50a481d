"""Turns the text of a description into blocks; HTML in it becomes what CommonMark has for it, or text."""

from __future__ import annotations

from typing import Final

from markdown_it import MarkdownIt

from apidocs.markdown.commonmark.elements import show_unknown
from apidocs.markdown.commonmark.html import blocks_of
from apidocs.markdown.commonmark.tree import Block, tree
from apidocs.markdown.escape import is_overfull

PARSER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# The parser drops what is nested deeper than this.
MAX_NESTING: Final = PARSER.options.maxNesting - 1
# What a parser's time grows with faster than with the text; no author writes a description beyond these.
MAX_CHARACTERS: Final = 100_000
MAX_BRACKETS: Final = 2_000
MAX_LINES: Final = 5_000


def parse(text: str) -> tuple[Block, ...]:
    """Read CommonMark with tables and strikethrough; text beyond the limits is shown as it is, as code."""
    if _is_beyond_bounds(text):
        return (Block("code", text=text),)
    tokens = PARSER.parse(text)
    if any(token.level >= MAX_NESTING for token in tokens):
        return (Block("code", text=text),)
    everything = [*tokens, *(child for token in tokens for child in token.children or ())]
    if not any(token.type.startswith("html_") for token in everything):
        return tree(tokens)
    show_unknown(tokens)
    return blocks_of(str(PARSER.renderer.render(tokens, PARSER.options, {})))


def _is_beyond_bounds(text: str) -> bool:
    is_long = len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES
    return is_long or text.count("[") > MAX_BRACKETS or is_overfull(text)
