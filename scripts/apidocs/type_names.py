"""Turns a schema into its type in words: `array of Preview`, `string or null`, `one of Cat, Dog`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Final

from apidocs.model.merged import Merger
from apidocs.model.schema import Schema
from apidocs.scalars import type_of
from apidocs.words import Words

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

    def __init__(self, merger: Merger, words: Words) -> None:
        self._merger = merger
        self._words = words
        self._known: dict[int, tuple[Schema, TypeName]] = {}  # the first value keeps the key alive

    def type_name(self, schema: Schema) -> TypeName:
        """Return the type; a component that is an object or a choice is called by its name."""
        if id(schema) not in self._known:
            self._known[id(schema)] = (schema, TypeName(tuple(self._iter_parts(schema, 0))))
        return self._known[id(schema)][1]

    def _iter_parts(self, schema: Schema, depth: int) -> Iterator[Part]:
        merged = self._merger.merged(schema)
        parts = self._iter_of_merged(merged, schema, depth)
        is_nullable = "null" in merged.types and merged.types != ("null",)
        return self._iter_within("types.or_null", "type", parts) if is_nullable else parts

    def _iter_of_merged(self, merged: Schema, schema: Schema, depth: int) -> Iterator[Part]:
        is_used = depth > 0 or schema is not merged
        if merged.name is not None and is_used and is_named(merged):
            yield merged.name, True
        elif merged.alternatives and depth < DEEPEST:
            yield from self._iter_alternatives(merged, depth)
        elif type_of(merged) == "array" and merged.items is not None and depth < DEEPEST:
            yield from self._iter_within("types.array", "type", self._iter_parts(merged.items, depth + 1))
        else:
            yield self._plain(merged), False

    def _iter_within(self, key: str, name: str, parts: Iterable[Part]) -> Iterator[Part]:
        """Put parts into a text where it has its value."""
        before, after = self._words.around(key, name)
        yield from [(before, False)] if before else []
        yield from parts
        yield from [(after, False)] if after else []

    def _plain(self, schema: Schema) -> str:
        """Name the types as JSON Schema does."""
        say = self._words.say
        if schema.boolean is False:
            return say("types.nothing")
        names = [name for name in schema.types if name != "null"] or [type_of(schema)]
        if names == ["any"]:
            return say("types.any")
        return reduce(lambda first, second: say("types.either", first=first, second=second), names)

    def _iter_alternatives(self, schema: Schema, depth: int) -> Iterator[Part]:
        """Iterate over each name once: alternatives often differ in their constraints only."""
        alternatives = schema.one_of or schema.any_of
        names = list(dict.fromkeys(tuple(self._iter_parts(found, depth + 1)) for found in alternatives))
        if len(names) == 1:
            yield from names[0]
            return
        parts = [part for name in names for part in ((", ", False), *name)][1:]
        yield from self._iter_within("types.one_of" if schema.one_of else "types.any_of", "types", parts)


def is_named(schema: Schema) -> bool:
    """Whether a component of this kind is called by its name; others are called by their type."""
    return bool(schema.alternatives) or type_of(schema) in ("object", "any")
