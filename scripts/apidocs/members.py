"""Turns an object's schema into all properties it may have: its own, those of any name, its alternatives'."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from apidocs.model.schema import Schema

Merged = Callable[[Schema], Schema]


def iter_members(owner: Schema, merged: Merged) -> Iterator[tuple[str, Schema]]:
    """Iterate over name and schema of each member of a merged schema, each name once.

    `/pattern/` stands for patternProperties, `<key>` for additionalProperties, `[0]` for an element of
    prefixItems. A property that several alternatives have, each in its own way, is any of these.
    """
    yield from owner.properties.items()
    yield from ((f"/{pattern}/", schema) for pattern, schema in owner.pattern_properties.items())
    for extra in (owner.additional_properties, owner.unevaluated_properties):
        if extra is not None and extra.boolean is None:
            yield "<key>", extra
            break
    yield from ((f"[{index}]", schema) for index, schema in enumerate(owner.prefix_items))
    for name, schemas in _of_alternatives(owner, merged).items():
        if name not in owner.properties:
            yield name, _any_of(schemas, merged)


def _of_alternatives(owner: Schema, merged: Merged) -> dict[str, list[Schema]]:
    """Return the properties of every alternative at any depth, by name; one that leads back ends there."""
    found: dict[str, list[Schema]] = {}
    seen = {owner.location}
    waiting = [merged(schema) for schema in _alternatives(owner)]
    while waiting:
        alternative = waiting.pop(0)
        if alternative.location in seen:
            continue
        seen.add(alternative.location)
        for name, schema in alternative.properties.items():
            found.setdefault(name, []).append(schema)
        waiting[:0] = [merged(schema) for schema in _alternatives(alternative)]
    return found


def _alternatives(schema: Schema) -> Iterator[Schema]:
    for chooses in (schema, *schema.choices):
        yield from chooses.alternatives


def _any_of(schemas: list[Schema], merged: Merged) -> Schema:
    different = [merged(schema) for schema in {id(schema): schema for schema in schemas}.values()]
    if len(different) == 1:
        return schemas[0]
    shared = {
        keyword: value
        for keyword, value in different[0].constraints.items()
        if all(schema.constraints.get(keyword) == value for schema in different)
    }
    return Schema(
        different[0].location,
        any_of=tuple(different),
        enum=_all_values(different),
        constraints=shared,
        description=next((found.description for found in different if found.description is not None), None),
    )


def _all_values(schemas: list[Schema]) -> tuple[Any, ...] | None:
    """Return every value of the enums and consts, when each schema has one: the words of a discriminator."""
    values = [schema.enum if schema.enum is not None else schema.const for schema in schemas]
    return (
        tuple({repr(value): value for group in values for value in group}.values()) if all(values) else None
    )
