"""Parse the Markdown of a guide: code blocks, headings, links, curl requests."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apidocs.markdown.curl_reader import CurlRequest, iter_requests

_FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<marker>`{3,}|~{3,})(?P<info>[^`]*)$")
_LANGUAGE = re.compile(r"\{?\s*\.?([\w+-]+)")
_TITLE = re.compile(r'title="([^"]*)"')
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*(?:\{[^}]*\})?$")
# A link, or code, in which what looks like one is none.
_LINK = re.compile(
    r"(?<![!\\])\[((?:`[^`]*`|[^\[\]`])*)\]\(\s*<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)"
    r"|(?<!`)(`+)(?!`).*?(?<!`)\3(?!`)"
)


@dataclass(frozen=True)
class CodeBlock:
    """A fenced block: its language ("" when none), its text without the indent of the fence, its title."""

    language: str
    text: str
    line: int  # 1-based, of the first line of the text
    title: str = ""


@dataclass(frozen=True)
class Heading:
    """An ATX heading, level 1 to 6."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Link:
    """An inline Markdown link; reference links and images are not read."""

    text: str
    target: str
    line: int


def iter_code_blocks(text: str) -> Iterator[CodeBlock]:
    """Yield the fenced blocks of a Markdown text, indented ones (in tabs, lists, admonitions) too."""
    lines = text.splitlines()
    for opening, closing in _iter_fences(lines):
        fence = _FENCE.match(lines[opening])
        assert fence is not None  # noqa: S101 - _iter_fences found it with the same pattern
        language, title = _LANGUAGE.match(fence["info"].strip()), _TITLE.search(fence["info"])
        yield CodeBlock(
            language=language[1] if language else "",
            text="".join(_dedent(line, fence["indent"]) + "\n" for line in lines[opening + 1 : closing]),
            line=opening + 2,
            title=title[1] if title else "",
        )


def iter_headings(text: str) -> Iterator[Heading]:
    """Yield the headings outside code and front matter, in page order."""
    for number, line in enumerate(prose(text).splitlines(), 1):
        if heading := _HEADING.match(line):
            yield Heading(len(heading[1]), heading[2], number)


def iter_links(text: str) -> Iterator[Link]:
    """Yield the inline links outside code and front matter, in page order."""
    readable = prose(text)
    for link in (found for found in _LINK.finditer(readable) if found[2]):
        yield Link(link[1], link[2], readable.count("\n", 0, link.start()) + 1)


def iter_curl_requests(block: CodeBlock, variables: Mapping[str, str]) -> Iterator[CurlRequest]:
    """Yield the requests of a shell block's curl commands; `variables` are those that readers have set.

    Raises ValueError for an open quotation.
    """
    return iter_requests(block.text, variables, block.line)


def prose(text: str) -> str:
    """Return the text with front matter and fenced blocks blanked, every line in its place."""
    lines = text.splitlines()
    for first, last in [*_iter_fences(lines), *_find_front_matter(lines)]:
        lines[first : last + 1] = [""] * len(lines[first : last + 1])
    return "\n".join(lines)


def _iter_fences(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the 0-based lines of each opening and closing fence; an open one ends with the text."""
    opening, marker = -1, ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and not marker:
            opening, marker = number, fence["marker"]
        elif fence and fence["marker"].startswith(marker) and not fence["info"].strip():
            yield opening, number
            marker = ""
    if marker:
        yield opening, len(lines)


def _find_front_matter(lines: list[str]) -> list[tuple[int, int]]:
    if lines[:1] != ["---"] or "---" not in lines[1:]:
        return []
    return [(0, lines.index("---", 1))]


def _dedent(line: str, indent: str) -> str:
    return line[len(indent) :] if line.startswith(indent) else line.lstrip()
