"""Adds to what MkDocs warns of, and lets its warnings stop no site that is served while people write."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler


def iter_page_warnings(src_uri: str, text: str) -> Iterator[str]:
    """Say what MkDocs passes over in a page; `text` is what it leaves of it without front matter."""
    if text.startswith("---\n"):
        yield f"docs/{src_uri}:1:1: the front matter is no YAML mapping, so the page would show it: mend it"
    if PurePosixPath(src_uri).name != "index.md":
        yield f"docs/{src_uri}:1:1: a page is named <slug>/index.md, for its links to hold in its twin too"


def never_abort(config: MkDocsConfig) -> None:
    """Let a warning be one; MkDocs has begun to count them before any event."""
    config.strict = False
    mkdocs = logging.getLogger("mkdocs")
    for handler in mkdocs.handlers[:]:
        if isinstance(handler, CountHandler):
            mkdocs.removeHandler(handler)
