"""Properties that a schema allows or asks for without declaring them."""

import pytest

from support.documents import schema_of

CASES = [
    ("additionalProperties: {type: integer}", {"<key>": 0}),
    ("additionalProperties: {}", {"<key>": "<any>"}),
    ("additionalProperties: false", {}),
    ("additionalProperties: true", {}),
    ("unevaluatedProperties: {type: boolean}", {"<key>": True}),
    ("required: [a]", {"a": "<any>"}),
    ("required: [a], additionalProperties: {type: integer}", {"a": 0, "<key>": 0}),
    ("required: [x-a], patternProperties: {'^x-': {type: integer}}", {"x-a": 0, "x-": 0}),
    ("minProperties: 2", {"<key>": "<any>", "<key>-2": "<any>"}),
    ("maxProperties: 1, required: [a], additionalProperties: {type: integer}", {"a": 0}),
    ("propertyNames: {enum: [left]}, additionalProperties: {type: integer}", {"left": 0}),
    ("propertyNames: {pattern: '^[a-c]{2}$'}, additionalProperties: {type: integer}", {"aa": 0}),
    ("patternProperties: {'^(?<a>x)\\1$': {type: integer}}", {}),
]


@pytest.mark.parametrize(("keywords", "value"), CASES)
def test_an_object_shows_the_properties_it_does_not_declare(keywords: str, value: object) -> None:
    schema, shaper = schema_of(f"X: {{type: object, {keywords}}}")
    assert shaper.shape(schema).value == value
