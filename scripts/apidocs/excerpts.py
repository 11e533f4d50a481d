"""Turns a long text into its beginning, for a page, and the name of a file that has all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Of a text with more lines, or more characters, only so many stand on a page.
MAX_LINES: Final = 200
MAX_CHARACTERS: Final = 16_000
ENDINGS: Final = {"json": "json", "xml": "xml"}


@dataclass(frozen=True)
class Excerpt:
    """The part of a text that a page shows; `file_name` has the whole, when the page has not."""

    text: str
    language: str
    lines: int
    file_name: str | None = None


def excerpt(text: str, language: str, name: str) -> Excerpt:
    """Return the whole text, or as much of it as fits; `name` is what its file is called."""
    lines = text.split("\n")
    shown = "\n".join(lines[:MAX_LINES])[:MAX_CHARACTERS]
    if shown == text:
        return Excerpt(text, language, len(lines))
    return Excerpt(shown, language, len(lines), f"{name}.{ENDINGS.get(language, 'txt')}")
