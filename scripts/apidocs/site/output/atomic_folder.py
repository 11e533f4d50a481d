"""Replace a folder as a whole: the last state stands until the new one is complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apidocs.site.output.locks import claimed


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside this one that takes its place when the body ends well.

    When it does not, the folder stays as it was. What a killed run left is cleared up first. Raises OSError
    when the disk refuses, and when another process is replacing the folder.
    """
    fresh, old = _beside(folder, "new"), _beside(folder, "old")
    with claimed(fresh):
        if old.exists() and not folder.exists():
            old.rename(folder)
        try:
            _empty(fresh)
            yield fresh
            _swap(folder, fresh, old)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def updating(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside this one, whose files replace those of this one when the body ends well.

    Each file is replaced as a whole; all others stay. Raises OSError when the disk refuses.
    """
    fresh = _beside(folder, "new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        yield fresh
        for path in sorted(found for found in fresh.rglob("*") if found.is_file()):
            target = folder / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def restoring(folder: Path) -> Iterator[None]:
    """Put the folder back as it was when the body fails, or when it was killed the last time.

    Its files are linked and not copied, so that not even a full disk stands in the way. That is safe
    because nobody writes into one: `replacing` makes every file anew. Raises OSError when the disk refuses.
    """
    kept, old = _beside(folder, "kept"), _beside(folder, "old")
    if kept.exists():
        _swap(folder, kept, old)
    if was_there := folder.is_dir():
        with replacing(kept) as fresh:
            shutil.copytree(folder, fresh, copy_function=_link, dirs_exist_ok=True)
    try:
        yield
    except BaseException:
        if was_there:
            _swap(folder, kept, old)
        else:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(kept, ignore_errors=True)


def _swap(folder: Path, fresh: Path, old: Path) -> None:
    """Two renames; whatever comes between them, one of the two states has the name afterwards."""
    shutil.rmtree(old, ignore_errors=True)
    try:
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _empty(folder: Path) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry)
            else:
                Path(entry).unlink()


def _beside(folder: Path, name: str) -> Path:
    """Hidden, for MkDocs reads what is in docs/, and on the same disk, for a rename."""
    return folder.with_name(f".{folder.name.lstrip('.')}.{name}")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # some file systems know no links
        shutil.copy2(source, target)
