"""Tells which lines of a text came, went or are others now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from apidocs.preview.sequences import equal_pairs


@dataclass(frozen=True)
class Lines:
    """Lines that follow each other, from 1: those of the revision, and of the base for what was removed."""

    kind: Literal["added", "changed", "removed"]
    first: int
    last: int

    def __str__(self) -> str:
        """Write them as people do: `7`, `7-9`."""
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


def changed_lines(before: str, after: str) -> tuple[Lines, ...]:
    """Return all stretches that differ, from the top."""
    return tuple(_iter_lines(before.splitlines(), after.splitlines()))


def _iter_lines(before: list[str], after: list[str]) -> Iterator[Lines]:
    start = 0, 0
    for one, other in [*equal_pairs(before, after), (len(before), len(after))]:
        if other > start[1]:
            yield Lines("changed" if one > start[0] else "added", start[1] + 1, other)
        elif one > start[0]:
            yield Lines("removed", start[0] + 1, one)
        start = one + 1, other + 1
