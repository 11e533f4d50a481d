"""Values at the edges of a schema: its constants, its bounds and one beyond, members left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from support.schema_pairs.described import PREFIX, Described, mapping_of
from support.schema_pairs.draw import NAMES

Json = Any
# Values that are tried for a schema, and of a part of one.
MOST_VALUES = 400
SINGLE = ("not", "if", "then", "else", "contains", "unevaluatedItems")


def values_of(described: Described) -> list[Json]:
    """Return values near a schema, and each two objects of them as one."""
    found = _Values(described.components).near(described.schema, 3)
    objects_ = [value for value in found if isinstance(value, dict)][:12]
    return [*found, *({**one, **other} for one in objects_ for other in objects_)]


class _Values:
    def __init__(self, components: dict[str, Json]) -> None:
        self._components = components

    def near(self, schema: Json, depth: int) -> list[Json]:
        found: list[Json] = [None, True, False, 0, 1, "", "ab", {}, []]
        if not isinstance(schema, dict):
            return found
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(PREFIX)
            return [*found, *(self.near(self._components[name], depth - 1) if depth else [])]
        found += [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
        for value in schema.values():
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                found += [value, value + 1, value - 1, value + 0.5]
                found += ["a" * int(max(value, 0)), "9" * int(max(value, 0) + 1)]
        found += ["abc", "b", "9"] if "pattern" in schema else []
        if depth:
            for member in _members(schema):
                found += self.near(member, depth - 1)
            found += self._kinds(schema)
            found += self._objects(schema, depth)
            found += self._arrays(schema, depth)
        return _distinct(found)

    def _kinds(self, schema: Json) -> Iterator[Json]:
        """Iterate over objects of the alternatives that a discriminator tells, with its values."""
        if "discriminator" not in schema:
            return
        name = schema["discriminator"]["propertyName"]
        for value, target in mapping_of(schema).items():
            for near in self.near({"$ref": target}, 2):
                if isinstance(near, dict):
                    yield {**near, name: value}

    def _objects(self, schema: Json, depth: int) -> Iterator[Json]:
        parts = [schema.get("additionalProperties"), schema.get("unevaluatedProperties")]
        parts += [*schema.get("patternProperties", {}).values()]
        others = [value for part in parts if part is not None for value in self.near(part, depth - 1)]
        yield from ({name: value} for value in others for name in NAMES[::2])
        yield from ({name: 1} for name in (*NAMES, "abc", "9") if "propertyNames" in schema)
        if "dependentRequired" in schema or "dependentSchemas" in schema:
            yield from ({name: 1, other: "x"} for name in NAMES for other in NAMES)
        for member in schema.get("dependentSchemas", {}).values():
            yield from self.near(member, depth - 1)
        properties = dict.fromkeys((*schema.get("properties", {}), *schema.get("required", ())))
        near = {name: self.near(schema.get("properties", {}).get(name, {}), depth - 1) for name in properties}
        if not near:
            return
        rests: list[Json] = [{}]
        for name, values in near.items():
            rests = [{**rest, name: value} for rest in rests[:6] for value in values[:12]]
        yield from rests[:40]
        whole = rests[0]
        for name, values in near.items():
            for rest in rests[:8]:
                yield {key: value for key, value in rest.items() if key != name}
                yield from ({**rest, name: value} for value in values)
            yield {name: values[0]}
        yield from ({**whole, extra: value} for extra in NAMES for value in ("x", 1, *others[:20]))

    def _arrays(self, schema: Json, depth: int) -> Iterator[Json]:
        keywords = ("items", "contains", "unevaluatedItems")
        members = [*schema.get("prefixItems", ()), *(schema[each] for each in keywords if each in schema)]
        values = [value for member in members for value in self.near(member, depth - 1)]
        if members:
            yield from ([value] for value in values)
            yield from ([value, value] for value in values)
            yield from ([value, other] for value, other in pairwise(values))
            yield from ([value] * 3 for value in values[:4])


def _members(schema: Json) -> Iterator[Json]:
    for keyword in ("anyOf", "oneOf", "allOf"):
        yield from schema.get(keyword, ())
    yield from (schema[keyword] for keyword in SINGLE if keyword in schema)


def _distinct(values: list[Json]) -> list[Json]:
    seen: dict[str, Json] = {}
    for value in values:
        seen.setdefault(repr(value), value)
    return list(seen.values())[:MOST_VALUES]
