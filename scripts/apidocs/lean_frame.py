"""Turns what is around an article on every page into the same without the white space of templates."""

from __future__ import annotations

import re
from typing import Final

INDENT: Final = re.compile(r"(<pre>.*?</pre>)|\n\s+", re.DOTALL)
# The theme's colors, in whose place are those of site.css.
PALETTE: Final = re.compile(r'<link rel="stylesheet" href="[^"]*/palette\.[^"]*">')


def lean_frame(html: str) -> str:
    """Take the indents off all lines but those of the article, where they may be part of code."""
    before, start, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    if not start or not end:
        return html
    before = PALETTE.sub("", before, count=1)
    return f"{_unindented(before)}{start}{article}{end}{_unindented(after)}"


def _unindented(html: str) -> str:
    """Take the indents off; those of code are a part of it."""
    return INDENT.sub(lambda found: found[1] or "\n", html)
