"""Addresses of the web in texts, for which authors rarely write the brackets of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from markdown_it.token import Token

WEB: Final = ("http", "https", "mailto")
# An address in a text, as GitHub finds it: without what more likely ends the sentence; no template of one.
# That is looked for only where an address begins, and not far: a text costs no more than its length.
ADDRESS: Final = re.compile(
    r"(?<![^\s(*_~])(?=https?://)(?![^\s<>]{0,2000}[{}])"
    r"(https?://(?:[^\s<>\"`|\\^()]|\([^\s<>()]*\))*(?:[^\s<>\"`|\\^().,:;!?'\[\]*_~]|\([^\s<>()]*\)))"
)


def is_web(target: str) -> bool:
    """Tell whether a link's target is an address on the web or of a mailbox."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.scheme.lower() in WEB and bool(parts.netloc or parts.scheme.lower() == "mailto")


def link_addresses(tokens: Sequence[Token]) -> None:
    """Make each address in the text of these tokens a link, unless it is inside of one."""
    for token in tokens:
        if token.children and "://" in token.content:
            token.children = list(_iter_linked(token.children))


def _iter_linked(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("link_") else 0
        if token.type == "html_inline":
            depth += token.content.lower().startswith("<a ") - token.content.lower().startswith("</a")
        if token.type != "text" or depth > 0 or "://" not in token.content:
            yield token
            continue
        for place, piece in enumerate(ADDRESS.split(token.content)):
            is_address = place % 2 and is_web(piece)
            yield from [Token("link_open", "a", 1, attrs={"href": piece})] if is_address else []
            yield from [Token("text", "", 0, content=piece)] if piece else []
            yield from [Token("link_close", "a", -1)] if is_address else []
