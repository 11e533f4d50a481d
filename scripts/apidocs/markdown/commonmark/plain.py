"""Descriptions without their markup, on one line: for titles, summaries and search."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Final

from apidocs.markdown.commonmark.description import html_of
from apidocs.markdown.escape import PLAIN

TAG: Final = re.compile(r"</?(?P<name>\w+)[^>]*>")
# Elements within a line, which part no words.
WITHIN: Final = frozenset(
    {"a", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span"}
)
WITHIN_TOO: Final = frozenset({"strong", "sub", "sup", "u", "cite", "dfn", "var", "samp", "tt", "strike"})
SENTENCE: Final = re.compile(r"(?<!e\.g)(?<!i\.e)(?<! vs)(?<! etc)[.!?](?=\s|$)", re.IGNORECASE)


@lru_cache(maxsize=65536)
def plain_text(text: str) -> str:
    """Give the description's words on one line without markup."""
    if PLAIN.fullmatch(text):
        return text
    within = WITHIN | WITHIN_TOO
    words = TAG.sub(lambda tag: "" if tag["name"] in within else " ", html_of(text))
    return " ".join(unescape(words).split())


def first_sentence(text: str) -> str:
    """Give the first sentence of the description's words, with the mark that ends it."""
    return sentence_of(plain_text(text))


def sentence_of(words: str) -> str:
    """Return the first sentence of plain text, with the mark that ends it."""
    end = SENTENCE.search(words)
    return words if end is None else words[: end.end()]
