"""Turns the blocks of a description into one line, for a table cell; what needs lines is written in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from apidocs.markdown.commonmark.inlines import bold_line_of, line_of
from apidocs.markdown.commonmark.tree import Block
from apidocs.markdown.escape import code, html, is_overfull

# Lines that code may have to be shown as lines.
MAX_LINES: Final = 5_000
# What stands apart by itself.
STANDING: Final = ("<ul>", "<ol", "<pre>")


def on_one_line(blocks: Sequence[Block]) -> str:
    """Write the blocks one after the other, paragraphs parted by an empty line."""
    found: list[str] = []
    for text in filter(None, map(_block, blocks)):
        if found and not text.startswith(STANDING) and not found[-1].startswith(STANDING):
            found.append("<br><br>")
        found.append(text)
    return "".join(found)


def _block(block: Block) -> str:
    if block.kind == "code":
        return _code(block.text)
    if block.kind == "list":
        return _list(block)
    if block.kind == "table":
        return "<br>".join(
            " &#124; ".join(on_one_line(cell.inner) for cell in row.inner) for row in block.inner
        )
    if block.kind == "alert":
        return f"**{block.info.title()}:** {on_one_line(block.inner)}"
    if block.kind == "heading":
        return bold_line_of(block.line)
    return " ".join(line_of(block.line).split()) or on_one_line(block.inner)


def _list(block: Block) -> str:
    tag = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in (None, 1) else ""
    entries = (f"<li>{on_one_line(entry.inner)}</li>" for entry in block.inner)
    return f"<{tag}{start}>{''.join(entries)}</{tag}>"


def _code(text: str) -> str:
    lines = text.split("\n")
    if len(lines) == 1 or len(lines) > MAX_LINES or is_overfull(text):
        return str(code(text))
    return f"<pre><code>{'&#10;'.join(str(html(line)) for line in lines)}</code></pre>"
