"""What a build tells about itself while it works, for whoever wants to show it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


class Progress(Protocol):
    """Steps one after the other; a long one says how many parts it has and when each is done."""

    def start(self, step: str, total: int = 0) -> None:
        """Begin a step of `total` parts (0: not counted)."""

    def advance(self) -> None:
        """Say that one part is done."""

    def finish(self, summary: str) -> None:
        """End the step with what it did."""

    def say(self, line: str) -> None:
        """Tell a line that is no step."""


class Silent:
    """Shows nothing."""

    def start(self, step: str, total: int = 0) -> None:
        """Begin a step."""

    def advance(self) -> None:
        """Say that one part is done."""

    def finish(self, summary: str) -> None:
        """End the step."""

    def say(self, line: str) -> None:
        """Tell a line that is no step."""


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: `no pages`, `1 page`, `1,000 pages`."""
    shown = f"{number:,}" if number else "no"
    return f"{shown} {noun}" if number == 1 else f"{shown} {noun}s"


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and seconds of processor of this program and of those that it waited for."""

    step: str
    wall: float
    cpu: float


class Timings:
    """Passes on what a build tells about itself, and notes what each step cost."""

    def __init__(self, progress: Progress) -> None:
        self.costs: list[Cost] = []
        self._progress = progress
        self._begun = self._last = _now()
        self._step = ""

    def start(self, step: str, total: int = 0) -> None:
        """Begin a step."""
        self._note("other")
        self._step = step
        self._progress.start(step, total)

    def advance(self) -> None:
        """Say that one part is done."""
        self._progress.advance()

    def finish(self, summary: str) -> None:
        """End the step."""
        self._note(self._step)
        self._progress.finish(summary)

    def say(self, line: str) -> None:
        """Pass on a line that is no step."""
        self._progress.say(line)

    def iter_lines(self) -> Iterator[str]:
        """Write a line for each step, what is around the steps too, then their sum and the highest memory."""
        self._note("other")
        yield f"{'step':<10}{'CPU s':>8}{'wall s':>8}"
        for step in dict.fromkeys(cost.step for cost in self.costs):
            same = [cost for cost in self.costs if cost.step == step]
            yield _line(step, sum(cost.wall for cost in same), sum(cost.cpu for cost in same))
        yield _line("whole", self._last[0] - self._begun[0], self._last[1] - self._begun[1])
        if (peak := _peak_memory()) is not None:
            yield f"{'memory':<10}{peak / 2**20:>8.0f} MB at most"

    def _note(self, step: str) -> None:
        now = _now()
        self.costs.append(Cost(step, now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now


def _line(step: str, wall: float, cpu: float) -> str:
    return f"{step:<10}{cpu:>8.2f}{wall:>8.2f}"


def _now() -> tuple[float, float]:
    times = os.times()
    return time.monotonic(), times.user + times.system + times.children_user + times.children_system


def _peak_memory() -> int | None:
    """Bytes of this program or of the largest one it waited for; None where a system does not tell."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(each).ru_maxrss for each in who) * unit
