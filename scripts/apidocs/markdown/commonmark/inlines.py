"""Turns inline tokens into a line of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.token import Token

from apidocs.markdown.escape import code, guarded, inline, words

WEB: Final = ("http", "https", "mailto")
# An address in a text, as GitHub finds it: without what more likely ends the sentence; no template of one.
ADDRESS: Final = re.compile(
    r"(?<![^\s(*_~])(?![^\s<>]*[{}])"
    r"(https?://(?:[^\s<>\"`|\\^()]|\([^\s<>()]*\))*(?:[^\s<>\"`|\\^().,:;!?'\[\]*_~]|\([^\s<>()]*\)))"
)
MARKS: Final = {"strong": "**", "em": "*"}
ELEMENTS: Final = {"strong": "strong", "em": "em", "s": "del"}


def line_of(tokens: Sequence[Token]) -> str:
    """Write inline tokens as lines of which none starts a block."""
    return guarded("".join(_Writer(tokens).iter_pieces()))


def bold_line_of(tokens: Sequence[Token]) -> str:
    """Write inline tokens as one bold line, what is bold in it unmarked."""
    line = [token for token in tokens if not token.type.startswith("strong_")]
    text = " ".join(line_of(line).replace("<br>", " ").split())
    return f"**{text}**" if text else ""


class _Writer:
    """Writes the tokens of one line; `_targets` are those of the links that are open."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._marked = _marked(tokens)
        self._targets: list[tuple[int, str, str]] = []

    def iter_pieces(self) -> Iterator[str]:
        for index, token in enumerate(self._tokens):
            name, _, end = token.type.rpartition("_")
            if name in ELEMENTS:
                yield self._emphasis(name, index, token)
            elif name == "link" and end == "open":
                yield self._start_link(index, token)
            elif name == "link":
                yield self._end_link(index)
            elif token.type == "image":
                yield self._image(token)
            elif token.type == "text" and "://" in token.content and not self._is_in_link():
                yield _linked(token.content)
            else:
                yield _piece(token)

    def _emphasis(self, name: str, index: int, token: Token) -> str:
        if index in self._marked:
            return MARKS[name]
        return f"<{ELEMENTS[name]}>" if token.nesting > 0 else f"</{ELEMENTS[name]}>"

    def _start_link(self, index: int, token: Token) -> str:
        target, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
        is_link = is_web(target) and not self._is_in_link()
        self._targets.append((index if is_link else -1, target, title))
        return "[" if is_link else ""

    def _end_link(self, index: int) -> str:
        start, target, title = self._targets.pop()
        said = f" ({inline(title)})" if title else ""
        if start >= 0:
            has_text = any(token.content.strip() for token in self._tokens[start:index])
            return ("" if has_text else inline(target)) + f"]({_address(target)}){said}"
        return _said(target) + said

    def _is_in_link(self) -> bool:
        return any(start >= 0 for start, _, _ in self._targets)

    def _image(self, token: Token) -> str:
        """Write a link in place of an image, which would be fetched from elsewhere."""
        source, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
        said = f" ({inline(title)})" if title else ""
        if self._is_in_link():
            return inline(token.content) + said
        if is_web(source):
            return f"[{inline(token.content or source)}]({_address(source)}){said}"
        return inline(token.content) + _said(source) + said


def _linked(text: str) -> str:
    """Write a text with the addresses in it as links, for which authors rarely write the brackets."""
    pieces = ADDRESS.split(text)
    return "".join(
        f"[{inline(piece)}]({_address(piece)})" if index % 2 and is_web(piece) else words(piece)
        for index, piece in enumerate(pieces)
    )


def _piece(token: Token) -> str:
    if token.type == "text":
        return words(token.content)
    if token.type == "code_inline":
        before, after = token.content[:1].isspace(), token.content[-1:].isspace()
        return " " * before + code(token.content) + " " * after
    breaks = {"softbreak": "\n", "hardbreak": "<br>\n"}
    return breaks.get(token.type, token.content)


def is_web(target: str) -> bool:
    """Tell whether a link's target is an address on the web or of a mailbox."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.scheme.lower() in WEB and bool(parts.netloc or parts.scheme.lower() == "mailto")


def _said(target: str) -> str:
    """Say a target that has no page here; one on the same page, or embedded data, goes without saying."""
    if not target or target.startswith(("#", "data:")):
        return ""
    return f" ({code(normalizeLinkText(target))})"


def _address(target: str) -> str:
    encoded = re.sub(r"[\s<>()\[\]\"'`*{}|\\]", lambda match: f"%{ord(match[0]):02X}", target)
    return re.sub(r"&(?=#?\w+;)", "&amp;", encoded)


def _marked(tokens: Sequence[Token]) -> frozenset[int]:
    """Find the emphasis that marks can write; where marks would touch or nest, elements are surer."""
    found: list[int] = []
    opened: tuple[int, str] | None = None
    for index, token in enumerate(tokens):
        name, _, end = token.type.rpartition("_")
        if name in MARKS and end == "open":
            opened = None if found[-1:] == [index - 1] else (index, name)
        elif name in MARKS:
            if opened is not None and opened[1] == name and _is_word(tokens[opened[0] + 1 : index]):
                found += [opened[0], index]
            opened = None
    return frozenset(found)


def _is_word(tokens: Sequence[Token]) -> bool:
    """Tell whether marks may surround these: something, at neither end of which is a space or a break."""
    if not tokens or any(token.type.endswith("break") for token in (tokens[0], tokens[-1])):
        return False
    return not tokens[0].content[:1].isspace() and not tokens[-1].content[-1:].isspace()
