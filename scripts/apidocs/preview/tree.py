"""Turns the HTML of a page into elements and texts; written again, these are the same HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

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
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.top.children


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


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.top = Element("", "")
        self._open = [self.top]
        self._deeper: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        start = self.get_starttag_text() or ""
        if tag in VOID:
            self._add(Element(tag, start))
        elif len(self._open) > DEEPEST:
            self._deeper.append(tag)
            self._add(start)
        else:
            element = Element(tag, start)
            self._add(element)
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        del attrs
        self._add(Element(tag, self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._deeper:
            self._deeper.pop()
            self._add(f"</{tag}>")
        elif len(self._open) > 1:
            self._open.pop().end = f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")

    def _add(self, node: Node) -> None:
        children = self._open[-1].children
        if isinstance(node, str) and children and isinstance(children[-1], str):
            children[-1] += node
        else:
            children.append(node)
