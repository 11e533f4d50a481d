"""Turns a schema into what it means for a client, however it is written and in whichever version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from apidocs.diff.values import written
from apidocs.direction import Direction, is_hidden
from apidocs.document import Location
from apidocs.model.merged import Merger
from apidocs.model.narrowed import CONTAINS_BOUNDS
from apidocs.model.schema import Discriminator, Schema, Schemas

ANY: Final = Schema(Location("", ""))
EVERY_TYPE: Final = frozenset({"string", "number", "integer", "boolean", "object", "array"})
# A schema without `type` is meant to be of the type that its keywords speak of.
IMPLIED: Final = (
    ("object", ("properties", "pattern_properties", "required", "additional_properties")),
    ("array", ("items", "prefix_items")),
)
# The conditions that each part of an allOf may have its own of, and the fields of one.
REPEATED: Final[Mapping[str, tuple[str, ...]]] = {
    "contains": ("contains",),
    "not": ("not_",),
    "if": ("if_", "then", "else_"),
}
# What is said about a value in words only; two schemas that differ in nothing else are the same contract.
WORDS: Final = frozenset(
    {"location", "name", "title", "description", "examples", "external_docs", "extensions", "deprecated"}
)


@dataclass(frozen=True, eq=False)
class Normal:
    """A merged schema as one side of a comparison; `types` and `enum` are without null.

    A constraint has several values where the parts of an allOf each have one that no other stands for.
    """

    schema: Schema
    types: frozenset[str]
    is_nullable: bool
    enum: Mapping[str, Any] | None
    constraints: Mapping[str, tuple[Any, ...]]
    properties: Mapping[str, Schema]
    required: frozenset[str]
    is_closed: bool

    @property
    def is_any(self) -> bool:
        """Whether every type is allowed."""
        return self.types == EVERY_TYPE


class Normalizer:
    """Makes the normal forms of one side's schemas and remembers what takes long."""

    def __init__(self, schemas: Schemas) -> None:
        self._merger = Merger(schemas)
        self._alone: dict[int, tuple[Schema, Schema]] = {}  # by id; the first value keeps the key alive
        self._choices: dict[int, tuple[Schema, tuple[Schema, ...]]] = {}
        self._branches: dict[int, tuple[Schema, tuple[Schema, ...]]] = {}

    def merged(self, schema: Schema) -> Schema:
        """Follow the schema's `$ref` and merge its allOf; the same schema gives the same value.

        What builds on a schema is none of its alternatives here: a value may be of the schema alone.
        """
        merged = self._merger.merged(schema)
        if merged.discriminator is None or not merged.discriminator.has_heirs:
            return merged
        if id(merged) not in self._alone:
            self._alone[id(merged)] = (merged, _without_heirs(merged, merged.discriminator))
        return self._alone[id(merged)][1]

    def normal(self, schema: Schema, direction: Direction | None) -> Normal:
        """Make the normal form; a property that has no place in the direction is left out."""
        found = self.merged(schema)
        enum = None if _enum(found) is None else {written(value): value for value in _enum(found) or ()}
        types = _types(found, enum)
        nullable = "null" in found.types if found.types else enum is None or "null" in enum
        properties = self._properties(found, direction)
        return Normal(
            found,
            types,
            nullable,
            None if enum is None else {key: value for key, value in enum.items() if key != "null"},
            _constraints(found),
            properties,
            frozenset(name for name in found.required if name in properties),
            any(_is_false(each) for each in (found.additional_properties, found.unevaluated_properties)),
        )

    def choices(self, schema: Schema) -> tuple[Schema, ...]:
        """Return the schema once for each choice that its parts offer, with this choice only."""
        if not schema.choices:
            return (schema,)
        if id(schema) not in self._choices:
            every = (schema, *schema.choices)
            found = (replace(schema, one_of=each.one_of, any_of=each.any_of, choices=()) for each in every)
            self._choices[id(schema)] = (schema, tuple(found))
        return self._choices[id(schema)][1]

    def branches(self, schema: Schema) -> tuple[Schema, ...]:
        """Return the alternatives, each with what the schema says of all; itself when it offers no choice.

        An alternative that is only null makes the others nullable.
        """
        if not schema.one_of and not schema.any_of:
            return (schema,)
        if id(schema) not in self._branches:
            self._branches[id(schema)] = (schema, tuple(self._iter_branches(schema)))
        return self._branches[id(schema)][1]

    def _properties(self, schema: Schema, direction: Direction | None) -> Mapping[str, Schema]:
        names = dict.fromkeys((*schema.properties, *schema.required))
        every = {name: schema.properties.get(name, ANY) for name in names}
        return {name: each for name, each in every.items() if not is_hidden(self.merged(each), direction)}

    def _iter_branches(self, schema: Schema) -> Iterator[Schema]:
        own = replace(schema, one_of=(), any_of=(), discriminator=None)
        alternatives = [self.merged(each) for each in (*schema.one_of, *schema.any_of)]
        rest = [each for each in alternatives if not _is_null(each)]
        for alternative in rest:
            whole = alternative if _says_nothing(own) else self._both(own, alternative)
            yield _with_null(whole) if len(rest) < len(alternatives) else whole

    def _both(self, own: Schema, alternative: Schema) -> Schema:
        whole = self.merged(Schema(alternative.location, all_of=(own, alternative)))
        return replace(whole, location=alternative.location, name=alternative.name)


def repeated(schema: Schema, keyword: str) -> list[Schema]:
    """Return what holds a condition of this kind: the merged schema, and what it kept of its parts."""
    return [each for each in (schema, *schema.conditions) if getattr(each, REPEATED[keyword][0]) is not None]


def _without_heirs(schema: Schema, discriminator: Discriminator) -> Schema:
    """Take out the choice of heirs; one of them does not itself say which others there are."""
    heirs = {*discriminator.mapping.values()}
    if not all(each.reference in heirs for each in schema.one_of):
        return schema
    choices = tuple(each for each in schema.choices if each.discriminator != discriminator)
    return replace(
        schema, one_of=(), choices=choices, discriminator=schema.discriminator if schema.one_of else None
    )


def _types(schema: Schema, enum: Mapping[str, Any] | None) -> frozenset[str]:
    types = {name for name in schema.types if name != "null"}
    if schema.boolean is False or (schema.types and not types):
        return frozenset()
    if not types and enum is not None:
        types = {_type_of(value) for value in enum.values() if value is not None}
    if not types:
        types = {name for name, fields in IMPLIED if any(getattr(schema, field) for field in fields)}
    return frozenset(types | {"integer"} if "number" in types else types) or EVERY_TYPE


def _type_of(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    names = {str: "string", int: "integer", float: "number", dict: "object", list: "array"}
    return names.get(type(value), "string")


def _enum(schema: Schema) -> tuple[Any, ...] | None:
    """Return the values a schema is limited to; `const` is an enum of one (JSON Schema 2020-12, 6.1.3)."""
    return schema.const or schema.enum


def _constraints(schema: Schema) -> Mapping[str, tuple[Any, ...]]:
    found = {keyword: [value] for keyword, value in _own_constraints(schema).items()}
    for holder in schema.conditions:
        for keyword, value in holder.constraints.items() if holder.contains is None else ():
            found.setdefault(keyword, []).append(value)
    return {keyword: tuple(sorted(values, key=written)) for keyword, values in found.items()}


def _own_constraints(schema: Schema) -> Mapping[str, Any]:
    """Write 3.1's ways to say binary as 3.0's, and leave out what limits nothing."""
    found = dict(schema.constraints)
    if len(repeated(schema, "contains")) > 1:
        found = {key: value for key, value in found.items() if key not in CONTAINS_BOUNDS}
    encoding, media_type = found.pop("contentEncoding", None), found.pop("contentMediaType", None)
    if encoding == "base64" and "format" not in found:
        found["format"] = "byte"
    elif encoding is not None:
        found["contentEncoding"] = encoding
    if media_type == "application/octet-stream" and encoding is None:
        found.setdefault("format", "binary")
    elif media_type is not None:
        found["contentMediaType"] = media_type
    nothing = {"minLength": 0, "minItems": 0, "minProperties": 0, "uniqueItems": False}
    return {key: value for key, value in found.items() if key not in nothing or value != nothing[key]}


def _is_false(schema: Schema | None) -> bool:
    return schema is not None and schema.boolean is False


def _is_null(schema: Schema) -> bool:
    return schema.types == ("null",) or (_enum(schema) == (None,) and not schema.types)


def _with_null(schema: Schema) -> Schema:
    if not schema.types or "null" in schema.types:
        return schema
    return replace(schema, types=(*schema.types, "null"))


def _says_nothing(schema: Schema) -> bool:
    """Whether nothing of a schema limits a value."""
    fields = [field for field in Schema.__slots__ if field not in WORDS]
    return all(getattr(schema, field) == getattr(ANY, field) for field in fields)
