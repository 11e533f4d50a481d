"""The pages of a tag as one Markdown text, for readers with room for all of it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from apidocs.markdown.links import relinked
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses, link, operations_by_tag
from apidocs.pages.pages import Page

FULL_TEXT: Final = "llms-full.txt"


def iter_full_texts(api: Api, addresses: Addresses, pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """For each tag give path and text of a file with the twins of its index and of its operations' pages."""
    texts = {page.src_uri: page.twin for page in pages}
    for tag, operations in operations_by_tag(api).items():
        sources = [addresses.tags[tag], *(addresses.of(operation) for operation in operations)]
        yield _full_text(sources, texts)


def full_text_uri(tag_uri: str) -> str:
    """Say where the full text of a tag is, beside its index."""
    return str(PurePosixPath(tag_uri).with_name(FULL_TEXT))


def _full_text(sources: Sequence[str], texts: Mapping[str, str]) -> tuple[str, str]:
    src_uri = full_text_uri(sources[0])
    parts = (_moved(texts[source], source, src_uri) for source in sources)
    return src_uri, "\n".join(parts)


def _moved(text: str, source: str, src_uri: str) -> str:
    """Write a page with its relative links as they are from another file."""

    def moved(target: str) -> str:
        path, hash_, fragment = target.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source
        return f"{link(src_uri, found)}{hash_}{fragment}"

    return relinked(text, moved)
