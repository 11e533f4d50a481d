"""The two ways in which a page writes what it says: HTML for readers, Markdown for agents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape as escaped
from typing import Final, Protocol

from markupsafe import Markup

from apidocs.markdown import commonmark, escape
from apidocs.markdown.commonmark.addresses import is_web
from apidocs.pages.words.texts import Words

# After these a long name may be broken; and before a capital letter within it.
JOINT: Final = re.compile(r"([/_.\-])(?=\w)|(?<=[a-z0-9])(?=[A-Z])")
PIPE: Final = re.compile(r"(?<!\\)\|")
# A name that is shorter than this is not broken.
SHORT: Final = 14


class Writer(Protocol):
    """What is said within a line, in one of the two languages; every value given to it is plain text."""

    words: Words

    def say(self, key: str, /, **values: object) -> str:
        """Give a text of ours, with values in their places."""

    def text(self, text: str) -> Markup:
        """Write a text as it is."""

    def code(self, text: str) -> Markup:
        """Write a name or a value."""

    def emphasis(self, text: str) -> Markup:
        """Write a text that stands out."""

    def link(self, said: Markup, target: str) -> Markup:
        """Write a link; `said` is written already."""

    def line(self, text: str) -> Markup:
        """Write a description where there is room for little."""

    def joined(self, lines: Iterable[str]) -> Markup:
        """Write each of them on its own line."""


class HtmlWriter:
    """HTML, in which all that an author wrote is escaped."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.say = words.say_html

    def text(self, text: str) -> Markup:
        """Write a text as it is."""
        return html_text(text)

    def code(self, text: str) -> Markup:
        """Write a name or a value."""
        return html_code(text)

    def emphasis(self, text: str) -> Markup:
        """Write a text that stands out."""
        return escape.Html(f"<em>{html_text(text)}</em>")

    def link(self, said: Markup, target: str) -> Markup:
        """Write a link."""
        return escape.Html(f'<a href="{escaped(target)}">{said}</a>')

    def line(self, text: str) -> Markup:
        """Write a description where there is room for little."""
        return commonmark.html_line(text)

    def joined(self, lines: Iterable[str]) -> Markup:
        """Write each of them on its own line."""
        return escape.Html("<br>".join(filter(None, lines)))


class MarkdownWriter:
    """Markdown on one line, as the cell of a table holds it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.say = words.say

    def text(self, text: str) -> Markup:
        """Write a text as it is."""
        return escape.inline(text)

    def code(self, text: str) -> Markup:
        """Write a name or a value."""
        return escape.Markdown(PIPE.sub(r"\\|", escape.code(text)))

    def emphasis(self, text: str) -> Markup:
        """Write a text that stands out."""
        return escape.Markdown(f"*{escape.inline(text)}*")

    def link(self, said: Markup, target: str) -> Markup:
        """Write a link."""
        return escape.Markdown(f"[{said}]({_address(target)})")

    def line(self, text: str) -> Markup:
        """Write a description where there is room for little."""
        return commonmark.markdown_line(text)

    def joined(self, lines: Iterable[str]) -> Markup:
        """Write each of them on its own line."""
        return escape.Markdown("<br>".join(filter(None, lines)))


@lru_cache(maxsize=65536)
def html_text(text: str) -> Markup:
    """Write a text as HTML; characters that would hide what it says are shown by their numbers."""
    return escape.Html(escaped(escape.visible(text), quote=True))


@lru_cache(maxsize=65536)
def html_code(text: str) -> Markup:
    """Write a name or value as code; nothing for no text."""
    return escape.Html(f"<code>{html_text(' '.join(text.split()))}</code>" if text.strip() else "")


@lru_cache(maxsize=65536)
def breakable(text: str) -> Markup:
    """Write a name that may be broken at its joints."""
    if len(text) < SHORT:
        return html_text(text)
    pieces = JOINT.sub(lambda joint: f"{joint[0]}\0", escape.visible(text)).split("\0")
    return escape.Html("<wbr>".join(escaped(piece, quote=False) for piece in pieces))


def web_link(writer: Writer, url: str, text: str | None = None) -> Markup:
    """Write the link to an address on the web; any other is only said."""
    if is_web(url):
        return writer.link(writer.text(text or url), url)
    return escape.Html(" ").join(filter(None, (writer.text(text or ""), writer.code(url))))


def _address(target: str) -> str:
    return re.sub(r"[\s<>()\[\]\"'`*{}|\\]", lambda match: f"%{ord(match[0]):02X}", target)
