"""Turns Markdown into the same Markdown with other targets in its relative links, or without attributes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

# Code, in which nothing means anything.
CODE: Final = (
    r"^ *(?P<fence>`{3,})[^`\n]*\n(?:[^\n]*\n)*? *(?P=fence) *$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
)
# Code or the target of a link; code or a list of attributes, which says how something looks or where it is.
CODE_OR_LINK: Final = re.compile(rf"{CODE}|(?<!\\)\]\((?P<target>[^)\s]+)", re.MULTILINE | re.DOTALL)
CODE_OR_ATTRIBUTES: Final = re.compile(
    rf"{CODE}|(?<!\\)[ \n]*(?P<attributes>\{{ [#.][^{{}}\n]*\}})", re.MULTILINE | re.DOTALL
)
ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def relinked(text: str, moved: Callable[[str], str]) -> str:
    """Give each relative target to `moved` and write what that returns; the rest stays as it is."""

    def replace(match: re.Match[str]) -> str:
        target = match["target"]
        return match[0] if target is None or ABSOLUTE.match(target) else f"]({moved(target)}"

    return CODE_OR_LINK.sub(replace, text)


def without_attributes(text: str) -> str:
    """Leave out the attributes of headings, names and paragraphs: no reader of the text needs them."""

    def replace(match: re.Match[str]) -> str:
        if match["attributes"] is None:
            return match[0]
        return " " if text.startswith("`", match.end()) else ""  # two pieces of code must not become one

    return CODE_OR_ATTRIBUTES.sub(replace, text)
