"""Merge a schema with its `$ref` and its allOf, so that each property stands once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from apidocs.model.schema.all_of import combined
from apidocs.model.schema.schema import Schema, Schemas

# Schemas of one cycle that are merged one inside the other; what lies deeper is left out.
MAX_NESTING: Final = 100


class Merger:
    """Merges schemas and remembers the results; the same schema gives the same value."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._merged: dict[int, tuple[Schema, Schema]] = {}  # by id; the first value keeps the key alive
        self._inside: list[int] = []
        self._unfinished: dict[int, Schema] = {}  # results that lack what a cycle cut off

    def merged(self, schema: Schema) -> Schema:
        """Return the schema with nothing left to follow; location and name are those of what it stands for.

        An allOf that contains itself adds nothing the second time, so this always ends. Where several parts
        offer a choice (oneOf, anyOf), the first is the result's own and the others are its `choices`. A
        choice between one alternative and null is that alternative, which may be null.
        """
        known = self._merged.get(id(schema))
        if known is not None:
            return known[1]
        if not _has_parts(schema):
            return schema
        for found in self._parts_first(schema):
            self._merged[id(found)] = (found, self._merge(found))
            self._unfinished.clear()
        return self._merged[id(schema)][1]

    def _parts_first(self, schema: Schema) -> list[Schema]:
        """Return all that a schema needs merged, each after its parts, so that no chain is too long."""
        found: list[Schema] = []
        seen = {id(schema)}
        waiting = [(schema, self._iter_needed(schema))]
        while waiting:
            whole, parts = waiting[-1]
            part = next((part for part in parts if id(part) not in seen), None)
            if part is None:
                found.append(whole)
                waiting.pop()
            elif _has_parts(part) and id(part) not in self._merged:
                seen.add(id(part))
                waiting.append((part, self._iter_needed(part)))
        return found

    def _merge(self, schema: Schema) -> Schema:
        self._inside.append(id(schema))
        parts = [self._part(part) for part in _iter_parts(schema, self._schemas)]
        only = _only_alternative(schema)
        choice = None if only is None else self._part(only)
        self._inside.pop()
        if choice is not None and choice.types:
            return _or_null(schema, [*parts, choice])
        if schema.is_bare or not parts:
            return parts[0] if parts else schema
        return _named(combined(parts, schema), schema, parts)

    def _part(self, schema: Schema) -> Schema:
        if id(schema) in self._merged:
            return self._merged[id(schema)][1]
        if not _has_parts(schema):
            return schema
        if id(schema) in self._inside or len(self._inside) >= MAX_NESTING:
            return replace(schema, reference=None, all_of=())
        if id(schema) not in self._unfinished:
            self._unfinished[id(schema)] = self._merge(schema)
        return self._unfinished[id(schema)]

    def _iter_needed(self, schema: Schema) -> Iterator[Schema]:
        yield from _iter_parts(schema, self._schemas)
        only = _only_alternative(schema)
        yield from () if only is None else (only,)


def _iter_parts(schema: Schema, schemas: Schemas) -> Iterator[Schema]:
    if schema.reference is not None:
        yield schemas[schema.reference]
    yield from schema.all_of


def _only_alternative(schema: Schema) -> Schema | None:
    """Return the one alternative that is not null, of a choice between it and null."""
    alternatives = schema.alternatives
    others = [found for found in alternatives if not _is_null(found)]
    is_choice = not (schema.one_of and schema.any_of) and schema.discriminator is None
    return others[0] if is_choice and len(others) == 1 and len(alternatives) > 1 else None


def _is_null(schema: Schema) -> bool:
    return schema.types == ("null",) or schema.const == (None,) or schema.enum == (None,)


def _or_null(schema: Schema, parts: Sequence[Schema]) -> Schema:
    """Return a choice between null and the last of the parts as that part, which may be null."""
    own = replace(schema, one_of=(), any_of=(), description=_both_words(schema, parts[-1]))
    merged = _named(combined(parts, own), own, parts)
    return merged if "null" in merged.types else replace(merged, types=(*merged.types, "null"))


def _both_words(schema: Schema, choice: Schema) -> str | None:
    """Return what the schema says, then what its alternative says, where no other page says that."""
    said = [schema.description, choice.description if choice.name is None else None]
    return "\n\n".join(dict.fromkeys(filter(None, said))) or None


def _named(merged: Schema, schema: Schema, parts: Sequence[Schema]) -> Schema:
    """Let an allOf stand for the named part that alone gives it a form: 3.0's `$ref` with siblings."""
    formed = [part for part in (*parts, replace(schema, reference=None)) if _has_form(part)]
    if merged.name is not None or len(formed) != 1 or formed[0].name is None:
        return merged
    title = merged.title if merged.title is not None else formed[0].title
    return replace(merged, location=formed[0].location, name=formed[0].name, title=title)


def _has_form(part: Schema) -> bool:
    forms = (part.properties, part.pattern_properties, part.alternatives, part.enum, part.prefix_items)
    return any(forms) or part.items is not None or part.additional_properties is not None


def _has_parts(schema: Schema) -> bool:
    return schema.reference is not None or bool(schema.all_of) or _only_alternative(schema) is not None
