"""The warnings of MkDocs: take them, place them, add some, and let none stop a site that is served."""

from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from traceback import walk_tb
from types import MappingProxyType
from typing import Final, Protocol, runtime_checkable
from urllib.parse import urldefrag

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from apidocs.problems import Problem

LINK: Final = re.compile(r"Doc file '(?P<page>[^']+)' (?P<finding>contains an? .*?link '(?P<url>[^']+)', .*)")
# A problem says its level itself; what is said of a page has it after the place.
PROBLEM: Final = re.compile(r".+?:\d+:\d+: (?:error|warning): ")
PLACED: Final = re.compile(r"(?P<place>[^\s:]+:\d+:\d+): (?P<finding>.*)", re.DOTALL)


@contextmanager
def taking_warnings(take: Callable[[logging.LogRecord], None]) -> Iterator[None]:
    """Hand over each warning and error that MkDocs, its plugins and our events log meanwhile."""
    mkdocs, handler = logging.getLogger("mkdocs"), _Handler(take)
    mkdocs.addHandler(handler)
    try:
        yield
    finally:
        mkdocs.removeHandler(handler)


class _Handler(logging.Handler):
    def __init__(self, take: Callable[[logging.LogRecord], None]) -> None:
        super().__init__(logging.WARNING)
        self._take = take

    def emit(self, record: logging.LogRecord) -> None:
        self._take(record)


class PlacedLinks(logging.Filter):
    """Writes into what MkDocs logs of links where they stand and what they may mean.

    `anchors` are those of pages that are no files of `docs_dir`, by the `src_uri` of the page.
    """

    docs_dir = Path("docs")
    anchors: Mapping[str, Sequence[str]] = MappingProxyType({})

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the message of a record, and let each pass."""
        link = LINK.fullmatch(record.getMessage())
        placed = None if link is None else _placed(link, self.docs_dir, self.anchors)
        if placed is not None:
            record.msg, record.args = placed, ()
        return True


def line_of(record: logging.LogRecord, docs_dir: Path) -> str:
    """Write a record of MkDocs' logger as a problem is written: where it is, its level, what to mend."""
    level, message = record.levelname.lower(), record.getMessage()
    if PROBLEM.match(message):
        return message
    if (link := LINK.fullmatch(message)) is not None:
        message = _placed(link, docs_dir) or message
    if (placed := PLACED.fullmatch(message)) is not None:
        return f"{placed['place']}: {level}: {placed['finding']}"
    return f"{level}: {message}"


def _placed(
    link: re.Match[str], docs_dir: Path, anchors: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> str | None:
    """Say where a page has the link, and what it may mean; None where the page does not write it so."""
    file = docs_dir / link["page"]
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    # Between the brackets or the quotes that end it: one link may begin with another.
    found = re.search(re.escape(link["url"]) + r"(?=[\s)>\"'\]]|$)", text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    place = f"{docs_dir.name}/{link['page']}:{line}:{column}"
    return f"{place}: the page {link['finding']} {_way_out(link, docs_dir, anchors)}".rstrip()


def _way_out(link: re.Match[str], docs_dir: Path, anchors: Mapping[str, Sequence[str]]) -> str:
    if "Did you mean" in link["finding"]:
        return ""
    folder = posixpath.dirname(link["page"])
    pages = [*(file.relative_to(docs_dir).as_posix() for file in sorted(docs_dir.rglob("*.md"))), *anchors]
    url, anchor = urldefrag(link["url"])
    known = anchors.get(posixpath.normpath(posixpath.join(folder, url)))
    if known is not None:
        near = get_close_matches(anchor, known, 1)
        return f"Did you mean '{url}#{near[0]}'?" if near else "Mend the link, or what it leads to."
    near = get_close_matches(url, [posixpath.relpath(page, folder or ".") for page in pages], 1)
    if near and near[0] != url:
        return f"Did you mean '{near[0]}{anchor and '#' + anchor}'?"
    return "Mend the link, or what it leads to."


def iter_page_warnings(src_uri: str, text: str) -> Iterator[str]:
    """Say what MkDocs passes over in a page; `text` is what it leaves of it without front matter."""
    if text.startswith("---\n"):
        yield f"docs/{src_uri}:1:1: the front matter is no YAML mapping, so the page would show it: mend it"
    if PurePosixPath(src_uri).name != "index.md":
        yield f"docs/{src_uri}:1:1: a page is named <slug>/index.md, for its links to hold in its twin too"


@runtime_checkable
class _Reader(Protocol):
    """Python's HTML parser, or the copy of it that Python-Markdown makes, whose classes are others."""

    rawdata: str

    def getpos(self) -> tuple[int, int]: ...


def find_guide_problem(error: Exception) -> Problem | None:
    """Name the guide that stopped a build, with the line where its reader stopped; None for another error."""
    frames = [frame.f_locals for frame, _ in walk_tb(error.__traceback__)]
    page = next((each["self"] for each in frames if isinstance(each.get("self"), Page)), None)
    if page is None or page.file.abs_src_path is None or isinstance(error, MkDocsException):
        return None
    file = os.path.relpath(page.file.abs_src_path)
    if isinstance(error, FileNotFoundError):
        message = "this guide was removed or renamed while the site was built: build again"
        return Problem(file, 1, 1, "guide-removed", message, "error")
    if isinstance(error, OSError):
        message = f"this guide cannot be read ({error.strerror}): see to its permissions"
        return Problem(file, 1, 1, "guide-unreadable", message, "error")
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        message = "this guide is not UTF-8: save it in this encoding"
        return Problem(file, line, 1, "guide-not-utf-8", message, "error")
    places = [each for each in frames if isinstance(each.get("self"), _Reader) and "i" in each]
    line = _find_line(Path(page.file.abs_src_path), places[-1]["self"], places[-1]["i"]) if places else 1
    message = (
        f"this guide cannot be read as Markdown ({error or type(error).__name__}): correct what stands here"
    )
    return Problem(file, line, 1, "guide-not-read", message, "error")


def _find_line(file: Path, reader: _Reader, at: int) -> int:
    """Find the line of what a reader stopped at: its count leaves out front matter and blocks of code."""
    what = reader.rawdata[at:].split("\n")[0]
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    places = [place for place, line in enumerate(lines, start=1) if what in line]
    return next((place for place in places if place >= reader.getpos()[0]), 1)


def never_abort(config: MkDocsConfig) -> None:
    """Let a warning be one; MkDocs has begun to count them before any event."""
    config.strict = False
    mkdocs = logging.getLogger("mkdocs")
    for handler in mkdocs.handlers[:]:
        if isinstance(handler, CountHandler):
            mkdocs.removeHandler(handler)
