"""Split texts of documents and pages into words, for comparing them."""

from __future__ import annotations

import html
import re
from typing import Final

TAG: Final = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>\n]*>", re.DOTALL)
# Line ends that JSON or the marks of hidden characters write out.
WRITTEN_OUT: Final = re.compile(r"\\[nrt]")
WORD: Final = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
# Where the markup of a description may stand between two words.
MARKUP: Final = re.compile(r"[\n*`~\[\]()<>|#]+|(?<!\w)_|_(?!\w)|\\[nrt]")
# A line that opens or closes code, with what it says of it.
FENCE: Final = re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
# A whole block of code.
FENCED: Final = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1[ \t]*$", re.DOTALL | re.MULTILINE)
# Where a link inside a page leads, for which our pages have other names, and labels of links' addresses.
FRAGMENT: Final = re.compile(
    r"(?<=\])\(#[^()\s]*\)|(?<=\])\[[^\[\]\n]*\]|^[ ]{0,3}\[[^\[\]\n]+\]:", re.MULTILINE
)


def page_words(markdown: str) -> str:
    """Return the words of a page, each between spaces, without the marks of Markdown and HTML."""
    text = WRITTEN_OUT.sub(" ", TAG.sub(" ", markdown).replace("\\\\", " "))
    return _words(html.unescape(text.replace("\\", "")))


def is_in(text: str, words: str) -> bool:
    """Whether the words of a page hold a text: as it is, else piece by piece as its markup parts it."""
    if _words(text) in words or _words(text.replace("\\", "")) in words:
        return True
    plain = FENCE.sub("\n", FRAGMENT.sub("\n", text))
    pieces = MARKUP.split(html.unescape(TAG.sub("\n", plain)))
    return all(_words(piece) in words for piece in pieces)


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} " if WORD.search(text) else " "
