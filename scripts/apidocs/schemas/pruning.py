"""Tells which properties have a place in a request, and which in a response."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from apidocs.model.direction import Direction, is_hidden
from apidocs.model.schema.schema import Schema
from apidocs.schemas.members import Merged, iter_leaves


def pruned(
    value: Any,  # noqa: ANN401 - a JSON value
    schema: Schema,
    direction: Direction | None,
    merged: Merged,
) -> Any:  # noqa: ANN401 - a JSON value
    """Return an authored value without the properties that have no place in the direction.

    A property that several alternatives know goes only where all of them hide it.
    """
    if direction is None or not isinstance(value, (dict, list)):
        return value
    owners = [schema, *(leaf.schema for leaf in iter_leaves(schema, merged))]
    if isinstance(value, list):
        return [
            _pruned_by(element, _element_schemas(owners, index, merged), direction, merged)
            for index, element in enumerate(value)
        ]
    found = {}
    for name, member in value.items():
        known = [merged(each) for owner in owners for each in _property_schemas(owner, name)]
        if not known or not all(is_hidden(each, direction) for each in known):
            found[name] = _pruned_by(member, known, direction, merged)
    return found


def in_direction(schema: Schema, direction: Direction | None, merged: Merged) -> Schema:
    """Return a merged schema whose examples and default hold only what has a place in the direction."""
    if not any(isinstance(value, (dict, list)) for value in (*schema.examples, *schema.default)):
        return schema
    examples, default = (
        tuple(pruned(value, schema, direction, merged) for value in values)
        for values in (schema.examples, schema.default)
    )
    return replace(schema, examples=examples, default=default)


def _pruned_by(value: Any, schemas: Iterable[Schema], direction: Direction, merged: Merged) -> Any:  # noqa: ANN401
    for schema in schemas:
        value = pruned(value, schema, direction, merged)
    return value


def _element_schemas(owners: Iterable[Schema], index: int, merged: Merged) -> Iterator[Schema]:
    for owner in owners:
        if index < len(owner.prefix_items):
            yield merged(owner.prefix_items[index])
        elif owner.items is not None:
            yield merged(owner.items)


def _property_schemas(owner: Schema, name: str) -> Iterator[Schema]:
    """Iterate over what a schema says of a property: by its name, else by patterns, else of all others."""
    if name in owner.properties:
        yield owner.properties[name]
        return
    yield from owner.pattern_properties.values()
    for extra in (owner.additional_properties, owner.unevaluated_properties):
        if extra is not None and extra.boolean is None:
            yield extra
