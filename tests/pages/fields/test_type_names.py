"""Types in words."""

import pytest

from apidocs.pages.fields.type_names import TypeNamer
from support.documents import WORDS, schema_of

NAMES = [
    ("X: {type: string}", "string"),
    ("X: {type: [string, 'null']}", "string or null"),
    ("X: {type: [string, integer]}", "string or integer"),
    ("X: {}", "any"),
    ("X: {type: array, items: {type: string}}", "array of string"),
    ("X: {type: array}", "array"),
    ("X: {type: array, items: {$ref: '#/components/schemas/Y'}}\nY: {type: object}", "array of Y"),
    ("X: {type: array, items: {$ref: '#/components/schemas/Y'}}\nY: {type: string}", "array of string"),
    ("X: {oneOf: [{type: string}, {$ref: '#/components/schemas/Y'}]}\nY: {type: object}", "one of string, Y"),
    ("X: {anyOf: [{type: string}, {type: 'null'}]}", "string or null"),
    ("X: {anyOf: [{type: 'null'}, {type: string}, {type: integer}]}", "any of string, integer or null"),
    ("X: {oneOf: [{type: 'null'}]}", "null"),
    ("X: {type: [array, 'null'], items: {type: [string, 'null']}}", "array of (string or null) or null"),
    ("X: {const: null}", "null"),
    ("X: {type: array, prefixItems: [{type: string}], items: false}", "array"),
    ("X: false", "not allowed"),
    ("X: {anyOf: [{type: string, format: uri}, {type: string}]}", "any of string (uri), string"),
    ("X: {properties: {a: {}}}", "object"),
    ("X: {enum: [1, 2]}", "integer"),
    (  # a value may be no A
        "X: {type: object, discriminator: {propertyName: k}}\nA: {allOf: [{$ref: '#/components/schemas/X'}]}",
        "object",
    ),
]


@pytest.mark.parametrize(("schema", "name"), NAMES)
def test_a_type_is_said_in_words(schema: str, name: str) -> None:
    found, shaper = schema_of(schema)
    assert str(TypeNamer(shaper.merger, WORDS).type_name(found)) == name


def test_the_name_of_a_component_is_told_from_other_words() -> None:
    schema, shaper = schema_of("X: {type: array, items: {$ref: '#/components/schemas/Y'}}\nY: {type: object}")
    assert TypeNamer(shaper.merger, WORDS).type_name(schema).parts == (("array of ", False), ("Y", True))


def test_types_nested_too_deep_are_not_named() -> None:
    schema, shaper = schema_of("X: {items: {items: {items: {items: {items: {type: string}}}}}}")
    assert str(TypeNamer(shaper.merger, WORDS).type_name(schema)) == "array of array of array of array"
