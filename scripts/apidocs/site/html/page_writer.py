"""Turns the Markdown of MkDocs' pages into HTML as MkDocs does, and faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from apidocs.pages.speed.workers import divided
from apidocs.site.html.converter import PartConverter, clash, escaped, nested
from apidocs.site.html.part import Part
from apidocs.site.html.parts import split_page

# Extensions that read no more than the block they are in, or whose reach `split_page` knows.
SEPARABLE: Final = frozenset(
    {
        *("admonition", "attr_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc"),
        *(f"pymdownx.{name}" for name in ("details", "highlight", "inlinehilite", "superfences", "tabbed")),
    }
)


class PageWriter:
    """Converts the pages of builds with the same settings; MkDocs would set Python-Markdown up for each page.

    What is served while people write is built again after each edit: most parts are known by then.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._settings = _settings(config)
        self._converter = PartConverter(config)
        self._split = split_page if SEPARABLE.issuperset(config.markdown_extensions) else _one_part
        self._ready: dict[str, Sequence[Part]] = {}

    def fits(self, config: MkDocsConfig) -> bool:
        """Tell whether the pages of this configuration come out the same."""
        return self._settings == _settings(config)

    def prepare(self, texts: Sequence[str], done: Callable[[], None]) -> None:
        """Convert the Markdown of pages whose turn will come, on all cores; `done` is called for each."""
        self._ready = dict(zip(texts, divided(texts, self._convert, done), strict=True))

    def take(self, page: Page) -> None:
        """Convert this page in MkDocs' place, when its turn has come."""
        page.render = partial(self.render, page)  # type: ignore[method-assign] # no event has this place

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Set what MkDocs' own method sets: content, table of contents, title and anchors."""
        text = page.markdown or ""
        parts = self._ready.pop(text) if text in self._ready else self._convert(text)
        links = _RelativePathTreeprocessor(page.file, files, config)
        page.content = "\n".join("".join(_iter_html(part, links)) for part in parts if not part.is_empty)
        for part in parts:
            for link in part.own_links:
                links.path_to_url(link)
        page.toc = get_toc(nested(parts))
        page._title_from_render = parts[0].title if parts else None  # noqa: SLF001
        page.present_anchor_ids = {anchor for part in parts for anchor in part.anchors}
        page.links_to_anchors = links.links_to_anchors

    def _convert(self, text: str) -> Sequence[Part]:
        parts = []
        tab_sets = 0
        pieces = self._split(text)
        self._converter.learn(pieces)
        for piece in pieces:
            part = self._converter.convert(piece, tab_sets)
            tab_sets += part.tab_sets
            parts.append(part)
        return [self._converter.convert(text)] if clash(parts) else parts


def _settings(config: MkDocsConfig) -> tuple[list[str], dict[str, dict[str, object]]]:
    return list(config.markdown_extensions), dict(config.mdx_configs)


def _one_part(text: str) -> tuple[str, ...]:
    return (text,)


def _iter_html(part: Part, links: _RelativePathTreeprocessor) -> Iterator[str]:
    for place, piece in enumerate(part.pieces):
        yield escaped(links.path_to_url(piece)) if place % 2 else piece
