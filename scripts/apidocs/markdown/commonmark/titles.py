"""Short titles of operations: for headings, navigation, search and the title of a window."""

from __future__ import annotations

import re
from typing import Final

from apidocs.markdown.commonmark.parse import tokens_of
from apidocs.markdown.commonmark.plain import sentence_of
from apidocs.markdown.escape import PLAIN, unified

# A title of more characters is a text.
LONGEST: Final = 80
BREAKS: Final = frozenset({"softbreak", "hardbreak"})
WORD: Final = re.compile(r"[A-Z]{2,}(?![^\WA-Z\d_])|[A-Z]?[^\WA-Z\d_]+\d*|[A-Z]\d*|\d+")


def title_text(summary: str) -> str:
    """Return a summary on one line without its Markdown; HTML in it is text, for a summary has no markup."""
    if PLAIN.fullmatch(summary):
        return summary
    blocks = (
        "".join(" " if part.type in BREAKS else part.content for part in token.children or (token,))
        for token in tokens_of(unified(summary))
    )
    return " ".join(" ".join(blocks).split())


def short_title(summary: str) -> str | None:
    """Return a summary as a title, or its first sentence; None where neither is short."""
    words = title_text(summary)
    if len(words) <= LONGEST:
        return words or None
    sentence = sentence_of(words).rstrip(".")
    return sentence if 0 < len(sentence) <= LONGEST else None


def in_words(identifier: str) -> str:
    """Write an identifier in words: `createChatCompletion` as `Create chat completion`."""
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in WORD.findall(identifier)]
    text = " ".join(words)
    return text[:1].upper() + text[1:] if text else identifier
