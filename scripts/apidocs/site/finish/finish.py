"""Finish a site that MkDocs wrote: twins, llms.txt, trimmed styles, a sitemap without dates."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from apidocs.markdown.escape import Markdown
from apidocs.pages.downloads.full_text import full_text_uri
from apidocs.pages.words.texts import Words
from apidocs.pipeline import Reference
from apidocs.site.finish.agent_files import write_agent_files
from apidocs.site.finish.foreign_requests import TWIN_SCRIPT
from apidocs.site.finish.llms_txt import llms_text
from apidocs.site.finish.trimming import write_lean_styles
from apidocs.site.finish.twins import site_url_of, twin_of, with_absolute_links, write_twin
from apidocs.site.own_address import with_own_address

FRONT_MATTER: Final = re.compile(r"\A---\n.*?^---\n+", re.MULTILINE | re.DOTALL)
# What the theme brings and no page asks for: its search, which ours took the place of, and colors.
UNASKED: Final = (
    *("assets/javascripts/lunr", "assets/javascripts/workers"),
    *("assets/stylesheets/palette.*", "assets/*/*.map"),
)
# When MkDocs built a page, which says nothing of when it was changed.
BUILT_ON: Final = re.compile(r"\s*<lastmod>[^<]*</lastmod>")


def finish_site(
    config: MkDocsConfig, pages: Sequence[Page], reference: Reference | None, words: Words
) -> None:
    """Complete the site that stands in `config.site_dir`. Raises OSError when the disk refuses."""
    finish_pages(config, pages, twins_of(reference), words)
    finish_texts(config, pages, reference, words)
    if reference is not None:
        write_agent_files(config, pages, reference.api, site_url_of(config))
    site_dir = Path(config.site_dir)
    _compress_sitemap(site_dir)
    write_lean_styles(site_dir)
    _remove_unasked(site_dir)


def twins_of(reference: Reference | None) -> dict[str, str]:
    """Find the Markdown of each generated page; that of a guide is its source."""
    return {} if reference is None else {page.src_uri: page.twin for page in reference.pages}


def finish_pages(config: MkDocsConfig, pages: Sequence[Page], twins: Mapping[str, str], words: Words) -> None:
    """Put the Markdown of each page beside it. Raises OSError."""
    site_url = site_url_of(config)
    for page in pages:
        twin = twins.get(page.file.src_uri)
        source = with_own_address(page.file.content_string, page, config) if twin is None else twin
        write_twin(page, _with_way_to_all(source, site_url, words) if site_url else source, config)
        if not config.use_directory_urls:
            _write_twin_script(page, source, config)


def finish_texts(
    config: MkDocsConfig, pages: Sequence[Page], reference: Reference | None, words: Words
) -> None:
    """Write llms.txt, and make the links hold of the full texts that are there. Raises OSError."""
    site_dir = Path(config.site_dir)
    for tag_uri in reference.addresses.tags.values() if reference is not None else ():
        uri = full_text_uri(tag_uri)
        file = site_dir / uri
        if file.is_file():
            file.write_text(with_absolute_links(file.read_text("utf-8"), config, uri), "utf-8")
    llms = with_absolute_links(llms_text(config, pages, reference, words), config, "llms.txt")
    (site_dir / "llms.txt").write_text(llms, encoding="utf-8")


def _remove_unasked(site_dir: Path) -> None:
    for path in (found for pattern in UNASKED for found in site_dir.glob(pattern)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _write_twin_script(page: Page, source: str, config: MkDocsConfig) -> None:
    """Let a script say what the twin does, for the copy button: a page on disk may not fetch the twin."""
    script = f'dispatchEvent(new CustomEvent("twin", {{detail: {json.dumps(source)}}}));\n'
    twin_of(page, config).with_name(TWIN_SCRIPT).write_text(script, encoding="utf-8")


def _with_way_to_all(text: str, site_url: str, words: Words) -> str:
    """Tell an agent that was given one page where to find the others."""
    start = match.end() if (match := FRONT_MATTER.match(text)) else 0
    way = words.say("llms.all_pages", list=Markdown(f"[llms.txt]({site_url}llms.txt)"))
    return f"{text[:start]}> {way}\n\n{text[start:]}"


def _compress_sitemap(site_dir: Path) -> None:
    """Take the day of the build out of the sitemap and out of its packed copy: same input, same bytes."""
    sitemap = site_dir / "sitemap.xml"
    if sitemap.is_file():
        sitemap.write_text(BUILT_ON.sub("", sitemap.read_text(encoding="utf-8")), encoding="utf-8")
        packed = gzip.compress(sitemap.read_bytes(), mtime=0)
        sitemap.with_name("sitemap.xml.gz").write_bytes(packed)
