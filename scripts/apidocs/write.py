"""Turns rendered pages into files: all of them beside the old ones first, then one rename."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from apidocs.addresses import REFERENCE
from apidocs.document import Document
from apidocs.pages import Page


def write_reference(pages: Iterable[Page], document: Document, docs_dir: Path) -> None:
    """Make the reference's folder hold exactly these pages and the document for download.

    A failure leaves the last good files; a file whose text did not change keeps its time. Raises OSError when
    the disk refuses.
    """
    folder = docs_dir / REFERENCE
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for src_uri, text in _iter_files(pages, document):
            inside = src_uri.removeprefix(f"{REFERENCE}/")
            target = fresh / inside if inside != src_uri else docs_dir / src_uri
            _write(target, text, folder / inside)
        replace_folder(folder, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace_folder(folder: Path, fresh: Path) -> None:
    """Put the fresh folder in the place of the other; the old one goes only once the new one stands."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _iter_files(pages: Iterable[Page], document: Document) -> Iterator[tuple[str, str]]:
    yield from ((page.src_uri, page.text) for page in pages)
    value = document.root.value
    yield f"{REFERENCE}/openapi.json", json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    is_yaml = not document.root.source.is_json
    written = document.text if is_yaml else yaml.dump(value, Dumper=_DUMPER, sort_keys=False, allow_unicode=True)
    yield f"{REFERENCE}/openapi.yaml", written


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _write(path: Path, text: str, known: Path) -> None:
    """Write one file, or link the known one when it has the same text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text.encode()
    if known.is_file() and known.read_bytes() == content:
        os.link(known, path)
    else:
        path.write_bytes(content)
