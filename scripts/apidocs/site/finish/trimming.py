"""Trim the theme's HTML and style sheets to what the pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
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


# Beginnings of the classes of what no page has: parts of the theme that are off, Markdown that is not read.
NO_PART: Final = (
    "md-annotation|md-author|md-clipboard|md-consent|md-content--post|md-content__button|md-copyright|md-draft|"
    "md-feedback|md-footer-|md-footer__|md-header--lifted|md-header__ellipsis|md-header__source|md-header__title|"
    "md-header__topic|md-input|md-meta|md-nav--integrated|md-nav--lifted|md-nav__button|md-nav__container|"
    "md-nav__icon|md-nav__item|md-nav__source|md-nav__toggle|md-pagination|md-path|md-pin|md-post|md-profile|"
    "md-progress|md-select|md-sidebar--post|md-social|md-source|md-status|md-tabs|md-tag|md-tooltip|md-top|"
    "md-version|arithmatex|critic|emojione|footnote|gemoji|giscus|grid|highlighttable|katex|keys|key-|lightbox|"
    "linenodiv|linenos|mermaid|task-list|twemoji"
)

# Kinds of notes: the look of all of them is in docs/assets/site.css.
NO_KIND: Final = (
    "abstract|attention|bug|caution|check|cite|danger|done|error|example|fail|faq|help|hint|important|info|missing|"
    "note|question|quote|seealso|success|summary|tip|tldr"
)

UNUSED: Final = re.compile(rf"\.(?:{NO_PART}|(?:{NO_KIND})\b)")

NEGATED: Final = re.compile(r":not\([^()]*\)")

COMMA: Final = re.compile(r",(?![^()]*\))")

STRING: Final = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"

TOKEN: Final = re.compile(rf"{STRING}|/\*.*?\*/|[{{}}]", re.DOTALL)

BLANK: Final = r"(?:\s|/\*.*?\*/)"

SPACE: Final = re.compile(rf"(?P<string>{STRING})|{BLANK}*(?P<mark>[{{}};,]){BLANK}*|{BLANK}+", re.DOTALL)

# A property that holds an image, and the names that are asked for.
IMAGE: Final = re.compile(r"(--[\w-]+):\s*url\(\"[^\"]*\"\);?")

ASKED: Final = re.compile(r"var\((--[\w-]+)")


def write_lean_styles(site_dir: Path) -> None:
    """Replace the style sheets in a finished site. Raises OSError when the disk refuses."""
    for sheet in (site_dir / "assets").glob("*.css"):
        sheet.write_text(compact(sheet.read_text(encoding="utf-8")), encoding="utf-8")
    for sheet in (site_dir / "assets/stylesheets").glob("main.*.css"):
        sheet.write_text(lean(sheet.read_text(encoding="utf-8")), encoding="utf-8")


def compact(css: str) -> str:
    """Remove comments and the spaces that part nothing; strings keep theirs."""
    return SPACE.sub(lambda part: part["string"] or part["mark"] or " ", css).strip()


def lean(css: str) -> str:
    """Leave out the rules for what no page has, then the images that nothing asks for any more."""
    rules = "".join(_iter_rules(css))
    asked = set(ASKED.findall(rules))
    return IMAGE.sub(lambda found: found[0] if found[1] in asked else "", rules)


def _iter_rules(css: str) -> Iterator[str]:
    for head, body in _iter_blocks(css):
        if head.startswith(("@media", "@supports")):
            inner = "".join(_iter_rules(body))
            yield f"{head}{{{inner}}}" if inner else ""
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            selectors = [found for found in COMMA.split(head) if not UNUSED.search(NEGATED.sub("", found))]
            yield f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _iter_blocks(css: str) -> Iterator[tuple[str, str]]:
    """Give what stands before each outer pair of braces, and what within; braces in quotes are none."""
    start = middle = depth = 0
    for token in TOKEN.finditer(css):
        if token[0] == "{":
            depth += 1
            middle = token.start() if depth == 1 else middle
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start:middle].strip(), css[middle + 1 : token.start()]
                start = token.end()
