"""Tells which properties have a place in a request, and which in a response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from apidocs.model.schema import Schema

Direction = Literal["request", "response"]


def is_hidden(schema: Schema, direction: Direction | None) -> bool:
    """Whether a value has no place here: readOnly in a request, writeOnly in a response, or forbidden.

    OpenAPI 3.0.4, section 4.7.24: such a property should not be sent, and `required` does not ask for it.
    """
    return schema.boolean is False or is_one_way(schema, direction)


def is_one_way(schema: Schema, direction: Direction | None) -> bool:
    """Whether a value is only for the other direction."""
    return (direction == "request" and schema.read_only) or (direction == "response" and schema.write_only)


def pruned(
    value: Any,  # noqa: ANN401 - a JSON value
    schema: Schema,
    direction: Direction | None,
    merged: Callable[[Schema], Schema],
) -> Any:  # noqa: ANN401 - a JSON value
    """Return an authored value without the properties that have no place in the direction."""
    if direction is None or not isinstance(value, (dict, list)):
        return value
    if isinstance(value, list):
        items = None if schema.items is None else merged(schema.items)
        return value if items is None else [pruned(element, items, direction, merged) for element in value]
    found = {}
    for name, member in value.items():
        property_ = schema.properties.get(name)
        inner = None if property_ is None else merged(property_)
        if inner is None:
            found[name] = member
        elif not is_hidden(inner, direction):
            found[name] = pruned(member, inner, direction, merged)
    return found
