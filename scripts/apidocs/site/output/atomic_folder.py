"""Replace an output as a whole: the last one stands until the new one is complete."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from apidocs.site.output.locks import HAS_LOCKS, FolderLock, wait_for
from apidocs.site.output.output_folder import IsOurs, begins_with, check_output, write_manifest

# Beside the target, on the same disk: hidden, of a name that nobody can have, and marked by a file in it.
SUFFIX: Final = ".building"
MARK: Final = "this-folder-is-deleted"
NEW, OLD, SIDE = "new", "old", "side"

Say = Callable[[str], None]
"""Tells a person a line."""


def say_nothing(line: str) -> None:
    """Keep a line to oneself."""
    del line


@contextmanager
def replacing(folder: Path, sources: Iterable[Path] = (), say: Say = say_nothing) -> Iterator[Path]:
    """Give an empty folder that takes the place of this one when the body ends well.

    When it does not, this one stays as it was. What a killed run left is cleared up first, and another run
    that is at work on the folder is waited for; `say` is told of it. Raises OutputError as `check_output`,
    at the end too when files were added meanwhile, and OSError when the disk refuses.
    """
    check_output(folder, sources)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _at_work(folder, say) as work:
        check_output(folder, sources)
        (work / NEW).mkdir()
        yield work / NEW
        write_manifest(work / NEW)
        check_output(folder, sources)
        _swap(folder, work)


@contextmanager
def checkout(fresh: Path) -> Iterator[Path]:
    """Give a folder beside the one that `replacing` gave; of a killed run the next one deletes it."""
    folder = fresh.parent / SIDE
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replacing_file(
    file: Path, is_ours: IsOurs, sources: Iterable[Path] = (), say: Say = say_nothing
) -> Iterator[Path]:
    """Give a place for a file that takes the place of this one when the body ends well.

    `is_ours` tells a file that the same command wrote: no other one is replaced. Raises as `replacing`.
    """
    check_output(file, sources, is_ours)
    with _at_work(file, say) as work:
        yield work / NEW
        check_output(file, sources, is_ours)
        (work / NEW).replace(file)


def write_file(file: Path, text: str, begins: str) -> None:
    """Write one file; an earlier one is replaced only when it begins as this one does.

    Raises OutputError, and OSError that names the file when the disk refuses.
    """
    try:
        with replacing_file(file, begins_with(begins)) as fresh:
            fresh.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OSError(f"{file}: this file cannot be written ({error.strerror}): name another one") from error


@contextmanager
def updating(folder: Path) -> Iterator[Path]:
    """Give an empty folder whose files replace those of this one when the body ends well.

    Each file is replaced as a whole; all others stay. Raises OSError when the disk refuses.
    """
    with _at_work(folder) as work:
        fresh = work / NEW
        fresh.mkdir()
        yield fresh
        for path in sorted(file for file in fresh.rglob("*") if file.is_file()):
            target = folder / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)


@contextmanager
def creating(folder: Path) -> Iterator[Path]:
    """Give an empty folder that becomes this one, which is empty or not there, when the body ends well.

    Of a folder that is there, the files come one after the other: it may be somebody's current one. Raises
    OSError when the disk refuses.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _at_work(folder) as work:
        fresh = work / NEW
        fresh.mkdir()
        yield fresh
        if folder.exists():
            for path in sorted(fresh.iterdir()):
                path.rename(folder / path.name)
        else:
            fresh.rename(folder)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty folder for temporary files; those of runs that were killed are deleted before."""
    target = Path(tempfile.gettempdir()).resolve() / "apidocs"
    work, lock = _make_work(target)
    try:
        if HAS_LOCKS:  # without them, the folder of a run that is at work looks like one of a killed run
            deque(_iter_busy(work, target), maxlen=0)
        (work / SIDE).mkdir()
        yield work / SIDE
    finally:
        with closing(lock):
            _settle(work, target)


@contextmanager
def _at_work(target: Path, say: Say = say_nothing) -> Iterator[Path]:
    """Give a folder of our own beside the target, which no other run has meanwhile.

    Of two that begin at once, the one whose folder has the lower name goes first.
    """
    work, lock = _make_work(target)
    is_told = False
    try:
        while (busy := next(_iter_busy(work, target), None)) is not None:
            if not is_told:
                say(f"another build is at work in {target}: waiting until it is done")
                is_told = True
            is_behind = busy < work
            if is_behind:
                _settle(work, target)
                lock.close()
            wait_for(busy)
            if is_behind:
                work, lock = _make_work(target)
        yield work
    finally:
        with closing(lock):
            _settle(work, target)


def _make_work(target: Path) -> tuple[Path, FolderLock]:
    """Make a folder, lock it and only then mark it; another run may delete it until it is locked."""
    while True:
        work = Path(tempfile.mkdtemp(prefix=_prefix(target), suffix=SUFFIX, dir=target.parent))
        with ExitStack() as stack, suppress(FileNotFoundError):
            lock = stack.enter_context(closing(FolderLock(work)))
            if lock.take():
                try:
                    (work / MARK).write_text(_mark(target), encoding="utf-8")
                except BaseException:
                    _delete_work(work)
                    raise
                stack.pop_all()
                return work, lock


def _prefix(target: Path) -> str:
    """Hidden, for MkDocs reads what is in docs/; of a long name a part, for the mark has all of it."""
    return f".{target.name.lstrip('.')[:40]}."


def _mark(target: Path) -> str:
    return target.name


def _iter_busy(work: Path, target: Path) -> Iterator[Path]:
    """Give the folders of other runs that are at work on the target; clear up what killed runs left."""
    for other in _find_others(work, target):
        # Not there: that run is done. Not to be opened: it is of another user.
        with suppress(FileNotFoundError, PermissionError), closing(FolderLock(other)) as lock:
            is_free = lock.take()
            mark = _read_mark(other)
            if mark not in {"", _mark(target)}:
                continue
            if not is_free:
                yield other
            elif mark:
                _settle(other, target)
            else:  # a killed run had no time to mark it: it is empty, or it is not ours and stays
                _delete_work(other)


def _find_others(work: Path, target: Path) -> list[Path]:
    pattern = re.compile(rf"{re.escape(_prefix(target))}[a-z0-9_]{{8}}{re.escape(SUFFIX)}")  # as of mkdtemp
    with os.scandir(target.parent) as entries:
        return [
            Path(entry)
            for entry in entries
            if pattern.fullmatch(entry.name)
            and entry.name != work.name
            and entry.is_dir(follow_symlinks=False)
        ]


def _read_mark(work: Path) -> str:
    try:
        return (work / MARK).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return "another's"


def _delete_work(work: Path) -> None:
    """Delete a folder of ours that is empty but for its mark; any other is left to the next run."""
    with suppress(OSError):
        if {path.name for path in work.iterdir()} <= {MARK}:
            (work / MARK).unlink(missing_ok=True)
            work.rmdir()


def _swap(folder: Path, work: Path) -> None:
    """Two renames; whatever comes between them, `_settle` puts the last one back."""
    if os.path.lexists(folder):
        folder.rename(work / OLD)
    (work / NEW).rename(folder)


def _settle(work: Path, target: Path) -> None:
    """Give the target back what is its own, then delete the folder of a run that is over."""
    old = work / OLD
    if old.exists() and not os.path.lexists(target):
        old.rename(target)
    for path in (work / NEW, work / SIDE, old):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    _delete_work(work)
