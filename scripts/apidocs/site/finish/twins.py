"""Write the Markdown twin of a page beside it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from apidocs.markdown.links import relinked


def site_url_of(config: MkDocsConfig) -> str:
    """Return where the site is published; a copy to be read from disk leads to itself."""
    return (config.site_url or "") if config.use_directory_urls else ""


def twin_of(page: Page, config: MkDocsConfig) -> Path:
    """Return where the twin of a page stands, whatever its page is called."""
    return (Path(config.site_dir) / page.file.dest_uri).with_name("index.md")


def write_twin(page: Page, text: str, config: MkDocsConfig) -> None:
    """Write the twin of a page. Raises OSError."""
    twin_of(page, config).write_text(with_absolute_links(text, config, page.file.src_uri), encoding="utf-8")


def with_absolute_links(text: str, config: MkDocsConfig, src_uri: str) -> str:
    """Write links that hold wherever the text is taken, when it is known where the site is published."""
    site_url = site_url_of(config)
    if not site_url:
        return text
    return relinked(text, lambda target: urljoin(site_url, urljoin(src_uri, target)))
