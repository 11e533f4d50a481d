"""Turns Schema Objects into `Schema` values, of every version of the specification alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from apidocs.document import Document, Location, Node, UnresolvableReferenceError

# Keywords that only narrow a value; they are shown as they are written.
CONSTRAINTS = (
    "format",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "contentEncoding",
    "contentMediaType",
)


@dataclass(frozen=True)
class Discriminator:
    """The property that tells alternatives apart (OpenAPI 3.1, section 4.8.25)."""

    property_name: str
    mapping: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Schema:
    """One Schema Object; a value that may be absent is a tuple of none or one.

    `reference` is where its `$ref` leads, to be looked up in `Schemas`. `types` is empty when any type is
    allowed; "null" is one of them for a nullable schema of any version.
    """

    location: Location
    name: str | None = None
    reference: Location | None = None
    boolean: bool | None = None
    types: tuple[str, ...] = ()
    title: str | None = None
    description: str | None = None
    const: tuple[Any, ...] = ()
    enum: tuple[Any, ...] | None = None
    default: tuple[Any, ...] = ()
    examples: tuple[Any, ...] = ()
    constraints: Mapping[str, Any] = field(default_factory=dict)
    properties: Mapping[str, Schema] = field(default_factory=dict)
    pattern_properties: Mapping[str, Schema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    additional_properties: Schema | None = None
    unevaluated_properties: Schema | None = None
    property_names: Schema | None = None
    items: Schema | None = None
    prefix_items: tuple[Schema, ...] = ()
    contains: Schema | None = None
    all_of: tuple[Schema, ...] = ()
    one_of: tuple[Schema, ...] = ()
    any_of: tuple[Schema, ...] = ()
    not_: Schema | None = None
    discriminator: Discriminator | None = None
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False

    @property
    def alternatives(self) -> tuple[Schema, ...]:
        """The schemas of oneOf and anyOf, in that order."""
        return self.one_of + self.any_of


class Schemas(Mapping[Location, Schema]):
    """Every schema that is a component or the target of a `$ref`, by where it stands."""

    def __init__(self, by_location: Mapping[Location, Schema]) -> None:
        self._by_location = by_location

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
            schema = self._by_location[schema.reference]
        return schema


class SchemaReader:
    """Reads schemas and remembers each target of a `$ref`, so that `schemas()` is complete and cycles end."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._named: dict[Location, str] = {}
        self._by_name: dict[str, Location] = {}
        self._read: dict[Location, Schema] = {}
        self._waiting: list[Location] = []

    def name(self, name: str, node: Node) -> None:
        """Tell the reader that this node is the component schema `name`."""
        self._named[node.location] = name
        self._by_name[name] = node.location
        self._wait_for(node.location)

    def schemas(self) -> Schemas:
        """Every schema a component or a `$ref` stands for; reads those still waiting."""
        while self._waiting:
            location = self._waiting.pop()
            if location not in self._read:
                self._read[location] = self.from_spec(self._document.node(location))
        return Schemas(self._read)

    def from_spec(self, node: Node) -> Schema:
        """Read one Schema Object or boolean schema; anything else counts as a schema that allows all."""
        location = node.location
        known = self._read.get(location)
        if known is not None:
            return known
        if isinstance(node.value, bool):
            return Schema(location, boolean=node.value)
        if not isinstance(node.value, dict):
            return Schema(location)
        keywords = node.value
        reference = self._reference(node)
        if reference is not None and self._document.version in ("2.0", "3.0"):
            # OpenAPI 3.0.4, section 4.7.23: siblings of $ref shall be ignored.
            return Schema(location, name=self._named.get(location), reference=reference)
        fields = {FIELDS[key][0]: FIELDS[key][1](self, node.child(key)) for key in keywords if key in FIELDS}
        return Schema(
            location,
            name=self._named.get(location),
            reference=reference,
            types=_types(keywords),
            examples=_examples(keywords),
            constraints=_constraints(keywords),
            **fields,
        )

    def _reference(self, node: Node) -> Location | None:
        if not node.is_reference():
            return None
        try:
            node.resolve()
            location = node.target().location
        except UnresolvableReferenceError:
            return None  # `validate` has reported it; an unused one must not stop the build
        self._wait_for(location)
        return location

    def _wait_for(self, location: Location) -> None:
        if location not in self._read:
            self._waiting.append(location)

    def mapped(self, node: Node) -> Location | None:
        """Where a discriminator's mapping leads: a component's name or a reference (3.1, section 4.8.25)."""
        written = str(node.value)
        return self._by_name.get(written) or self._by_name.get(written.rpartition("/")[2])


def _list(reader: SchemaReader, node: Node) -> tuple[Schema, ...]:
    return tuple(reader.from_spec(element) for element in node.elements())


def _mapping(reader: SchemaReader, node: Node) -> dict[str, Schema]:
    return {name: reader.from_spec(member) for name, member in node.items()}


def _discriminator(reader: SchemaReader, node: Node) -> Discriminator | None:
    if isinstance(node.value, str):  # Swagger 2.0: only the name of the property
        return Discriminator(node.value)
    name = node.get("propertyName")
    if name is None or not isinstance(name.value, str):
        return None
    mapping = node.get("mapping")
    targets = ((value, reader.mapped(member)) for value, member in (mapping.items() if mapping else ()))
    return Discriminator(name.value, {value: target for value, target in targets if target is not None})


def _text(_: SchemaReader, node: Node) -> str | None:
    return node.value if isinstance(node.value, str) else None


def _one(_: SchemaReader, node: Node) -> tuple[Any, ...]:
    return (node.value,)


def _flag(_: SchemaReader, node: Node) -> bool:
    return node.value is True


def _values(_: SchemaReader, node: Node) -> tuple[Any, ...] | None:
    return tuple(node.value) if isinstance(node.value, list) else None


def _names(_: SchemaReader, node: Node) -> tuple[str, ...]:
    return tuple(name for name in _as_list(node.value) if isinstance(name, str))


def _as_list(value: Any) -> Iterable[Any]:  # noqa: ANN401 - a JSON value
    return value if isinstance(value, list) else ()


FIELDS: Mapping[str, tuple[str, Callable[[SchemaReader, Node], Any]]] = {
    "title": ("title", _text),
    "description": ("description", _text),
    "const": ("const", _one),
    "enum": ("enum", _values),
    "default": ("default", _one),
    "properties": ("properties", _mapping),
    "patternProperties": ("pattern_properties", _mapping),
    "required": ("required", _names),
    "additionalProperties": ("additional_properties", SchemaReader.from_spec),
    "unevaluatedProperties": ("unevaluated_properties", SchemaReader.from_spec),
    "propertyNames": ("property_names", SchemaReader.from_spec),
    "items": ("items", SchemaReader.from_spec),
    "prefixItems": ("prefix_items", _list),
    "contains": ("contains", SchemaReader.from_spec),
    "allOf": ("all_of", _list),
    "oneOf": ("one_of", _list),
    "anyOf": ("any_of", _list),
    "not": ("not_", SchemaReader.from_spec),
    "discriminator": ("discriminator", _discriminator),
    "readOnly": ("read_only", _flag),
    "writeOnly": ("write_only", _flag),
    "deprecated": ("deprecated", _flag),
}


def _types(keywords: Mapping[str, Any]) -> tuple[str, ...]:
    """`type` as a tuple; OpenAPI 3.0 says nullable where 3.1 lists "null"."""
    written = keywords.get("type")
    types = (written,) if isinstance(written, str) else tuple(_as_list(written))
    nullable = keywords.get("nullable") is True or keywords.get("x-nullable") is True
    return (*types, "null") if types and nullable and "null" not in types else types


def _examples(keywords: Mapping[str, Any]) -> tuple[Any, ...]:
    authored = (keywords["example"],) if "example" in keywords else ()
    return authored + tuple(_as_list(keywords.get("examples")))


def _constraints(keywords: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the order of CONSTRAINTS; OpenAPI 3.0's exclusive flags become the numbers of 3.1."""
    found = {key: keywords[key] for key in CONSTRAINTS if key in keywords}
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if found.get(exclusive) is True and bound in found:
            found[exclusive] = found.pop(bound)
        elif isinstance(found.get(exclusive), bool):
            del found[exclusive]
    return found
