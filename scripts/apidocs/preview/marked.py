"""Turns two versions of a page's HTML into one with marks: what came and what went, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|\w+|\s+|[^\w\s<&]+|[<&]")
BLOCK = re.compile(
    r"(?=<(?:h[1-6]|p|li|tr|pre|div|details|table|ul|ol|blockquote|dt|dd|span class=\"p\")\b)|\n"
)
# Between these no text may stand: a browser would move it out of the table or list.
STRUCTURE = re.compile(r"</?(?:table|thead|tbody|tfoot|tr|colgroup|ul|ol|dl)\b", re.IGNORECASE)

Step = tuple[str, list[str], list[str]]


@dataclass(frozen=True)
class Marked:
    """The page before with what went, after with what came, and after with both."""

    before: str
    after: str
    inline: str


def mark(before: str, after: str) -> Marked:
    """Compare block by block, then word by word; tags are never marked, so the HTML stays whole."""
    steps = list(_iter_steps(before, after))
    left = "".join(_wrapped(old, "del") if kind != "equal" else "".join(old) for kind, old, _ in steps)
    right = "".join(_wrapped(new, "ins") if kind != "equal" else "".join(new) for kind, _, new in steps)
    return Marked(left, right, _inline(steps))


def _iter_steps(before: str, after: str) -> Iterator[Step]:
    blocks = [BLOCK.split(text) for text in (before, after)]
    blocks = [_with_line_ends(text, parts) for text, parts in zip((before, after), blocks, strict=True)]
    for kind, old, new in _opcodes(*blocks):
        words = [TOKEN.findall("".join(part)) for part in (old, new)]
        if kind == "replace":
            yield from _opcodes(*words)
        else:
            yield kind, words[0], words[1]


def _with_line_ends(text: str, parts: Sequence[str]) -> list[str]:
    """Give each part the line end back that the split took."""
    found, start = [], 0
    for part in parts:
        at = text.index(part, start)
        found.append(text[start : at + len(part)])
        start = at + len(part)
    return [*found, text[start:]]


def _opcodes(before: list[str], after: list[str]) -> Iterator[Step]:
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield kind, before[start:end], after[first:last]


def _wrapped(tokens: Sequence[str], tag: str) -> str:
    """Mark each run of words between tags."""
    pieces: list[str] = []
    run = ""
    for piece in [*tokens, "<>"]:
        if piece.startswith("<") and len(piece) > 1:
            pieces.append(f"<{tag}>{run}</{tag}>" if run.strip() else run)
            pieces.append("" if piece == "<>" else piece)
            run = ""
        else:
            run += piece
    return "".join(pieces)


def _inline(steps: Sequence[Step]) -> str:
    """Write the page after, with words that went before what stands there now."""
    pieces: list[str] = []
    waiting = ""
    for kind, old, new in steps:
        if kind == "equal" or new:
            opened = "".join(new) if kind == "equal" else _wrapped(new, "ins")
            first = TOKEN.match(opened)
            if waiting and not (first and STRUCTURE.match(first[0])):
                pieces.append(waiting)
                waiting = ""
            pieces.append(opened if not waiting else _placed(waiting, opened))
            waiting = ""
        if kind != "equal":
            waiting += _gone(old)
    return "".join(pieces) + waiting


def _gone(tokens: Sequence[str]) -> str:
    """Write words that went: with their tags where these are whole rows or items, else the words alone."""
    text = "".join(tokens)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)).strip()
    return f"<del>{words}</del> " if words else ""


def _placed(waiting: str, html: str) -> str:
    """Put words into the first cell or item that follows."""
    found = re.search(r"<(?:td|th|li|p|dd|h[1-6])\b[^>]*>", html)
    return f"{html[: found.end()]}{waiting}{html[found.end() :]}" if found else html
