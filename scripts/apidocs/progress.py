"""What a build tells about itself while it works, for whoever wants to show it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Steps one after the other; a long one says how many parts it has and when each is done."""

    def start(self, step: str, total: int = 0) -> None:
        """Begin a step of `total` parts (0: not counted)."""

    def advance(self) -> None:
        """Say that one part is done."""

    def finish(self, summary: str) -> None:
        """End the step with what it did."""


class Silent:
    """Shows nothing."""

    def start(self, step: str, total: int = 0) -> None:
        """Begin a step."""

    def advance(self) -> None:
        """Say that one part is done."""

    def finish(self, summary: str) -> None:
        """End the step."""


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: `no pages`, `1 page`, `1,000 pages`."""
    shown = f"{number:,}" if number else "no"
    return f"{shown} {noun}" if number == 1 else f"{shown} {noun}s"
