"""Pages made by MkDocs alone and by what makes it faster, to be compared."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.pages import Page

from apidocs.site.html.page_writer import PageWriter
from commands import ROOT


@dataclass(frozen=True)
class Converted:
    """All that MkDocs takes from a page's Markdown; `links` are those whose anchor may be missing."""

    content: str
    toc: str
    title: str | None
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]


def config_of(folder: Path) -> MkDocsConfig:
    """Configure a site whose pages are in the folder as `mkdocs.yml` does."""
    config: MkDocsConfig = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(folder), site_dir=str(folder.with_name("site")), nav=None
    )
    return config


def iter_converted(folder: Path, step: int = 1) -> Iterator[tuple[str, Converted, Converted]]:
    """Convert each page of the folder, or every `step`th, in both ways: its name, MkDocs' and ours."""
    config = config_of(folder)
    files = get_files(config)
    writer = PageWriter(config)
    for file in list(files.documentation_pages())[::step]:
        pages = [Page(None, file, config) for _ in range(2)]
        for page in pages:
            page.read_source(config)
        writer.take(pages[1])
        found = [_convert(page, config, files) for page in pages]
        yield file.src_uri, found[0], found[1]


def _convert(page: Page, config: MkDocsConfig, files: Files) -> Converted:
    page.render(config, files)
    anchors = frozenset(page.present_anchor_ids or ())
    links = {
        file.src_uri: {
            anchor: link for anchor, link in found.items() if file is not page.file or anchor not in anchors
        }
        for file, found in (page.links_to_anchors or {}).items()
    }
    shown = {name: found for name, found in links.items() if found}
    return Converted(_plain(page.content or ""), str(page.toc), page.title, anchors, shown)


def _plain(html: str) -> str:
    """Leave out the elements of code that look like the text around them, in JSON at least."""
    plain = re.sub(r'<span class="(?:w|p|n|nx|nt|kc)">([^<]*)</span>', r"\1", html)
    return plain.replace("highlight json", "highlight")
