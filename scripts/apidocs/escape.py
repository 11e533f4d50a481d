"""Turns plain text into Markdown that shows exactly that text, whatever it holds."""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

# Python-Markdown takes a backslash before these; "<", "&" and "=" have no such form and become entities.
SPECIAL = re.compile(r"[\\`*{}\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")
# What would start a list, a heading, a quote, a tab, an admonition, a definition or a rule at a line's beginning.
LINE_START = re.compile(r"^([ \t]*)(?:([-+>#!])|(\d+)([.)])|([=?:/~]))", re.MULTILINE)
# Controls, lone surrogates and the marks that reorder text (Unicode, UAX 9) can hide what a page says.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0\ufffe\uffff]")


class Markdown(Markup):
    """Text that is Markdown already; everything else is escaped when a template prints it.

    Jinja marks what its macros and blocks make as Markup, so that both pass the same way.
    """

    __slots__ = ()


def visible(text: str) -> str:
    """The text with each hidden character shown by its number, so that nothing can be disguised."""
    return HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def inline(text: str) -> Markdown:
    """One line of text, for a heading, a table cell or a paragraph."""
    return block(" ".join(text.split()))


def block(text: str) -> Markdown:
    """Text with its line breaks, none of whose lines starts a block."""
    escaped = SPECIAL.sub(_escaped, visible(text))
    escaped = ENTITY_LIKE.sub("&amp;", escaped).replace("<", "&lt;").replace("![", "\\![")
    return Markdown(LINE_START.sub(_started, escaped))


def code(text: str) -> Markdown:
    """An inline code span; one that a table or a backtick would break is written in HTML."""
    line = " ".join(visible(text).split())
    if not line:
        return Markdown("")
    if "`" in line or "|" in line or line.endswith("\\"):
        return Markdown(f"<code>{html(line)}</code>")
    return Markdown(f"`{line}`")


def html(text: str) -> str:
    """Text inside an HTML element of a Markdown page: no character of it is markup of either kind."""
    return re.sub(r"[&<>\"'`*_{}\[\]|\\~!]", lambda match: f"&#{ord(match[0])};", text)


def fence(text: str, info: str = "") -> Markdown:
    """A fenced code block, its fence longer than any inside."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    body = visible(text).replace("\t", "    ")
    return Markdown(f"{marks} {info}".rstrip() + f"\n{body}\n{marks}")


def ascii_words(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: what is safe in a file name and an anchor."""
    decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", decomposed.lower()))


def _escaped(match: re.Match[str]) -> str:
    return "&#124;" if match[0] == "|" else "&#126;" if match[0] == "~" else "\\" + match[0]


def _started(match: re.Match[str]) -> str:
    indent, mark, number, point, entity = match.groups()
    if number is not None:
        return f"{number}\\{point}" if point == "." else f"{number}&#41;"
    return f"\\{mark}" if mark is not None else f"&#{ord(entity)};"
