"""Rebuild single pages of a site that MkDocs has built."""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from apidocs.pipeline import Reference
from apidocs.site.finish.finish import finish_pages, finish_texts, twins_of
from apidocs.site.search_index import find_search


@dataclass(frozen=True)
class LivePages:
    """What MkDocs made its last site with. It is right while no page comes or goes and no setting changes.

    Everything is written into `config.site_dir`. Raises what MkDocs raises.
    """

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment
    pages: Mapping[str, Page]

    @property
    def is_broken(self) -> bool:
        """Whether the pages say what is wrong with the document."""
        return bool(self.config.extra["problems"])

    def write_into(self, folder: Path) -> None:
        """Let pages be written into a folder: that of the build which made them is gone."""
        self.config.site_dir = str(folder)
        for file in self.files:
            file.dest_dir = str(folder)
            vars(file).pop("abs_dest_path", None)  # MkDocs keeps what it was

    def update(self, src_uris: Collection[str], renamed: Mapping[str, str], reference: Reference) -> int:
        """Make pages again, their twins, and the search index; return how many pages were made.

        The `renamed` get their new titles into the navigation of the pages around them.
        """
        for src_uri, title in renamed.items():
            self.pages[src_uri].title = html.escape(title)
        pages = [self.pages[src_uri] for src_uri in src_uris]
        sections = {id(self.pages[src_uri].parent) for src_uri in renamed}
        others = (page for src_uri, page in self.pages.items() if src_uri not in src_uris)
        around = [page for page in others if id(page.parent) in sections]
        self._make(pages, around)
        finish_pages(self.config, pages, twins_of(reference), reference.words)
        return len(pages) + len(around)

    def finish_downloads(self, reference: Reference) -> None:
        """Write the list of all pages, and complete the texts that stand in the folder already."""
        finish_texts(self.config, in_order(self.pages, self.nav), reference, reference.words)

    def _make(self, pages: Sequence[Page], around: Sequence[Page]) -> None:
        """Take the steps of MkDocs' own build; of the pages around only the frame has changed."""
        search = find_search(self.config)
        if search is not None:
            _forget(search.search_index.entries, pages)
        for page in pages:
            mkdocs_build._populate_page(page, self.config, self.files)  # noqa: SLF001
        all_files = self.files.documentation_pages()
        for page in (*pages, *around):
            mkdocs_build._build_page(page, self.config, all_files, self.nav, self.env)  # noqa: SLF001
        for page in pages:
            page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)
        if search is not None:
            search.on_post_build(config=self.config)


def in_order(pages: Mapping[str, Page], nav: Navigation | None) -> list[Page]:
    """List pages as the navigation does, the others after them."""
    listed = (page for page in (nav.pages if nav is not None else ()) if page.file.src_uri in pages)
    return list({id(page): page for page in (*listed, *pages.values())}.values())


def _forget(entries: list[dict[str, str]], pages: Sequence[Page]) -> None:
    urls = {page.url for page in pages}
    entries[:] = [entry for entry in entries if entry["location"].partition("#")[0] not in urls]
