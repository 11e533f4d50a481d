"""The Schema Object as a value, the same for every version of the specification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from apidocs.document.document import Location
from apidocs.model.info import ExternalDocs

EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


def _empty() -> Mapping[str, Any]:
    return EMPTY


@dataclass(frozen=True)
class Discriminator:
    """The property that tells alternatives apart (OpenAPI 3.1, section 4.8.25).

    `mapping` has the names too that stand for components without being written there. `has_heirs`: the
    alternatives are what builds on the schema by allOf, and a value may be of none of them.
    """

    property_name: str
    mapping: Mapping[str, Location] = field(default_factory=dict)
    default_mapping: Location | None = None
    has_heirs: bool = False

    @cached_property
    def words(self) -> Mapping[Location, tuple[str, ...]]:
        """The words of the mapping by the schema that each stands for."""
        found: dict[Location, tuple[str, ...]] = {}
        for word, place in self.mapping.items():
            found[place] = (*found.get(place, ()), word)
        return found


@dataclass(frozen=True)
class Xml:
    """How a value is written as XML (OpenAPI 3.1, section 4.8.26); `node_type` is 3.2's."""

    name: str | None = None
    namespace: str | None = None
    prefix: str | None = None
    attribute: bool = False
    wrapped: bool = False
    node_type: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Schema:
    """One Schema Object; a value that may be absent is a tuple of none or one.

    `reference` is where its `$ref` leads, to be looked up in `Schemas`; `is_bare` tells that nothing else is
    written there. `types` is empty when any type is allowed; "null" is one of them for a nullable schema of
    any version. `constraints` hold the keywords that only narrow a value, in 3.1's form. `choices` is filled
    by a merge only: where several parts of an allOf have a oneOf or anyOf, it holds all but the first, and
    `choices_left_out` is how many more there are than a merge keeps. So is
    `conditions`, of parts with `contains`, `not` or `if`. `is_void_nullable`: it has `nullable: true` without
    a `type`, which has no effect (OpenAPI 3.0.4, section 4.7.24.2). `discriminator_values` are, by property,
    the values by which discriminators of what it builds on, or is an alternative of, know it. `template` is
    where a schema is written that was read for this place only, for here its dynamic references lead
    elsewhere.
    """

    location: Location
    name: str | None = None
    reference: Location | None = None
    is_bare: bool = False
    template: Location | None = None
    boolean: bool | None = None
    types: tuple[str, ...] = ()
    is_void_nullable: bool = False
    title: str | None = None
    description: str | None = None
    const: tuple[Any, ...] = ()
    enum: tuple[Any, ...] | None = None
    default: tuple[Any, ...] = ()
    examples: tuple[Any, ...] = ()
    constraints: Mapping[str, Any] = field(default_factory=_empty)
    properties: Mapping[str, Schema] = field(default_factory=_empty)
    pattern_properties: Mapping[str, Schema] = field(default_factory=_empty)
    required: tuple[str, ...] = ()
    additional_properties: Schema | None = None
    unevaluated_properties: Schema | None = None
    property_names: Schema | None = None
    dependent_required: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    dependent_schemas: Mapping[str, Schema] = field(default_factory=_empty)
    items: Schema | None = None
    prefix_items: tuple[Schema, ...] = ()
    unevaluated_items: Schema | None = None
    contains: Schema | None = None
    content_schema: Schema | None = None
    all_of: tuple[Schema, ...] = ()
    one_of: tuple[Schema, ...] = ()
    any_of: tuple[Schema, ...] = ()
    choices: tuple[Schema, ...] = ()
    choices_left_out: int = 0
    conditions: tuple[Schema, ...] = ()
    not_: Schema | None = None
    if_: Schema | None = None
    then: Schema | None = None
    else_: Schema | None = None
    discriminator: Discriminator | None = None
    discriminator_values: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    external_docs: ExternalDocs | None = None
    xml: Xml | None = None
    extensions: Mapping[str, Any] = field(default_factory=_empty)

    @property
    def alternatives(self) -> tuple[Schema, ...]:
        """The schemas of oneOf and anyOf, in that order."""
        return self.one_of + self.any_of


def reference_to(location: Location) -> Schema:
    """Return a schema that is a `$ref` to this place and nothing else."""
    return Schema(location, reference=location, is_bare=True)


def iter_subschemas(schema: Schema) -> Iterator[Schema]:
    """Iterate over the schemas written directly inside this one."""
    for mapping in (schema.properties, schema.pattern_properties, schema.dependent_schemas):
        yield from mapping.values()
    lists = (schema.all_of, schema.one_of, schema.any_of, schema.prefix_items)
    for schemas in (*lists, schema.choices, schema.conditions):
        yield from schemas
    singles = (
        schema.items,
        schema.additional_properties,
        schema.unevaluated_properties,
        schema.unevaluated_items,
        schema.property_names,
        schema.contains,
        schema.content_schema,
        schema.not_,
        schema.if_,
        schema.then,
        schema.else_,
    )
    yield from (single for single in singles if single is not None)


class Schemas(Mapping[Location, Schema]):
    """Every schema that is a component or the target of a `$ref`, by where it stands."""

    def __init__(self, by_location: Mapping[Location, Schema]) -> None:
        self._by_location = by_location
        self._ends: dict[Location, Schema] = {}

    def __getitem__(self, location: Location) -> Schema:
        return self._by_location[location]

    def __iter__(self) -> Iterator[Location]:
        return iter(self._by_location)

    def __len__(self) -> int:
        return len(self._by_location)

    def target(self, schema: Schema) -> Schema:
        """Follow the schema's `$ref`, and those behind it, to the schema that is meant."""
        seen = set()
        while schema.reference is not None and schema.reference not in seen:
            seen.add(schema.reference)
            schema = self._ends.get(schema.reference) or self._by_location[schema.reference]
        self._ends |= dict.fromkeys(seen, schema)
        return schema
