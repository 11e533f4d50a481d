"""The differences between what two places allow: types, lists of values, alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from apidocs.diff.schemas.allowed import Allowed, Cell
from apidocs.diff.schemas.conjunction import Conjunction, is_in_doubt
from apidocs.diff.schemas.finding import Child, Finding
from apidocs.diff.schemas.json_values import shown
from apidocs.diff.schemas.limit_findings import describe, iter_limit_findings
from apidocs.diff.schemas.match_alternatives import Matcher
from apidocs.diff.schemas.member_findings import iter_array, iter_conditions, iter_object
from apidocs.model.direction import Direction

TYPES: Final = ("string", "number", "integer", "boolean", "object", "array")

Found = Iterator["Finding | Child"]


class PlaceComparison:
    """Compares two places of one direction."""

    def __init__(self, allowed: Allowed, direction: Direction, matcher: Matcher) -> None:
        self._allowed, self._direction, self._matcher = allowed, direction, matcher

    def iter_found(self, base: Conjunction, revision: Conjunction) -> Found:
        """Iterate over the differences, and the places below to compare next."""
        sides = self._allowed.cells(base), self._allowed.cells(revision)
        if not all(sides):
            if any(sides):
                yield Finding("something-allowed" if sides[1] else "nothing-allowed")
            return
        yield from self._iter_types(base, revision)
        for kind in dict.fromkeys(cell.kind for cell in sides[0]):
            found = [self._matcher.distinct([cell for cell in side if cell.kind == kind]) for side in sides]
            if not found[1] or kind == "null":
                continue
            if kind in {"object", "array"}:
                yield from self._iter_structures(found[0], found[1], base, revision)
            else:
                yield from self._iter_scalars(found[0], found[1], base, revision)
        yield from self._iter_exclusive(sides[0], sides[1], base, revision)

    def is_loosened(self, base: tuple[Conjunction, ...], revision: tuple[Conjunction, ...]) -> bool:
        """Whether the side that may only be looser is known to take all that the other one does."""
        wide, narrow = (revision, base) if self._direction == "request" else (base, revision)
        return self._allowed.prover.covers(wide, narrow)

    def _iter_types(self, base: Conjunction, revision: Conjunction) -> Iterator[Finding]:
        sides = self._allowed.cells(base), self._allowed.cells(revision)
        names = [_types(side) for side in sides]
        if all("number" in _listed_kinds(side) for side in sides):
            names = [{"number" if name == "integer" else name for name in side} for side in names]
        has_null = ["null" in side for side in names]
        values = [side - {"null"} for side in names]
        if not all(values):
            values = names
        lost = {name for name in values[0] if not _is_among(name, values[1])}
        gained = {name for name in values[1] if not _is_among(name, values[0])}
        texts = [self._called(place, side) for place, side in zip((base, revision), sides, strict=True)]
        if lost or gained:
            way = "changed" if lost and gained else "narrowed" if lost else "widened"
            yield Finding(f"type-{way}", *texts)
        elif values != names and has_null[0] != has_null[1]:
            yield Finding("became-nullable" if has_null[1] else "became-not-nullable")
        in_doubt = [any(is_in_doubt(cell.row.atoms) for cell in side) for side in sides]
        if not (lost or gained) and in_doubt[0] != in_doubt[1]:
            yield Finding("type-stated" if in_doubt[0] else "type-unstated", *texts)
        if (lost or gained) and values is not names and has_null[0] != has_null[1]:
            is_any = [self._allowed.is_anything(place) for place in (base, revision)]
            if not any(is_any):
                yield Finding("became-nullable" if has_null[1] else "became-not-nullable")

    def _called(self, place: Conjunction, cells: Sequence[Cell]) -> str:
        """Name what may stand at a place: names of schemas where there are, else types."""
        if self._allowed.is_anything(place):
            return "any type"
        names = [self._matcher.name(cell) or cell.type for cell in cells if cell.kind != "null"]
        return " or ".join(sorted(dict.fromkeys(names))) or "null"

    def _iter_scalars(
        self, before: Sequence[Cell], after: Sequence[Cell], base: Conjunction, revision: Conjunction
    ) -> Found:
        open_ = [[cell for cell in side if cell.values is None] for side in (before, after)]
        yield from self._iter_values(before, after, base, revision)
        if not all(open_):
            return
        pairs, removed, added = _by_limits(*open_)
        for one, other in pairs:
            is_same_type = one.type == other.type
            yield from iter_limit_findings(one.limits, other.limits, one.kind, is_same_type=is_same_type)
            yield from iter_conditions(one, other, self._allowed)
        for cell in removed:
            if not self._allowed.prover.covers((revision,), (cell.place,)):
                yield Finding("alternative-removed", _described(cell))
        for cell in added:
            if not self._allowed.prover.covers((base,), (cell.place,)):
                yield Finding("alternative-added", None, _described(cell))

    def _iter_values(
        self, before: Sequence[Cell], after: Sequence[Cell], base: Conjunction, revision: Conjunction
    ) -> Iterator[Finding]:
        """Compare the values that are listed, on a side, with what the other side takes."""
        lists = [
            {key: value for cell in side if cell.values is not None for key, value in cell.values.items()}
            for side in (before, after)
        ]
        is_open = [any(cell.values is None for cell in side) for side in (before, after)]
        if not is_open[1] and is_open[0]:
            yield Finding("enum-added", None, _values(lists[1]))
        if not is_open[0] and is_open[1]:
            yield Finding("enum-removed", _values(lists[0]))
        for key, value in lists[0].items():
            if key not in lists[1] and not (is_open[1] and self._takes(revision, value)):
                yield Finding("enum-value-removed", shown(value))
        for key, value in lists[1].items():
            if key not in lists[0] and not (is_open[0] and self._takes(base, value)):
                yield Finding("enum-value-added", None, shown(value))

    def _takes(self, place: Conjunction, value: Any) -> bool:  # noqa: ANN401 - a JSON value
        return self._allowed.prover.accepts(place, value) is True

    def _iter_structures(
        self, before: Sequence[Cell], after: Sequence[Cell], base: Conjunction, revision: Conjunction
    ) -> Found:
        if len(before) == len(after) == 1:
            yield from self._iter_structure(before[0], after[0], base, revision)
            return
        matched = self._matcher.match(before, after)
        for one, other in matched.pairs:
            is_loosened = self._is_row_loosened(one, other, base, revision)
            yield Child("", one.place, other.place, is_loosened=is_loosened)
        for cell in matched.removed:
            if not self._allowed.prover.covers((revision,), (cell.place,)):
                yield Finding("alternative-removed", self._matcher.name(cell) or cell.type)
        for cell in matched.added:
            if not self._allowed.prover.covers((base,), (cell.place,)):
                yield Finding("alternative-added", None, self._matcher.name(cell) or cell.type)

    def _is_row_loosened(self, one: Cell, other: Cell, base: Conjunction, revision: Conjunction) -> bool:
        """Whether the looser side takes all of the other one's alternative, by whichever of its own."""
        is_told = one.row.is_told and other.row.is_told
        if is_told or self._allowed.digest(one.place) == self._allowed.digest(other.place):
            return False
        wide, narrow = (revision, one.place) if self._direction == "request" else (base, other.place)
        return self._allowed.prover.covers((wide,), (narrow,))

    def _iter_structure(self, one: Cell, other: Cell, base: Conjunction, revision: Conjunction) -> Found:
        if one.values is not None or other.values is not None:
            yield from self._iter_values([one], [other], base, revision)
            return
        implied = [len(self._allowed.members(cell).required) for cell in (one, other)]
        yield from iter_limit_findings(
            one.limits, other.limits, one.kind, is_same_type=True, implied=(implied[0], implied[1])
        )
        yield from iter_conditions(one, other, self._allowed)
        compare = iter_object if one.kind == "object" else iter_array
        yield from compare(one, other, self._allowed)

    def _iter_exclusive(
        self, before: Sequence[Cell], after: Sequence[Cell], base: Conjunction, revision: Conjunction
    ) -> Iterator[Finding]:
        """Tell where a value that fits two alternatives is refused, and was not."""
        groups = [
            tuple(dict.fromkeys(group for cell in side for group in cell.row.exclusive))
            for side in (before, after)
        ]
        digests = [sorted(sorted(map(self._allowed.digest, group)) for group in side) for side in groups]
        if digests[0] == digests[1]:
            return
        groups = [tuple(filter(self._allowed.can_overlap, side)) for side in groups]
        if groups[0] and not groups[1]:
            yield Finding("alternatives-overlapping")
        elif groups[1] and not groups[0]:
            yield Finding("alternatives-exclusive")
        elif groups[0] and groups[1]:
            if self._direction == "request":
                strict, known, whole, way = groups[1], groups[0], base, "exclusive"
            else:
                strict, known, whole, way = groups[0], groups[1], revision, "overlapping"
            if any(self._matcher.has_new_overlap(group, known, whole) for group in strict):
                yield Finding(f"alternatives-{way}")


def _types(cells: Sequence[Cell]) -> set[str]:
    return {cell.type for cell in cells}


def _listed_kinds(cells: Sequence[Cell]) -> set[str]:
    """Return the kinds of which all values are listed."""
    kinds = {cell.kind for cell in cells}
    return {kind for kind in kinds if all(cell.values is not None for cell in cells if cell.kind == kind)}


def _is_among(name: str, names: set[str]) -> bool:
    return name in names or (name == "integer" and "number" in names)


def _values(values: dict[str, Any]) -> str:
    return ", ".join(shown(value) for value in values.values())


def _described(cell: Cell) -> str:
    limits = describe(cell.limits, cell.kind)
    return f"{cell.type} ({limits})" if limits else cell.type


def _by_limits(
    before: Sequence[Cell], after: Sequence[Cell]
) -> tuple[list[tuple[Cell, Cell]], list[Cell], list[Cell]]:
    """Pair alternatives of one simple type: equal ones, those of one format, then the only ones left."""
    left, right = list(before), list(after)
    pairs: list[tuple[Cell, Cell]] = []
    for key in (_by_all, _by_format):
        for cell in list(left):
            other = next((each for each in right if key(each) == key(cell)), None)
            if other is not None:
                pairs.append((cell, other))
                left = [each for each in left if each is not cell]
                right = [each for each in right if each is not other]
    if len(left) == len(right) == 1:
        return [*pairs, (left[0], right[0])], [], []
    return pairs, left, right


def _by_all(cell: Cell) -> object:
    return cell.type, cell.limits, cell.conditions


def _by_format(cell: Cell) -> object:
    return cell.type, cell.limits.formats
