"""All properties that an object may have."""

import pytest

from apidocs.schemas.members import iter_members
from apidocs.schemas.shape.shape import Shaper
from support.documents import api_of_file, schema_of

CASES = [
    ("properties: {b: {}, a: {}}", ["b", "a"]),
    ("patternProperties: {'^x': {}}, additionalProperties: {type: string}", ["/^x/", "<key>"]),
    ("additionalProperties: true, unevaluatedProperties: {type: string}", ["<key>"]),
    ("additionalProperties: false", []),
    ("prefixItems: [{}, {}]", ["[0]", "[1]"]),
    ("oneOf: [{properties: {a: {}}}, {anyOf: [{properties: {b: {}}}]}]", ["a", "b"]),
    ("properties: {a: {}}, oneOf: [{properties: {a: {}, b: {}}}]", ["a", "b"]),
]


@pytest.mark.parametrize(("keywords", "names"), CASES)
def test_every_member_is_listed_once(keywords: str, names: list[str]) -> None:
    schema, shaper = schema_of(f"X: {{{keywords}}}")
    assert [member.path for member in iter_members(shaper.merged(schema), shaper.merged)] == names


def test_what_alternatives_say_of_one_property_is_told_apart() -> None:
    api = api_of_file("polymorphic-schemas.yaml")
    shaper = Shaper(api.schemas)
    members = list(iter_members(shaper.merged(api.components["Pet"]), shaper.merged))
    assert [(found.path, found.only_in, found.required) for found in members] == [
        ("petType", (), (True,)),
        ("bark", ("Dog",), (False,)),
        ("size", ("Dog",), (False,)),
        ("size", ("Fish",), (False,)),
        ("fins", ("Fish",), (False,)),
    ]
    assert [found.schema.types for found in members[2:4]] == [("integer",), ("string",)]


def test_values_that_a_discriminator_tells_are_listed_together() -> None:
    schema, shaper = schema_of(
        "X: {oneOf: [{$ref: '#/components/schemas/a'}, {$ref: '#/components/schemas/b'}], "
        "discriminator: {propertyName: t}}\n"
        "a: {properties: {t: {const: a}}}\nb: {properties: {t: {enum: [b]}}}"
    )
    assert [found.schema.enum for found in iter_members(schema, shaper.merged)] == [("a", "b")]


def test_values_that_nothing_else_tells_apart_keep_their_alternative() -> None:
    schema, shaper = schema_of(
        "X: {oneOf: [{properties: {t: {const: a}}}, {properties: {t: {enum: [b, c]}}}]}"
    )
    members = [(found.path, found.only_in) for found in iter_members(schema, shaper.merged)]
    assert members == [("t", ("t: a",)), ("t", ("t: b, c",))]


ROLES = [
    ("not: {type: string}", "must not be"),
    ("if: {required: [a]}, then: {required: [b]}, else: {required: [c]}", "if, then, else"),
    ("contains: {const: 1}", "contains"),
    ("propertyNames: {pattern: '^a'}", "property names"),
    ("unevaluatedItems: {type: string}", "other elements"),
    ("contentMediaType: application/json, contentSchema: {type: object}", "content"),
    ("dependentSchemas: {card: {required: [address]}}", "if there is card"),
    ("oneOf: [{type: string}, {type: integer, minimum: 3}]", "alternative 2"),
    ("anyOf: [{title: Years, type: integer}]", "Years"),
    ("oneOf: [{$ref: '#/components/schemas/Y'}]", "Y"),
    ("items: false, contains: true, unevaluatedItems: false", ""),
]


@pytest.mark.parametrize(("keywords", "roles"), ROLES)
def test_what_narrows_the_value_itself_is_listed_by_what_it_is(keywords: str, roles: str) -> None:
    schema, shaper = schema_of(f"X: {{{keywords}}}\nY: {{type: integer, description: It has a page}}")
    assert ", ".join(member.role for member in iter_members(schema, shaper.merged)) == roles


def test_alternatives_with_a_page_are_left_out_when_asked() -> None:
    api = api_of_file("polymorphic-schemas.yaml")
    merged = Shaper(api.schemas).merged
    assert list(iter_members(merged(api.components["Pet"]), merged, with_named=False)) == []
