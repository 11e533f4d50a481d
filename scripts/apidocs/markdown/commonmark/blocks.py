"""Turns the blocks of a description into Markdown blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from apidocs.markdown.commonmark.inlines import bold_line_of, line_of
from apidocs.markdown.commonmark.one_line import on_one_line
from apidocs.markdown.commonmark.tree import Block
from apidocs.markdown.escape import fence

# Two lists or quotes that follow each other would become one.
BOUNDARY: Final = "<!-- -->"
ALIGNMENTS: Final = {"left": ":--", "center": ":-:", "right": "--:"}


def written(blocks: Sequence[Block]) -> str:
    """Write the blocks, an empty line between any two."""
    found: list[str] = []
    before = None
    for block in blocks:
        text = WRITERS[block.kind](block)
        if not text:
            continue
        if before == block.kind in ("list", "quote"):
            found.append(BOUNDARY)
        found.append(text)
        before = block.kind
    return "\n\n".join(found)


def _paragraph(block: Block) -> str:
    return line_of(block.line).strip()


def _code(block: Block) -> str:
    return str(fence(block.text, block.info))


def _list(block: Block) -> str:
    entries = []
    is_tight = all(
        inner.is_tight for entry in block.inner for inner in entry.inner if inner.kind == "paragraph"
    )
    for number, entry in enumerate(block.inner, block.start or 0):
        marker = "-" if block.start is None else f"{number}."
        lines = _entry(entry, is_tight=is_tight).split("\n")
        entries.append("\n".join([f"{marker} {lines[0]}", *(line and f"    {line}" for line in lines[1:])]))
    is_tight = is_tight and not any("\n\n" in entry for entry in entries)
    return ("\n" if is_tight else "\n\n").join(entries)


def _entry(entry: Block, *, is_tight: bool) -> str:
    """Write an entry; Markdown wants a line of text first, and its nested list may follow that directly."""
    inner = entry.inner if entry.kind == "list_item" else (entry,)
    if not inner or inner[0].kind not in ("paragraph", "heading"):
        return "\n\n".join(filter(None, (BOUNDARY, written(inner))))
    text = written(inner)
    is_bare = (
        is_tight and [block.kind for block in inner] == ["paragraph", "list"] and text.count("\n\n") == 1
    )
    return text.replace("\n\n", "\n") if is_bare else text


def _quote(block: Block) -> str:
    return "\n".join(f"> {line}".rstrip() for line in written(block.inner).split("\n"))


def _alert(block: Block) -> str:
    lines = [f'!!! {block.info} "{block.info.title()}"', "", *written(block.inner).split("\n")]
    return "\n".join([*lines[:2], *(line and f"    {line}" for line in lines[2:])])


def _table(block: Block) -> str:
    rows = [row.inner for row in block.inner if row.kind == "row" and row.inner]
    before = written([inner for inner in block.inner if inner.kind != "row"])
    if not rows:
        return before
    width = max(map(len, rows))
    rules = [ALIGNMENTS.get(cell.info, "---") for cell in rows[0]]
    table = "\n".join([_row(rows[0], width), _ruled(rules, width), *(_row(row, width) for row in rows[1:])])
    return f"{before}\n\n{table}" if before else table


def _row(cells: Sequence[Block], width: int) -> str:
    written_cells = [on_one_line(cell.inner) for cell in cells]
    return "| " + " | ".join(written_cells + [""] * (width - len(cells))) + " |"


def _ruled(rules: Sequence[str], width: int) -> str:
    return "| " + " | ".join([*rules, *["---"] * (width - len(rules))]) + " |"


def _inner(block: Block) -> str:
    return written(block.inner)


WRITERS: Final[Mapping[str, Callable[[Block], str]]] = {
    "paragraph": _paragraph,
    "heading": lambda block: bold_line_of(block.line),
    "list": _list,
    "list_item": _inner,
    "quote": _quote,
    "alert": _alert,
    "code": _code,
    "rule": lambda _: "---",
    "table": _table,
    "row": _inner,
    "cell": _inner,
    "group": _inner,
}
