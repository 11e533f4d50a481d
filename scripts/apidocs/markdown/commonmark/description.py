"""Descriptions, which are CommonMark, as HTML for pages: parsed by markdown-it-py, then sanitised by nh3."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from textwrap import dedent
from typing import Final
from urllib.parse import unquote

import nh3
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.token import Token
from markupsafe import Markup

from apidocs.markdown.commonmark.addresses import is_web, link_addresses
from apidocs.markdown.commonmark.elements import KNOWN, show_unknown
from apidocs.markdown.commonmark.parse import PARSER, tokens_of
from apidocs.markdown.escape import PLAIN, Html, unified

ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "code": {"class"},
    "td": {"align"},
    "th": {"align"},
}
SCHEMES: Final = {"http", "https", "mailto"}
HTML_TAGS: Final = frozenset({*KNOWN, "del", "s", "pre", "code", "blockquote"})
# Lines of plain text, which are one paragraph.
PLAIN_LINES: Final = re.compile(rf"{PLAIN.pattern}(?:(?<! )\n{PLAIN.pattern})*")
# What is changed in sanitised HTML: links and images, by their targets, and headings.
LINKED: Final = re.compile(r"<a(?P<link>[^>]*)>|(?P<end></a>)|<img(?P<image>[^>]*)>")
HEADING: Final = re.compile(r"<h(?P<level>[1-6])>(?P<words>.*?)</h[1-6]>", re.DOTALL)
STRONG: Final = re.compile(r"</?(?:strong|b)>")
ATTRIBUTE: Final = re.compile(r'([a-z]+)="([^"]*)"')
# GitHub's alerts are quotes whose first line is one of these.
ALERT: Final = re.compile(
    r"<blockquote>\n?<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]"
    r"(?:<br ?/?>)?(?:\n|(</p>))(.*?)</blockquote>",
    re.DOTALL,
)
NAMELESS: Final = re.compile(r'<a href="([^"]*)"></a>')
PARAGRAPH: Final = re.compile(r"<p>((?:(?!<p>|</p>).)*)</p>", re.DOTALL)


@lru_cache(maxsize=65536)
def html_of(text: str) -> Markup:
    """Write the description as blocks that cannot run, load or disguise anything; headings are bold lines."""
    stripped = text.strip()
    if PLAIN_LINES.fullmatch(stripped):
        return Html(f"<p>{escape(stripped, quote=False)}</p>")
    return _finished(_cleaned(text), {}, lambda found: _bold_line(found["words"]))


def html_with_headings(
    text: str, anchor_of: Callable[[str], str], heading: Callable[[int, Markup, str], Markup]
) -> Markup:
    """Write the description as `html_of`, but with its headings, to which its own links lead.

    `anchor_of` gives each heading an anchor by its words; `heading` writes one: its level, where 0 is the
    highest that the description has, its words and its anchor.
    """
    clean = _cleaned(text)
    found = list(HEADING.finditer(clean))
    highest = min((int(each["level"]) for each in found), default=0)
    anchors = [anchor_of(unescape(Html(each["words"]).striptags())) for each in found]
    by_name: dict[str, str] = {}
    for each, anchor in zip(found, anchors, strict=True):
        by_name.setdefault(heading_name(unescape(Html(each["words"]).striptags())), anchor)
    waiting = iter(anchors)

    def write(each: re.Match[str]) -> str:
        return heading(int(each["level"]) - highest, Html(each["words"]), next(waiting))

    return _finished(clean, by_name, write)


def heading_name(words: str) -> str:
    """Write what a link calls a heading: its words, in lower case and with hyphens."""
    return "-".join(re.findall(r"[\w]+", words.lower()))


def _cleaned(text: str) -> str:
    """Write HTML that has known elements and attributes only."""
    return nh3.clean(
        PARSER.renderer.render(_tokens(text), PARSER.options, {}),
        tags=set(HTML_TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _finished(clean: str, anchors: Mapping[str, str], heading: Callable[[re.Match[str]], str]) -> Markup:
    """Write links, headings and alerts of sanitised HTML as a page has them."""
    headed = HEADING.sub(heading, _Links(anchors).written(clean))
    return Html(ALERT.sub(_alert, headed).strip())


def html_line(text: str) -> Markup:
    """Write a description of one paragraph as its words only, for a cell or an entry; any other as blocks."""
    html = html_of(text)
    paragraph = PARAGRAPH.fullmatch(html)
    return html if paragraph is None else Html(paragraph[1])


def is_single_paragraph(text: str) -> bool:
    """Tell whether the description is one paragraph and nothing else."""
    return PARAGRAPH.fullmatch(html_of(text)) is not None


def _tokens(text: str) -> Sequence[Token]:
    """Parse the description; where all of it is indented, that does not make it code."""
    tokens = tokens_of(dedent(unified(text)))
    show_unknown(tokens)
    link_addresses(tokens)
    for token in tokens:
        if token.type in ("th_open", "td_open") and token.attrs:
            token.attrs = {"align": str(token.attrs.get("style", "")).removeprefix("text-align:")}
    return tokens


class _Links:
    """Links of sanitised HTML: those to the web stay, of any other target is only said what it is.

    An image is a link to it, for it would be fetched from elsewhere. `anchors` are those of the page to which
    a link may lead, by the names of headings.
    """

    def __init__(self, anchors: Mapping[str, str]) -> None:
        self._anchors = anchors
        self._ends: list[str] = []

    def written(self, html: str) -> str:
        linked = LINKED.sub(self._written, html) + "".join(reversed(self._ends))
        return NAMELESS.sub(r'<a href="\1">\1</a>', linked)

    def _written(self, found: re.Match[str]) -> str:
        if found["end"]:
            return self._ends.pop() if self._ends else ""
        attributes = dict(ATTRIBUTE.findall(found["link"] or found["image"] or ""))
        title = f" ({attributes['title']})" if attributes.get("title") else ""
        is_inside = "</a>" in "".join(self._ends)
        if found["image"] is not None:
            return self._image(attributes, title, is_inside=is_inside)
        target = attributes.get("href", "")
        anchor = self._anchors.get(heading_name(unquote(unescape(target)).rpartition("/")[2]))
        if target.startswith("#") and anchor is not None and not is_inside:
            self._ends.append(f"</a>{title}")
            return f'<a href="#{anchor}">'
        if is_web(unescape(target)) and not is_inside:
            self._ends.append(f"</a>{title}")
            return f'<a href="{target}">'
        self._ends.append(_said(target) + title)
        return ""

    def _image(self, attributes: dict[str, str], title: str, *, is_inside: bool) -> str:
        target, words = attributes.get("src", ""), attributes.get("alt", "")
        if is_inside:
            return f"{words}{title}"
        if is_web(unescape(target)):
            return f'<a href="{target}">{words or target}</a>{title}'
        return f"{words}{_said(target)}{title}"


def _said(target: str) -> str:
    """Say a target that has no page here; one on the same page, or embedded data, goes without saying."""
    if not target or target.startswith(("#", "data:")):
        return ""
    return f" (<code>{escape(normalizeLinkText(unescape(target)), quote=False)}</code>)"


def _bold_line(words: str) -> str:
    """Write a heading as a bold line: the page keeps its own outline."""
    bold = STRONG.sub("", words)
    return f'<p class="heading"><strong>{bold}</strong></p>' if bold else ""


def _alert(found: re.Match[str]) -> str:
    kind, rest = found[1].lower(), found[3] if found[2] else f"<p>{found[3]}"
    return (
        f'<div class="admonition {kind}"><p class="admonition-title">{kind.title()}</p>\n{rest.strip()}</div>'
    )
