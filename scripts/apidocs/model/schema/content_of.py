"""What a schema says, wherever it stands: a value by which two schemas can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, Final

from apidocs.model.schema.schema import EMPTY, Schema

Content = tuple[tuple[str, Any], ...]

# Where a schema stands, and what it is called.
ELSEWHERE: Final = frozenset({"location", "reference", "name", "template", "is_bare", "choices_left_out"})
# What an empty schema says.
NOTHING: Final[Content] = ()
# Schemas inside each other that are compared; what lies deeper counts as different at another place.
DEEPEST: Final = 20
_NAMES: Final = tuple(field.name for field in fields(Schema) if field.name not in ELSEWHERE)


@lru_cache(maxsize=8192)
def content_of(schema: Schema, depth: int = 0) -> Content:
    """Return all that a schema says; what it refers to by the place that the `$ref` leads to.

    A merged schema that has a name stands for its component, beside which only its words may differ.
    """
    found: list[tuple[str, Any]] = []
    if depth > DEEPEST:
        return (("place", schema.location),)
    if schema.reference is not None or schema.name is not None:
        found.append(("place", schema.reference or schema.location))
    for name in _NAMES:
        value = getattr(schema, name)
        if value is not None and value is not False and value != () and value is not EMPTY:
            is_own = schema.name is None or not _has_schemas(value)
            if is_own:
                found.append((name, _content(value, depth)))
    return tuple(found)


def _has_schemas(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(isinstance(member, Schema) for member in value.values())
    if isinstance(value, tuple):
        return any(isinstance(member, Schema) for member in value)
    return isinstance(value, Schema)


def _content(value: Any, depth: int) -> Any:  # noqa: ANN401 - what a field of a schema holds
    if isinstance(value, Schema):
        return content_of(value, depth + 1)
    if isinstance(value, Mapping):
        return tuple((key, _content(member, depth)) for key, member in value.items())
    if isinstance(value, (tuple, list)):
        return tuple(_content(member, depth) for member in value)
    return repr(value)
