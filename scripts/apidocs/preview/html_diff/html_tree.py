"""Parse the HTML of a page so that writing it again gives the same HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

# A value in a tag may hold what ends a tag elsewhere.
TAG: Final = r'<[^>"]*(?:"[^"]*"[^>"]*)*>'
PIECE: Final = re.compile(rf"(?=<(?P<end>/)?(?P<name>\w+)){TAG}|[^<]+|<")
VOID: Final = frozenset({"br", "hr", "img", "input", "source", "wbr", "col"})
# Elements that stand on lines of their own; the others are parts of a line.
BLOCKS: Final = frozenset(
    {
        *("blockquote", "details", "div", "dl", "dt", "dd", "figure", "figcaption", "hr", "input"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "ul", "colgroup", "table", "thead", "tbody", "tfoot", "tr", "td", "th"),
    }
)
# What is nested deeper stays text, tags and all: nobody writes that, and there must be an end.
DEEPEST: Final = 30


@dataclass(eq=False)
class Element:
    """An element with its tags as they are written."""

    tag: str
    start: str
    end: str = ""
    children: list[Node] = field(default_factory=list)


Node = Element | str
Nodes = Sequence[Node]


def parse(html: str) -> Nodes:
    """Read HTML that is whole, as `clean` leaves it."""
    top = Element("", "")
    path, deeper = [top], 0
    for found in PIECE.finditer(html):
        piece, name = found[0], found["name"]
        if name is None or (deeper and name in VOID):
            _add(path[-1], piece)
        elif found["end"]:
            if deeper or len(path) == 1:
                _add(path[-1], piece)
                deeper -= bool(deeper)
            else:
                path.pop().end = piece
        elif len(path) > DEEPEST:
            _add(path[-1], piece)
            deeper += 1
        else:
            element = Element(name, piece)
            path[-1].children.append(element)
            path += [] if name in VOID else [element]
    return top.children


def _add(element: Element, text: str) -> None:
    """Add a text, or a tag that is none of an element."""
    children = element.children
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
        children.append(text)


def written(nodes: Iterable[Node]) -> str:
    """Write nodes as HTML."""
    return "".join(
        node if isinstance(node, str) else f"{node.start}{written(node.children)}{node.end}" for node in nodes
    )


def items(nodes: Nodes) -> list[Nodes]:
    """Part nodes into blocks and what stands between them: a line's parts belong together."""
    found: list[list[Node]] = []
    is_open = False
    for node in nodes:
        is_block = isinstance(node, Element) and node.tag in BLOCKS
        is_space = isinstance(node, str) and not node.strip()
        if found and not is_block and (is_open or is_space):
            found[-1].append(node)
        else:
            found.append([node])
            is_open = not is_block
    return list(found)


def block_of(item: Nodes) -> Element | None:
    """Return the block that an item is, None for parts of a line."""
    first = item[0]
    return first if isinstance(first, Element) and first.tag in BLOCKS else None


def has_blocks(element: Element) -> bool:
    """Whether an element is made of blocks, and not of text."""
    return any(isinstance(node, Element) and node.tag in BLOCKS for node in element.children)
