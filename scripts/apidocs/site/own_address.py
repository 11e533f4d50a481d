"""Write into guides where this copy of the site stands, in place of the address that authors write."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from apidocs.markdown.guides import prose


def with_own_address(text: str, page: Page, config: MkDocsConfig) -> str:
    """Replace `extra.published_at` by the address of this site, or on disk by the way from the page."""
    published = str(config.extra.get("published_at", ""))
    site_url = config.site_url or published
    root = "" if config.use_directory_urls else "../" * page.file.dest_uri.count("/")
    return moved(text, published, site_url, root)


def moved(text: str, published: str, site_url: str, root: str) -> str:
    """Write `site_url` for `published`, or in sentences `root`, which no command can use."""
    if not published:
        return text
    spoken = prose(text).splitlines()
    lines = text.splitlines(keepends=True)
    return "".join(
        line.replace(published, root if root and published in said else site_url)
        for line, said in zip(lines, [*spoken, *[""] * (len(lines) - len(spoken))], strict=True)
    )
