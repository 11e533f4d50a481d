"""Read the keywords of one Schema Object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol

from apidocs.document.document import Location, Node
from apidocs.model.info import ExternalDocs
from apidocs.model.schema.schema import EMPTY, Discriminator, Schema, Xml

Keywords = Mapping[str, Any]

# The versions that say `nullable` where later ones list the type "null".
WITHOUT_TYPE_NULL: Final = ("2.0", "3.0")
# Keywords that only narrow a value; they are shown as they are written, in this order.
CONSTRAINTS: Final = (
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
_CONSTRAINTS: Final = frozenset(CONSTRAINTS)


class SubschemaReader(Protocol):
    """What the keywords that hold schemas need: a way to read these."""

    def from_spec_at(self, node: Node, location: Location) -> Schema:
        """Read the schema of a node that stands at a location."""

    def child(self, node: Node, location: Location, key: str | int) -> Schema:
        """Read the schema below a node."""

    def mapped(self, written: str, node: Node) -> Location | None:
        """Find the schema that a discriminator value leads to."""


def fields_of(reader: SubschemaReader, node: Node, location: Location) -> dict[str, Any]:
    """Return the fields of a `Schema` that its keywords fill."""
    keywords = node.value
    found: dict[str, Any] = {}
    extensions = {}
    for keyword, value in keywords.items():
        if keyword in VALUES:
            field, read = VALUES[keyword]
            found[field] = read(value)
        elif keyword in SUBSCHEMAS:
            # Before 2020-12 a list of `items` was what prefixItems is now.
            is_prefix = keyword == "items" and isinstance(value, list)
            field, read_below = SUBSCHEMAS["prefixItems" if is_prefix else keyword]
            below = Location(location.uri, f"{location.pointer}/{keyword}")
            found[field] = read_below(reader, node.child(keyword), below)
        elif keyword not in SILENT:
            extensions[keyword] = value
    if extensions:
        found["extensions"] = extensions
    return found


def types_of(keywords: Keywords, version: str) -> tuple[str, ...]:
    """Return `type` as a tuple; OpenAPI 3.0 says `nullable` where 3.1 lists "null".

    Swagger 2.0's `file` is a string of bytes. OpenAPI 3.0.4, section 4.7.24.2: `nullable` means nothing
    where no type is written; since 3.1 it is no keyword.
    """
    written = keywords.get("type")
    types = (written,) if isinstance(written, str) else _names(written)
    if "file" in types:
        types = tuple("string" if name == "file" else name for name in types)
    is_keyword = version in WITHOUT_TYPE_NULL and keywords.get("nullable") is True
    nullable = is_keyword or keywords.get("x-nullable") is True
    return (*types, "null") if types and nullable and "null" not in types else types


def examples_of(keywords: Keywords) -> tuple[Any, ...]:
    """Return the authored examples: `example` first, then `examples`."""
    authored = (keywords["example"],) if "example" in keywords else ()
    return (*authored, *_list(keywords["examples"])) if "examples" in keywords else authored


def constraints_of(keywords: Keywords) -> Mapping[str, Any]:
    """Return the narrowing keywords in the order of CONSTRAINTS.

    OpenAPI 3.0's exclusive flags become the numbers of 3.1, Swagger 2.0's `type: file` a binary string.
    """
    is_file = keywords.get("type") == "file"
    if _CONSTRAINTS.isdisjoint(keywords) and not is_file:
        return EMPTY
    found = {key: keywords[key] for key in CONSTRAINTS if key in keywords}
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if found.get(exclusive) is True and bound in found:
            found[exclusive] = found.pop(bound)
        elif isinstance(found.get(exclusive), bool):
            del found[exclusive]
    return {"format": "binary", **found} if is_file else found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _one(value: object) -> tuple[object]:
    return (value,)


def _flag(value: object) -> bool:
    return value is True


def _values(value: object) -> tuple[Any, ...] | None:
    return tuple(value) if isinstance(value, list) else None


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _names(value: object) -> tuple[str, ...]:
    return tuple(name for name in _list(value) if isinstance(name, str))


def _name_lists(value: object) -> Mapping[str, tuple[str, ...]]:
    return {key: _names(names) for key, names in value.items()} if isinstance(value, dict) else EMPTY


def _external_docs(value: object) -> ExternalDocs | None:
    if not isinstance(value, dict) or not isinstance(value.get("url"), str):
        return None
    return ExternalDocs(value["url"], _text(value.get("description")))


def _xml(value: object) -> Xml | None:
    if not isinstance(value, dict):
        return None
    words = [_text(value.get(key)) for key in ("name", "namespace", "prefix")]
    flags = [_flag(value.get(key)) for key in ("attribute", "wrapped")]
    return Xml(words[0], words[1], words[2], flags[0], flags[1], _text(value.get("nodeType")))


def _schema(reader: SubschemaReader, node: Node, location: Location) -> Schema:
    return reader.from_spec_at(node, location)


def _schemas(reader: SubschemaReader, node: Node, location: Location) -> tuple[Schema, ...]:
    return tuple(reader.child(node, location, index) for index in range(len(_list(node.value))))


def _mapping(reader: SubschemaReader, node: Node, location: Location) -> Mapping[str, Schema]:
    names = node.value if isinstance(node.value, dict) else {}
    return {name: reader.child(node, location, name) for name in names}


def _discriminator(reader: SubschemaReader, node: Node, _: Location) -> Discriminator | None:
    if isinstance(node.value, str):  # Swagger 2.0: only the name of the property
        return Discriminator(node.value)
    name = node.value.get("propertyName") if isinstance(node.value, dict) else None
    if not isinstance(name, str):
        return None
    mapping = node.value.get("mapping")
    written = mapping.items() if isinstance(mapping, dict) else ()
    targets = {key: reader.mapped(str(value), node) for key, value in written}
    default = node.value.get("defaultMapping")
    return Discriminator(
        name,
        {key: target for key, target in targets.items() if target is not None},
        reader.mapped(default, node) if isinstance(default, str) else None,
    )


# Keywords that are read elsewhere, say where a schema is, or are for other readers. All others are shown as
# they are written: a schema may be extended by any keyword (OpenAPI 3.1, section 4.8.24), and a typing error
# may be what its author meant.
SILENT: Final = frozenset(
    (
        *("$anchor", "$comment", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "$schema", "$self"),
        *("$vocabulary", "definitions", "example", "examples", "nullable", "type", *CONSTRAINTS),
    )
)
VALUES: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    "title": ("title", _text),
    "description": ("description", _text),
    "const": ("const", _one),
    "enum": ("enum", _values),
    "default": ("default", _one),
    "required": ("required", _names),
    "dependentRequired": ("dependent_required", _name_lists),
    "readOnly": ("read_only", _flag),
    "writeOnly": ("write_only", _flag),
    "deprecated": ("deprecated", _flag),
    "externalDocs": ("external_docs", _external_docs),
    "xml": ("xml", _xml),
}
SUBSCHEMAS: Final[Mapping[str, tuple[str, Callable[[SubschemaReader, Node, Location], Any]]]] = {
    "properties": ("properties", _mapping),
    "patternProperties": ("pattern_properties", _mapping),
    "additionalProperties": ("additional_properties", _schema),
    "unevaluatedProperties": ("unevaluated_properties", _schema),
    "propertyNames": ("property_names", _schema),
    "dependentSchemas": ("dependent_schemas", _mapping),
    "items": ("items", _schema),
    "prefixItems": ("prefix_items", _schemas),
    "unevaluatedItems": ("unevaluated_items", _schema),
    "contains": ("contains", _schema),
    "contentSchema": ("content_schema", _schema),
    "allOf": ("all_of", _schemas),
    "oneOf": ("one_of", _schemas),
    "anyOf": ("any_of", _schemas),
    "not": ("not_", _schema),
    "if": ("if_", _schema),
    "then": ("then", _schema),
    "else": ("else_", _schema),
    "discriminator": ("discriminator", _discriminator),
}
