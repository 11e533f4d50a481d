"""Write a `Schema` as self-contained JSON Schema 2020-12 for agents, as short as possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from apidocs.markdown.escape import visible
from apidocs.model.direction import is_hidden
from apidocs.model.schema.schema import Schema
from apidocs.schemas.shape.shape import Shaper

TYPES: Final = frozenset({"null", "boolean", "object", "array", "number", "string", "integer"})
# More schemas than this fit no budget, and a schema that leads back to itself has ever more of them.
MOST: Final = 400


class TooManyError(Exception):
    """The schema has too many parts at this depth."""


class SchemaWriter:
    """Writes the schemas of one input, `depth` levels deep, with descriptions of at most `words` characters.

    What is left out only makes a schema allow more: every value that the description allows is valid.
    """

    def __init__(self, shaper: Shaper, depth: int, words: int) -> None:
        self._merged = shaper.merged
        self._depth = depth
        self._words = words
        self._count = 0

    def written(self, schema: Schema | None, description: str | None = None) -> Mapping[str, Any]:
        """Write a schema; None, of which nothing is known, allows anything. Raises TooManyError."""
        written = {} if schema is None else self._written(schema, self._depth)
        return self._with_words(written, description) if description else written

    def _written(self, schema: Schema, depth: int) -> dict[str, Any]:
        self._count += 1
        if self._count > MOST:
            raise TooManyError
        merged = self._merged(schema)
        if merged.boolean is not None:
            return {} if merged.boolean else {"not": {}}
        found = dict(_iter_type(merged))
        if depth > 0:
            found |= self._with_words(dict(_iter_narrowing(merged)), merged.description)
            found |= self._nested(merged, depth - 1)
        return found

    def _with_words(self, written: dict[str, Any], description: str | None) -> dict[str, Any]:
        text = shortened(description or "", self._words)
        return written | ({"description": text} if text else {})

    def _nested(self, schema: Schema, depth: int) -> dict[str, Any]:
        shown = {
            name: property_
            for name, property_ in schema.properties.items()
            if not is_hidden(self._merged(property_), "request")
        }
        required = [name for name in schema.required if name in shown or name not in schema.properties]
        parts = {
            "properties": {name: self._written(property_, depth) for name, property_ in shown.items()},
            "required": required,
            "prefixItems": [self._written(element, depth) for element in schema.prefix_items],
            "anyOf": [self._written(element, depth) for element in _listed_alternatives(schema)],
        }
        if schema.items is not None:
            parts["items"] = self._written(schema.items, depth)
        if schema.additional_properties is not None and schema.additional_properties.boolean is None:
            parts["additionalProperties"] = self._written(schema.additional_properties, depth)
        return {keyword: part for keyword, part in parts.items() if part or keyword == "items"}


def shortened(text: str, length: int) -> str:
    """Write a description, which is Markdown, on one line, and cut it at the end of a word."""
    line = visible(" ".join(text.split()))
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…" if length else ""


def _listed_alternatives(schema: Schema) -> tuple[Schema, ...]:
    """Return the alternatives of which a value must be one; what builds on a schema are none of these."""
    discriminator = schema.discriminator
    has_heirs = discriminator is not None and discriminator.has_heirs
    return schema.any_of if has_heirs else schema.one_of or schema.any_of


def _iter_type(schema: Schema) -> Iterator[tuple[str, Any]]:
    types = [name for name in schema.types if name in TYPES]
    if types:
        yield "type", types[0] if len(types) == 1 else types


def _iter_narrowing(schema: Schema) -> Iterator[tuple[str, Any]]:
    if schema.enum is not None:
        yield "enum", list(schema.enum)
    yield from (("const", value) for value in schema.const)
    yield from (("default", value) for value in schema.default)
    yield from schema.constraints.items()
    others = [dict(each.constraints) for each in schema.conditions if each.contains is None]
    yield from [("allOf", [found for found in others if found])] * any(others)
