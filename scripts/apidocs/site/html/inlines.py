"""Turns lines of Markdown into elements without asking the patterns that cannot match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# The character that each of Python-Markdown's patterns needs; one that is not named here is always asked.
NEEDED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("escape",), "\\"),
    **dict.fromkeys(("reference", "link", "image_link", "image_reference"), "["),
    **dict.fromkeys(("short_reference", "short_image_ref"), "["),
    **dict.fromkeys(("autolink", "automail", "html"), "<"),
    "entity": "&",
    "linebreak": "  \n",
}
# What the patterns that need one of two characters look for.
EITHER: Final[Mapping[str, str]] = {"backtick": "[`\\\\]", "em_strong": "[*_]"}


class QuickInlines(InlineProcessor):
    """Python-Markdown's own processor, which would search every text for every pattern."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        names = [entry.name for entry in _ordered(markdown)]
        self._searches = [re.compile(_need(name)).search for name in names]
        self._any = re.compile("|".join({_need(name) for name in names})).search

    # The name under which the base class calls it.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or self._any(data) is None:
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        start = 0
        for index in range(patternIndex, len(self._searches)):
            is_matched = True
            while is_matched and self._searches[index](data) is not None:
                data, is_matched, start = apply(self.inlinePatterns[index], data, index, start)
            start = 0
        return data


def _need(name: str) -> str:
    return EITHER.get(name) or re.escape(NEEDED.get(name, ""))


def _ordered(markdown: Markdown) -> list[Any]:
    entries = markdown.inlinePatterns._priority  # type: ignore[attr-defined] # noqa: SLF001 - nothing else has the names
    return sorted(entries, key=lambda entry: -entry.priority)
