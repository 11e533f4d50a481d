"""All properties that an object may have."""

import pytest

from apidocs.members import iter_members
from apidocs.shape import Shaper
from documents import api_of_file, schema_of

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
    assert [name for name, _ in iter_members(shaper.merged(schema), shaper.merged)] == names


def test_a_property_of_several_alternatives_is_any_of_what_they_say() -> None:
    api = api_of_file("polymorphic-schemas.yaml")
    shaper = Shaper(api.schemas)
    members = dict(iter_members(shaper.merged(api.components["Pet"]), shaper.merged))
    assert list(members) == ["petType", "bark", "size", "fins"]
    assert [found.types for found in members["size"].any_of] == [("integer",), ("string",)]


def test_the_words_of_a_discriminator_are_listed_together() -> None:
    schema, shaper = schema_of(
        "X: {oneOf: [{properties: {t: {const: a}}}, {properties: {t: {enum: [b, c]}}}]}"
    )
    assert dict(iter_members(schema, shaper.merged))["t"].enum == ("a", "b", "c")
