"""The "Schema Shape" of a schema, and an example where the author wrote none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from apidocs.document.document import Location
from apidocs.model.direction import Direction
from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import Schema, Schemas
from apidocs.schemas.alternatives import direct_alternatives
from apidocs.schemas.json_writer import json_text
from apidocs.schemas.shape.choices import Chooser
from apidocs.schemas.shape.skeleton import (
    NOWHERE,
    RECURSIVE,
    Built,
    Limits,
    Path,
    Skeletons,
    TooLargeError,
)

__all__ = ["Alternative", "Direction", "Shape", "Shaper", "json_text"]

# A shape of more values than this is cut at the greatest depth that fits; the schema's page has the rest.
MAX_VALUES: Final = 500
# Values and levels of a whole shape, then of a cut one, in the order in which they are tried.
LIMITS: Final = (
    Limits(MAX_VALUES, 50, is_whole=True),
    *(Limits(MAX_VALUES, depth) for depth in (2, 3, 4, 5, 6, 8)),
)
# Where not even two levels fit.
LAST: Final = Limits(MAX_VALUES, 1, is_last=True)
# Characters of all alternatives that a page shows; the schemas' own pages have the others.
MAX_ALTERNATIVES: Final = 4000
# As so many characters one counts that is cut, however short: several sizes of it were tried.
LEAST_CUT: Final = 400


@dataclass(frozen=True)
class Shape:
    """A JSON value, and whether parts of it were left out to keep it readable."""

    value: Any
    is_cut: bool = False

    @property
    def text(self) -> str:
        """The value as JSON, indented by two spaces."""
        return json_text(self.value)


@dataclass(frozen=True)
class Alternative:
    """One way to satisfy a oneOf or anyOf: what it is called, its shape, and what it amounts to."""

    label: str
    shape: Shape
    schema: Schema


class Shaper:
    """Makes shapes of one document's schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self.merger = Merger(schemas)
        self._chooser = Chooser(self.merger)
        self._skeletons = Skeletons(self.merger, self._chooser)
        self._known: dict[tuple[int, Direction | None], tuple[Schema, Shape]] = {}
        self._last: tuple[Schema, Direction | None, Shape] | None = None

    def merged(self, schema: Schema) -> Schema:
        """Return the schema with references followed and allOf merged."""
        return self.merger.merged(schema)

    def home(self, schema: Schema) -> str | None:
        """Return the name of the schema inside of which this one is written: its page has all of it."""
        place = schema.location
        while schema.name is None and place.pointer:
            place = Location(place.uri, place.pointer.rpartition("/")[0])
            schema = self._schemas.get(place, schema)
        return schema.name

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

    def alternatives(self, schema: Schema, direction: Direction | None = None) -> tuple[Alternative, ...]:
        """Return a shape for each usable alternative of a schema or array, where it has several.

        They stop where their text together would be more than a page should have; the first is always there.
        """
        merged = self.merged(schema)
        elements = merged if merged.items is None else self.merged(merged.items)
        found: list[Alternative] = []
        size = 0
        for label, chosen in self._iter_chosen(elements):
            whole = chosen if elements is merged else replace(merged, items=chosen, name=None, examples=())
            shape = self._shape(whole, direction, frozenset({elements.location}))
            size += max(len(shape.text), LEAST_CUT if shape.is_cut else 0)
            if found and size > MAX_ALTERNATIVES:
                break
            found.append(Alternative(label, shape, chosen))
        return tuple(found) if len(found) > 1 else ()

    def _iter_chosen(self, schema: Schema) -> Iterator[tuple[str, Schema]]:
        """Iterate over the usable alternatives of the first choice: label, and the schema with it alone."""
        for found in direct_alternatives(schema, self.merged):
            chosen = self._chooser.chosen(schema, found.written)
            if chosen is not None:
                yield found.label, chosen

    def _shape(self, schema: Schema, direction: Direction | None, inside: Path = NOWHERE) -> Shape:
        """Return the whole shape where that fits, else what fits of it: a level more as long as that does."""
        built: Built | None = None
        for limits in LIMITS:
            try:
                built = self._skeletons.build(schema, direction, limits, inside)
            except TooLargeError:
                if limits.is_whole:
                    continue
                break
            if limits.is_whole or not built.is_at_limit:
                break
        if built is None:
            built = self._skeletons.build(schema, direction, LAST, inside)
        return Shape({} if built.value is RECURSIVE else built.value, built.is_cut)
