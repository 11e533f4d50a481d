"""Turns a schema into its type in words: `array of Preview`, `string or null`, `one of Cat, Dog`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from apidocs.model.merged import Merger
from apidocs.model.schema import Schema
from apidocs.scalars import type_of

# Types inside types are named this deep; beyond it, nesting reads badly.
DEEPEST: Final = 3

Part = tuple[str, bool]


@dataclass(frozen=True)
class TypeName:
    """A type in words; each part is a text and whether it is the name of a component schema."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts)


class TypeNamer:
    """Names the types of one document's schemas."""

    def __init__(self, merger: Merger) -> None:
        self._merger = merger
        self._known: dict[int, tuple[Schema, TypeName]] = {}  # the first value keeps the key alive

    def type_name(self, schema: Schema) -> TypeName:
        """Return the type; a component that is an object or a choice is called by its name."""
        if id(schema) not in self._known:
            self._known[id(schema)] = (schema, TypeName(tuple(self._iter_parts(schema, 0))))
        return self._known[id(schema)][1]

    def _iter_parts(self, schema: Schema, depth: int) -> Iterator[Part]:
        merged = self._merger.merged(schema)
        is_used = depth > 0 or schema is not merged
        if merged.name is not None and is_used and is_named(merged):
            yield merged.name, True
        elif merged.alternatives and depth < DEEPEST:
            yield from self._iter_alternatives(merged, depth)
        elif type_of(merged) == "array" and merged.items is not None and depth < DEEPEST:
            yield "array of ", False
            yield from self._iter_parts(merged.items, depth + 1)
        else:
            nothing = ["not allowed"] if merged.boolean is False else []
            names = nothing or [name for name in merged.types if name != "null"] or [type_of(merged)]
            yield " or ".join(names), False
        if "null" in merged.types and merged.types != ("null",):
            yield " or null", False

    def _iter_alternatives(self, schema: Schema, depth: int) -> Iterator[Part]:
        """Iterate over each name once: alternatives often differ in their constraints only."""
        alternatives = schema.one_of or schema.any_of
        names = dict.fromkeys(tuple(self._iter_parts(found, depth + 1)) for found in alternatives)
        if len(names) > 1:
            yield "one of " if schema.one_of else "any of ", False
        for index, parts in enumerate(names):
            yield from [(", ", False)] if index else []
            yield from parts


def is_named(schema: Schema) -> bool:
    """Whether a component of this kind is called by its name; others are called by their type."""
    return bool(schema.alternatives) or type_of(schema) in ("object", "any")
