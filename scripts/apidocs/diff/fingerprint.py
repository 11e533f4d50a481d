"""Turns a schema into a short text that is the same for two schemas that describe the same values."""

from __future__ import annotations

import hashlib

from apidocs.diff.normal import REPEATED, Normalizer, repeated
from apidocs.diff.values import written
from apidocs.model.narrowed import CONTAINS_BOUNDS
from apidocs.model.schema import Schema

# How deep a schema is looked into; what differs only below is told by comparing the pair itself.
DEPTH = 4


class Fingerprints:
    """The fingerprints of one side's schemas."""

    def __init__(self, normalizer: Normalizer) -> None:
        self._normalizer = normalizer
        self._known: dict[tuple[int, int], tuple[Schema, str]] = {}

    def of(self, schema: Schema | None, depth: int = DEPTH) -> str:
        """Look into the schema `depth` levels deep; names of components do not count."""
        if schema is None or depth == 0:
            return ""
        merged = self._normalizer.merged(schema)
        key = (id(merged), depth)
        if key not in self._known:
            self._known[key] = (merged, self._digest(merged, depth - 1))
        return self._known[key][1]

    def conditions(self, schema: Schema, keyword: str, depth: int = DEPTH) -> str:
        """Look into every condition of one kind that a merged schema or a part of its allOf has."""
        holders = repeated(schema, keyword)
        bounds = [[each.constraints.get(name) for name in sorted(CONTAINS_BOUNDS)] for each in holders]
        found = (
            [*(self.of(getattr(each, field), depth) for field in REPEATED[keyword]), own * (len(holders) > 1)]
            for each, own in zip(holders, bounds, strict=True)
        )
        return " ".join(sorted(map(self._hash, found)))

    def _digest(self, schema: Schema, depth: int) -> str:
        choices = self._normalizer.choices(schema)
        if len(choices) > 1:
            return self._hash(sorted(self._digest(each, depth) for each in choices))
        branches = self._normalizer.branches(schema)
        if len(branches) == 1 and branches[0] is not schema:
            return self.of(branches[0], depth + 1) if depth else ""
        if branches != (schema,):
            return self._hash(sorted(self.of(each, depth) for each in branches))
        normal = self._normalizer.normal(schema, None)
        properties = {name: self.of(each, depth) for name, each in sorted(normal.properties.items())}
        parts = [
            sorted(normal.types),
            normal.is_nullable,
            None if normal.enum is None else sorted(normal.enum),
            dict(normal.constraints),
            sorted(normal.required),
            properties,
            [schema.read_only, schema.write_only, normal.is_closed],
            [self.of(each, depth) for each in (schema.items, *schema.prefix_items)],
            None if normal.is_closed else self.of(schema.additional_properties, depth),
        ]
        return self._hash(parts + self._conditions(schema, depth))

    def _conditions(self, schema: Schema, depth: int) -> list[object]:
        others = schema.unevaluated_properties
        # False is said already: the object is closed.
        others = None if others is None or others.boolean is not None else others
        single = (schema.property_names, schema.content_schema, schema.unevaluated_items, others)
        keyed = (schema.pattern_properties, schema.dependent_schemas)
        return [
            [self.conditions(schema, keyword, depth) for keyword in REPEATED],
            [self.of(each, depth) for each in single],
            [{name: self.of(each, depth) for name, each in sorted(found.items())} for found in keyed],
            {name: sorted(names) for name, names in sorted(schema.dependent_required.items())},
        ]

    def _hash(self, parts: object) -> str:
        return hashlib.sha256(written(parts).encode()).hexdigest()[:16]
