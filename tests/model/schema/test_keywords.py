"""Keywords as fields of a `Schema`."""

from typing import Any

import pytest

from apidocs.document.document import Location
from apidocs.model.info import ExternalDocs
from apidocs.model.schema.schema import Discriminator, Xml, iter_subschemas
from support.documents import schema_of

FIELDS: list[tuple[str, str, Any]] = [
    ("title: T", "title", "T"),
    ("description: ''", "description", ""),
    ("const: null", "const", (None,)),
    ("const: false", "const", (False,)),
    ("enum: [0, null]", "enum", (0, None)),
    ("enum: []", "enum", ()),
    ("default: 0", "default", (0,)),
    ("default: null", "default", (None,)),
    ("example: ''", "examples", ("",)),
    ("examples: [null, 0]", "examples", (None, 0)),
    ("examples: {a: 1}", "examples", ()),
    ("type: string", "types", ("string",)),
    ("type: [string, 'null']", "types", ("string", "null")),
    ("type: 3", "types", ()),
    ("required: [a, 3]", "required", ("a",)),
    ("required: true", "required", ()),
    ("readOnly: true", "read_only", True),
    ("writeOnly: 1", "write_only", False),
    ("deprecated: true", "deprecated", True),
    ("minLength: 0, maxLength: 3", "constraints", {"minLength": 0, "maxLength": 3}),
    ("maximum: 3, format: f", "constraints", {"format": "f", "maximum": 3}),
    ("dependentRequired: {a: [b]}", "dependent_required", {"a": ("b",)}),
    ("x-note: {deep: [1]}", "extensions", {"x-note": {"deep": [1]}}),
    ("externalDocs: {url: u, description: d}", "external_docs", ExternalDocs("u", "d")),
    ("externalDocs: {description: d}", "external_docs", None),
    ("xml: {name: n, attribute: true, nodeType: text}", "xml", Xml("n", attribute=True, node_type="text")),
    ("discriminator: {propertyName: p}", "discriminator", Discriminator("p")),
    ("discriminator: {mapping: {}}", "discriminator", None),
]
NESTED = [
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "items",
    "unevaluatedItems",
    "contains",
    "contentSchema",
    "not",
    "if",
    "then",
    "else",
]


@pytest.mark.parametrize(("keywords", "field", "value"), FIELDS)
def test_a_keyword_is_a_field(keywords: str, field: str, value: object) -> None:
    schema, _ = schema_of(f"X: {{{keywords}}}")
    assert getattr(schema, field) == value


@pytest.mark.parametrize("keyword", NESTED)
def test_a_schema_inside_a_schema_is_found(keyword: str) -> None:
    schema, _ = schema_of(f"X: {{{keyword}: {{title: inner}}}}")
    assert [found.title for found in iter_subschemas(schema)] == ["inner"]


@pytest.mark.parametrize("keyword", ["allOf", "oneOf", "anyOf", "prefixItems"])
def test_schemas_in_a_list_are_found_in_order(keyword: str) -> None:
    schema, _ = schema_of(f"X: {{{keyword}: [{{title: a}}, {{title: b}}]}}")
    assert [found.title for found in iter_subschemas(schema)] == ["a", "b"]


@pytest.mark.parametrize("keyword", ["properties", "patternProperties", "dependentSchemas"])
def test_schemas_under_names_are_found_with_their_place(keyword: str) -> None:
    schema, _ = schema_of(f"X: {{{keyword}: {{a/b~c: {{title: inner}}}}}}")
    (found,) = iter_subschemas(schema)
    assert found.location == Location("", f"/components/schemas/X/{keyword}/a~1b~0c")


def test_a_boolean_schema_is_kept() -> None:
    schema, _ = schema_of("X: {properties: {a: true, b: false}}")
    assert [found.boolean for found in schema.properties.values()] == [True, False]


def test_a_discriminator_maps_to_names_and_references() -> None:
    schema, _ = schema_of("""\
X:
  discriminator:
    propertyName: p
    mapping: {a: A, b: '#/components/schemas/B', c: Missing}
    defaultMapping: A
A: {}
B: {}""")
    place = Location("", "/components/schemas/A")
    assert schema.discriminator == Discriminator(
        "p", {"a": place, "b": Location("", "/components/schemas/B")}, place, has_heirs=True
    )


def test_a_list_of_items_is_a_prefix() -> None:
    schema, _ = schema_of("X: {type: array, items: [{type: string}, {type: integer}]}", "2.0")
    assert [found.types for found in schema.prefix_items] == [("string",), ("integer",)]
    assert schema.items is None
