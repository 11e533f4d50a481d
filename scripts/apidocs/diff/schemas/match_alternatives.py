"""Pairs of alternatives that are the same one on both sides, by what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from apidocs.diff.schemas.allowed import Allowed, Cell
from apidocs.diff.schemas.conjunction import Conjunction, Part
from apidocs.model.schema.schema import Schema


@dataclass(frozen=True)
class Matched:
    """Alternatives that belong together, and those that only one side has."""

    pairs: tuple[tuple[Cell, Cell], ...]
    removed: tuple[Cell, ...]
    added: tuple[Cell, ...]


class Matcher:
    """Pairs the alternatives of two places; `merged` follows `$ref` and allOf, for names."""

    def __init__(self, allowed: Allowed, merged: Callable[[Part], Schema]) -> None:
        self._allowed, self._merged = allowed, merged

    def name(self, cell: Cell) -> str:
        """Return how an alternative is called, the innermost name first; "" for one without a name."""
        for part in reversed(cell.row.members):
            schema = self._merged(part)
            called = schema.name or schema.title
            if called and cell.kind in {"object", "array"}:
                return called
        return ""

    def distinct(self, cells: Sequence[Cell]) -> list[Cell]:
        """Return each alternative once; a value that satisfies two of a oneOf is refused, so all of these."""
        if len(cells) < 2:  # noqa: PLR2004
            return list(cells)
        found: dict[object, Cell] = {}
        for number, cell in enumerate(cells):
            found.setdefault(number if cell.row.exclusive else self._by_content(cell), cell)
        return list(found.values())

    def match(self, before: Sequence[Cell], after: Sequence[Cell]) -> Matched:
        """Pair each at most once: equal ones, those of a name, of values that tell them apart, of a form."""
        pairs: list[tuple[Cell, Cell]] = []
        left, right = list(before), list(after)
        for key in (self._by_content, self.name, self._by_values, self._by_form):
            waiting: dict[str, list[Cell]] = {}
            for cell in right:
                waiting.setdefault(key(cell), []).append(cell)
            for cell in list(left):
                wanted = key(cell)
                if wanted and waiting.get(wanted):
                    other = waiting[wanted].pop(0)
                    pairs.append((cell, other))
                    left = [each for each in left if each is not cell]
                    right = [each for each in right if each is not other]
        if len(left) == len(right) == 1 and not pairs:
            return Matched(((left[0], right[0]),), (), ())
        return Matched(tuple(pairs), tuple(left), tuple(right))

    def has_new_overlap(
        self, members: Sequence[Conjunction], known: Sequence[Sequence[Conjunction]], whole: Conjunction
    ) -> bool:
        """Whether a value may satisfy two members that did not satisfy two of those known before.

        A simple value counts where `whole`, the place of the known ones, takes it. Objects that ask for other
        properties count as apart where one of them is new. An object or array that refuses what its
        counterpart takes is told of at its own place, and not once more here.
        """
        old = {self._allowed.digest(each): each for group in known for each in group}
        counts = [Counter(map(self._allowed.digest, group)) for group in known]
        seen: Counter[str] = Counter()
        fresh = []
        for each in members:
            digest = self._allowed.digest(each)
            seen[digest] += 1
            if all(seen[digest] > count[digest] for count in counts):
                fresh.append(each)
        same = {each: old.get(self._allowed.digest(each)) for each in members if each not in fresh}
        counterparts = self._counterparts(fresh, known)
        same |= {each: counterparts.get(each) for each in fresh}
        return any(
            self._has_overlap((one, other), (same[one], same[other]), whole)
            for number, one in enumerate(members)
            for other in members[:number]
            if one in fresh or other in fresh
        )

    def _has_overlap(
        self,
        members: tuple[Conjunction, Conjunction],
        same: tuple[Conjunction | None, Conjunction | None],
        whole: Conjunction,
    ) -> bool:
        """Whether a value may satisfy two members that did not satisfy both counterparts of them."""
        is_apart = self._allowed.prover.is_apart
        kinds = [{cell.kind for cell in self._allowed.cells(each)} for each in members]
        for kind in sorted(kinds[0] & kinds[1]):
            one, other = (replace(each, kind=kind) for each in members)
            if kind not in {"object", "array"}:
                if not is_apart((one, other, whole)):
                    return True
            elif is_apart((one, other)):
                continue
            elif None in same:
                if not self._ask_for_others(one, other):
                    return True
            elif self._are_looser((one, other), same) and not self._refused_before(same, (one, other)):
                return True
        return False

    def _counterparts(
        self, fresh: Sequence[Conjunction], known: Sequence[Sequence[Conjunction]]
    ) -> dict[Conjunction, Conjunction]:
        cells = {cell: each for each in fresh for cell in self._allowed.cells(each)}
        old = {cell: each for group in known for each in group for cell in self._allowed.cells(each)}
        matched = self.match(list(cells), list(old))
        return {cells[one]: old[other] for one, other in matched.pairs}

    def _are_looser(self, members: Sequence[Conjunction], known: Sequence[Conjunction | None]) -> bool:
        """Whether no change of two members is a break by itself: both take all their counterparts do."""
        covers = self._allowed.prover.covers
        return all(
            other is None or covers((one,), (replace(other, kind=one.kind),))
            for one, other in zip(members, known, strict=True)
        )

    def _refused_before(self, known: Sequence[Conjunction | None], places: tuple[Conjunction, ...]) -> bool:
        """Whether what two members share now is in what their counterparts shared."""
        return all(self._allowed.prover.covers((each,), places) for each in known if each is not None)

    def _ask_for_others(self, one: Conjunction, other: Conjunction) -> bool:
        needed = [
            [frozenset(self._allowed.members(cell).required) for cell in self._allowed.cells(place)]
            for place in (one, other)
        ]
        return all(first != second for first in needed[0] for second in needed[1])

    def _by_content(self, cell: Cell) -> str:
        return self._allowed.digest(cell.place)

    def _by_values(self, cell: Cell) -> str:
        """Write the properties that may have few values only."""
        members = self._allowed.members(cell)
        listed = {}
        for name in members.declared if cell.kind == "object" else ():
            cells = self._allowed.cells(members.of(name))
            if cells and all(each.values is not None for each in cells):
                listed[name] = sorted(key for each in cells for key in each.values or ())
        few = min(listed.values(), key=len, default=[])
        return "" if len(few) != 1 else repr({name: keys for name, keys in listed.items() if len(keys) == 1})

    def _by_form(self, cell: Cell) -> str:
        """Take objects that share their first property, and arrays of a kind, for the same alternative."""
        members = self._allowed.members(cell)
        if cell.kind == "object":
            names = [*members.required, *members.declared]
            return f"object {names[0]}" if names else "object"
        kinds = sorted({each.kind for each in self._allowed.cells(members.rest)})
        return f"array {kinds}"
