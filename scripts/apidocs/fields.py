"""Turns a schema into the rows of its field table: one row for each property at any depth that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from apidocs.document import Location
from apidocs.model.schema import Schema
from apidocs.shape import Direction, Shaper, json_text, type_of

# Rows beyond this are left to the schemas' own pages.
MAX_ROWS: Final = 60


@dataclass(frozen=True)
class TypeName:
    """A type in words, and the component schemas that it names, each at its place."""

    parts: tuple[tuple[str, bool], ...]  # text, whether it is a component's name

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts)


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


class FieldLister:
    """Lists the fields of one document's schemas."""

    def __init__(self, shaper: Shaper) -> None:
        self._shaper = shaper

    def fields(self, schema: Schema, direction: Direction | None = None) -> tuple[Field, ...]:
        """The rows of a table, parents before their members, as deep as MAX_ROWS allows.

        Objects written in place are always opened; a component is opened while its members fit.
        """
        rows: tuple[Field, ...] = ()
        for depth in range(1, 8):
            deeper = tuple(self._iter(schema, "", direction, (), depth))
            if len(deeper) == len(rows) or (rows and len(deeper) > MAX_ROWS):
                break
            rows = deeper
        return rows

    def _iter(
        self, schema: Schema, path: str, direction: Direction | None, inside: tuple[Location, ...], depth: int
    ) -> Iterator[Field]:
        owner, path = self._elements(schema, path)
        if owner.location in inside:
            return
        inside = (*inside, owner.location)
        for name, property_ in self._iter_members(owner):
            merged = self._shaper.merged(property_)
            if hidden(merged, direction):
                continue
            member, member_path = self._elements(property_, f"{path}.{name}" if path else name)
            is_recursive = member.location in inside
            required = (name in owner.required,) if owner.required else ()
            yield Field(f"{path}.{name}" if path else name, self.type_name(property_), required, merged, is_recursive)
            if not is_recursive and depth > 1:
                yield from self._iter(member, member_path, direction, inside, depth - 1)

    def _iter_members(self, owner: Schema) -> Iterator[tuple[str, Schema]]:
        yield from owner.properties.items()
        yield from ((f"/{pattern}/", schema) for pattern, schema in owner.pattern_properties.items())
        if owner.additional_properties is not None and owner.additional_properties.boolean is None:
            yield "<key>", owner.additional_properties
        for alternative in owner.alternatives:
            merged = self._shaper.merged(alternative)
            yield from ((name, found) for name, found in merged.properties.items() if name not in owner.properties)

    def _elements(self, schema: Schema, path: str) -> tuple[Schema, str]:
        """The schema of the innermost elements of an array, with `[]` for each level; others as they are."""
        merged = self._shaper.merged(schema)
        seen = set()
        while merged.items is not None and merged.location not in seen:
            seen.add(merged.location)
            merged, path = self._shaper.merged(merged.items), f"{path}[]"
        return merged, path

    def type_name(self, schema: Schema) -> TypeName:
        """The type in words: `array of Preview`, `string or null`, `one of Cat, Dog`."""
        return TypeName(tuple(self._type_parts(schema, 0)))

    def _type_parts(self, schema: Schema, depth: int) -> Iterator[tuple[str, bool]]:
        merged = self._shaper.merged(schema)
        if merged.name is not None and (depth > 0 or schema is not merged) and type_of(merged) in ("object", "any"):
            yield merged.name, True
        elif merged.alternatives and depth < 3:  # noqa: PLR2004 - deeper nesting reads badly
            yield ("one of " if merged.one_of else "any of "), False
            for index, alternative in enumerate(merged.alternatives):
                yield from [(", ", False)] if index else []
                yield from self._type_parts(alternative, depth + 1)
        elif type_of(merged) == "array" and merged.items is not None and depth < 3:  # noqa: PLR2004
            yield "array of ", False
            yield from self._type_parts(merged.items, depth + 1)
        else:
            named = [name for name in merged.types if name != "null"] or [type_of(merged)]
            yield " or ".join(named), False
        if "null" in merged.types and merged.types != ("null",):
            yield " or null", False


def hidden(schema: Schema, direction: Direction | None) -> bool:
    """Whether a field has no place in this direction (OpenAPI 3.0.4, section 4.7.24: readOnly, writeOnly)."""
    if schema.boolean is False:
        return True
    return (direction == "request" and schema.read_only) or (direction == "response" and schema.write_only)


def constraints_of(schema: Schema) -> tuple[tuple[str, str], ...]:
    """Keyword and value, as JSON but for plain text, of enum, const, default and every constraint."""
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
    return value if isinstance(value, str) else " ".join(json_text(value).split())
