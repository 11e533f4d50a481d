"""The Schema Shape, rule by rule."""

import json
from itertools import pairwise
from typing import Any

import pytest

from apidocs.schemas.shape.shape import MAX_ALTERNATIVES, MAX_VALUES, Shape, Shaper
from support.documents import api_of_file, schema_of

RULES = [
    ("X: {type: string}", "<string>"),
    ("X: {type: string, format: uri}", "<string>"),
    ("X: {type: string, format: date-time}", "2025-01-15T12:34:56Z"),
    ("X: {type: boolean}", True),
    ("X: {type: integer}", 0),
    ("X: {type: number}", 0),
    ("X: {type: 'null'}", None),
    ("X: {type: [string, 'null']}", "<string>"),
    ("X: {}", "<any>"),
    ("X: true", "<any>"),
    ("X: {type: array, items: {type: string}}", ["<string>"]),
    ("X: {type: array}", []),
    ("X: {type: object}", {}),
    (
        "X: {type: object, required: [b], properties: {b: {type: string}, a: {type: integer}}}",
        {"b": "<string>", "a": 0},
    ),
    ("X: {properties: {a: {type: boolean}}}", {"a": True}),
    ("X: {items: {type: boolean}}", [True]),
    ("X: {type: object, properties: {a: {$ref: '#/components/schemas/Y'}}}\nY: {type: integer}", {"a": 0}),
    ("X: {$ref: '#/components/schemas/Y'}\nY: {$ref: '#/components/schemas/Z'}\nZ: {type: boolean}", True),
    ("X: {type: object, additionalProperties: {type: integer}}", {"<key>": 0}),
    ("X: {type: object, additionalProperties: true}", {}),
    ("X: {type: object, properties: {a: false, b: {type: integer}}}", {"b": 0}),
    ("X: {type: array, prefixItems: [{type: string}, {type: integer}]}", ["<string>", 0]),
    ("X: {oneOf: [{type: 'null'}, {type: integer}, {type: string}]}", 0),
    ("X: {anyOf: [{type: string, enum: [b, a]}, {type: integer}]}", "b"),
    (
        "X: {allOf: [{properties: {a: {type: integer}}}, {properties: {b: {type: string}}}]}",
        {"a": 0, "b": "<string>"},
    ),
    ("X: {type: string, const: c}", "c"),
    ("X: {type: string, default: d}", "d"),
]
ORDER = [
    ("X: {type: string, enum: [e], default: d, const: c, examples: [x]}", "x"),
    ("X: {type: string, enum: [e], default: d, const: c}", "c"),
    ("X: {type: string, enum: [e, f], default: f}", "e"),
    ("X: {type: string, default: d}", "d"),
    ("X: {type: string, example: single, examples: [several]}", "single"),
    ("X: {type: object, properties: {a: {type: integer}}, default: {}}", {"a": 0}),
    ("X: {type: array, items: {type: integer}, default: []}", [0]),
    ("X: {type: array, items: {type: integer}, default: [3]}", [3]),
]
FALSY: list[Any] = [0, False, "", None, [], {}]


@pytest.mark.parametrize(("schema", "value"), RULES)
def test_a_schema_has_the_shape_that_its_keywords_say(schema: str, value: object) -> None:
    assert _shape(schema).value == value


@pytest.mark.parametrize(("schema", "value"), ORDER)
def test_an_example_comes_before_const_enum_and_default(schema: str, value: object) -> None:
    assert _shape(schema).value == value


@pytest.mark.parametrize("value", FALSY)
def test_a_falsy_example_is_an_example(value: object) -> None:
    written = json.dumps(value)
    assert _shape(f"X: {{type: string, enum: [other], examples: [{written}]}}").value == value


def test_a_shape_is_printed_as_json_with_an_empty_array_on_its_line() -> None:
    shape = _shape("X: {type: object, properties: {name: {type: string}, recent: {type: array}}}")
    assert shape.text == '{\n  "name": "<string>",\n  "recent": []\n}'


@pytest.mark.parametrize(
    ("direction", "names"),
    [
        (None, ["id", "name", "password", "address", "audit"]),
        ("request", ["name", "password", "address"]),
        ("response", ["id", "name", "address", "audit"]),
    ],
)
def test_a_property_is_shown_in_its_direction_only(direction: Any, names: list[str]) -> None:  # noqa: ANN401
    api = api_of_file("one-way-properties.yaml")
    assert list(Shaper(api.schemas).shape(api.components["User"], direction).value) == names


def test_an_example_is_shown_as_it_is_written() -> None:
    api = api_of_file("one-way-properties.yaml")
    shaper = Shaper(api.schemas)
    address = api.components["Address"]
    assert shaper.shape(address, "request").value == {"verified": True, "street": "Main"}


def test_a_shape_of_too_many_values_is_cut_at_a_depth_and_says_so() -> None:
    inner = ", ".join(f"p{number}: {{type: string}}" for number in range(MAX_VALUES // 2))
    both = "a: {$ref: '#/components/schemas/Y'}, b: {$ref: '#/components/schemas/Y'}"
    shape = _shape(
        f"X: {{type: object, properties: {{{both}}}}}\nY: {{type: object, properties: {{{inner}}}}}"
    )
    assert shape.is_cut
    assert shape.value == {"a": {}, "b": {}}


def test_a_wide_object_is_cut_after_as_many_values_as_fit() -> None:
    inner = ", ".join(f"p{number}: {{type: string}}" for number in range(MAX_VALUES * 2))
    shape = _shape(f"X: {{type: object, properties: {{{inner}}}}}")
    assert shape.is_cut
    assert len(shape.value) == MAX_VALUES


def test_a_shape_that_fits_is_not_cut() -> None:
    inner = ", ".join(f"p{number}: {{type: string}}" for number in range(MAX_VALUES - 1))
    assert not _shape(f"X: {{type: object, properties: {{{inner}}}}}").is_cut


def test_a_long_chain_of_schemas_ends() -> None:
    names = ["X", *(f"N{number}" for number in range(2000))]
    chain = "\n".join(
        f"{name}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/{following}'}}}}}}"
        for name, following in pairwise(names)
    )
    assert _shape(f"{chain}\n{names[-1]}: {{type: string}}").is_cut


def test_the_same_schema_has_the_same_shape_wherever_it_was_used_before() -> None:
    api = api_of_file("recursive-schemas.yaml")
    names = list(api.components)
    forwards, backwards = Shaper(api.schemas), Shaper(api.schemas)
    first = {name: forwards.shape(api.components[name]) for name in names}
    second = {name: backwards.shape(api.components[name]) for name in reversed(names)}
    assert first == second


def _shape(text: str) -> Shape:
    schema, shaper = schema_of(text)
    return shaper.shape(schema)


ALTERNATIVES = [
    ("X: {oneOf: [{type: string, title: Word}, {type: integer}]}", {"Word": "<string>", "alternative 2": 0}),
    ("X: {anyOf: [{type: 'null'}, {type: integer}]}", {}),
    (
        "X: {type: array, items: {oneOf: [{type: boolean}, {type: integer}]}}",
        {"alternative 1": [True], "alternative 2": [0]},
    ),
    (
        "Y: {const: 7}\nX: {properties: {o: {type: integer}}, oneOf: [{$ref: '#/components/schemas/Y'}, {}]}",
        {"Y": 7, "alternative 2": {"o": 0}},
    ),
    ("X: {type: object}", {}),
]


@pytest.mark.parametrize(("text", "shapes"), ALTERNATIVES)
def test_each_alternative_has_a_shape_under_its_name(text: str, shapes: dict[str, object]) -> None:
    schema, shaper = schema_of(text)
    assert {found.label: found.shape.value for found in shaper.alternatives(schema)} == shapes


def test_alternatives_stop_where_a_page_would_be_too_long() -> None:
    names = ", ".join(f"p{number}: {{type: string}}" for number in range(50))
    many = ", ".join(f"{{type: object, title: T{number}, properties: {{{names}}}}}" for number in range(20))
    schema, shaper = schema_of(f"X: {{oneOf: [{many}]}}")
    found = shaper.alternatives(schema)
    assert 1 < len(found) < 20
    assert sum(len(alternative.shape.text) for alternative in found) <= MAX_ALTERNATIVES
