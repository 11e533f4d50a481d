"""What may stand at a place: the alternatives of its schemas, each with all that holds for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

from apidocs.diff.schemas.alternatives import LIMITING, Condition, Row, iter_alternatives, says_something
from apidocs.diff.schemas.conjunction import (
    Conjunction,
    Part,
    atoms_of,
    implied_kinds,
    is_one_way,
    stated_types,
)
from apidocs.diff.schemas.constraints import Limits, limits_of
from apidocs.diff.schemas.digests import Digests
from apidocs.diff.schemas.json_values import written
from apidocs.diff.schemas.members import Members
from apidocs.diff.schemas.proofs import Prover
from apidocs.document.document import Location
from apidocs.model.direction import Direction
from apidocs.model.schema.schema import Schema, Schemas

KINDS: Final = frozenset(("null", "boolean", "number", "string", "object", "array"))
BOOLEANS: Final = (False, True)
# Members of a oneOf beyond this number are not asked whether a value can satisfy two of them.
MOST_COMPARED: Final = 24
# The conditions that a value must satisfy beside its limits, and the fields of each.
CONDITIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "not": ("not_",),
    "if": ("if_", "then", "else_"),
    "contains": ("contains",),
    "propertyNames": ("property_names",),
    "contentSchema": ("content_schema",),
}
# The only kind of value that a condition is about; the others are about any.
ABOUT: Final = {
    "contains": "array",
    "unevaluatedItems": "array",
    "propertyNames": "object",
    "contentSchema": "string",
    "dependentRequired": "object",
    "dependentSchemas": "object",
}


@dataclass(frozen=True, eq=False)
class Cell:
    """The values of one kind that a row allows; `values` are all of them where they are listed.

    `is_meant` tells that no schema states the type.
    """

    kind: str
    row: Row
    limits: Limits
    conditions: tuple[Condition, ...] = ()
    values: Mapping[str, Any] | None = None

    @property
    def type(self) -> str:
        """The name of the type: whole numbers have one of their own."""
        if self.kind != "number":
            return self.kind
        if self.values is not None:
            is_whole = all(isinstance(value, int) or value.is_integer() for value in self.values.values())
        else:
            is_whole = self.limits.step is not None and self.limits.step.denominator == 1
        return "integer" if is_whole else "number"

    @property
    def place(self) -> Conjunction:
        """The row with this kind of value only."""
        return replace(self.row.place, kind=self.kind)


class Allowed:
    """What may stand at the places of two descriptions, in one direction."""

    def __init__(self, schemas: tuple[Schemas, Schemas], direction: Direction | None) -> None:
        self._schemas = schemas
        self.direction = direction
        self._digests = Digests(schemas)
        self.prover = Prover(schemas, direction, self._digests)
        self._atoms: dict[tuple[Part, ...], tuple[Part, ...]] = {}
        self._rows: dict[Conjunction, tuple[Row, ...]] = {}
        self._cells: dict[Conjunction, tuple[Cell, ...]] = {}
        self._inside: set[Conjunction] = set()

    def schema(self, side: int, location: Location) -> Schema:
        """Return the schema at a place of a side's description."""
        return self._schemas[side][location]

    def atoms(self, place: Conjunction) -> tuple[Part, ...]:
        """Return all schemas of a place but for the members of choices that are not made."""
        if place.parts not in self._atoms:
            self._atoms[place.parts] = atoms_of(place.parts, self._schemas)
        return self._atoms[place.parts]

    def can_overlap(self, places: tuple[Conjunction, ...]) -> bool:
        """Whether some value may be taken by two of the places."""
        if len(places) > MOST_COMPARED:
            return True
        kinds = [{cell.kind for cell in self.cells(place)} for place in places]
        return any(
            first & second and not self.prover.is_apart((one, other))
            for (one, first), (other, second) in combinations(zip(places, kinds, strict=True), 2)
        )

    def is_hidden(self, place: Conjunction) -> bool:
        """Whether a property is for the other direction only."""
        return is_one_way(self.atoms(place), self.direction)

    def digest(self, place: Conjunction) -> str:
        """Return a short text that is the same for two places of the same values, as far as that is seen."""
        return self._digests.of(place)

    def cells(self, place: Conjunction) -> tuple[Cell, ...]:
        """Return what may stand there by kind of value; nothing where no value is allowed."""
        if place not in self._cells:
            if place in self._inside:  # a value that contains itself: whatever it is, it is allowed
                return (Cell("object", Row(place, ()), Limits()),)
            self._inside.add(place)
            self._cells[place] = tuple(self._iter_cells(place))
            self._inside.discard(place)
        return self._cells[place]

    def rows(self, place: Conjunction) -> tuple[Row, ...]:
        """Return the alternatives of a place."""
        if place not in self._rows:
            self._rows[place] = tuple(iter_alternatives(place, self._schemas))
        return self._rows[place]

    def members(self, cell: Cell) -> Members:
        """Return what a cell says of the members of an object or array."""
        return Members(cell.row.atoms, self.is_hidden, self.prover.matches)

    def is_nothing(self, place: Conjunction) -> bool:
        """Whether no value is allowed."""
        return not self.cells(place)

    def is_anything(self, place: Conjunction) -> bool:
        """Whether each value is allowed."""
        return any(
            not row.exclusive and not any(says_something(schema) for _, schema in row.atoms)
            for row in self.rows(place)
        )

    def _iter_cells(self, place: Conjunction) -> Iterator[Cell]:
        """Iterate over the cells; values of one kind that are listed come together."""
        listed: dict[str, Cell] = {}
        for row in self.rows(place):
            for cell in self._iter_row(row):
                known = listed.get(cell.kind)
                if cell.values is None or cell.conditions:
                    yield cell
                elif known is None:
                    listed[cell.kind] = cell
                else:
                    listed[cell.kind] = replace(known, values={**(known.values or {}), **cell.values})
        yield from listed.values()

    def _iter_row(self, row: Row) -> Iterator[Cell]:
        if any(self._takes_nothing(part) for part in row.atoms):
            return
        listed = _listed(row.atoms)
        types = stated_types(row.atoms)
        types = implied_kinds(row.atoms) if types is None else types
        kinds = _kinds(types, listed)
        if row.place.kind is not None:
            kinds &= {row.place.kind}
        if listed is not None:
            yield from self._iter_listed(row, kinds, listed)
            return
        is_whole = types is not None and "number" not in types
        for kind in sorted(kinds):
            cell = self._cell(row, kind, kinds, is_whole=is_whole)
            if not self._is_empty(cell):
                yield cell

    def _takes_nothing(self, part: Part) -> bool:
        """Whether a schema alone forbids every value: `false`, or `not` with a schema that allows any."""
        side, schema = part
        excluded = schema.not_
        return schema.boolean is False or (
            excluded is not None and self.is_anything(Conjunction.of([(side, excluded)]))
        )

    def _iter_listed(self, row: Row, kinds: frozenset[str], listed: Mapping[str, Any]) -> Iterator[Cell]:
        """Iterate over the values that are listed and that nothing else forbids."""
        is_limited = any(_limits_values(schema) for _, schema in row.atoms)
        for kind in sorted(kinds):
            values = {key: value for key, value in listed.items() if _kind_of(value) == kind}
            if is_limited:
                place = replace(row.place, kind=None)
                values = {
                    key: value
                    for key, value in values.items()
                    if self.prover.accepts(place, value) is not False
                }
            else:
                values = {key: value for key, value in values.items() if _is_of(value, row.atoms)}
            if kind == "boolean" and len(values) == len(BOOLEANS):
                yield Cell(kind, row, Limits())
            elif values:
                formats = self._cell(row, kind, kinds, is_whole=False).limits.formats
                yield Cell(kind, row, Limits(formats=formats), (), values)

    def _cell(self, row: Row, kind: str, kinds: frozenset[str], *, is_whole: bool) -> Cell:
        constraints = (schema.constraints for _, schema in row.atoms)
        limits = limits_of(kind, constraints, kinds, is_whole=is_whole)
        conditions = dict.fromkeys(self._iter_conditions(row, kind))
        cell = Cell(kind, row, limits, (*conditions, *row.unresolved))
        if kind == "object":
            names = self.members(cell).required
            limits = replace(limits, least=max(limits.least, len(names)))
        if kind == "array" and self._is_end(cell):
            most = len(self.members(cell).prefix)
            limits = replace(limits, most=most if limits.most is None else min(limits.most, most))
        return replace(cell, limits=limits)

    def _is_end(self, cell: Cell) -> bool:
        """Whether no element may follow those that have a place of their own."""
        return self.is_nothing(self.members(cell).rest)

    def _iter_conditions(self, row: Row, kind: str) -> Iterator[Condition]:
        for side, schema in row.atoms:
            for keyword, fields in CONDITIONS.items():
                schemas = [getattr(schema, name) for name in fields]
                if schemas[0] is not None and ABOUT.get(keyword, kind) == kind:
                    places = tuple(each and Conjunction.of([(side, each)]) for each in schemas)
                    condition = Condition(keyword, places, _bounds(keyword, schema))
                    if not self._is_trivial(condition):
                        yield condition
            if kind == "array" and schema.unevaluated_items is not None and self._has_contains(row):
                # Elements that `contains` takes are evaluated: of the others this is a condition.
                yield Condition("unevaluatedItems", (Conjunction.of([(side, schema.unevaluated_items)]),))
            if kind == "object":
                for name, needed in schema.dependent_required.items():
                    if needed:
                        yield Condition("dependentRequired", (), (name, *sorted(set(needed))))
                for name, dependent in schema.dependent_schemas.items():
                    yield Condition("dependentSchemas", (Conjunction.of([(side, dependent)]),), (name,))

    @staticmethod
    def _has_contains(row: Row) -> bool:
        return any(schema.contains is not None for _, schema in row.atoms)

    def _is_trivial(self, condition: Condition) -> bool:
        """Whether a condition asks for nothing."""
        first = condition.schemas[0]
        if first is None or condition.keyword == "not":
            return first is None or self.is_nothing(first)
        if condition.keyword == "contains":
            return condition.names == (0, None)
        if condition.keyword == "if":
            return all(each is None or self.is_anything(each) for each in condition.schemas[1:])
        return self.is_anything(first)

    def _is_empty(self, cell: Cell) -> bool:
        if cell.limits.is_empty:
            return True
        members = self.members(cell)
        if cell.kind == "object":
            return any(self.is_nothing(members.of(name)) for name in members.required)
        if cell.kind == "array":
            return any(self.is_nothing(members.at(place)) for place in range(min(cell.limits.least, 16)))
        return False


def _limits_values(schema: Schema) -> bool:
    """Whether a schema says more of a value than its type and a list that it is of."""
    return schema.boolean is False or any(
        getattr(schema, name) for name in LIMITING if name not in {"types", "enum", "const"}
    )


def _listed(atoms: tuple[Part, ...]) -> dict[str, Any] | None:
    """Return the values that all lists have, by how they are written; None where there is no list."""
    lists = [schema.const for _, schema in atoms if schema.const]
    lists += [schema.enum for _, schema in atoms if schema.enum is not None]
    if not lists:
        return None
    found = {written(value): value for value in lists[0]}
    for values in lists[1:]:
        both = {written(value) for value in values}
        found = {key: value for key, value in found.items() if key in both}
    return found


def _kinds(types: frozenset[str] | None, listed: Mapping[str, Any] | None) -> frozenset[str]:
    if types is None:
        return KINDS if listed is None else frozenset(map(_kind_of, listed.values()))
    return frozenset("number" if name == "integer" else name for name in types)


def _kind_of(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    names = {str: "string", int: "number", float: "number", dict: "object", list: "array"}
    return names.get(type(value), "string")


def _is_of(value: object, atoms: tuple[Part, ...]) -> bool:
    """Whether a number is whole where all must be."""
    is_fraction = isinstance(value, float) and not value.is_integer()
    return not is_fraction or all("number" in schema.types or not schema.types for _, schema in atoms)


def _bounds(keyword: str, schema: Schema) -> tuple[Any, ...]:
    if keyword != "contains":
        return ()
    least, most = (schema.constraints.get(name) for name in ("minContains", "maxContains"))
    return (least if isinstance(least, int) else 1, most if isinstance(most, int) else None)
