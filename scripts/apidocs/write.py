"""Turns rendered pages and their document into the files of the reference."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from apidocs.addresses import REFERENCE
from apidocs.document import Document
from apidocs.errors import JsonValue
from apidocs.one_file import is_one_file, one_file
from apidocs.pages import Page
from apidocs.replace import replacing
from apidocs.speed.yaml_text import block_yaml


def write_reference(pages: Iterable[Page], docs_dir: Path) -> None:
    """Make the reference's folder hold exactly these pages and what stands beside them.

    A failure leaves the last files; a file whose content did not change keeps its time. A page that stands
    outside that folder is written on its own. Raises OSError when the disk refuses.
    """
    folder = docs_dir / REFERENCE
    with replacing(folder) as fresh:
        for src_uri, text in _iter_files(pages):
            path = Path(src_uri)
            if path.parts[0] == REFERENCE:
                inside = path.relative_to(REFERENCE)
                _write(fresh / inside, text, folder / inside)
            else:
                _write(docs_dir / path, text, docs_dir / path)


def write_over(pages: Iterable[Page], folder: Path) -> None:
    """Write pages and what stands beside them into a folder of all pages; others stay. Raises OSError."""
    for src_uri, text in _iter_files(pages):
        path = folder / src_uri
        _write(path, text, path)


def document_files(document: Document) -> Page:
    """Make the document for download: JSON for programs, and beside it YAML, which people read as well."""
    value = one_file(document)
    is_as_written = is_one_file(document) and not document.root.source.is_json
    json_text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    yaml_text = document.text if is_as_written else to_yaml(value)
    return Page(f"{REFERENCE}/openapi.json", json_text, {f"{REFERENCE}/openapi.yaml": yaml_text})


def _iter_files(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    for page in pages:
        yield page.src_uri, page.text
        yield from page.files.items()


def to_yaml(value: JsonValue) -> str:
    """Write the value as YAML that loads back to it by the rules of YAML 1.1 and of 1.2."""
    if isinstance(value, dict) and value:
        return block_yaml(value, _quoted)
    return str(yaml.safe_dump(value))


def _quoted(text: str) -> str:
    """Write a text with escapes, which may hold anything, on one line."""
    shown = str(yaml.safe_dump(text, default_style='"', width=math.inf))
    return shown.rstrip("\n")


def _write(path: Path, text: str, last: Path) -> None:
    content = text.encode()
    is_same = last.is_file() and last.read_bytes() == content
    path.parent.mkdir(parents=True, exist_ok=True)
    times = last.stat() if is_same else None
    path.write_bytes(content)
    if times is not None:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
