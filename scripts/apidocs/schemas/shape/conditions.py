"""Resolve the conditions of a schema (if, dependent schemas) for the value that a shape shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import EMPTY, Schema
from apidocs.schemas.shape.choices import contradict

# Conditions of one schema, those inside its branches too; what lies deeper is left out.
MOST: Final = 50


class Conditions:
    """Meets the conditions of one document's merged schemas; the same schema gives the same value."""

    def __init__(self, merger: Merger) -> None:
        self._merged = merger.merged
        self._met: dict[int, tuple[Schema, Schema]] = {}  # the first value keeps the key alive
        self._elements: dict[tuple[int, int], tuple[Schema, Schema, Schema]] = {}

    def met(self, schema: Schema) -> Schema:
        """Return the schema with what its conditions add to an object that has all its properties.

        Of `if` a value is made that satisfies it, and so `then`; where that cannot be, `else`.
        """
        if not _has_conditions(schema):
            return schema
        if id(schema) not in self._met:
            met = replace(self._with_all(schema), location=schema.location, name=schema.name)
            self._met[id(schema)] = (schema, met)
        return self._met[id(schema)][1]

    def contained(self, schema: Schema) -> Iterator[Schema]:
        """Iterate over the elements that an array must contain, each as often as it must.

        What no element after the prefix can be is left to the prefix.
        """
        types = () if schema.items is None else self._merged(schema.items).types
        for holder in (schema, *schema.conditions):
            if holder.contains is None or holder.contains.boolean is not None:
                continue
            if not contradict(types, self._merged(holder.contains).types):
                least = holder.constraints.get("minContains", 1)
                element = self._element(schema.items, holder.contains)
                yield from [element] * (least if isinstance(least, int) else 1)

    def _element(self, items: Schema | None, contains: Schema) -> Schema:
        if items is None:
            return contains
        key = (id(items), id(contains))
        if key not in self._elements:
            both = Schema(contains.location, all_of=(items, contains))
            self._elements[key] = (items, contains, both)
        return self._elements[key][2]

    def _with_all(self, schema: Schema) -> Schema:
        found, waiting = _stripped(schema)
        for _ in range(MOST):
            due = next((each for each in waiting if _is_due(found, each)), None)
            if due is None:
                break
            waiting.remove(due)
            added = self._added(found, due)
            found, fresh = _stripped(self._merged(Schema(schema.location, all_of=(found, *added))))
            waiting += fresh
        return found

    def _added(self, found: Schema, condition: Schema) -> tuple[Schema, ...]:
        """Return what holds besides because of one condition."""
        if condition.if_ is not None:
            is_met = not self._contradicts(found, self._merged(condition.if_))
            branches = (condition.if_, condition.then) if is_met else (condition.else_,)
            return tuple(branch for branch in branches if branch is not None and branch.boolean is None)
        return tuple(condition.dependent_schemas.values())

    def _contradicts(self, found: Schema, condition: Schema) -> bool:
        """Whether no value satisfies the condition: a property is to be what it cannot be."""
        if condition.boolean is False:
            return True
        shared = found.properties.keys() & condition.properties.keys()
        told = _told_values(found)
        values = [
            (
                told.get(name) or _values(self._merged(found.properties[name])),
                _values(self._merged(condition.properties[name])),
            )
            for name in sorted(shared)
        ]
        return any(
            known and wanted and not any(value in known for value in wanted) for known, wanted in values
        )


def iter_forbidden(schema: Schema, found: Mapping[str, Any]) -> Iterator[str]:
    """Iterate over a property of each set that must not stand together: `not` with `required`."""
    refused = [holder.not_ for holder in (schema, *schema.conditions) if holder.not_ is not None]
    for names in (part.required for each in refused for part in (each, *each.any_of)):
        optional = [name for name in names if name not in schema.required]
        if optional and all(name in found for name in names):
            yield optional[-1]


def _has_conditions(schema: Schema) -> bool:
    has_if = any(holder.if_ is not None for holder in (schema, *schema.conditions))
    return has_if or bool(schema.dependent_schemas) or bool(schema.dependent_required)


def _is_due(found: Schema, condition: Schema) -> bool:
    """Whether a condition is to be met now: what depends on a property waits until that is there."""
    return condition.if_ is not None or any(
        name in found.properties or name in found.required for name in condition.dependent_schemas
    )


def _stripped(schema: Schema) -> tuple[Schema, list[Schema]]:
    """Return the schema without conditions that add to it, and these, each as a schema of nothing else."""
    holders = [holder for holder in (schema, *schema.conditions) if holder.if_ is not None]
    found = [Schema(each.location, if_=each.if_, then=each.then, else_=each.else_) for each in holders]
    found += [
        Schema(schema.location, dependent_schemas={name: dependent})
        for name, dependent in schema.dependent_schemas.items()
    ]
    found += [
        Schema(schema.location, dependent_schemas={name: Schema(schema.location, required=names)})
        for name, names in schema.dependent_required.items()
    ]
    empty: dict[str, Any] = {"if_": None, "then": None, "else_": None}
    kept = tuple(each for each in schema.conditions if each.if_ is None)
    rest = replace(schema, dependent_schemas=EMPTY, dependent_required=EMPTY, conditions=kept, **empty)
    return rest, found


def _told_values(schema: Schema) -> Mapping[str, tuple[str, ...]]:
    """Return the words by which the discriminator knows this schema: no value of it has another one."""
    found = schema.discriminator
    if found is None:
        return {}
    return {found.property_name: found.words.get(schema.location, ())}


def _values(schema: Schema) -> tuple[Any, ...]:
    return schema.const or schema.enum or ()
