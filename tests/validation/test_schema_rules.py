"""Schemas with keywords that exclude each other or that have no effect, and right ones near them."""

import pytest

from support.documents import OPERATION, problems_of

WRONG = [
    ("{type: integer, minimum: 5, maximum: 3}", "3.1.0", "at least 5 and at most 3"),
    ("{type: integer, exclusiveMinimum: 3, maximum: 3}", "3.1.0", "above 3 and at most 3"),
    ("{type: integer, minimum: 3, maximum: 3, exclusiveMaximum: true}", "3.0.3", "at least 3 and below 3"),
    ("{type: string, minLength: 2, maxLength: 1}", "3.0.3", "at least 2 and at most 1 characters"),
    ("{type: array, items: {}, minItems: 2, maxItems: 1}", "3.0.3", "at least 2 and at most 1 entries"),
    ("{type: object, minProperties: 2, maxProperties: 0}", "3.1.0", "at least 2 and at most 0 properties"),
    ("{type: string, enum: [a, 7]}", "3.1.0", "7 is of another type"),
    ("{type: integer, const: true}", "3.1.0", "true is of another type"),
    ("{type: string, enum: [a, null]}", "3.0.3", "null is of another type"),
    ("{type: array, items: {type: string}, enum: [a]}", "3.0.3", "under items"),
    ("{allOf: [{type: string}, {type: integer}]}", "3.1.0", "both of type string and of type integer"),
    ("{type: object, allOf: [{type: array, items: {}}]}", "3.0.3", "of type object and of type array"),
    ("{type: array}", "3.0.3", 'without "items"'),
    ("{type: string, nullable: true}", "3.1.0", 'write type: [string, "null"]'),
    ("{type: string, nullable: false}", "3.2.0", "remove it"),
    ("{nullable: true, anyOf: [{type: string}]}", "3.0.3", "no effect without a type"),
    ("{$schema: 'http://json-schema.org/draft-07/schema#'}", "3.1.0", "read as JSON Schema 2020-12"),
    ("{discriminator: {propertyName: kind}, properties: {a: {}}}", "3.0.3", "no property `kind`"),
    ("{discriminator: kind, properties: {a: {}}}", "2.0", "no property `kind`"),
    (
        "{oneOf: [{properties: {kind: {}}}, {properties: {a: {}}}], discriminator: {propertyName: kind}}",
        "3.1.0",
        "alternative 2: no property `kind`",
    ),
]
RIGHT = [
    ("{type: integer, minimum: 3, maximum: 3}", "3.1.0"),
    ("{type: number, minimum: 3, maximum: 4, exclusiveMaximum: true}", "3.0.3"),
    ("{type: number, enum: [1, 2.5]}", "3.1.0"),
    ("{type: integer, enum: [1.0, 2]}", "3.1.0"),
    ("{type: [string, 'null'], enum: [a, null]}", "3.1.0"),
    ("{type: string, nullable: true, enum: [a, null]}", "3.0.3"),
    ("{enum: [a, 7]}", "3.1.0"),
    ("{type: array}", "3.1.0"),
    ("{allOf: [{type: number}, {type: integer}]}", "3.1.0"),
    ("{allOf: [{type: [string, 'null']}, {type: string}]}", "3.1.0"),
    ("{$schema: 'https://json-schema.org/draft/2020-12/schema'}", "3.1.0"),
    ("{allOf: [{properties: {kind: {}}}], discriminator: {propertyName: kind}}", "3.1.0"),
    ("{oneOf: [{allOf: [{properties: {kind: {}}}]}], discriminator: {propertyName: kind}}", "3.1.0"),
    ("{type: object, properties: {nullable: {type: boolean}, minimum: {type: integer}}}", "3.1.0"),
]


def _said(schema: str, version: str) -> list[str]:
    if version == "2.0":
        text = f"{OPERATION}      parameters: [{{name: a, in: body, schema: {schema}}}]\n"
    else:
        text = f"{OPERATION}      parameters: [{{name: a, in: query, schema: {schema}}}]\n"
    return [problem.message for problem in problems_of(text, version)]


@pytest.mark.parametrize(("schema", "version", "words"), WRONG)
def test_one_problem_says_what_excludes_what(schema: str, version: str, words: str) -> None:
    (message,) = _said(schema, version)
    assert words in message


@pytest.mark.parametrize(("schema", "version"), RIGHT)
def test_nothing_is_said_of_right_schemas(schema: str, version: str) -> None:
    assert _said(schema, version) == []


PARAMETERS_2 = [
    ("{name: a, in: query, type: array}", 'without "items"'),
    ("{name: a, in: query, type: array, items: {type: string, enum: [1]}}", "1 is of another type"),
    ("{name: a, in: query, type: integer, minimum: 2, maximum: 1}", "at least 2 and at most 1"),
]


@pytest.mark.parametrize(("parameter", "words"), PARAMETERS_2)
def test_a_parameter_of_swagger_2_is_a_schema_itself(parameter: str, words: str) -> None:
    messages = [
        problem.message for problem in problems_of(f"{OPERATION}      parameters: [{parameter}]\n", "2.0")
    ]
    assert any(words in message for message in messages), messages


SIBLINGS = [
    ("{$ref: '#/components/schemas/A', default: a}", "3.0.3", ['"default" stands beside a $ref']),
    ("{$ref: '#/components/schemas/A', nullable: true, description: x}", "3.0.3", ['"nullable" and']),
    ("{$ref: '#/components/schemas/A', x-own: 1}", "3.0.3", []),
    ("{$ref: '#/components/schemas/A', default: a}", "3.1.0", []),
]


@pytest.mark.parametrize(("schema", "version", "words"), SIBLINGS)
def test_what_is_ignored_beside_a_reference_is_said(schema: str, version: str, words: list[str]) -> None:
    text = f"{OPERATION}      parameters: [{{name: a, in: query, schema: {schema}}}]\n"
    found = problems_of(f"{text}components: {{schemas: {{A: {{type: string}}}}}}\n", version)
    assert len(found) == len(words)
    assert all(word in problem.message for word, problem in zip(words, found, strict=True))


def test_words_beside_many_references_are_one_problem() -> None:
    members = ", ".join(f"{name}: {{$ref: '#/components/schemas/A', description: x}}" for name in "abc")
    text = f"{OPERATION}      parameters: [{{name: a, in: query, schema: {{properties: {{{members}}}}}}}]\n"
    (problem,) = problems_of(f"{text}components: {{schemas: {{A: {{type: string}}}}}}\n", "3.0.3")
    assert "beside 2 other references" in problem.message
