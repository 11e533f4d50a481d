"""Turns the flat tokens of a CommonMark parser into blocks inside blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from markdown_it.token import Token

Kind = Literal[
    "paragraph",
    "heading",
    "list",
    "list_item",
    "quote",
    "code",
    "rule",
    "table",
    "row",
    "cell",
    "alert",
    "group",
]


@dataclass(frozen=True)
class Block:
    """One block: `inner` are the blocks in it, `line` is its inline content, `text` the text of code.

    `info` is the language of code, the alignment of a cell or the kind of an alert.

    `start` is the number of an ordered list's first entry; a paragraph that is a bare line `is_tight`.
    """

    kind: Kind
    inner: tuple[Block, ...] = ()
    line: tuple[Token, ...] = ()
    text: str = ""
    info: str = ""
    start: int | None = None
    is_tight: bool = False


KINDS: Final[dict[str, Kind]] = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "list_item",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
}
# GitHub's alerts are quotes whose first line is one of these.
ALERT: Final = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]")
# Blocks that hold a line instead of blocks.
LINES: Final = frozenset({"paragraph", "heading", "cell"})


def tree(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """Group the tokens into blocks; the head and the body of a table count as its rows."""
    return tuple(_iter_blocks([token for token in tokens if token.tag not in ("thead", "tbody")]))


def _iter_blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    start = 0
    while start < len(tokens):
        end = start
        depth = int(tokens[start].nesting)
        while depth > 0:
            end += 1
            depth += tokens[end].nesting
        block = _block(tokens[start], tokens[start + 1 : end])
        if block.kind != "heading" or block.line:  # CommonMark has headings without text
            yield block
        start = end + 1


def _block(opening: Token, inner: Sequence[Token]) -> Block:
    kind = KINDS.get(opening.type, "group")
    if kind in LINES:
        children = (child for token in inner for child in token.children or ())
        line = tuple(child for child in children if child.type != "text" or child.content)
        if kind == "cell":
            return Block(kind, (Block("paragraph", line=line),), info=_alignment(opening))
        return Block(kind, line=line, is_tight=opening.hidden)
    start = int(opening.attrs.get("start", 1)) if opening.tag == "ol" else None
    blocks = tuple(_iter_blocks(inner))
    if kind == "quote":
        return quote(blocks)
    return Block(kind, blocks, text=opening.content.rstrip("\n"), info=opening.info.strip(), start=start)


def quote(inner: tuple[Block, ...]) -> Block:
    """Make a quote of these blocks, or an alert with its kind as `info`."""
    line = inner[0].line if inner else ()
    alert = (
        ALERT.fullmatch(line[0].content)
        if line and (len(line) == 1 or line[1].type.endswith("break"))
        else None
    )
    if alert is None:
        return Block("quote", inner)
    first = (replace(inner[0], line=line[2:]),) if len(line) > 1 else ()
    return Block("alert", (*first, *inner[1:]), info=alert[1].lower())


def _alignment(opening: Token) -> str:
    return str(opening.attrs.get("style", "")).removeprefix("text-align:")
