"""Write the files of the reference."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from apidocs.pages.addresses import REFERENCE
from apidocs.pages.pages import Page
from apidocs.site.output.atomic_folder import renewing


def write_reference(pages: Iterable[Page], docs_dir: Path) -> None:
    """Make the reference's folder hold exactly these pages and what stands beside them.

    A failure leaves the last files; a file whose content did not change keeps its time. A page that stands
    outside that folder is written on its own. Raises OSError when the disk refuses.
    """
    folder = docs_dir / REFERENCE
    with renewing(folder) as fresh:
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


def _iter_files(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    for page in pages:
        yield page.src_uri, page.text
        yield from page.files.items()


def _write(path: Path, text: str, last: Path) -> None:
    content = text.encode()
    is_same = last.is_file() and last.read_bytes() == content
    path.parent.mkdir(parents=True, exist_ok=True)
    times = last.stat() if is_same else None
    path.write_bytes(content)
    if times is not None:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
