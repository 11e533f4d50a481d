"""Turns a schema into the rows of its field table: one row for each property at any depth that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from apidocs.direction import Direction, is_hidden
from apidocs.document import Location
from apidocs.json_text import compact_json
from apidocs.members import iter_members
from apidocs.model.schema import Schema
from apidocs.shape import Shaper
from apidocs.type_names import TypeName, TypeNamer

__all__ = ["Field", "FieldLister", "TypeName", "constraints_of"]

# Rows beyond this are left to the schemas' own pages.
MAX_ROWS: Final = 60
MAX_DEPTH: Final = 7


@dataclass(frozen=True)
class Field:
    """One property: `path` is how it is reached from the schema, `required` is empty when nothing says."""

    path: str
    type: TypeName
    required: tuple[bool, ...]
    schema: Schema
    is_recursive: bool

    @property
    def constraints(self) -> tuple[tuple[str, str], ...]:
        """Keyword and value of all that narrows the field, in the order of the specification."""
        return constraints_of(self.schema)


@dataclass
class _Row:
    """A field, the schema of the members it has, how they are reached, and what they are inside of."""

    own: Field
    owner: Schema
    path: str
    inside: tuple[Location, ...]
    members: list[_Row]


class FieldLister:
    """Lists the fields of one document's schemas."""

    def __init__(self, shaper: Shaper) -> None:
        self._merged = shaper.merged
        self._namer = TypeNamer(shaper.merger)
        self._known: dict[tuple[int, Direction | None], tuple[Schema, tuple[Field, ...]]] = {}

    def fields(self, schema: Schema, direction: Direction | None = None) -> tuple[Field, ...]:
        """Return the rows of a table, parents before their members, as deep as MAX_ROWS allows.

        The first level is always whole. `[]` in a path stands for the elements of an array, `[0]` for the
        first of a fixed sequence, `<key>` for a property of any name, `/.../` for one of a pattern. Members
        of a field that leads back to a schema it is inside of are not repeated: it is marked recursive.
        """
        merged = self._merged(schema)
        key = (id(merged), direction)
        if key in self._known:
            return self._known[key][1]
        found = self._listed(merged, direction)
        if merged.name is not None:
            self._known[key] = (merged, found)
        return found

    def _listed(self, schema: Schema, direction: Direction | None) -> tuple[Field, ...]:
        owner, path = self._elements(schema, "")
        top = list(self._iter_rows(owner, path, direction, ()))
        level, count = top, len(top)
        for _ in range(1, MAX_DEPTH):
            deeper = self._deeper(level, direction, MAX_ROWS - count)
            if not deeper:
                break
            for row, members in zip(level, deeper, strict=True):
                row.members = members
            level = [member for members in deeper for member in members]
            count += len(level)
        return tuple(_iter_fields(top))

    def _deeper(self, level: Sequence[_Row], direction: Direction | None, room: int) -> list[list[_Row]]:
        """Return the members of each row; nothing when there are none, or more than there is room for."""
        found: list[list[_Row]] = []
        count = 0
        for row in level:
            found.append([])
            if row.own.is_recursive:
                continue
            for member in self._iter_rows(row.owner, row.path, direction, row.inside):
                found[-1].append(member)
                count += 1
                if count > room:
                    return []
        return found if count else []

    def _iter_rows(
        self, owner: Schema, path: str, direction: Direction | None, inside: tuple[Location, ...]
    ) -> Iterator[_Row]:
        inside = (*inside, owner.location)
        for name, property_ in iter_members(owner, self._merged):
            merged = self._merged(property_)
            if is_hidden(merged, direction):
                continue
            own_path = name if not path or name.startswith("[") else f"{path}.{name}"
            own_path = path + name if name.startswith("[") else own_path
            member, member_path = self._elements(property_, own_path)
            required = (name in owner.required,) if owner.required else ()
            is_recursive = member.location in inside
            row = Field(own_path, self._namer.type_name(property_), required, merged, is_recursive)
            yield _Row(row, member, member_path, inside, [])

    def _elements(self, schema: Schema, path: str) -> tuple[Schema, str]:
        """Return the schema of an array's innermost elements, `[]` for each level; others as they are."""
        merged = self._merged(schema)
        seen = set()
        while merged.items is not None and merged.location not in seen:
            seen.add(merged.location)
            merged, path = self._merged(merged.items), f"{path}[]"
        return merged, path

    def type_name(self, schema: Schema) -> TypeName:
        """Return the type in words."""
        return self._namer.type_name(schema)


def _iter_fields(rows: Sequence[_Row]) -> Iterator[Field]:
    for row in rows:
        yield row.own
        yield from _iter_fields(row.members)


def constraints_of(schema: Schema) -> tuple[tuple[str, str], ...]:
    """Return keyword and value, as JSON but for plain text, of enum, const, default and every constraint."""
    values: list[tuple[str, Any]] = []
    if schema.enum is not None:
        values.append(("enum", schema.enum))
    values += [("const", value) for value in schema.const]
    values += [("default", value) for value in schema.default]
    values += schema.constraints.items()
    values += [("readOnly", True)] * schema.read_only + [("writeOnly", True)] * schema.write_only
    return tuple((keyword, _written(value)) for keyword, value in values)


def _written(value: Any) -> str:  # noqa: ANN401 - a JSON value
    if isinstance(value, tuple):
        return ", ".join(_written(element) for element in value)
    return value if isinstance(value, str) else compact_json(value)
