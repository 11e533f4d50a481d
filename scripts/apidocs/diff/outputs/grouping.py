"""Changes in the groups that people look for: what concerns the same operations together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from apidocs.diff.change import Change
from apidocs.diff.compare import iter_calls
from apidocs.diff.rules.level import LEVELS

WHOLE: Final = "The whole API"
# Operations that a heading names; of more it says how many.
SEVERAL: Final = 3

Source = Callable[[Change], str]


@dataclass(frozen=True)
class Group:
    """Operations by their request lines, and the changes that concern all of them."""

    calls: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """Name the operations, or say that it is about all."""
        if not self.calls:
            return WHOLE
        more = len(self.calls) - SEVERAL
        return ", ".join(self.calls[:SEVERAL]) + (f" and {more} more" if more > 0 else "")


def grouped_by_operation(changes: Iterable[Change]) -> tuple[Group, ...]:
    """Group changes, the group with the most important change first, then in the order of the changes."""
    found: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        found.setdefault(tuple(dict.fromkeys(iter_calls(change))), []).append(change)
    groups = [Group(calls, tuple(members)) for calls, members in found.items()]
    return tuple(sorted(groups, key=lambda group: min(map(_order, group.changes))))


def count_levels(changes: Sequence[Change]) -> str:
    """Say how many changes there are of each level."""
    counts = ((level, sum(change.level == level for change in changes)) for level in LEVELS)
    return ", ".join(f"{count} {level}" for level, count in counts if count) or "no change"


def iter_levels(group: Group) -> Iterator[Change]:
    """Iterate over the changes of a group, most important first."""
    yield from sorted(group.changes, key=_order)


def _order(change: Change) -> int:
    return LEVELS.index(change.level)
