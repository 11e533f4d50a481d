"""The parser of descriptions, and the bounds of what it is given."""

from __future__ import annotations

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from apidocs.markdown.escape import is_overfull

PARSER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# The parser drops what is nested deeper than this.
MAX_NESTING: Final = PARSER.options.maxNesting - 1
# What a parser's time grows with faster than with the text; no author writes a description beyond these.
MAX_CHARACTERS: Final = 100_000
MAX_BRACKETS: Final = 2_000
MAX_LINES: Final = 5_000


def tokens_of(text: str) -> list[Token]:
    """Read CommonMark with tables and strikethrough; text beyond the limits is one block of code."""
    if not _is_beyond_bounds(text):
        tokens = PARSER.parse(text)
        if not any(token.level >= MAX_NESTING for token in tokens):
            return tokens
    return [Token("code_block", "code", 0, content=text, block=True)]


def _is_beyond_bounds(text: str) -> bool:
    is_long = len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES
    return is_long or text.count("[") > MAX_BRACKETS or is_overfull(text)
