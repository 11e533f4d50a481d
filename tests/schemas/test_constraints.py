"""What a schema says besides its type, its parts and its words."""

import pytest

from apidocs.schemas.constraints import constraints_of, enum_words, has_words
from support.documents import schema_of

CONSTRAINTS = [
    (
        "type: string, minLength: 1, pattern: '^a', format: uri",
        [("format", "uri"), ("minLength", "1"), ("pattern", "^a")],
    ),
    ("enum: [a, 1, null], default: ''", [("enum", "a, 1, null"), ("default", '""')]),
    ("const: false, readOnly: true", [("const", "false"), ("readOnly", "true")]),
    ("default: {a: [1]}, writeOnly: true", [("default", '{"a": [1]}'), ("writeOnly", "true")]),
    ("required: [a, b], properties: {a: {}}", [("required", "b")]),
    ("dependentRequired: {a: [b, c]}", [("dependentRequired", "a: b, c")]),
    ("additionalProperties: false", [("additionalProperties", "false")]),
    ("additionalProperties: {type: string}", []),
    ("unevaluatedProperties: false, items: false", [("items", "false"), ("unevaluatedProperties", "false")]),
    ("unevaluatedItems: false", [("unevaluatedItems", "false")]),
    ("example: 0, examples: [{a: 1}]", [("example", "0"), ("example", '{"a": 1}')]),
    ("xml: {name: pet, attribute: true}", [("xml", "name pet, attribute")]),
    ("xml: {nodeType: text}", [("xml", "nodeType text")]),
    ("enum: ['', 'a, b', c, ' ']", [("enum", '"", "a, b", c, " "')]),
    ('example: "a\\nb", enum: ["a\\tb"]', [("enum", '"a\\tb"'), ("example", '"a\\nb"')]),
    ("allOf: [{pattern: ^a}, {pattern: b$}]", [("pattern", "b$"), ("pattern", "^a")]),
    ("contains: {type: string}, maxContains: 2", [("maxContains", "2")]),
    ("enum: []", [("enum", "[]")]),
    ("x-unit: ms, x-more: [1]", [("x-unit", "ms"), ("x-more", "[1]")]),
    (
        "readonly: true, additionalItems: {type: string}",
        [("readonly", "true"), ("additionalItems", '{"type": "string"}')],
    ),
    ("$comment: c, $anchor: a, definitions: {a: {}}, nullable: true", []),
    ("type: integer", []),
]


@pytest.mark.parametrize("text", ["[" * 20_000, "[" * 900 + "]" * 900], ids=["open", "closed"])
def test_a_text_that_nests_deeper_than_a_document_may_is_a_text(text: str) -> None:
    assert constraints_of(schema_of(f"X: {{example: '{text}'}}")[0]) == (("example", text),)


@pytest.mark.parametrize(("keywords", "expected"), CONSTRAINTS)
def test_all_that_narrows_a_value_is_listed(keywords: str, expected: list[tuple[str, str]]) -> None:
    schema, shaper = schema_of(f"X: {{{keywords}}}")
    assert list(constraints_of(shaper.merged(schema))) == expected


@pytest.mark.parametrize(
    ("extension", "words"),
    [
        ("x-enum-descriptions: [First, Second]", [("a", "First"), ("1", "Second")]),
        ("x-enum-descriptions: {a: First}", [("a", "First")]),
        ("x-enumDescriptions: {'1': Second}", [("1", "Second")]),
        ("x-enum-descriptions: text", []),
        ("x-other: {a: First}", []),
    ],
)
def test_the_values_of_an_enum_are_described(extension: str, words: list[tuple[str, str]]) -> None:
    schema, _ = schema_of(f"X: {{enum: [a, 1], {extension}}}")
    assert list(enum_words(schema)) == words
    listed = {keyword for keyword, _ in constraints_of(schema)}
    assert (extension.split(":", maxsplit=1)[0] in listed) == (not words)


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [("type: string", False), ("title: T", True), ("deprecated: true", True), ("maxLength: 1", True)],
)
def test_a_schema_with_words_is_more_than_a_type(keywords: str, expected: bool) -> None:  # noqa: FBT001
    schema, _ = schema_of(f"X: {{{keywords}}}")
    assert has_words(schema) == expected
