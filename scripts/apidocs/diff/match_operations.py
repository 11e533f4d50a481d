"""Pairs of operations that are the same one on both sides, renamed ones too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from apidocs.diff.addresses import PLACEHOLDER, addresses
from apidocs.model.operation import Operation


@dataclass(frozen=True)
class Pairs:
    """Operations that belong together, and those that only one side has."""

    kept: tuple[tuple[Operation, Operation], ...]
    removed: tuple[Operation, ...]
    added: tuple[Operation, ...]


def pair_operations(
    base: Sequence[Operation], revision: Sequence[Operation], is_same: Callable[[Operation, Operation], bool]
) -> Pairs:
    """Pair by method and path, by address, by operationId, then those of a similar path that `is_same`.

    Names of path parameters do not count, for they are not part of a request, unless two paths differ in
    nothing else.
    """
    kept: dict[int, Operation] = {}
    _pair_by(lambda operation: (operation.method, operation.path), base, revision, kept)
    _pair_by(_call, base, revision, kept)
    _pair_by(_address, base, revision, kept)
    _pair_by(lambda operation: operation.operation_id, base, revision, kept)
    taken = {id(found) for found in kept.values()}
    removed = [each for each in base if id(each) not in kept]
    added = [each for each in revision if id(each) not in taken]
    for operation in removed:
        alike = [each for each in added if _is_similar(operation, each) and is_same(operation, each)]
        if len(alike) == 1:
            kept[id(operation)] = alike[0]
            added.remove(alike[0])
    return Pairs(
        tuple((each, kept[id(each)]) for each in base if id(each) in kept),
        tuple(each for each in removed if id(each) not in kept),
        tuple(added),
    )


def placeholders(path: str) -> list[str]:
    """Return the names of a path's parameters in their order."""
    return PLACEHOLDER.findall(path)


def _pair_by(
    key: Callable[[Operation], object],
    base: Sequence[Operation],
    revision: Sequence[Operation],
    kept: dict[int, Operation],
) -> None:
    taken = {id(found) for found in kept.values()}
    waiting = _unique(key, (each for each in revision if id(each) not in taken))
    for wanted, operation in _unique(key, (each for each in base if id(each) not in kept)).items():
        if wanted in waiting:
            kept[id(operation)] = waiting[wanted]


def _unique(key: Callable[[Operation], object], operations: Iterable[Operation]) -> dict[object, Operation]:
    found: dict[object, Operation] = {}
    for operation in operations:
        found.setdefault(key(operation), operation)
    return found


def _call(operation: Operation) -> tuple[str, str]:
    return operation.method, PLACEHOLDER.sub("{}", operation.path)


def _address(operation: Operation) -> object:
    """Return the method and the full addresses that an operation is called at."""
    return operation.method, addresses(operation)


def _is_similar(base: Operation, revision: Operation) -> bool:
    """Whether the method is the same, and at least half of the longer path's segments."""
    segments = [
        {segment for segment in PLACEHOLDER.sub("{}", each.path).split("/") if segment}
        for each in (base, revision)
    ]
    common = segments[0] & segments[1]
    return base.method == revision.method and 2 * len(common) >= max(map(len, segments)) > 0
