"""Short texts that are the same for two schemas that say the same of a value."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from apidocs.diff.schemas.conjunction import Choice, Conjunction, atoms_of, iter_choices
from apidocs.diff.schemas.json_values import written
from apidocs.document.document import Location
from apidocs.model.schema.schema import Schema, Schemas

# How deep a schema is looked into; what differs only below is told by comparing what is there.
DEPTH: Final = 6
# Fields that hold one schema, several whose order says nothing, and several by name.
SINGLE: Final = (
    *("additional_properties", "unevaluated_properties", "property_names", "items", "unevaluated_items"),
    *("contains", "content_schema", "not_", "if_", "then", "else_"),
)
MAPPINGS: Final = ("properties", "pattern_properties", "dependent_schemas")
LISTS: Final = ("types", "required")

NOTHING: Final = Schema(Location("", ""))


class Digests:
    """The digests of both sides' schemas, made once each."""

    def __init__(self, schemas: tuple[Schemas, Schemas]) -> None:
        self._schemas = schemas
        self._known: dict[tuple[int, int, int], str] = {}
        self._kept: list[Schema] = []  # so that no id is used twice

    def of(self, place: Conjunction) -> str:
        """Return the digest of a place."""
        taken = dict(place.taken)
        if not taken and len(place.parts) == 1 and place.kind is None:
            return self._schema(*place.parts[0], DEPTH)
        parts = {
            _hash(self._parts(side, schema, DEPTH, taken))
            for side, schema in _iter_choosing(place, self._schemas)
        }
        empty = _hash(self._parts(0, NOTHING, DEPTH, taken))
        return _hash([sorted(parts - {empty}), place.kind])

    def _schema(self, side: int, schema: Schema, depth: int) -> str:
        while schema.reference is not None and schema.is_bare:
            schema = self._schemas[side][schema.reference]
        key = (side, id(schema), depth)
        if key not in self._known:
            self._known[key] = ""
            self._kept.append(schema)
            self._known[key] = _hash(self._parts(side, schema, depth))
        return self._known[key]

    def _parts(
        self, side: int, schema: Schema, depth: int, taken: Mapping[Choice, int] | None = None
    ) -> object:
        """Write what a schema says; of one whose members are `taken` and written beside it, only the rest."""
        if depth == 0:
            return sorted(schema.types)

        def of(other: Schema) -> str:
            return self._schema(side, other, depth - 1)

        found: dict[str, Any] = {}
        if taken is None:
            reference = () if schema.reference is None else (self._schemas[side][schema.reference],)
            found["allOf"] = sorted(map(of, (*reference, *schema.all_of)))
        for keyword, members in iter_choices(schema):
            if taken is None or (id(schema), keyword) not in taken:
                found[keyword] = sorted(map(of, members))
        for name in SINGLE:
            single = getattr(schema, name)
            found[name] = None if single is None else of(single)
        for name in MAPPINGS:
            mapping: Mapping[str, Schema] = getattr(schema, name)
            found[name] = {key: of(each) for key, each in mapping.items()}
        for name in LISTS:
            found[name] = sorted(set(getattr(schema, name)))
        enum = schema.enum if schema.const == () else (schema.enum, *schema.const)
        return [
            found,
            [of(each) for each in schema.prefix_items],
            None if enum is None else sorted(map(written, enum)),
            dict(schema.constraints),
            {key: sorted(names) for key, names in schema.dependent_required.items()},
            [schema.boolean, schema.read_only, schema.write_only],
        ]


def _iter_choosing(place: Conjunction, schemas: tuple[Schemas, Schemas]) -> list[tuple[int, Schema]]:
    found = list(atoms_of(place.parts, schemas))
    taken = dict(place.taken)
    for side, schema in found:
        for keyword, members in iter_choices(schema):
            number = taken.get((id(schema), keyword))
            if number is not None:
                known = {id(each) for _, each in found}
                found += [
                    part for part in atoms_of([(side, members[number])], schemas) if id(part[1]) not in known
                ]
    return found


def _hash(value: object) -> str:
    return hashlib.sha256(written(value).encode()).hexdigest()[:16]
