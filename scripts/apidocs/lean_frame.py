"""Turns what is around an article on every page into the same without the white space of templates."""

from __future__ import annotations

import re
from typing import Final

INDENT: Final = re.compile(r"\n\s+")


def lean_frame(html: str) -> str:
    """Take the indents off all lines but those of the article, where they may be part of code."""
    before, start, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    if not start or not end:
        return html
    return f"{INDENT.sub(chr(10), before)}{start}{article}{end}{INDENT.sub(chr(10), after)}"
