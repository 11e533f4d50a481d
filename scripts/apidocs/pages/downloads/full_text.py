"""The pages of a tag as one Markdown text, for readers with room for all of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from apidocs.markdown.links import bare
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses, link, operations_by_tag
from apidocs.pages.pages import Page

FULL_TEXT: Final = "llms-full.txt"
FRONT_MATTER: Final = re.compile(r"\A---\n.*?^---\n+", re.MULTILINE | re.DOTALL)


def iter_full_texts(api: Api, addresses: Addresses, pages: Sequence[Page]) -> Iterator[Page]:
    """For each tag make a text of its index and of its operations' pages, as they are but for their links."""
    texts = {page.src_uri: page.text for page in pages}
    for tag, operations in operations_by_tag(api).items():
        sources = [addresses.tags[tag], *(addresses.of(operation) for operation in operations)]
        yield _full_text(sources, texts)


def full_text_uri(tag_uri: str) -> str:
    """Say where the full text of a tag is, beside its index."""
    return str(PurePosixPath(tag_uri).with_name(FULL_TEXT))


def markdown_of(text: str) -> str:
    """Leave out what stands before the Markdown of a page."""
    return FRONT_MATTER.sub("", text)


def _full_text(sources: Sequence[str], texts: Mapping[str, str]) -> Page:
    src_uri = full_text_uri(sources[0])
    parts = (_moved(markdown_of(texts[source]), source, src_uri) for source in sources)
    return Page(src_uri, "\n".join(parts))


def _moved(text: str, source: str, src_uri: str) -> str:
    """Write a page without its attributes, its relative links as they are from another file."""

    def moved(target: str) -> str:
        path, hash_, fragment = target.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source
        return f"{link(src_uri, found)}{hash_}{fragment}"

    return bare(text, moved)
