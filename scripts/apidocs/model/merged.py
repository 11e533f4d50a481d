"""Turns a schema into the one it amounts to: its `$ref` followed, its allOf merged, each property once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from apidocs.model.schema import Schema, Schemas

# The side of a bound that is tighter when two parts of an allOf both set it.
TIGHTER: Mapping[str, Callable[[Any, Any], Any]] = {
    **dict.fromkeys(("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"), max),
    **dict.fromkeys(("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"), min),
    "uniqueItems": lambda first, second: first or second,
}


class Merger:
    """Merges schemas and remembers the results; the same schema gives the same value."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._merged: dict[int, tuple[Schema, Schema]] = {}  # by id; the first value keeps the key alive

    def merged(self, schema: Schema) -> Schema:
        """The schema with nothing left to follow; its location and name are those of what it stands for.

        An allOf that contains itself adds nothing the second time, so this always ends.
        """
        return self._merge(schema, ())

    def _merge(self, schema: Schema, inside: tuple[Schema, ...]) -> Schema:
        known = self._merged.get(id(schema))
        if known is not None:
            return known[1]
        if any(schema is outer for outer in inside):
            return replace(schema, reference=None, all_of=())
        parts = [self._merge(part, (*inside, schema)) for part in self._parts(schema)]
        result = combined(parts, schema) if parts else schema
        if not inside or not parts:  # a result made inside a cycle lacks what the cycle cut off
            self._merged[id(schema)] = (schema, result)
        return result

    def _parts(self, schema: Schema) -> Iterator[Schema]:
        if schema.reference is not None:
            yield self._schemas[schema.reference]
        yield from schema.all_of


def combined(parts: Sequence[Schema], schema: Schema) -> Schema:
    """One schema that says what all parts and the schema itself say; the schema's own words come first."""
    own = replace(schema, reference=None, all_of=())
    everything = (*parts, own)
    stands_for = parts[0] if schema.reference is not None else own
    sole = _sole_contributor(everything)
    alternatives = next((part for part in everything if _has_alternatives(part, stands_for)), None)
    return replace(
        own,
        location=stands_for.location,
        name=stands_for.name,
        boolean=False if any(part.boolean is False for part in everything) else None,
        types=_types([part.types for part in everything if part.types]),
        title=own.title or (sole.title if sole else None),
        description=_first([own, *parts], lambda part: part.description),
        const=_first([own, *parts], lambda part: part.const) or (),
        enum=_enum([part.enum for part in everything if part.enum is not None]),
        default=_first([own, *parts], lambda part: part.default) or (),
        examples=own.examples or (sole.examples if sole else ()),
        constraints=_constraints([part.constraints for part in everything]),
        properties=_properties([part.properties for part in everything]),
        pattern_properties=_properties([part.pattern_properties for part in everything]),
        required=tuple(dict.fromkeys(name for part in everything for name in part.required)),
        additional_properties=_last(everything, lambda part: part.additional_properties),
        unevaluated_properties=_last(everything, lambda part: part.unevaluated_properties),
        property_names=_last(everything, lambda part: part.property_names),
        items=_last(everything, lambda part: part.items),
        prefix_items=_last(everything, lambda part: part.prefix_items) or (),
        contains=_last(everything, lambda part: part.contains),
        not_=_last(everything, lambda part: part.not_),
        one_of=alternatives.one_of if alternatives else (),
        any_of=alternatives.any_of if alternatives else (),
        discriminator=_first([own, *parts], lambda part: part.discriminator),
        read_only=any(part.read_only for part in everything),
        write_only=any(part.write_only for part in everything),
        deprecated=own.deprecated or bool(sole and sole.deprecated),
    )


def _sole_contributor(parts: Sequence[Schema]) -> Schema | None:
    """The only part that says what the value looks like, if it is only one: its example is a whole one."""
    contributors = [part for part in parts if part.types or part.properties or part.alternatives or part.enum]
    return contributors[0] if len(contributors) == 1 else None


def _has_alternatives(part: Schema, child: Schema) -> bool:
    """Whether the part offers a choice; a parent's choice of its own children is made in the child."""
    targets = (alternative.reference or alternative.location for alternative in part.alternatives)
    return bool(part.alternatives) and child.location not in targets


def _types(written: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    if not written:
        return ()
    common = written[0]
    for types in written[1:]:
        allowed = {*types, "integer"} if "number" in types else set(types)
        narrowed = tuple(name for name in common if name in allowed)
        if "number" in common and "integer" in types and "integer" not in narrowed:
            narrowed += ("integer",)
        common = narrowed or types
    return common


def _enum(written: Sequence[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    if not written:
        return None
    shared = tuple(value for value in written[-1] if all(value in values for values in written))
    return shared or written[-1]


def _constraints(written: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for constraints in written:
        for keyword, value in constraints.items():
            tighter = TIGHTER.get(keyword)
            known = found.get(keyword)
            comparable = isinstance(known, (int, float)) and isinstance(value, (int, float))
            found[keyword] = tighter(known, value) if tighter and comparable else value
    return found


def _properties(written: Sequence[Mapping[str, Schema]]) -> Mapping[str, Schema]:
    """Each property once, where it first stands; one that two parts describe must satisfy both."""
    found: dict[str, Schema] = {}
    for properties in written:
        for name, schema in properties.items():
            known = found.get(name)
            found[name] = schema if known is None or known is schema else _both(known, schema)
    return found


def _both(first: Schema, second: Schema) -> Schema:
    return Schema(second.location, all_of=(first, second), description=second.description)


def _first(parts: Sequence[Schema], pick: Callable[[Schema], Any]) -> Any:  # noqa: ANN401 - as picked
    return next((value for value in map(pick, parts) if value), None)


def _last(parts: Sequence[Schema], pick: Callable[[Schema], Any]) -> Any:  # noqa: ANN401 - as picked
    return _first(tuple(reversed(parts)), pick)
