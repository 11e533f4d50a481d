"""What may stand at a place: the alternatives of its schemas, each with all that holds for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from apidocs.diff.schemas.conjunction import (
    Choice,
    Conjunction,
    Part,
    atoms_of,
    implied_kinds,
    is_one_way,
    iter_choices,
    stated_types,
)
from apidocs.diff.schemas.constraints import Limits, limits_of
from apidocs.diff.schemas.digests import Digests
from apidocs.diff.schemas.json_values import written
from apidocs.diff.schemas.proofs import Prover
from apidocs.document.document import Location
from apidocs.model.direction import Direction
from apidocs.model.schema.schema import Schema, Schemas

KINDS: Final = frozenset(("null", "boolean", "number", "string", "object", "array"))
BOOLEANS: Final = (False, True)
# Alternatives of one place beyond this number are not told apart: a choice among more is one condition.
MOST_ROWS: Final = 256
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


# The fields of a schema that limit a value by themselves.
LIMITING: Final = (
    *("types", "const", "enum", "constraints", "properties", "pattern_properties", "required"),
    *("additional_properties", "unevaluated_properties", "property_names", "dependent_required"),
    *("dependent_schemas", "items", "prefix_items", "unevaluated_items", "contains", "content_schema"),
    *("not_", "if_"),
)


@dataclass(frozen=True)
class Condition:
    """One more thing that a value must satisfy: the keyword, its schemas, and its names or bounds."""

    keyword: str
    schemas: tuple[Conjunction | None, ...] = ()
    names: tuple[Any, ...] = ()


@dataclass(frozen=True, eq=False)
class Row:
    """One alternative: all that holds when one member is taken of each choice.

    `members` are those taken, the outermost first. `exclusive` are the members of each oneOf: a value
    must satisfy exactly one of them. `unresolved` are choices among too many.
    """

    place: Conjunction
    atoms: tuple[Part, ...]
    members: tuple[Part, ...] = ()
    exclusive: tuple[tuple[Conjunction, ...], ...] = ()
    unresolved: tuple[Condition, ...] = ()


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
        pairs = ((one, other) for one in range(len(places)) for other in range(one))
        return any(
            kinds[one] & kinds[other] and not self.prover.is_apart((places[one], places[other]))
            for one, other in pairs
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
            self._rows[place] = tuple(_Expansion(self._schemas, place).iter_rows())
        return self._rows[place]

    def members(self, cell: Cell) -> Members:
        """Return what a cell says of the members of an object or array."""
        return Members(cell.row.atoms, self)

    def is_nothing(self, place: Conjunction) -> bool:
        """Whether no value is allowed."""
        return not self.cells(place)

    def is_anything(self, place: Conjunction) -> bool:
        """Whether each value is allowed."""
        rows = self.rows(place)
        return any(not row.exclusive and not any(map(_says_something, row.atoms)) for row in rows)

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
        if any(schema.boolean is False for _, schema in row.atoms):
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
        rest = self.members(cell).rest
        return any(schema.boolean is False for _, schema in self.atoms(rest))

    def _iter_conditions(self, row: Row, kind: str) -> Iterator[Condition]:
        for side, schema in row.atoms:
            for keyword, fields in CONDITIONS.items():
                schemas = [getattr(schema, name) for name in fields]
                if schemas[0] is not None and ABOUT.get(keyword, kind) == kind:
                    places = tuple(each and Conjunction.of([(side, each)]) for each in schemas)
                    condition = Condition(keyword, places, _bounds(keyword, schema))
                    if not self._is_trivial(condition):
                        yield condition
            if kind == "object":
                for name, needed in schema.dependent_required.items():
                    if needed:
                        yield Condition("dependentRequired", (), (name, *sorted(set(needed))))
                for name, dependent in schema.dependent_schemas.items():
                    yield Condition("dependentSchemas", (Conjunction.of([(side, dependent)]),), (name,))

    def _is_trivial(self, condition: Condition) -> bool:
        """Whether a condition asks for nothing."""
        first = condition.schemas[0]
        if first is None or condition.keyword == "not":
            return first is None or any(schema.boolean is False for _, schema in self.atoms(first))
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


@dataclass(frozen=True)
class Members:
    """What the schemas of a place say of the members of an object or array."""

    atoms: tuple[Part, ...]
    allowed: Allowed

    @property
    def declared(self) -> dict[str, None]:
        """The names of all properties that a schema describes, hidden ones left out, in order."""
        names = dict.fromkeys(name for _, schema in self.atoms for name in schema.properties)
        return {name: None for name in names if not self.allowed.is_hidden(self._written(name))}

    @property
    def required(self) -> dict[str, None]:
        """The names of all properties that must be there."""
        names = dict.fromkeys(name for _, schema in self.atoms for name in schema.required)
        return {name: None for name in names if not self.allowed.is_hidden(self._written(name))}

    @property
    def patterns(self) -> dict[str, Conjunction]:
        """What is said of properties whose names a pattern tells."""
        found: dict[str, list[Part]] = {}
        for side, schema in self.atoms:
            for pattern, each in schema.pattern_properties.items():
                found.setdefault(pattern, []).append((side, each))
        return {pattern: Conjunction.of(parts) for pattern, parts in found.items()}

    @property
    def others(self) -> Conjunction:
        """What is said of properties that nothing names."""
        parts = [
            (side, schema.additional_properties)
            for side, schema in self.atoms
            if schema.additional_properties is not None
        ]
        return Conjunction.of(parts or self._unevaluated())

    @property
    def prefix(self) -> range:
        """The places of elements that have a schema of their own."""
        return range(max((len(schema.prefix_items) for _, schema in self.atoms), default=0))

    @property
    def rest(self) -> Conjunction:
        """What is said of the elements after those."""
        return self.at(len(self.prefix))

    def at(self, place: int) -> Conjunction:
        """Return what is said of the element at a place."""
        parts: list[Part] = []
        is_said = False
        for side, schema in self.atoms:
            if place < len(schema.prefix_items):
                parts.append((side, schema.prefix_items[place]))
                is_said = True
            elif schema.items is not None:
                parts.append((side, schema.items))
                is_said = True
        if not is_said:
            parts = [
                (side, schema.unevaluated_items)
                for side, schema in self.atoms
                if schema.unevaluated_items is not None and schema.contains is None
            ]
        return Conjunction.of(parts)

    def of(self, name: str) -> Conjunction:
        """Return what is said of a property; one for the other direction only may be anything."""
        if any(name in schema.properties for _, schema in self.atoms) and self.allowed.is_hidden(
            self._written(name)
        ):
            return Conjunction()
        parts: list[Part] = []
        is_said = False
        for side, schema in self.atoms:
            own = [(side, schema.properties[name])] if name in schema.properties else []
            own += [
                (side, each)
                for pattern, each in schema.pattern_properties.items()
                if self.allowed.prover.matches(pattern, name)
            ]
            if not own and schema.additional_properties is not None:
                own = [(side, schema.additional_properties)]
            is_said = is_said or bool(own)
            parts += own
        return Conjunction.of(parts if is_said else self._unevaluated())

    def _written(self, name: str) -> Conjunction:
        return Conjunction.of(
            (side, schema.properties[name]) for side, schema in self.atoms if name in schema.properties
        )

    def _unevaluated(self) -> list[Part]:
        """Return what is said of properties that no other keyword is about.

        JSON Schema 2020-12, core 11.3: what additionalProperties takes counts as evaluated.
        """
        if any(schema.additional_properties is not None for _, schema in self.atoms):
            return []
        return [
            (side, schema.unevaluated_properties)
            for side, schema in self.atoms
            if schema.unevaluated_properties is not None
        ]


class _Expansion:
    """The alternatives of a place: one for each way to take a member of each choice."""

    def __init__(self, schemas: tuple[Schemas, Schemas], place: Conjunction) -> None:
        self._schemas, self._place = schemas, place
        self._taken = dict(place.taken)
        self._exclusive: dict[Choice, tuple[Conjunction, ...]] = {}

    def iter_rows(self) -> Iterator[Row]:
        """Iterate over the alternatives, each once."""
        seen = set()
        for row in self._expand():
            key = (
                frozenset(
                    (side, id(schema)) for side, schema in row.atoms if _says_something((side, schema))
                ),
                row.exclusive,
            )
            if key not in seen:
                seen.add(key)
                yield row

    def _expand(self) -> list[Row]:
        atoms = atoms_of(self._place.parts, self._schemas)
        rows = [Row(self._place, atoms)]
        waiting: list[tuple[Part, str, tuple[Schema, ...], frozenset[int]]] = [
            (atom, *choice, frozenset()) for atom in atoms for choice in iter_choices(atom[1])
        ]
        return self._resolve(rows[0], waiting)

    def _resolve(
        self, row: Row, waiting: list[tuple[Part, str, tuple[Schema, ...], frozenset[int]]]
    ) -> list[Row]:
        """Take each member of the first choice that waits, and so on."""
        done: list[Row] = []
        open_ = [(row, waiting)]
        while open_:
            row, waiting = open_.pop()
            if not waiting:
                done.append(row)
                continue
            (atom, keyword, members, above), *rest = waiting
            side, schema = atom
            choice = (id(schema), keyword)
            ways = len(done) + len(open_) + len(members)
            if ways > MOST_ROWS and choice not in self._taken:
                places = tuple(Conjunction.of([(side, each)]) for each in members)
                unresolved = (*row.unresolved, Condition(keyword, places))
                open_.append((replace(row, unresolved=unresolved), rest))
                continue
            if keyword == "oneOf" and (exclusive := self._exclusive_of(atom, members)):
                row = replace(row, exclusive=(*row.exclusive, exclusive))
            taken = self._taken.get(choice)
            numbers = range(len(members)) if taken is None else [taken]
            for number in reversed(numbers):
                longer = self._with(row, side, members[number], (choice, number), above | {id(schema)})
                if longer is not None:
                    more, found = longer
                    open_.append((more, [*found, *rest]))
        return done

    def _with(
        self, row: Row, side: int, member: Schema, taken: tuple[Choice, int], above: frozenset[int]
    ) -> tuple[Row, list[tuple[Part, str, tuple[Schema, ...], frozenset[int]]]] | None:
        """Add a member to a row, with the choices that it has; None where it only leads back to itself."""
        atoms = atoms_of([(side, member)], self._schemas)
        if any(id(schema) in above for _, schema in atoms):
            return None
        known = {(number, id(schema)) for number, schema in row.atoms}
        fresh = tuple(part for part in atoms if (part[0], id(part[1])) not in known)
        place = replace(row.place, taken=row.place.taken | {taken})
        row = replace(row, place=place, atoms=(*row.atoms, *fresh), members=(*row.members, (side, member)))
        return row, [(part, *choice, above) for part in fresh for choice in iter_choices(part[1])]

    def _exclusive_of(self, atom: Part, members: tuple[Schema, ...]) -> tuple[Conjunction, ...]:
        """Return the members of a oneOf that are not told apart by a discriminator."""
        side, schema = atom
        choice = (id(schema), "oneOf")
        if choice not in self._exclusive:
            is_plain = len(members) > 1 and schema.discriminator is None
            places = tuple(Conjunction.of([(side, member)]) for member in members)
            self._exclusive[choice] = places if is_plain else ()
        return self._exclusive[choice]


def _says_something(part: Part) -> bool:
    """Whether a schema limits a value by itself."""
    _, schema = part
    return schema.boolean is False or any(getattr(schema, name) for name in LIMITING)


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
