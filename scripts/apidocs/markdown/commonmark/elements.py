"""Show as text what only looks like HTML: placeholders such as <id>, types such as List<String>."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from markdown_it.token import Token

# Elements of a line, of code and of blocks that a description may use; any other is shown as the text it was
# written as.
SPANS: Final = frozenset(
    {
        *("a", "b", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "strike"),
        *("strong", "sub", "sup", "u", "var"),
    }
)
CODES: Final = frozenset({"code", "tt", "samp"})
BLOCKS: Final = frozenset(
    {
        *("article", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption"),
        *("figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
VOIDS: Final = frozenset({"br", "hr", "img", "wbr"})
# Elements that only style; what is in them is all that counts.
PASSED: Final = frozenset({"span", "font", "abbr", "nobr", "colgroup", "col"})
KNOWN: Final = frozenset({*SPANS, *CODES, *BLOCKS, *VOIDS, *PASSED})
TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")


def show_unknown(tokens: Sequence[Token]) -> None:
    """Make every `<` in the HTML of these tokens that begins no known element into text."""
    for token in tokens:
        if token.type == "html_block":
            content = _with_text(token.content)
            token.content = content if "<" in content else f"<p>{content}</p>"
        unpaired = _unpaired(token.children or [])
        for child in token.children or []:
            if child.type == "html_inline":
                child.content = escape(child.content) if id(child) in unpaired else _with_text(child.content)


def _with_text(html: str) -> str:
    last_end = html.rfind("-->")  # a comment that never ends would take the rest with it
    return re.sub("<", lambda match: "<" if _is_markup(html, match.start(), last_end) else "&lt;", html)


def _is_markup(html: str, start: int, last_end: int) -> bool:
    if html.startswith("<!--", start):
        return start < last_end
    tag = TAG.match(html, start)
    return tag is not None and tag[2].lower() in KNOWN


def _unpaired(tokens: Sequence[Token]) -> set[int]:
    """Find the tags of spans that nothing closes: placeholders that look like elements, such as <code>."""
    waiting: dict[str, list[int]] = {name: [] for name in (*SPANS, *CODES)}
    for token in tokens:
        tag = TAG.match(token.content) if token.type == "html_inline" else None
        opened = waiting.get(tag[2].lower()) if tag is not None else None
        if opened is None or tag is None:
            continue
        if not tag[1]:
            opened.append(id(token))
        elif opened:
            opened.pop()
    return {identity for opened in waiting.values() for identity in opened}
