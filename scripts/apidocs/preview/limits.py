"""Runs a program of one side within bounds, for it reads what a stranger wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # pragma: no cover - Windows has no limits of this kind; the time limit holds there too
    resource = None  # type: ignore[assignment]


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
    text: str = "",
) -> str:
    """Run Python with a text on its standard input; return what it printed. Raises LimitError."""
    command = [sys.executable, *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name in PASSED} | dict(
        variables or {}
    )
    try:
        answer = subprocess.run(  # noqa: S603
            command,
            env=environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            timeout=limits.seconds,
            preexec_fn=None if resource is None else lambda: _limit(limits),
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError(f"it took longer than {limits.seconds} seconds and was ended") from error
    if answer.returncode:
        said = (answer.stderr.strip() or answer.stdout.strip())[-LAST:]
        raise LimitError(said or f"it was ended by signal {-answer.returncode}: too much memory or time")
    return answer.stdout


# No token or secret of the environment reaches a program that reads strangers' files.
PASSED = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT"})
LAST = 4000


def _limit(limits: Limits) -> None:
    for kind, bound in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))
