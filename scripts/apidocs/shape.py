"""Turns a schema into the skeleton of its values: the "Schema Shape", and the example nobody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from apidocs.direction import Direction
from apidocs.json_text import json_text
from apidocs.model.merged import Merger
from apidocs.model.schema import Schema, Schemas
from apidocs.skeleton import RECURSIVE, Limits, Skeletons, TooLargeError

__all__ = ["Direction", "Shape", "Shaper", "json_text"]

# A shape of more values than this is cut at the greatest depth that fits; the schema's page has the rest.
MAX_VALUES: Final = 500
# Levels of objects and arrays: a whole shape has at most the first, a cut one as many as fit.
DEPTHS: Final = (50, 8, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Shape:
    """A JSON value, and whether parts of it were left out to keep it readable."""

    value: Any
    is_cut: bool = False

    @property
    def text(self) -> str:
        """The value as JSON, indented by two spaces."""
        return json_text(self.value)


class Shaper:
    """Makes shapes of one document's schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self.merger = Merger(schemas)
        self._skeletons = Skeletons(self.merger)
        self._known: dict[tuple[int, Direction | None], tuple[Schema, Shape]] = {}
        self._last: tuple[Schema, Direction | None, Shape] | None = None

    def merged(self, schema: Schema) -> Schema:
        """Return the schema with references followed and allOf merged."""
        return self.merger.merged(schema)

    def shape(self, schema: Schema, direction: Direction | None = None) -> Shape:
        """Return the value that shows what the schema allows: its example, else one made from its keywords.

        A request leaves out what is readOnly, a response what is writeOnly. A part that leads back to a
        schema it is inside of is left out, or empty where its schema allows that. Of oneOf and anyOf the
        first alternative is taken that is not null and does not lead back.
        """
        if self._last is not None and self._last[0] is schema and self._last[1] == direction:
            return self._last[2]  # a page shows a shape, and then the example made from it
        merged = self.merged(schema)
        key = (id(merged), direction)
        known = self._known.get(key)
        shape = self._shape(merged, direction) if known is None else known[1]
        if merged.name is not None:
            self._known[key] = (merged, shape)
        self._last = (schema, direction, shape)
        return shape

    def _shape(self, schema: Schema, direction: Direction | None) -> Shape:
        for depth in DEPTHS:
            limits = Limits(MAX_VALUES, depth, is_whole=depth == DEPTHS[0], is_last=depth == DEPTHS[-1])
            try:
                value, is_cut = self._skeletons.build(schema, direction, limits)
            except TooLargeError:
                continue
            return Shape({} if value is RECURSIVE else value, is_cut)
        return Shape({}, is_cut=True)
