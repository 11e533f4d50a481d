"""Locks on folders: one run at a time works on one, and another one waits for its turn."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # on Windows, where whoever starts two builds at once has to take care
    fcntl = None  # type: ignore[assignment]

HAS_LOCKS: Final = fcntl is not None


class FolderLock:
    """A lock on the folder itself: no file is left, and the lock goes with the process however it ends.

    Where a file system knows no locks, it is always to be had. Raises OSError when there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor: int | None = None if fcntl is None else os.open(folder, os.O_RDONLY)

    def take(self) -> bool:
        """Take the lock; return whether it was to be had."""
        if self._descriptor is None:
            return True
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def wait(self) -> None:
        """Take the lock as soon as it is to be had."""
        if self._descriptor is not None:
            with suppress(OSError):
                fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def close(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def wait_for(folder: Path) -> None:
    """Wait until nobody has the lock of a folder, or the folder is gone."""
    with suppress(FileNotFoundError), closing(FolderLock(folder)) as lock:
        lock.wait()
