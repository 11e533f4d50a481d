"""Turns Markdown into the same Markdown with other targets in its relative links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

# Code, in which nothing is a link, or the target of a link.
CODE_OR_LINK: Final = re.compile(
    r"^ *(?P<fence>`{3,})[^`\n]*$.*?^ *(?P=fence) *$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|(?<!\\)\]\((?P<target>[^)\s]+)",
    re.MULTILINE | re.DOTALL,
)
ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def relinked(text: str, moved: Callable[[str], str]) -> str:
    """Give each relative target to `moved` and write what that returns; the rest stays as it is."""

    def replace(match: re.Match[str]) -> str:
        target = match["target"]
        return match[0] if target is None or ABSOLUTE.match(target) else f"]({moved(target)}"

    return CODE_OR_LINK.sub(replace, text)
