"""Compares what two schemas say through other schemas, and tells which pairs to compare next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from apidocs.diff.alternatives import Side
from apidocs.diff.keywords import Finding
from apidocs.diff.normal import ANY, REPEATED, Normal
from apidocs.model.schema import Schema

# Keywords that ask more of a value; whether they ask the same is told as a whole.
CONDITIONS: Final[Mapping[str, str]] = {
    "propertyNames": "property_names",
    "contentSchema": "content_schema",
    "unevaluatedItems": "unevaluated_items",
    "unevaluatedProperties": "unevaluated_properties",
}


@dataclass(frozen=True)
class Child:
    """Two schemas in the same place below two others, and how the place is written."""

    label: str
    base: Schema
    revision: Schema
    name: str = ""


def iter_children(base: Normal, revision: Normal) -> Iterator[Child]:
    """Iterate over the schemas that are in the same place on both sides."""
    for name, schema in base.properties.items():
        if name in revision.properties:
            yield Child(f".{name}", schema, revision.properties[name], name)
    yield from _iter_others(base.schema, revision.schema, is_closed=base.is_closed or revision.is_closed)


def _iter_others(base: Schema, revision: Schema, *, is_closed: bool) -> Iterator[Child]:
    if base.items is not None or revision.items is not None:
        yield Child("[]", base.items or ANY, revision.items or ANY)
    for index in range(max(len(base.prefix_items), len(revision.prefix_items))):
        yield Child(f"[{index}]", _element(base, index), _element(revision, index))
    before, after = base.additional_properties, revision.additional_properties
    if not is_closed and (before is not None or after is not None):
        yield Child(".*", before or ANY, after or ANY)
    for pattern, schema in base.pattern_properties.items():
        if pattern in revision.pattern_properties:
            yield Child(f".{pattern}", schema, revision.pattern_properties[pattern])


def _element(schema: Schema, index: int) -> Schema:
    return schema.prefix_items[index] if index < len(schema.prefix_items) else schema.items or ANY


def iter_conditions(base: Schema, revision: Schema, sides: tuple[Side, Side]) -> Iterator[Finding]:
    """Iterate over the conditions that came, went or changed."""
    before, after = (_conditions(schema, side) for schema, side in zip((base, revision), sides, strict=True))
    for keyword in dict.fromkeys((*before, *after)):
        if keyword not in before:
            yield Finding("condition-added", None, keyword)
        elif keyword not in after:
            yield Finding("condition-removed", keyword)
        elif before[keyword] != after[keyword]:
            yield Finding("condition-changed", keyword, keyword)


def _conditions(schema: Schema, side: Side) -> dict[str, str]:
    found = {keyword: _condition(getattr(schema, field), side) for keyword, field in CONDITIONS.items()}
    if schema.unevaluated_properties is not None and schema.unevaluated_properties.boolean is False:
        del found["unevaluatedProperties"]  # that is a closed object
    found |= {keyword: side.fingerprints.conditions(schema, keyword) for keyword in REPEATED}
    for pattern in schema.pattern_properties:
        found[f"patternProperties {pattern}"] = pattern
    for name, needed in schema.dependent_required.items():
        found[f"dependentRequired {name}"] = " ".join(sorted(needed))
    for name, dependent in schema.dependent_schemas.items():
        found[f"dependentSchemas {name}"] = side.fingerprints.of(dependent)
    return {keyword: condition for keyword, condition in found.items() if condition}


def _condition(schema: Schema | None, side: Side) -> str:
    """Write a condition; `true` is none."""
    return "" if schema is None or schema.boolean is True else side.fingerprints.of(schema)
