"""Which properties have a place in a request, and which in a response."""

from __future__ import annotations

from typing import Literal

from apidocs.model.schema.schema import Schema

Direction = Literal["request", "response"]


def is_hidden(schema: Schema, direction: Direction | None) -> bool:
    """Whether a value has no place here: readOnly in a request, writeOnly in a response, or forbidden.

    OpenAPI 3.0.4, section 4.7.24: such a property should not be sent, and `required` does not ask for it.
    """
    return schema.boolean is False or is_one_way(schema, direction)


def is_one_way(schema: Schema, direction: Direction | None) -> bool:
    """Whether a value is only for the other direction."""
    return (direction == "request" and schema.read_only) or (direction == "response" and schema.write_only)
