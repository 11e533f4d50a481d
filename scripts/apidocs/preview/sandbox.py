"""Runs a program of one side within bounds, for it reads what a stranger wrote."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from apidocs.pages.speed.workers import die_with

try:
    import resource
except ImportError:  # pragma: no cover - Windows has no limits of this kind; the time limit holds there too
    resource = None  # type: ignore[assignment]

# No token or secret of the environment reaches a program that reads strangers' files.
PASSED: Final = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT"})
LAST: Final = 4000


class LimitError(Exception):
    """A program failed or reached a bound; the text says which, and what it said last."""


@dataclass(frozen=True)
class Limits:
    """Seconds on the clock and of one processor, and bytes of memory and of one file."""

    seconds: int = 600
    memory: int = 3_000_000_000
    file: int = 200_000_000


def run_limited(
    arguments: Sequence[str | Path],
    limits: Limits,
    variables: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """Run Python, in `folder` when there is one; return what it printed. Raises LimitError.

    All processes that the program began end with it.
    """
    environment = {name: value for name, value in os.environ.items() if name in PASSED}
    parent = os.getpid()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, *map(str, arguments)],
        env={**environment, **(variables or {})},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=None if resource is None else lambda: _limit(limits, parent),  # noqa: PLW1509 - there are no threads
        start_new_session=True,
    ) as process:
        try:
            said, problem = process.communicate(timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise LimitError(f"it took longer than {limits.seconds} seconds and was ended") from error
        finally:
            _end(process)
    if process.returncode:
        last = (problem.strip() or said.strip())[-LAST:]
        raise LimitError(last or f"it was ended by signal {-process.returncode}: too much memory or time")
    return said


def _end(process: subprocess.Popen[str]) -> None:
    """End the program's whole group: alone it would leave its workers behind, with its output open."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _limit(limits: Limits, parent: int) -> None:
    die_with(parent)
    for kind, bound in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))
