"""The JSON types of values and of what schemas allow."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Final

from apidocs.model.schema.schema import Schema

# What a keyword says of the type when `type` is not written.
IMPLIED_TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("format", "minLength", "maxLength", "pattern"), "string"),
    **dict.fromkeys(("contentEncoding", "contentMediaType"), "string"),
    **dict.fromkeys(("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"), "number"),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems", "minContains", "maxContains"), "array"),
    **dict.fromkeys(("minProperties", "maxProperties"), "object"),
}
# The JSON type of each Python type a parsed value has; a boolean is asked for before an integer.
JSON_TYPES: Final = ((bool, "boolean"), (str, "string"), (dict, "object"), (list, "array"), (float, "number"))


def json_type(value: object) -> str:
    """Return the name of a JSON value's type."""
    if value is None:
        return "null"
    return next((name for type_, name in JSON_TYPES if isinstance(value, type_)), "integer")


def has_type(value: object, types: tuple[str, ...]) -> bool:
    """Whether a JSON value is of one of the types; an empty list of types allows all."""
    name = json_type(value)
    if not types or name in types:
        return True
    is_whole = isinstance(value, float) and value.is_integer()
    return ("number" in types and name == "integer") or ("integer" in types and is_whole)


def type_of(schema: Schema) -> str:
    """Return the first type that is not null; where no type is written, what the other keywords imply."""
    if schema.types:
        return next((name for name in schema.types if name != "null"), "null")
    if schema.properties or schema.pattern_properties or schema.required:
        return "object"
    if schema.additional_properties is not None:
        return "object"
    if schema.items is not None or schema.prefix_items:
        return "array"
    written = (*schema.const, *(schema.enum or ()))
    values = (json_type(value) for value in sorted(written, key=lambda value: value is None))
    implied = (IMPLIED_TYPES[keyword] for keyword in schema.constraints if keyword in IMPLIED_TYPES)
    return next(chain(values, implied), "any")


def is_named(schema: Schema) -> bool:
    """Whether a component of this kind is called by its name; others are called by their type."""
    return bool(schema.alternatives) or type_of(schema) in ("object", "any")
