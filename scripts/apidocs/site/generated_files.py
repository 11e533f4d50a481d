"""The pages of a reference as generated files of a MkDocs build, their articles as content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import escape, unescape
from typing import Any, Final

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from apidocs.pages.addresses import REFERENCE
from apidocs.pages.pages import Page
from apidocs.pipeline import Reference, iter_downloads

# Links between pages, which are all called index.md; an author's links lead to the web.
LINK: Final = re.compile(r'href="(?P<folder>(?:[^":#?]*/)?)index\.md(?P<fragment>#[^"]*)?"')
ANCHOR: Final = re.compile(r' id="([^"]*)"')
# The deepest heading that a table of contents lists.
DEEPEST: Final = 3


class ReferencePages:
    """The pages of references in one MkDocs build, by the path at which they stand there."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}

    def taken(self, files: Files, folder: str = REFERENCE) -> list[File]:
        """List the files of people that stand in the folder of a reference."""
        return [file for file in files if file.src_uri.startswith(f"{folder}/")]

    def add(self, files: Files, reference: Reference, config: MkDocsConfig, folder: str = REFERENCE) -> None:
        """Add the pages, and what stands beside them, as files of the folder."""
        self.replace(reference, folder)
        for src_uri, text in _iter_texts(reference):
            file = File.generated(config, moved(src_uri, folder), content=text)
            if folder != REFERENCE:
                file.inclusion = InclusionLevel.NOT_IN_NAV  # of those that are not; it silences MkDocs' list
            files.append(file)

    def replace(self, reference: Reference, folder: str = REFERENCE) -> None:
        """Let the pages of the folder be those of a reference from now on."""
        self.pages |= {moved(page.src_uri, folder): page for page in reference.pages}

    def take(self, page: MkDocsPage) -> bool:
        """Let the article be the content of a page, when its turn comes; False where none is its own."""
        own = self.pages.get(page.file.src_uri)
        if own is not None:
            page.meta = meta_of(own)
            page.render = partial(_render, page, own)  # type: ignore[method-assign] # no event has this place
        return own is not None


def moved(src_uri: str, folder: str) -> str:
    """Return where a page or file of a reference stands whose pages are in the folder."""
    is_within = src_uri.startswith(f"{REFERENCE}/")  # a site that is nothing else has its home page outside
    return f"{folder}{src_uri.removeprefix(REFERENCE)}" if is_within else src_uri


def _iter_texts(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give the path and content of each file of the reference."""
    for page in reference.pages:
        yield page.src_uri, page.article
        yield from page.files.items()
    yield from iter_downloads(reference)


def meta_of(own: Page) -> dict[str, Any]:
    """Give what the front matter of a page would say."""
    meta: dict[str, Any] = {"title": own.title, "description": own.summary, "kind": own.kind}
    if own.method is not None:
        meta["status"] = own.method.lower()
    if own.kind in ("operation", "webhook"):
        meta["hide"] = ["toc"]
    return meta


def _render(page: MkDocsPage, own: Page, config: MkDocsConfig, files: Files) -> None:
    """Set what MkDocs' own method sets: content, table of contents, title and anchors."""
    del files
    page.content = _linked(own.article, has_folders=config.use_directory_urls)
    tokens: list[Any] = [
        {"level": heading.level, "id": heading.anchor, "name": escape(heading.title, quote=False)}
        for heading in own.headings
        if heading.level <= DEEPEST
    ]
    page.toc = get_toc(nest_toc_tokens(tokens))
    page._title_from_render = own.title  # noqa: SLF001 - as MkDocs' own method does
    page.present_anchor_ids = set(map(unescape, ANCHOR.findall(own.article)))
    page.links_to_anchors = {}


def _linked(article: str, *, has_folders: bool) -> str:
    """Let links lead to the addresses at which pages are published."""
    if has_folders:
        return LINK.sub(lambda link: f'href="{link["folder"] or "./"}{link["fragment"] or ""}"', article)
    return LINK.sub(lambda link: f'href="{link["folder"]}index.html{link["fragment"] or ""}"', article)
