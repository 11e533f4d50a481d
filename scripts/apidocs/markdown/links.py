"""Rewrite the targets of the relative links in Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

# Code, in which nothing means anything.
CODE: Final = (
    r"^ *(?P<fence>`{3,})[^`\n]*\n(?:[^\n]*\n)*? *(?P=fence) *$"
    r"|(?<![\\`])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
)
TARGET: Final = r"(?<!\\)\]\((?P<target>[^)\s]+)"
CODE_OR_LINK: Final = re.compile(f"{CODE}|{TARGET}", re.MULTILINE | re.DOTALL)
ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def relinked(text: str, moved: Callable[[str], str]) -> str:
    """Give each relative target to `moved` and write what that returns; the rest stays as it is."""
    return CODE_OR_LINK.sub(lambda match: _moved(match, moved), text)


def _moved(match: re.Match[str], moved: Callable[[str], str]) -> str:
    target = match["target"]
    return match[0] if target is None or ABSOLUTE.match(target) else f"]({moved(target)}"
