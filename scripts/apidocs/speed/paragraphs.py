"""Turns lines of a page that are a paragraph each into HTML, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

# A line of words in which nothing can begin anything.
PLAIN: Final = re.compile(r"[A-Za-z](?:[^`\\\[<&*_{}|>\x02\n]*[^`\\\[<&*_{}|>\s\x02])?")
# A line that begins neither a list, a quote, a heading, a table, a fold, code nor HTML, and holds none; its
# attributes may be below it.
LINE: Final = re.compile(
    r"(?!`{3}|\[TOC\]|[*_-]\s|[*_ -]+$)[A-Za-z`\[*_(\"'][^<\n|\x02]*(?:\n\{ [^{}\n]*\})?"
)

Convert = Callable[[str], str]
"""Makes HTML of Markdown."""


def html_of_lines(texts: Iterable[str], convert: Convert) -> Mapping[str, str]:
    """Give the HTML of each text that is such a line; what came out otherwise is left out."""
    lines = [text for text in texts if LINE.fullmatch(text)]
    found = {text: f"<p>{text}</p>" for text in lines if PLAIN.fullmatch(text)}
    return {**found, **_converted([text for text in lines if text not in found], convert)}


def _converted(texts: Sequence[str], convert: Convert) -> Mapping[str, str]:
    if not texts:
        return {}
    answers = convert("\n\n".join(texts)).split("\n")
    is_whole = len(answers) == len(texts) and all(map(_is_paragraph, answers))
    return dict(zip(texts, answers, strict=True)) if is_whole else {}


def _is_paragraph(html: str) -> bool:
    return html.startswith("<p") and html.endswith("</p>") and html.count("<p") == 1
