"""Find addresses of other origins that a browser would fetch by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

# An address with a host of its own.
FOREIGN: Final = re.compile(r"(?:(?:https?|wss?|ftp):)?//[\w\[][^\s\"'<>,)]*", re.IGNORECASE)
# A tag, whatever its attributes hold, and one of its attributes.
TAG: Final = re.compile(r"<([a-z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
ATTRIBUTE: Final = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
# The attributes whose address is fetched by itself; `ping` is, on a click, beside the page that is asked for.
FETCHED: Final = frozenset(
    {"src", "srcset", "imagesrcset", "href", "xlink:href", "poster", "background", "data", "manifest", "ping"}
)
# Elements whose `href` is only followed on a click, and kinds of `<link>` that only say something.
FOLLOWED: Final = frozenset({"a", "area"})
SAYING: Final = frozenset({"canonical", "alternate", "convertedfrom", "next", "prev", "author", "license"})
# Where an address may begin in the value of an attribute; `srcset` lists several.
VALUE_URL: Final = re.compile(r"(?:^|[\s,])(" + FOREIGN.pattern + ")", re.IGNORECASE)
STYLE_URL: Final = re.compile(
    r"(?:\burl\(|@import|\bimage-set\([^()]*?)\s*[\"']?\s*(" + FOREIGN.pattern + ")", re.IGNORECASE
)
REFRESH: Final = re.compile(r"\burl\s*=\s*[\"']?(" + FOREIGN.pattern + ")", re.IGNORECASE)
SCRIPT_URL: Final = re.compile(r"[\"'`]((?:(?:https?|wss?):)?//[\w-]+\.[\w.-]+[^\"'`\s]*)")
# Text that is only wrapped as a script, for pages on disk to read it.
TWIN_SCRIPT: Final = "index.md.js"
DATA: Final = frozenset({"search_index.js", TWIN_SCRIPT})
# What the theme's script asks for only on a page that has this; the first only of browsers long gone.
UNREACHED: Final = {
    "https://unpkg.com/resize-observer-polyfill": None,
    "https://unpkg.com/mermaid": 'class="mermaid"',
    "https://api.github.com/": 'data-md-component="source"',
}


def find_foreign_fetches(site_dir: Path) -> list[str]:
    """Return a line for each: the file, below the site, and what it fetches. Raises OSError."""
    pages = sorted(site_dir.rglob("*.html"))
    found: list[str] = []
    marks: set[str] = set()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found += (f"{_name(page, site_dir)}: {fetch}" for fetch in _iter_in_page(text))
        marks.update(mark for mark in UNREACHED.values() if mark is not None and mark in text)
    for sheet in sorted(site_dir.rglob("*.css")):
        text = sheet.read_text(encoding="utf-8")
        found += (f"{_name(sheet, site_dir)}: {match[1]}" for match in STYLE_URL.finditer(text))
    for script in sorted(path for path in site_dir.rglob("*.js") if path.name not in DATA):
        text = script.read_text(encoding="utf-8")
        found += (f"{_name(script, site_dir)}: {fetch}" for fetch in _iter_in_script(text, marks))
    return found


def _name(path: Path, site_dir: Path) -> str:
    return path.relative_to(site_dir).as_posix()


def _iter_in_page(text: str) -> Iterator[str]:
    """Look only at the tags around `//`: to read every tag of a large site takes as long as to make it."""
    known = -1
    position = text.find("//")
    while position >= 0:
        start = text.rfind("<", 0, position)
        if start != known:
            known = start
            yield from _iter_at(text, start, position)
        position = text.find("//", position + 2)


def _iter_at(text: str, start: int, position: int) -> Iterator[str]:
    tag = TAG.match(text, start) if start >= 0 else None
    if tag is not None and tag.end() > position:
        yield from _iter_in_tag(tag[1].lower(), tag[0])
    elif tag is not None and tag[1].lower() == "style":
        style = text[tag.end() : text.find("<", tag.end())]
        yield from (f"<style> {match[1]}" for match in STYLE_URL.finditer(style))
    elif tag is not None and tag[1].lower() == "script" and "json" not in tag[0]:
        script = text[tag.end() : text.find("</script", tag.end())]
        yield from (f"<script> {match[1]}" for match in SCRIPT_URL.finditer(script))


def _iter_in_tag(element: str, tag: str) -> Iterator[str]:
    attributes = {
        name.lower(): double or single or bare for name, double, single, bare in ATTRIBUTE.findall(tag)
    }
    rel = set(attributes.get("rel", "").lower().split())
    for name, value in attributes.items():
        if name == "srcdoc":
            yield from _iter_in_page(unescape(value))
        elif name == "style":
            yield from (f"<{element} style> {match[1]}" for match in STYLE_URL.finditer(value))
        elif name == "content" and attributes.get("http-equiv", "").lower() == "refresh":
            yield from (f"<meta refresh> {match[1]}" for match in REFRESH.finditer(value))
        elif name not in FETCHED or (name == "href" and element in FOLLOWED):
            continue
        elif not (element == "link" and rel and rel <= SAYING):
            yield from (f"<{element} {name}> {match[1]}" for match in VALUE_URL.finditer(value))


def _iter_in_script(text: str, marks: set[str]) -> Iterator[str]:
    """Give what stands in quotes; of a script that runs in a page nothing else can be an address."""
    for match in SCRIPT_URL.finditer(text):
        unreached = next((mark for start, mark in UNREACHED.items() if match[1].startswith(start)), "")
        if unreached == "" or unreached in marks:
            yield match[1]
