"""Lets one build at a time work on a folder: another one waits for its turn, or is refused."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows, where whoever starts two builds at once has to take care
    fcntl = None  # type: ignore[assignment]


@contextmanager
def in_turn(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Wait until no other process is in its turn with the folder; `say` is told when that takes a wait."""
    with _opened(folder) as descriptor:
        if not _lock(descriptor):
            say(f"another build is at work in {folder}: waiting until it is done")
            _lock(descriptor, wait=True)
        yield


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Make the folder if need be, and refuse every other process that would claim it meanwhile.

    Raises OSError when another one has claimed it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _opened(folder) as descriptor:
        if not _lock(descriptor):
            raise OSError(errno.EBUSY, "another build is at work there, wait for it", str(folder))
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int | None]:
    """Open the folder itself, so that no file is left, and the lock goes with the process however it ends."""
    descriptor = None if fcntl is None else os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _lock(descriptor: int | None, *, wait: bool = False) -> bool:
    """Return whether the lock was to be had; where a file system knows none, it always is."""
    if descriptor is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
