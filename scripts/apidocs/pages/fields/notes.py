"""What narrows the values of a schema, in words: `1 to 8 characters`, `greater than 0`, `default 20`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from apidocs.model.schema.schema import Schema
from apidocs.pages.writers import Writer
from apidocs.schemas.constraints import Constraint, constraints_of

# Pairs of keywords that are said together, and how their texts begin.
BOUNDS: Final = {
    ("minLength", "maxLength"): "length",
    ("minItems", "maxItems"): "items",
    ("minProperties", "maxProperties"): "properties",
    ("minimum", "maximum"): "value",
}
NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
# Keywords whose value is part of a text.
VALUED: Final = {
    "const": "const",
    "default": "default",
    "example": "example",
    "exclusiveMaximum": "below",
    "exclusiveMinimum": "above",
    "multipleOf": "multiple_of",
    "pattern": "pattern",
}
# Keywords that are true, and say all by that.
FLAGS: Final = {"readOnly": "read_only", "uniqueItems": "unique", "writeOnly": "write_only"}


def iter_notes(
    schema: Schema, writer: Writer, *, without: Constraint | None = None
) -> Iterator[Markup | str]:
    """Say each keyword that narrows a merged schema, but for the values of an enum."""
    pairs = [
        pair for pair in constraints_of(schema) if pair != without and not (pair[0] == "enum" and schema.enum)
    ]
    values = dict(pairs)
    is_once = len(values) == len(pairs)
    for keyword, value in pairs:
        bounds = next((bounds for bounds in BOUNDS if keyword in bounds), None) if is_once else None
        if bounds is None or not _are_fit(bounds, values):
            yield _said(keyword, value, writer)
        elif keyword == bounds[0] or bounds[0] not in values:
            yield _range(BOUNDS[bounds], values.get(bounds[0]), values.get(bounds[1]), writer)


def _said(keyword: str, value: str, writer: Writer) -> Markup | str:
    if keyword in FLAGS and value == "true":
        return writer.say(f"constraints.{FLAGS[keyword]}")
    shown = writer.code(value)
    if keyword in VALUED:
        return writer.say(f"constraints.{VALUED[keyword]}", value=shown)
    return writer.say("constraints.keyword", keyword=keyword, value=shown)


def _are_fit(bounds: tuple[str, str], values: Mapping[str, str]) -> bool:
    """Tell whether the bounds are numbers: a document may say anything."""
    return all(NUMBER.fullmatch(values[keyword]) for keyword in bounds if keyword in values)


def _range(what: str, least: str | None, most: str | None, writer: Writer) -> Markup | str:
    if least is None or most is None:
        side, bound = ("to", most) if least is None else ("from", least)
        return writer.say(f"constraints.{what}_{side}", count=bound)
    if least == most:
        return writer.say(f"constraints.{what}_exactly", count=least)
    return writer.say(f"constraints.{what}_between", minimum=least, maximum=most)
