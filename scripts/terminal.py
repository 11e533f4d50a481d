"""Shows a build's progress and problems to a person at a terminal, plainly when it is none."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Sequence

from apidocs.errors import Problem

BAR = 24


class Terminal:
    """One line for each step, with what it did and how long it took; a bar while a long one runs."""

    def __init__(self) -> None:
        self._is_live = sys.stdout.isatty()
        self._step, self._total, self._done, self._began = "", 0, 0, 0.0

    def start(self, step: str, total: int = 0) -> None:
        """Begin a step."""
        self._step, self._total, self._done, self._began = step, total, 0, time.monotonic()
        self._show(f"{step:<10}")

    def advance(self) -> None:
        """Move the bar."""
        self._done += 1
        if self._total:
            full = BAR * min(self._done, self._total) // self._total
            self._show(f"{self._step:<10}{'█' * full}{'░' * (BAR - full)} {self._done}/{self._total}")

    def finish(self, summary: str) -> None:
        """Print the step's line."""
        seconds = time.monotonic() - self._began
        self._show("")
        print(f"{self._step:<10}{summary} ({seconds:.2f} s)", flush=True)  # noqa: T201

    def _show(self, line: str) -> None:
        if self._is_live:
            print(f"\r\x1b[K{line}", end="", flush=True)  # noqa: T201


def show_problems(problems: Sequence[Problem]) -> None:
    """One line for each problem, on the error stream."""
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201


def show_warnings_of_mkdocs() -> None:
    """Let what MkDocs warns of reach the error stream, one line each."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)
