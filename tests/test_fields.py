"""The rows of a field table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apidocs.direction import Direction
from apidocs.fields import MAX_ROWS, Field, FieldLister, constraints_of
from apidocs.shape import Shaper
from documents import api_of_file, schema_of

REFERENCE = "{{$ref: '#/components/schemas/{}'}}"
PLACES = [  # where one schema may stand inside another
    REFERENCE,
    f"{{{{type: array, items: {REFERENCE}}}}}",
    f"{{{{additionalProperties: {REFERENCE}}}}}",
    f"{{{{allOf: [{REFERENCE}]}}}}",
    f"{{{{oneOf: [{REFERENCE}, {{{{type: string}}}}]}}}}",
]
PATHS = [
    ("X: {properties: {a: {type: object, properties: {b: {type: string}}}}}", ["a", "a.b"]),
    ("X: {type: array, items: {properties: {a: {type: string}}}}", ["[].a"]),
    (
        "X: {properties: {a: {type: array, items: {type: array, items: {properties: {b: {}}}}}}}",
        ["a", "a[][].b"],
    ),
    ("X: {properties: {m: {additionalProperties: {properties: {v: {}}}}}}", ["m", "m.<key>", "m.<key>.v"]),
    ("X: {properties: {p: {type: array, prefixItems: [{}, {}]}}}", ["p", "p[0]", "p[1]"]),
    ("X: {allOf: [{properties: {a: {}}}, {properties: {a: {}, b: {}}}]}", ["a", "b"]),
    ("X: {type: string}", []),
]
CONSTRAINTS = [
    (
        "type: string, minLength: 1, pattern: '^a', format: uri",
        [("format", "uri"), ("minLength", "1"), ("pattern", "^a")],
    ),
    ("enum: [a, 1, null], default: ''", [("enum", "a, 1, null"), ("default", "")]),
    ("const: false, readOnly: true", [("const", "false"), ("readOnly", "true")]),
    ("default: {a: [1]}, writeOnly: true", [("default", '{"a": [1]}'), ("writeOnly", "true")]),
    ("type: integer", []),
]


@pytest.mark.parametrize(("schema", "paths"), PATHS)
def test_a_row_tells_how_its_field_is_reached(schema: str, paths: list[str]) -> None:
    assert [field.path for field in _fields(schema)] == paths


@pytest.mark.parametrize(("keywords", "expected"), CONSTRAINTS)
def test_all_that_narrows_a_field_is_listed(keywords: str, expected: list[tuple[str, str]]) -> None:
    schema, _ = schema_of(f"X: {{{keywords}}}")
    assert list(constraints_of(schema)) == expected


def test_required_is_said_only_where_the_schema_lists_it() -> None:
    listed = _fields("X: {required: [a], properties: {a: {}, b: {}}}")
    unlisted = _fields("X: {properties: {a: {}}}")
    assert [field.required for field in (*listed, *unlisted)] == [(True,), (False,), ()]


def test_a_field_that_leads_back_is_marked_and_not_opened() -> None:
    assert _recursive("Self") == {"id": False, "parent": True}
    assert _recursive("Chicken") == {
        "name": False,
        "egg": False,
        "egg.size": False,
        "egg.chicken": True,
    }
    assert _recursive("InArray") == {"children": True}
    assert _recursive("InMap") == {"<key>": True}


def test_no_field_of_an_acyclic_schema_is_marked_recursive() -> None:
    assert _recursive("Diamond") == {
        "left": False,
        "left.bottom": False,
        "left.bottom.depth": False,
        "right": False,
        "right.bottom": False,
        "right.bottom.depth": False,
    }


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.sampled_from(PLACES)), max_size=3), min_size=1, max_size=6
    )
)
@settings(max_examples=50, deadline=None)
def test_no_field_of_any_acyclic_document_is_marked_recursive(edges: list[list[tuple[int, str]]]) -> None:
    names = ["X", *(f"N{number}" for number in range(1, len(edges)))]
    schemas = []
    for index, own in enumerate(edges):
        targets = [(names[index + step], place) for step, place in own if index + step < len(names)]
        members = [f"p{n}: {place.format(name)}" for n, (name, place) in enumerate(targets)]
        schemas.append(f"{names[index]}: {{type: object, properties: {{{', '.join(members)}}}}}")
    assert not any(field.is_recursive for field in _fields("\n".join(schemas)))


@pytest.mark.parametrize(
    ("direction", "missing"),
    [("request", {"id", "audit", "audit.at", "address.verified"}), ("response", {"password"})],
)
def test_a_field_is_listed_in_its_direction_only(direction: Direction, missing: set[str]) -> None:
    api = api_of_file("one-way-properties.yaml")
    lister = FieldLister(Shaper(api.schemas))
    every = {field.path for field in lister.fields(api.components["User"])}
    assert every - {field.path for field in lister.fields(api.components["User"], direction)} == missing


def test_levels_are_added_while_all_their_rows_fit() -> None:
    inner = ", ".join(f"p{number}: {{}}" for number in range(MAX_ROWS // 2))
    fits = _fields(f"X: {{properties: {{a: {{properties: {{{inner}}}}}}}}}")
    too_many = _fields(
        f"X: {{properties: {{a: {{properties: {{{inner}}}}}, b: {{properties: {{{inner}}}}}}}}}"
    )
    assert len(fits) == 1 + MAX_ROWS // 2
    assert [field.path for field in too_many] == ["a", "b"]


def test_the_first_level_is_always_whole() -> None:
    names = [f"p{number}" for number in range(MAX_ROWS * 2)]
    rows = _fields(f"X: {{properties: {{{', '.join(f'{name}: {{}}' for name in names)}}}}}")
    assert [field.path for field in rows] == names


def _fields(text: str) -> tuple[Field, ...]:
    schema, shaper = schema_of(text)
    return FieldLister(shaper).fields(schema)


def _recursive(name: str) -> dict[str, bool]:
    api = api_of_file("recursive-schemas.yaml")
    fields = FieldLister(Shaper(api.schemas)).fields(api.components[name])
    return {field.path: field.is_recursive for field in fields}
