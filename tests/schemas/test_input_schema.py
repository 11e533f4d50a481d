"""A schema as JSON Schema that stands alone, and forbids nothing that is allowed."""

from typing import Any

import pytest

from apidocs.schemas.agent_schema import SchemaWriter, TooManyError
from support.documents import schema_of

NESTED = """\
X:
  description: A pet.
  type: object
  required: [owner, id]
  properties:
    id: {type: string, readOnly: true}
    owner: {$ref: '#/components/schemas/Owner'}
Owner: {type: object, description: Who has it., properties: {name: {type: string, minLength: 1}}}
"""


def written(text: str, depth: int = 8, words: int = 200) -> dict[str, Any]:
    schema, shaper = schema_of(text)
    return dict(SchemaWriter(shaper, depth, words).written(schema))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X: {type: [string, 'null'], enum: [a, null]}", {"type": ["string", "null"], "enum": ["a", None]}),
        ("X: {const: 0, default: 0}", {"const": 0, "default": 0}),
        ("X: {type: integer, minimum: 0, maximum: 9}", {"type": "integer", "minimum": 0, "maximum": 9}),
        ("X: {type: strange}", {}),
        ("X: true", {}),
        ("X: false", {"not": {}}),
        ("X: {type: array, items: {type: string}}", {"type": "array", "items": {"type": "string"}}),
        ("X: {type: array, items: {}}", {"type": "array", "items": {}}),
        ("X: {additionalProperties: {type: string}}", {"additionalProperties": {"type": "string"}}),
        ("X: {type: object, additionalProperties: false}", {"type": "object"}),
        (
            "X: {oneOf: [{type: string}, {type: integer}]}",
            {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        ),
        ("X: {prefixItems: [{type: string}]}", {"prefixItems": [{"type": "string"}]}),
        ("X: {allOf: [{pattern: a}, {pattern: b}]}", {"pattern": "b", "allOf": [{"pattern": "a"}]}),
        ("X: {allOf: [{type: string}, {minLength: 1}]}", {"type": "string", "minLength": 1}),
    ],
)
def test_a_schema_is_written_as_it_narrows(text: str, expected: dict[str, Any]) -> None:
    assert written(text) == expected


def test_references_are_followed_and_what_no_request_holds_is_left_out() -> None:
    owner = {
        "type": "object",
        "description": "Who has it.",
        "properties": {"name": {"type": "string", "minLength": 1}},
    }
    assert written(NESTED) == {
        "type": "object",
        "description": "A pet.",
        "properties": {"owner": owner},
        "required": ["owner"],
    }


def test_what_lies_too_deep_says_its_type_only() -> None:
    assert written(NESTED, depth=1)["properties"] == {"owner": {"type": "object"}}
    assert written(NESTED, depth=0) == {"type": "object"}


def test_descriptions_are_as_long_as_there_is_room() -> None:
    assert written("X: {description: One two three.}", words=9) == {"description": "One two…"}
    assert written("X: {description: One two three.}", words=0) == {}


def test_a_schema_that_leads_back_ends_where_the_levels_end() -> None:
    tree = "X: {type: object, properties: {left: {$ref: '#/components/schemas/X'}}}"
    leaf = {"type": "object"}
    assert written(tree, depth=2) == {
        "type": "object",
        "properties": {"left": {"type": "object", "properties": {"left": leaf}}},
    }


def test_a_schema_with_no_end_of_parts_is_refused_at_once() -> None:
    names = ", ".join(f"p{number}: {{$ref: '#/components/schemas/X'}}" for number in range(20))
    with pytest.raises(TooManyError):
        written(f"X: {{type: object, properties: {{{names}}}}}", depth=8)
