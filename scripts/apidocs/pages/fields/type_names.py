"""The type of a schema in words: `array of Preview`, `string or null`, `one of Cat, Dog`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Final

from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import Schema
from apidocs.pages.words.texts import Words
from apidocs.schemas.alternatives import Choice, choices_of
from apidocs.schemas.types import is_named, json_type, type_of

# Types inside types are named this deep; beyond it, nesting reads badly.
DEEPEST: Final = 3

# Alternatives of a component that are named where it is used.
MOST_ALTERNATIVES: Final = 6

Part = tuple[str, bool]
NULL: Final[tuple[Part, ...]] = (("null", False),)


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
        self._or_null = frozenset(filter(None, words.around("types.or_null", "type")))
        self._known: dict[int, tuple[Schema, TypeName]] = {}  # the first value keeps the key alive

    def type_name(self, schema: Schema) -> TypeName:
        """Return the type; a component that is an object or a choice is called by its name."""
        if id(schema) not in self._known:
            self._known[id(schema)] = (schema, TypeName(tuple(self._iter_parts(schema, 0))))
        return self._known[id(schema)][1]

    def _iter_parts(self, schema: Schema, depth: int, *, is_alternative: bool = False) -> Iterator[Part]:
        merged = self._merger.merged(schema)
        parts = self._iter_of_merged(merged, schema, depth, is_alternative=is_alternative)
        types = _types(merged)
        is_nullable = "null" in types and types != ("null",)
        return self._iter_within("types.or_null", "type", parts) if is_nullable else parts

    def _iter_of_merged(
        self, merged: Schema, schema: Schema, depth: int, *, is_alternative: bool
    ) -> Iterator[Part]:
        is_used = depth > 0 or schema is not merged
        if merged.name is not None and is_used and (is_alternative or is_named(merged)):
            yield merged.name, True
            if depth == 0 and merged.alternatives and not _has_heirs(merged):
                yield from ((" (", False), *self._iter_named_choice(merged), (")", False))
        elif is_alternative and merged.title is not None and not merged.alternatives:
            yield merged.title, False
        elif merged.alternatives and not _has_heirs(merged) and depth < DEEPEST:
            yield from self._iter_alternatives(merged, depth)
        elif _has_elements(merged) and merged.items is not None and depth < DEEPEST:
            parts = list(self._iter_parts(merged.items, depth + 1))
            # Else it would read as if the array itself might be null.
            is_apart = self._or_null.intersection(text for text, is_name in parts if not is_name)
            yield from self._iter_within("types.array_of" if is_apart else "types.array", "type", parts)
        else:
            format_ = merged.constraints.get("format")
            shown = f" ({format_})" if is_alternative and isinstance(format_, str) else ""
            yield f"{self._plain(merged)}{shown}", False

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
        names = [name for name in _types(schema) if name != "null"] or [type_of(schema)]
        if names == ["any"]:
            return say("types.any")
        return reduce(lambda first, second: say("types.either", first=first, second=second), names)

    def _iter_alternatives(self, schema: Schema, depth: int) -> Iterator[Part]:
        """Iterate over the names of each choice: one after another where parts of an allOf have several."""
        for index, choice in enumerate(choices_of(schema)):
            yield from [("; ", False)] * bool(index)
            yield from self._iter_choice(choice, schema, depth)

    def _iter_named_choice(self, schema: Schema) -> Iterator[Part]:
        """Iterate over the alternatives of a component; its page has all of them where there are many."""
        count = len(schema.alternatives)
        if count <= MOST_ALTERNATIVES:
            return self._iter_alternatives(schema, 1)
        key = "types.one_of" if schema.one_of else "types.any_of"
        return self._iter_within(key, "types", [(self._words.say("types.alternatives", count=count), False)])

    def _iter_choice(self, choice: Choice, schema: Schema, depth: int) -> Iterator[Part]:
        """Iterate over each name once, null last; alternatives that differ in other ways only are counted."""
        is_sole = len(choice.alternatives) == 1
        written = [
            tuple(self._iter_parts(found, depth + 1, is_alternative=not is_sole))
            for found in choice.alternatives
        ]
        values = [parts for parts in written if parts != NULL]
        names = list(dict.fromkeys(values)) or [NULL]
        listed = [part for name in names for part in ((", ", False), *name)][1:]
        if len(names) == 1 and len(values) > 1:
            listed = [(self._words.say("types.alternatives", count=len(values)) + ": ", False), *listed]
        key = "types.one_of" if choice.keyword == "oneOf" else "types.any_of"
        found = self._iter_within(key, "types", listed) if len(values) > 1 else listed
        is_nullable = NULL in written and names != [NULL] and "null" not in schema.types
        yield from self._iter_within("types.or_null", "type", found) if is_nullable else found


def _types(schema: Schema) -> tuple[str, ...]:
    """Return the types that are written, else those of the values that are."""
    return schema.types or tuple(dict.fromkeys(map(json_type, schema.const or schema.enum or ())))


def _has_elements(schema: Schema) -> bool:
    """Whether it is an array that says more of its elements than whether there may be any."""
    return type_of(schema) == "array" and schema.items is not None and schema.items.boolean is None


def _has_heirs(schema: Schema) -> bool:
    """Whether the alternatives are what builds on the schema: a value may be of none of them."""
    return schema.discriminator is not None and schema.discriminator.has_heirs
