"""Recursion, alternatives and undeclared properties in the values that shapes show."""

import pytest

from apidocs.schemas.shape.shape import Shaper
from support.documents import api_of_file, schema_of

RECURSIVE = {
    "Self": {"id": "<string>", "parent": {}},
    "RequiredNullableSelf": {"next": None},
    "Chicken": {"name": "<string>", "egg": {"size": 0}},
    "Egg": {"size": 0, "chicken": {"name": "<string>"}},
    "InArray": {"children": []},
    "InMap": {},
    "InAllOf": {"name": "<string>", "best_friend": {}},
    "AllOfItself": {"name": "<string>"},
    "Expression": {"left": 0, "right": 0},
    "OnlyItself": {},
    "Animal": {"kind": "cat", "lives": 0},
    "Diamond": {"left": {"bottom": {"depth": 0}}, "right": {"bottom": {"depth": 0}}},
}
POLYMORPHIC = {
    "Pet": {"petType": "hound", "bark": True, "size": 0},
    "Base": {"id": "<string>.", "kind": "first", "extra": 3},
    "First": {"id": "<string>.", "kind": "first", "extra": 3},
    "NullFirst": "a",
    "TwoChoices": {"mail": "<string>", "card": "<string>"},
    "OneOfRequired": {"file": "<string>", "name": "<string>"},
    "NotTogether": {"first": "<string>"},
    "TypedChoice": "<string>....",
    "BothKinds": {"b": True, "a": 0},
}
CONSTRAINED = {
    "three": ["<string>", "<string>", "<string>"],
    "distinct": ["<string>", "<string1", "<string2"],
    "distinct_numbers": [0, 1, 2],
    "distinct_words": ["a", "b"],
    "none": [],
    "pair": ["<string>", 0],
    "longer_pair": ["<string>", 0, 0],
    "holding": [7],
    "two_of_anything": ["<any>", "<any>"],
}


@pytest.mark.parametrize("name", RECURSIVE)
def test_a_part_that_leads_back_ends_the_value(name: str) -> None:
    assert _value("recursive-schemas.yaml", name) == RECURSIVE[name]


@pytest.mark.parametrize("name", POLYMORPHIC)
def test_a_choice_shows_its_first_usable_alternative(name: str) -> None:
    assert _value("polymorphic-schemas.yaml", name) == POLYMORPHIC[name]


def test_an_array_has_as_many_elements_as_it_must_have() -> None:
    assert _value("constrained-schemas.yaml", "Arrays") == CONSTRAINED


def _value(file: str, name: str) -> object:
    api = api_of_file(file)
    return Shaper(api.schemas).shape(api.components[name]).value


def test_a_string_that_holds_json_shows_what_is_in_it() -> None:
    inner = "contentMediaType: application/json, contentSchema: {properties: {id: {type: integer}}}"
    schema, shaper = schema_of(f"X: {{type: string, {inner}}}")
    assert shaper.shape(schema).value == '{"id": 0}'
    schema, shaper = schema_of(f"X: {{type: string, contentEncoding: base64, {inner}}}")
    assert shaper.shape(schema).value == "<string>"


def test_an_array_that_asks_for_endless_elements_has_a_few() -> None:
    schema, shaper = schema_of("X: {type: array, minItems: 1000000000, maxItems: 1000000000000, items: {}}")
    value = shaper.shape(schema).value
    assert isinstance(value, list)
    assert 0 < len(value) < 10_000
