"""The pages of a reference as generated files of a MkDocs build, their articles as content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import escape, unescape
from typing import Any, Final

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
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


def add_files(files: Files, reference: Reference, config: MkDocsConfig) -> None:
    """Add the pages and what stands beside them; in their folder nothing else is published."""
    for file in [file for file in files if file.src_uri.startswith(f"{REFERENCE}/")]:
        files.remove(file)
    for src_uri, text in iter_texts(reference):
        files.append(File.generated(config, src_uri, content=text))


def iter_texts(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give the path and content of each file of the reference."""
    for page in reference.pages:
        yield page.src_uri, page.article
        yield from page.files.items()
    yield from iter_downloads(reference)


def take_article(page: MkDocsPage, own: Page) -> None:
    """Let the article be the page's content, when its turn comes."""
    page.meta = meta_of(own)
    page.render = partial(_render, page, own)  # type: ignore[method-assign] # no event has this place


def meta_of(own: Page) -> dict[str, Any]:
    """Give what the front matter of a page would say."""
    meta: dict[str, Any] = {"title": own.title, "description": own.summary, "kind": own.kind}
    if own.method is not None:
        meta["status"] = own.method.lower()
    if own.operation_id:
        meta["tags"] = [own.operation_id, own.operation_id.lower()]
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
