"""Values without parts: within the constraints, and as near to the plain placeholder as they allow."""

import pytest

from apidocs.schemas.shape.scalars import authored_values
from apidocs.schemas.types import has_type, type_of
from support.documents import schema_of

NUMBERS = [
    ("type: integer", 0),
    ("type: integer, minimum: -5, maximum: 5", 0),
    ("type: integer, minimum: 5", 5),
    ("type: integer, exclusiveMinimum: 5", 6),
    ("type: integer, maximum: -5", -5),
    ("type: integer, exclusiveMaximum: -5", -6),
    ("type: number, exclusiveMinimum: 0", 1),
    ("type: number, exclusiveMinimum: 0, maximum: 0.5", 0.25),
    ("type: number, minimum: 0.1, multipleOf: 0.1", 0.1),
    ("type: number, minimum: 1.05, multipleOf: 0.1", 1.1),
    ("type: integer, exclusiveMinimum: 4, multipleOf: 4", 8),
    ("type: integer, minimum: 1, multipleOf: 1.5", 3),
    ("type: integer, maximum: -1, multipleOf: 10", -10),
    ("type: integer, minimum: 7, multipleOf: 0", 7),
    ("type: integer, minimum: text", 0),
    ("minimum: 2", 2),
]
STRINGS = [
    ("type: string, minLength: 10", "<string>.."),
    ("type: string, maxLength: 3", "<st"),
    ("type: string, maxLength: 0", ""),
    ("type: string, minLength: wide", "<string>"),
    ("type: string, pattern: 'str'", "<string>"),
    ("type: string, pattern: '^\\d{3}$'", "000"),
    ("type: string, pattern: '^(a)\\1$'", "<string>"),
    ("minLength: 9", "<string>."),
    ("contentEncoding: base64", "<string>"),
]
TYPES = [
    ("{}", "any"),
    ("type: [integer, string]", "integer"),
    ("type: ['null', string]", "string"),
    ("type: ['null']", "null"),
    ("required: [a]", "object"),
    ("prefixItems: [{}]", "array"),
    ("enum: [null, 3]", "integer"),
    ("const: {a: 1}", "object"),
    ("minItems: 1", "array"),
]
ENUMS = [
    ("type: string, enum: [null, 3, a, b]", ["a", "b", 3, None]),
    ("type: [string, 'null'], enum: [null, a]", ["a", None]),
    ("enum: [b, a]", ["b", "a"]),
    ("type: number, enum: [1, 0.5]", [1, 0.5]),
]


@pytest.mark.parametrize(("keywords", "value"), NUMBERS)
def test_a_number_is_the_allowed_one_nearest_to_zero(keywords: str, value: float) -> None:
    found = _value(keywords)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(("keywords", "value"), STRINGS)
def test_a_string_is_the_placeholder_or_what_length_and_pattern_ask_for(keywords: str, value: str) -> None:
    assert _value(keywords) == value


@pytest.mark.parametrize(("keywords", "name"), TYPES)
def test_a_type_that_is_not_written_is_implied_by_the_keywords(keywords: str, name: str) -> None:
    schema, _ = schema_of(f"X: {{{keywords.strip('{}')}}}" if keywords == "{}" else f"X: {{{keywords}}}")
    assert type_of(schema) == name


@pytest.mark.parametrize(("keywords", "values"), ENUMS)
def test_the_values_of_an_enum_that_its_type_allows_come_first_and_null_last(
    keywords: str, values: list[object]
) -> None:
    schema, _ = schema_of(f"X: {{{keywords}}}")
    assert list(authored_values(schema)) == values


def test_an_integer_is_a_number_but_a_boolean_is_not() -> None:
    assert has_type(1, ("number",))
    assert has_type(1.0, ("integer",))
    assert not has_type(True, ("integer",))  # noqa: FBT003 - a JSON value
    assert not has_type(1.5, ("integer",))


def _value(keywords: str) -> object:
    schema, shaper = schema_of(f"X: {{{keywords}}}")
    return shaper.shape(schema).value
