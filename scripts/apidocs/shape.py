"""Turns a schema into the skeleton of its values: the "Schema Shape", and the example where none was written."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from apidocs.document import Location
from apidocs.model.merged import Merger, combined
from apidocs.model.schema import Schema, Schemas

Direction = Literal["request", "response"]

DATE_TIME: Final = "2025-01-15T12:34:56Z"
# A shape of more values than this is cut at the greatest depth that fits; the schema's page has the rest.
MAX_VALUES: Final = 500
DEPTHS: Final = (8, 6, 5, 4, 3, 2, 1)
# What a keyword says of the type when `type` is not written.
IMPLIED_TYPES: Final = {"minLength": "string", "maxLength": "string", "pattern": "string", "format": "string"}


@dataclass(frozen=True)
class Shape:
    """A JSON value, and whether levels below were left out to keep it readable."""

    value: Any
    is_cut: bool = False

    @property
    def text(self) -> str:
        """The value as JSON, indented by two spaces."""
        return json_text(self.value)


def json_text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """JSON as the pages print it: two spaces, one element a line, characters as they are."""
    return json.dumps(value, indent=2, ensure_ascii=False)


class _TooLargeError(Exception):
    """More values than a page should show."""


_RECURSIVE: Final = object()


class Shaper:
    """Makes shapes of one document's schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._merger = Merger(schemas)
        self._left = 0
        self._direction: Direction | None = None

    def merged(self, schema: Schema) -> Schema:
        """The schema with references followed and allOf merged."""
        return self._merger.merged(schema)

    def shape(self, schema: Schema, direction: Direction | None = None) -> Shape:
        """The value that shows what the schema allows: its examples first, else one made from its keywords.

        A request leaves out what is readOnly, a response what is writeOnly.
        """
        self._direction = direction
        for depth in (None, *DEPTHS):
            self._left = MAX_VALUES
            try:
                value = self._value(schema, (), math.inf if depth is None else depth)
            except _TooLargeError:
                continue
            return Shape({} if value is _RECURSIVE else value, is_cut=depth is not None)
        return Shape({}, is_cut=True)

    def _value(self, schema: Schema, path: tuple[Location, ...], depth: float) -> Any:  # noqa: ANN401
        self._left -= 1
        if self._left < 0:
            raise _TooLargeError
        merged = self._merger.merged(schema)
        for authored in authored_values(merged):
            return authored
        if merged.location in path:
            return _RECURSIVE
        return self._generated(merged, (*path, merged.location), depth)

    def _generated(self, schema: Schema, path: tuple[Location, ...], depth: float) -> Any:  # noqa: ANN401
        if schema.alternatives:
            return self._first_alternative(schema, path, depth)
        kind = type_of(schema)
        if kind == "object":
            return {} if depth <= 0 else self._object(schema, path, depth - 1)
        if kind == "array":
            return [] if depth <= 0 else self._array(schema, path, depth - 1)
        return scalar(kind, schema)

    def _first_alternative(self, schema: Schema, path: tuple[Location, ...], depth: float) -> Any:  # noqa: ANN401
        own = replace(schema, one_of=(), any_of=(), discriminator=None)
        for alternative in schema.alternatives:
            choice = self._merger.merged(alternative)
            if choice.types == ("null",) or choice.location in path:
                continue
            if not own.properties and not own.types:
                return self._value(alternative, path, depth)
            return self._value(replace(combined([own, choice], choice), one_of=choice.one_of), path, depth)
        return None if not own.properties else self._object(own, path, depth)

    def _object(self, schema: Schema, path: tuple[Location, ...], depth: float) -> dict[str, Any]:
        shape = {}
        for name, property_ in schema.properties.items():
            merged = self._merger.merged(property_)
            if not self._is_shown(merged):
                continue
            value = self._value(property_, path, depth)
            if value is not _RECURSIVE:
                shape[name] = value
            elif name in schema.required or not merged.required:
                shape[name] = None if "null" in merged.types else {}
        extra = schema.additional_properties
        if extra is not None and extra.boolean is None and self._left > 0:
            value = self._value(extra, path, depth)
            shape.update({} if value is _RECURSIVE else {"<key>": value})
        return shape

    def _is_shown(self, schema: Schema) -> bool:
        if schema.boolean is False:
            return False
        hidden = {"request": schema.read_only, "response": schema.write_only}
        return self._direction is None or not hidden[self._direction]

    def _array(self, schema: Schema, path: tuple[Location, ...], depth: float) -> list[Any]:
        elements = [self._value(element, path, depth) for element in _iter_elements(schema)]
        return [element for element in elements if element is not _RECURSIVE]


def authored_values(schema: Schema) -> Iterator[Any]:
    """What the author says a value is, in the order of preference: an example, const, enum, default."""
    yield from schema.examples
    yield from schema.const
    yield from schema.enum or ()
    yield from schema.default


def type_of(schema: Schema) -> str:
    """The first type that is not null; where no type is written, what the other keywords imply."""
    for name in schema.types:
        if name != "null":
            return name
    if schema.types:
        return "null"
    if schema.properties or schema.additional_properties is not None or schema.pattern_properties:
        return "object"
    if schema.items is not None or schema.prefix_items:
        return "array"
    implied = (IMPLIED_TYPES.get(keyword, "number") for keyword in schema.constraints)
    return next(implied, "any")


def scalar(kind: str, schema: Schema) -> Any:  # noqa: ANN401 - a JSON value of that kind
    """A value of a type that has no parts, within the schema's constraints."""
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return _number(kind, schema)
    if kind == "null":
        return None
    return _string(schema) if kind == "string" else f"<{kind}>"


def _number(kind: str, schema: Schema) -> float:
    """0 where that is allowed, else the allowed number nearest to it."""
    bounds = {key: value for key, value in schema.constraints.items() if isinstance(value, (int, float))}
    step = bounds.get("multipleOf", 1)
    low = max(bounds.get("minimum", 0), bounds.get("exclusiveMinimum", -step) + step)
    high = min(bounds.get("maximum", 0), bounds.get("exclusiveMaximum", step) - step)
    nearest = low if low > 0 else min(high, 0)
    number = math.ceil(nearest / step) * step if nearest > 0 else math.floor(nearest / step) * step
    return int(number) if kind == "integer" or number == int(number) else number


def _string(schema: Schema) -> str:
    if schema.constraints.get("format") == "date-time":
        return DATE_TIME
    shortest = schema.constraints.get("minLength")
    longest = schema.constraints.get("maxLength")
    text = "<string>"
    if isinstance(shortest, int) and shortest > len(text):
        text = text.ljust(min(shortest, MAX_VALUES), ".")
    return text[:longest] if isinstance(longest, int) else text


def _iter_elements(schema: Schema) -> Iterator[Schema]:
    yield from schema.prefix_items
    if schema.items is not None and schema.items.boolean is not False and not schema.prefix_items:
        least = schema.constraints.get("minItems")
        yield from [schema.items] * (min(least, 3) if isinstance(least, int) and least > 1 else 1)
