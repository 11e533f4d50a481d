"""Finds what two sequences have in common: equal elements, or those most alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, TypeVar

Item = TypeVar("Item")
Pair = tuple[int, int]

# So many differences are looked for, then all counts as changed: a page of a stranger must not take hours.
MOST_DIFFERENT: Final = 600
# So many pairs are compared with each other; of longer sequences those in the same place belong together.
MOST_PAIRS: Final = 10_000


def equal_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return the places of a longest common subsequence (Myers, 1986: the shortest way through both)."""
    size = min(len(before), len(after))
    head = next((at for at in range(size) if before[at] != after[at]), size)
    tail = next((at for at in range(size - head) if before[-1 - at] != after[-1 - at]), size - head)
    ends = len(before) - tail, len(after) - tail
    middle = _shortest_way(before[head : ends[0]], after[head : ends[1]])
    return [
        *((at, at) for at in range(head)),
        *((head + first, head + second) for first, second in middle),
        *((ends[0] + at, ends[1] + at) for at in range(tail)),
    ]


def _shortest_way(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Go as far as each number of differences leads, on each diagonal, until both ends are reached."""
    reached = {1: 0}
    history = []
    for count in range(min(len(before) + len(after), MOST_DIFFERENT) + 1):
        history.append(dict(reached))
        for diagonal in range(-count, count + 1, 2):
            first = _next(reached, diagonal, count)
            while (
                first < len(before)
                and first - diagonal < len(after)
                and before[first] == after[first - diagonal]
            ):
                first += 1
            reached[diagonal] = first
            if first >= len(before) and first - diagonal >= len(after):
                return _way_back(history, len(before), len(after))
    return []


def _next(reached: dict[int, int], diagonal: int, count: int) -> int:
    """Leave out one element: of `after` when the diagonal above led further, else of `before`."""
    if _is_from_above(reached, diagonal, count):
        return reached[diagonal + 1]
    return reached[diagonal - 1] + 1


def _is_from_above(reached: dict[int, int], diagonal: int, count: int) -> bool:
    return diagonal == -count or (diagonal != count and reached[diagonal - 1] < reached[diagonal + 1])


def _way_back(history: Sequence[dict[int, int]], first: int, second: int) -> list[Pair]:
    pairs = []
    for count in range(len(history) - 1, -1, -1):
        diagonal = first - second
        start = _next(history[count], diagonal, count)
        while first > start:
            first, second = first - 1, second - 1
            pairs.append((first, second))
        if _is_from_above(history[count], diagonal, count):
            second -= 1
        else:
            first -= 1
    return pairs[::-1]


def alike_pairs(
    before: Sequence[Item], after: Sequence[Item], likeness: Callable[[Item, Item], float]
) -> list[Pair]:
    """Return the places of those that belong together, in the order of both: the most alike altogether."""
    if len(before) * len(after) > MOST_PAIRS:
        return [(at, at) for at, pair in enumerate(zip(before, after, strict=False)) if likeness(*pair) > 0]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    alike = [[likeness(one, other) for other in after] for one in before]
    for first in range(len(before) - 1, -1, -1):
        for second in range(len(after) - 1, -1, -1):
            together = alike[first][second] + best[first + 1][second + 1] if alike[first][second] else 0.0
            best[first][second] = max(together, best[first + 1][second], best[first][second + 1])
    pairs, first, second = [], 0, 0
    while first < len(before) and second < len(after):
        if best[first][second] == best[first + 1][second]:
            first += 1
        elif best[first][second] == best[first][second + 1]:
            second += 1
        else:
            pairs.append((first, second))
            first, second = first + 1, second + 1
    return pairs
