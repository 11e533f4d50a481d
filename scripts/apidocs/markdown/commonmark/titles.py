"""Short titles of operations: for headings, navigation, search and the title of a window."""

from __future__ import annotations

import re
from typing import Final

from apidocs.markdown.commonmark.plain import first_sentence, plain_text

# A title of more characters is a text.
LONGEST: Final = 80
WORD: Final = re.compile(r"[A-Z]{2,}(?![^\WA-Z\d_])|[A-Z]?[^\WA-Z\d_]+\d*|[A-Z]\d*|\d+")


def short_title(summary: str) -> str | None:
    """Give the words of a summary, or of its first sentence; None where neither is short."""
    words = plain_text(summary)
    if len(words) <= LONGEST:
        return words or None
    sentence = first_sentence(summary).rstrip(".")
    return sentence if 0 < len(sentence) <= LONGEST else None


def in_words(identifier: str) -> str:
    """Write an identifier in words: `createChatCompletion` as `Create chat completion`."""
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in WORD.findall(identifier)]
    text = " ".join(words)
    return text[:1].upper() + text[1:] if text else identifier
