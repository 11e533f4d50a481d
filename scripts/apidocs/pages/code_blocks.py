"""Code blocks as HTML: JSON without Pygments, which takes long for it, others by a Pygments set up once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from apidocs.markdown import escape

# What a line of JSON consists of, with the class that Pygments gives it.
TOKEN: Final = re.compile(
    r"(?P<nt>\"(?:[^\"\\]|\\.)*\"(?=\s*:))|(?P<s2>\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<mf>(?=\d*[-+.\deE]*[.eE+])[-\d][-+.\deE]*)|(?P<mi>[-\d]+)"
    r"|(?P<kc>(?:true|false|null)(?![a-z]))|(?P<p>[\[\]{}:,]+)|(?P<space> +)"
)
COLOURED: Final = frozenset({"s2", "mf", "mi"})
# Elements of other languages that look like the text around them.
UNSEEN: Final = re.compile(r'<span class="(?:w|n|nx)">([^<]*)</span>')
# Pymdownx leaves quotes as they are: they mean nothing outside of attributes.
ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@lru_cache(maxsize=16384)
def code_html(code: str, language: str | None) -> Markup:
    """Make the HTML of a block; a language that Pygments does not know has no colors."""
    shown = escape.unified(code)
    html = json_block(shown) if language == "json" else None
    return escape.Html(html or pygments_block(shown, language or "text") or pygments_block(shown, "text"))


def json_block(code: str) -> str | None:
    """Make the HTML of JSON, None for what only looks like it.

    Only values get elements of their own: names and punctuation are the most of what a reference shows.
    """
    lines = []
    for line in code.strip("\n").split("\n"):
        text = line.lstrip(" ")
        html = _line(text)
        if html is None:
            return None
        lines.append(line[: len(line) - len(text)] + html)
    shown = "\n".join(lines)
    return f'<div class="highlight json"><pre><span></span><code>{shown}\n</code></pre></div>'


def pygments_block(code: str, language: str) -> str | None:
    """Make the HTML of a language that Pygments knows, as pymdownx does without options; None for others."""
    lexer = _lexer(language)
    return None if lexer is None else UNSEEN.sub(r"\1", highlight(code, lexer, _formatter()).strip())


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


@cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(cssclass="highlight", wrapcode=True)


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
        html.append(f'<span class="{kind}">{shown}</span>' if kind in COLOURED else shown)
    return "".join(html) if end == len(text) else None
