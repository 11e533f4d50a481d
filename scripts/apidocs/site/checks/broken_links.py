"""Find the links of a built site that lead nowhere, in HTML, Markdown twins and texts for agents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from apidocs.markdown.guides import iter_links

HERE = "http://site.invalid"

# Read by patterns, not by a parser, which takes most of its time for the elements around each word of code.
_QUOTED = r"""(?:"[^"]*"|'[^']*')"""
_TAG_END = rf"(?:[^>\"']|{_QUOTED})*>"
_HIDDEN = re.compile(rf"(<script\b{_TAG_END}).*?</script>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rf"<([a-z][\w-]*)(\s{_TAG_END})", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"([\w:-]+)\s*=\s*({_QUOTED}|[^\s\"'>]+)")


def find_broken_links(site_dir: Path, site_url: str) -> list[str]:
    """Return `file: link` for each, once; absolute links that begin with `site_url` are the site's own."""
    site = _Site(site_dir, site_url)
    return [f"{name}: {link}" for name, link in site.iter_links() if not site.has(name, link)]


class _Site:
    def __init__(self, site_dir: Path, site_url: str) -> None:
        self._site_url = site_url or "/"
        self._base_path = urlsplit(site_url).path or "/"
        self._pages = {
            path.relative_to(site_dir).as_posix(): _read(path) for path in sorted(site_dir.rglob("*.html"))
        }
        self._files = {
            path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file()
        }
        self._texts = {
            name: (site_dir / name).read_text(encoding="utf-8")
            for name in sorted(self._files)
            if name.endswith((".md", "llms.txt", "llms-full.txt"))
        }

    def iter_links(self) -> Iterator[tuple[str, str]]:
        for name, page in self._pages.items():
            for link in page.links:
                yield name, link
        for name, text in self._texts.items():
            for target in dict.fromkeys(found.target for found in iter_links(text)):
                yield name, target

    def has(self, name: str, link: str) -> bool:
        link = link.replace(self._site_url, self._base_path, 1) if link.startswith(self._site_url) else link
        address, fragment = urldefrag(urljoin(f"{HERE}{self._base_path}{name}", link))
        if not address.startswith(f"{HERE}/"):
            return True
        path = unquote(urlsplit(address).path)
        if not path.startswith(self._base_path):
            return False
        target = path[len(self._base_path) :]
        if target == "" or target.endswith("/"):
            target += "index.html"
        return target in self._files and self._has_fragment(target, unquote(fragment))

    def _has_fragment(self, target: str, fragment: str) -> bool:
        page = self._pages.get(target.removesuffix(".md") + ".html" if target.endswith(".md") else target)
        return not fragment or page is None or fragment in page.anchors


@dataclass(frozen=True)
class _Page:
    links: tuple[str, ...]
    anchors: frozenset[str]


def _read(path: Path) -> _Page:
    text = _HIDDEN.sub(lambda found: found[1] or "", path.read_text(encoding="utf-8"))
    found = [
        (tag[1].lower(), attribute[1].lower(), unescape(attribute[2].strip("\"'")))
        for tag in _TAG.finditer(text)
        for attribute in _ATTRIBUTE.finditer(tag[2])
    ]
    links = (value for tag, name, value in found if name in ("href", "src") and tag != "base")
    anchors = (value for _, name, value in found if name in ("id", "name"))
    return _Page(tuple(dict.fromkeys(filter(None, links))), frozenset(filter(None, anchors)))
