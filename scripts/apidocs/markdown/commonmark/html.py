"""Turns HTML into the blocks that CommonMark has for it, without anything that can run, load or disguise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, Literal

import nh3
from markdown_it.token import Token

from apidocs.markdown.commonmark.elements import BLOCKS, CODES, KNOWN, SPANS, VOIDS
from apidocs.markdown.commonmark.tree import Block, Kind, quote

Attributes = Mapping[str, "str | None"]

ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "code": {"class"},
}
SCHEMES: Final = {"http", "https", "mailto"}
# What is nested deeper than this is written at this depth.
MAX_NESTING: Final = 20
# Inline tokens that readers see.
SHOWN: Final = frozenset({"text", "code_inline", "image"})


def blocks_of(html: str) -> tuple[Block, ...]:
    """Sanitise HTML (nh3, an HTML5 sanitiser) and read the blocks that it means."""
    clean = nh3.clean(html, tags=set(KNOWN), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    reader = _BlockReader()
    reader.feed(clean)
    reader.close()
    return reader.blocks()


@dataclass
class _Open:
    """A block that is open, and the blocks found in it so far."""

    tag: str
    attributes: Attributes
    inner: list[Block] = field(default_factory=list)


class _BlockReader(HTMLParser):
    """Reads sanitised HTML, in which every element is known and closed.

    `_line` are the inline tokens since the last block began or ended; `_spans` are the spans that are open,
    which are closed and opened again where a block begins inside them; `_code` is the text of code so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open = [_Open("", {})]
        self._line: list[Token] = []
        self._spans: list[Token] = []
        self._code: list[str] | None = None

    def blocks(self) -> tuple[Block, ...]:
        self._end_line("paragraph")
        return tuple(self._open[0].inner)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._code is not None:
            self._start_in_code(tag, dict(attrs))
        elif tag in BLOCKS:
            self._start_block(tag, dict(attrs))
        elif tag in VOIDS:
            self._add_void(tag, dict(attrs))
        elif tag in CODES:
            self._code = []
        elif tag in SPANS:
            self._spans.append(_span(tag, 1, dict(attrs)))
            self._line.append(self._spans[-1])

    def handle_endtag(self, tag: str) -> None:
        if self._code is not None:
            self._end_code(tag, "".join(self._code))
        elif tag in BLOCKS and self._open[-1].tag == tag:  # code inside code is one code here
            self._end_block()
        elif self._spans and self._spans[-1].tag == tag:
            self._spans.pop()
            self._line.append(_span(tag, -1))

    def handle_data(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)
            return
        for index, piece in enumerate(data.split("\n")):
            text = re.sub(r"\s+", " ", piece)
            if index and not self._is_line_start():
                self._line.append(Token("softbreak", "br", 0))
            if self._is_line_start():
                text = text.lstrip(" ")
            if text:
                self._line.append(Token("text", "", 0, content=text))

    def _is_line_start(self) -> bool:
        return not self._line or self._line[-1].type.endswith("break")

    def _start_in_code(self, tag: str, attributes: Attributes) -> None:
        if tag == "br" and self._code is not None:
            self._code.append("\n")
        elif tag == "code" and self._open[-1].tag == "pre":
            self._open[-1].attributes = attributes

    def _end_code(self, tag: str, text: str) -> None:
        if self._open[-1].tag != "pre" and tag in CODES:
            self._line.append(Token("code_inline", "code", 0, content=text))
            self._code = None
        elif self._open[-1].tag == "pre" == tag:
            language = re.search(r"language-(\S+)", self._open.pop().attributes.get("class") or "")
            self._add(Block("code", text=text.strip("\n"), info=language[1] if language else ""))
            self._code = None

    def _start_block(self, tag: str, attributes: Attributes) -> None:
        self._end_line("paragraph", is_tight=True)
        self._open.append(_Open(tag, attributes))
        self._code = [] if tag == "pre" else None

    def _end_block(self) -> None:
        kind = BLOCKS[self._open[-1].tag]
        is_line = kind in ("paragraph", "heading")
        self._end_line(kind if is_line else "paragraph", is_tight=not is_line)
        ended = self._open.pop()
        if is_line or kind == "group" or len(self._open) > MAX_NESTING:
            self._open[-1].inner.extend(ended.inner)
        elif kind == "quote":
            self._add(quote(tuple(ended.inner)))
        else:
            self._add(Block(kind, tuple(ended.inner), start=_start(ended) if ended.tag == "ol" else None))

    def _end_line(self, kind: Kind, *, is_tight: bool = False) -> None:
        line, self._line = self._line, list(self._spans)
        while line and line[-1].type.endswith("break"):
            line.pop()
        if any(token.type in SHOWN and (token.content.strip() or token.attrs) for token in line):
            closing = [_span(token.tag, -1) for token in reversed(self._spans)]
            self._add(Block(kind, line=(*line, *closing), is_tight=is_tight))

    def _add(self, block: Block) -> None:
        self._open[-1].inner.append(block)

    def _add_void(self, tag: str, attributes: Attributes) -> None:
        if tag == "hr":
            self._end_line("paragraph", is_tight=True)
            self._add(Block("rule"))
        elif tag == "br" and self._line and self._line[-1].type == "hardbreak":
            self._end_line("paragraph", is_tight=True)  # an empty line is what two breaks are for
        elif tag == "br":
            self._line.append(Token("hardbreak", "br", 0))
        elif tag == "img":
            found = _present(attributes)
            self._line.append(Token("image", "img", 0, attrs=found, content=str(found.get("alt", ""))))


def _start(ended: _Open) -> int:
    written = ended.attributes.get("start") or ""
    return int(written) if re.fullmatch(r"\d{1,9}", written, re.ASCII) else 1


def _span(tag: str, nesting: Literal[1, -1], attributes: Attributes | None = None) -> Token:
    kind = SPANS[tag]
    if kind == "html_inline":
        return Token(kind, tag, 0, content=f"<{tag}>" if nesting > 0 else f"</{tag}>")
    end = "open" if nesting > 0 else "close"
    return Token(f"{kind}_{end}", tag, nesting, attrs=_present(attributes or {}))


def _present(attributes: Attributes) -> dict[str, str | int | float]:
    return {name: value for name, value in attributes.items() if value}
