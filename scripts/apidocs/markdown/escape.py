"""Escape plain text for Markdown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from markupsafe import Markup

# Text of which no character means anything in Markdown, so that it is its own: most names and sentences.
# Words are taken whole: to go back to every character of a long text would take gigabytes.
_WORD: Final = r"[A-Za-z0-9,.;:()'\"/%$@?=-]*"
PLAIN: Final = re.compile(rf"[A-Za-z\"'(]{_WORD}(?:(?: (?! |$)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])){_WORD})*")
# Python-Markdown takes a backslash before these; "<" and "&" have no such form and become entities. A "!" at
# the end would make an image of a link that follows.
SPECIAL: Final = re.compile(r"[\\`*{}\[\]|<]|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;|\Z)|!\Z")
ENTITIES: Final = {
    "<": "&lt;",
    "&": "&amp;",
    "~": "&#126;",
    "=": "&#61;",
    "?": "&#63;",
    ":": "&#58;",
    "/": "&#47;",
}
# What would start a list, a quote, a heading, a rule, a tab, an admonition or a definition.
LINE_START: Final = re.compile(
    r"^[ \t]*(?:(?P<bullet>[-+](?=[ \t-]|$))|(?P<mark>[>#=~]|:(?=[ \t])|!(?=!!)|\?(?=\?\?)|/(?=//))"
    r"|(?P<number>\d+)(?P<point>[.)](?=[ \t]|$)))",
    re.MULTILINE,
)
# Python-Markdown takes number signs that end a heading for decoration.
NUMBER_SIGNS: Final = re.compile(r"#(?=#*$)")
# Unicode's own line ends; a carriage return is one too.
LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, lone surrogates, noncharacters, marks that reorder text (Unicode, UAX 9) and tag characters can
# hide what a page says, from readers or from programs.
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

# Markdown's time grows with the square of the marks in a paragraph; no author writes a text beyond this.
MAX_MARKS: Final = 5_000
MARK: Final = re.compile(r"[^\w\s,.;()'/-]|_")


class Markdown(Markup):
    """Text that is Markdown already; everything else is escaped when a template prints it.

    Jinja marks what its macros and blocks make as Markup, so that both pass the same way.
    """

    __slots__ = ()


class Html(Markup):
    """Text that is HTML already."""

    __slots__ = ()


def visible(text: str) -> str:
    """Show each hidden character by its number, so that nothing can be disguised."""
    return HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def is_overfull(text: str) -> bool:
    """Tell whether a text has more marks than a paragraph should be made of."""
    return len(text) > MAX_MARKS and len(MARK.findall(text)) > MAX_MARKS


def unified(text: str) -> str:
    """Write the text's line ends as one kind and show its hidden characters."""
    return visible(LINE_END.sub("\n", text))


@lru_cache(maxsize=65536)
def inline(text: str) -> Markdown:
    """Write text on one line, for a heading, a table cell, a link or a paragraph."""
    if PLAIN.fullmatch(text):
        return Markdown(text)
    if is_overfull(text):
        return code(text)
    line = words(visible(" ".join(text.split())))
    return Markdown(guarded(NUMBER_SIGNS.sub(r"\#", line)))


def block(text: str) -> Markdown:
    """Write text with its line breaks and empty lines, as paragraphs."""
    if is_overfull(text):
        return fence(text)
    lines = (line.strip() for line in unified(text).split("\n"))
    return Markdown(guarded(words("\n".join(lines)).strip("\n")))


@lru_cache(maxsize=16384)
def piece(text: str) -> str:
    """Write a piece of a line, with the spaces at its ends."""
    return words(visible(re.sub(r"\s+", " ", text)))


def words(text: str) -> str:
    """Write the words of a text that is visible already."""
    return SPECIAL.sub(_escaped, text)


def guarded(markdown: str) -> str:
    """Keep every line of a paragraph from starting anything else."""
    return LINE_START.sub(_started, markdown)


@lru_cache(maxsize=65536)
def code(text: str) -> Markdown:
    """Write an inline code span.

    Its marks are as few as differ from all runs of backticks inside; where that takes three, which could
    start a fence, it is HTML, if that is not too much of it.
    """
    line = visible(" ".join(text.split()))
    runs = {len(run) for run in re.findall("`+", line)}
    marks = next("`" * size for size in range(1, len(runs) + 2) if size not in runs)
    if not line or (len(marks) > 2 and not is_overfull(line)):  # noqa: PLR2004 - what could start a fence
        return Markdown(f"<code>{html(line)}</code>" if line else "")
    # A space keeps the text from its marks, and a first #! or ::: from naming a language; it is not shown.
    space = " " if runs or line.endswith("\\") or line.startswith(("#!", ":::")) else ""
    return Markdown(f"{marks}{space}{line}{space}{marks}")


def html(text: str) -> Markdown:
    """Write text inside an HTML element of a Markdown page: no character of it is markup of either kind."""
    return Markdown(re.sub(r"[^\w ,.;()/-]|_", lambda match: f"&#{ord(match[0])};", unified(text)))


def label(text: str) -> Markdown:
    """Write the title of a tab or of an admonition, which stands in double quotes."""
    return Markdown(inline(text).replace('"', Markdown("&quot;")))


def fence(text: str, info: str = "") -> Markdown:
    """Write a fenced code block, its fence longer than any inside; `info` names its language."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    language = re.match(r"[\w+#.-]*", info, re.ASCII)
    body = unified(text).replace("\t", "    ")
    return Markdown(f"{marks} {language[0] if language else ''}".rstrip() + f"\n{body}\n{marks}")


def ascii_words(text: str) -> str:
    """Write lower-case ASCII words joined by hyphens: what is safe in a file name and an anchor."""
    decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", decomposed.lower()))


def _escaped(match: re.Match[str]) -> str:
    return ENTITIES.get(match[0]) or "\\" + match[0]


def _started(match: re.Match[str]) -> str:
    started = match[0]
    return started[:-1] + (ENTITIES.get(started[-1]) or "\\" + started[-1])
