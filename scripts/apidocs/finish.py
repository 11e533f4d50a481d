"""Turns what MkDocs wrote into the finished site: Markdown twins beside the pages, and llms.txt."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from apidocs.commonmark import plain_text
from apidocs.model.api import tags_of
from apidocs.pipeline import Reference


def finish_site(docs_dir: Path, site_dir: Path, config: MkDocsConfig, reference: Reference | None) -> None:
    """Write beside each page its Markdown, and at the top one file that leads language models to all of it."""
    for source in sorted(docs_dir.rglob("index.md")):
        target = site_dir / source.relative_to(docs_dir)
        if target.parent.is_dir():
            shutil.copyfile(source, target)
    (site_dir / "llms.txt").write_text("\n".join(_iter_llms_lines(config, reference)) + "\n", encoding="utf-8")


def _iter_llms_lines(config: MkDocsConfig, reference: Reference | None) -> Iterator[str]:
    """The llms.txt format: a title, a summary, then sections of links to Markdown."""
    yield f"# {config.site_name}"
    yield ""
    yield f"> {config.site_description}"
    yield ""
    yield "## Guides"
    yield ""
    yield from _iter_guides(config.nav or [])
    if reference is None:
        return
    for tag in reference.api.tags:
        yield ""
        yield f"## {plain_text(tag.name)}"
        yield ""
        for operation in reference.api.operations:
            if tags_of(operation)[0] == tag.name:
                target = reference.addresses.of(operation)
                yield f"- [{plain_text(operation.title)}]({target}): {operation.method} {operation.path}"


def _iter_guides(nav: list[object]) -> Iterator[str]:
    for entry in nav:
        for title, target in entry.items() if isinstance(entry, dict) else ():
            if isinstance(target, str):
                yield f"- [{title}]({target})"
            elif isinstance(target, list):
                yield from _iter_guides(target)
