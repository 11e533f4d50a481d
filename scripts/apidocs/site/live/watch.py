"""Watch the files that people write, and rebuild once for each edit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

# What a site is made of, below the project's folder.
SOURCES = frozenset({"mkdocs.yml", "docs", "spec", "templates"})
# Seconds between two looks. Polling sees edits on every file system (shared folders too), and also when an
# editor replaces a file; a look at this few files takes about a millisecond.
INTERVAL = 0.1


Stamps = dict[Path, tuple[int, int]]
"""Time, in nanoseconds, and size of files, by which an edit is noticed."""


def stamps_of(root: Path) -> Stamps:
    """Find every file that people write, below the project's folder."""
    found: Stamps = {}
    waiting: list[Path] = [root]
    while waiting:
        folder = waiting.pop()
        for entry in iter_sources(root, str(folder)):
            if entry.is_dir():
                waiting.append(Path(entry))
            else:
                status = entry.stat()
                found[Path(entry)] = (status.st_mtime_ns, status.st_size)
    return found


def watch_sources(server: LiveReloadServer, config: MkDocsConfig, root: Path) -> None:
    """Watch the project's folder in the place of what MkDocs watches by itself."""
    for path in (config.docs_dir, config.config_file_path):
        if path in server._watched_paths:  # noqa: SLF001 - MkDocs names no other way to ask
            server.unwatch(path)
    # watchdog 6 calls its interval an int, and sleeps for any number of seconds
    observer = PollingObserverVFS(os.stat, partial(iter_sources, root), polling_interval=INTERVAL)  # type: ignore[arg-type]
    server.observer = observer  # type: ignore[assignment]
    server.watch(str(root))


def iter_sources(root: Path, folder: str | None) -> Iterator[os.DirEntry[str]]:
    """List a folder without hidden files and what an editor leaves beside a file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            is_temporary = entry.name.startswith((".", "#")) or entry.name.endswith("~")
            is_source = entry.name in SOURCES or Path(str(folder)) != root
            if is_source and not is_temporary:
                yield entry
