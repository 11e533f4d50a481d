"""A schema with the components that it refers to, as OpenAPI and as plain JSON Schema."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = Any
PREFIX = "#/components/schemas/"
SINGLE = (
    *("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else"),
    *("unevaluatedProperties", "unevaluatedItems"),
)
LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
MAPPINGS = ("properties", "patternProperties", "dependentSchemas")


@dataclass
class Described:
    """A schema and its components, in a version of OpenAPI."""

    schema: Json
    components: dict[str, Json] = field(default_factory=dict)
    version: str = "3.1.0"

    def copied(self) -> Described:
        """Return a copy that can be edited."""
        return copy.deepcopy(self)

    def places(self) -> list[Json]:
        """Return all schemas that can be edited."""
        return [place for whole in (self.schema, *self.components.values()) for place in iter_places(whole)]

    def plain(self) -> Json:
        """Return plain JSON Schema of the same values: discriminators and `nullable` written out."""
        definitions = {name: self._plain(each) for name, each in self.components.items()}
        return {"allOf": [self._plain(self.schema)], "components": {"schemas": definitions}}

    def _plain(self, schema: Json) -> Json:
        if not isinstance(schema, dict):
            return schema
        found = {key: copy.deepcopy(value) for key, value in schema.items() if key != "format"}
        for keyword in found.keys() & {*SINGLE}:
            found[keyword] = self._plain(found[keyword])
        for keyword in found.keys() & {*LISTS}:
            found[keyword] = [self._plain(member) for member in found[keyword]]
        for keyword in found.keys() & {*MAPPINGS}:
            found[keyword] = {name: self._plain(member) for name, member in found[keyword].items()}
        if "discriminator" in found:
            _write_discriminator_out(found)
        if found.pop("nullable", False) and "type" in found:
            found["type"] = [found["type"], "null"]
        if self.version.startswith("3.0"):
            _write_exclusive_bounds_out(found)
        return found


def iter_places(schema: Json) -> Iterator[Json]:
    """Iterate over a schema and all below it; a bare reference cannot be edited."""
    if not isinstance(schema, dict):
        return
    if "$ref" not in schema:
        yield schema
    for keyword in SINGLE:
        yield from iter_places(schema.get(keyword))
    for keyword in LISTS:
        for member in schema.get(keyword, ()):
            yield from iter_places(member)
    for keyword in MAPPINGS:
        for member in schema.get(keyword, {}).values():
            yield from iter_places(member)


def mapping_of(schema: Json) -> dict[str, str]:
    """Return the values of a discriminator and the references that they stand for, implicit ones too."""
    mapping = dict(schema["discriminator"].get("mapping", {}))
    references = [member["$ref"] for member in schema.get("oneOf", schema.get("anyOf", ()))]
    implicit = {each.removeprefix(PREFIX): each for each in references if each not in mapping.values()}
    return {**implicit, **mapping}


def _write_discriminator_out(schema: Json) -> None:
    """Let each value lead to its schema only."""
    mapping = mapping_of(schema)
    name = schema.pop("discriminator")["propertyName"]
    for keyword in ("oneOf", "anyOf"):
        schema.pop(keyword, None)
    schema["anyOf"] = [
        {"allOf": [{"$ref": target}, {"required": [name], "properties": {name: {"const": value}}}]}
        for value, target in mapping.items()
    ]


def _write_exclusive_bounds_out(schema: Json) -> None:
    for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if schema.pop(exclusive, False) and inclusive in schema:
            schema[exclusive] = schema.pop(inclusive)
