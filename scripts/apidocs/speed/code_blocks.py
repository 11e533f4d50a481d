"""Turns code blocks into HTML: each block once, and JSON without Pygments, which takes ten times as long."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

# What a line of JSON consists of, with the class that Pygments gives it.
TOKEN: Final = re.compile(
    r"(?P<nt>\"(?:[^\"\\]|\\.)*\"(?=\s*:))|(?P<s2>\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<mf>(?=\d*[-+.\deE]*[.eE+])[-\d][-+.\deE]*)|(?P<mi>[-\d]+)"
    r"|(?P<kc>(?:true|false|null)(?![a-z]))|(?P<p>[\[\]{}:,]+)|(?P<space> +)"
)
# Pymdownx leaves quotes as they are: they mean nothing outside of attributes.
ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Format = Callable[..., str]
"""Makes the HTML of a fence; superfences calls it with these names."""


def remembering(format_code: Format) -> Format:
    """Wrap the formatter of superfences; a fence that says more than its language is none of ours."""
    known: dict[tuple[str, str | None], str] = {}

    def format_once(*, src: str, language: str | None, **options: Any) -> str:  # noqa: ANN401 - superfences' own
        if any(value for name, value in options.items() if name != "md"):
            return format_code(src=src, language=language, **options)
        html = known.get((src, language))
        if html is None:
            html = json_block(src) if language == "json" else None
            html = format_code(src=src, language=language, **options) if html is None else html
            known[src, language] = html
        return html

    return format_once


def json_block(code: str) -> str | None:
    """Make the HTML of JSON; white space gets no element of its own. None for what only looks like JSON."""
    lines = []
    for line in code.strip("\n").split("\n"):
        text = line.lstrip(" ")
        html = _line(text)
        if html is None:
            return None
        lines.append(line[: len(line) - len(text)] + html)
    shown = "\n".join(lines)
    return f'<div class="highlight"><pre><span></span><code>{shown}\n</code></pre></div>'


@lru_cache(maxsize=65536)
def _line(text: str) -> str | None:
    html = []
    end = 0
    for found in TOKEN.finditer(text):
        if found.start() != end:
            return None
        end = found.end()
        kind = found.lastgroup
        shown = found[0].translate(ESCAPES)
        html.append(shown if kind == "space" else f'<span class="{kind}">{shown}</span>')
    return "".join(html) if end == len(text) else None
