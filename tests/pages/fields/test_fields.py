"""The rows of a field table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apidocs.model.direction import Direction
from apidocs.pages.fields.field_table import MAX_ROWS, MOST_ROWS_ELSEWHERE, Field, FieldLister
from apidocs.schemas.shape.shape import Shaper
from support.documents import WORDS, api_of_file, schema_of

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
    ("X: {properties: {'': {}, a: {properties: {'': {}}}}}", ['""', "a", 'a.""']),
    ("X: {type: string}", []),
]


@pytest.mark.parametrize(("schema", "paths"), PATHS)
def test_a_row_tells_how_its_field_is_reached(schema: str, paths: list[str]) -> None:
    assert [field.path for field in _fields(schema)] == paths


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
@settings(max_examples=50)
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
    lister = FieldLister(Shaper(api.schemas), WORDS)
    every = {field.path for field in lister.fields(api.components["User"])}
    assert every - {field.path for field in lister.fields(api.components["User"], direction)} == missing


def test_levels_of_other_schemas_are_added_while_all_their_rows_fit() -> None:
    names = ", ".join(f"p{number}: {{}}" for number in range(MAX_ROWS // 2))
    other = f"Y: {{properties: {{{names}}}}}"
    fits = _fields(f"X: {{properties: {{a: {REFERENCE.format('Y')}}}}}\n{other}")
    too_many = _fields(
        f"X: {{properties: {{a: {REFERENCE.format('Y')}, b: {REFERENCE.format('Y')}}}}}\n{other}"
    )
    assert len(fits) == 1 + MAX_ROWS // 2
    assert [field.path for field in too_many] == ["a", "b"]


def test_what_is_written_inside_the_schema_is_listed_however_much_it_is() -> None:
    inner = ", ".join(f"p{number}: {{}}" for number in range(MAX_ROWS))
    text = f"properties: {{a: {{properties: {{{inner}}}}}, b: {{properties: {{{inner}}}}}}}"
    assert len(_fields(f"X: {{{text}}}")) == 2 + 2 * MAX_ROWS


def test_a_field_says_which_page_has_the_rest() -> None:
    inner = ", ".join(f"p{number}: {{}}" for number in range(MAX_ROWS))
    fields = _fields(f"""\
X:
  properties:
    named: {REFERENCE.format("Y")}
    list: {REFERENCE.format("List")}
    inner: {{allOf: [{REFERENCE.format("Holder")}, {{properties: {{own: {{}}}}}}]}}
Y: {{properties: {{{inner}}}}}
List: {{type: array, items: {{properties: {{{inner}}}}}}}
Holder: {{properties: {{held: {{properties: {{{inner}}}}}}}}}""")
    assert {field.path: field.rest for field in fields} == {
        "named": None,  # its type names it
        "list": "List",
        "inner": None,
        "inner.held": "Holder",
        "inner.own": None,
    }


def test_alternatives_with_a_page_are_listed_only_when_they_fit() -> None:
    inner = ", ".join(f"p{number}: {{}}" for number in range(MAX_ROWS))
    choice = f"X: {{properties: {{own: {{}}}}, oneOf: [{REFERENCE.format('Y')}]}}"
    assert [field.path for field in _fields(f"{choice}\nY: {{properties: {{a: {{}}}}}}")] == ["own", "a"]
    assert [field.path for field in _fields(f"{choice}\nY: {{properties: {{{inner}}}}}")] == ["own"]


@pytest.mark.parametrize(
    ("schema", "rows"),
    [
        ("items: {type: string, enum: [a]}", [("[]", ())]),
        ("items: {type: string}", []),
        ("properties: {a: {not: {const: 1}}}", [("a", ()), ("a", ("must not be",))]),
        (
            "if: {properties: {a: {const: 1}}}, then: {required: [b]}",
            [("", ("if",)), ("a", ("if",)), ("", ("then",))],
        ),
        (
            "type: array, prefixItems: [{}], items: {properties: {a: {}}}",
            [("[0]", ()), ("[]", ()), ("[].a", ())],
        ),
    ],
)
def test_what_a_subschema_is_to_the_value_is_said(
    schema: str, rows: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(field.path, field.roles) for field in _fields(f"X: {{{schema}}}")] == rows


@pytest.mark.parametrize(
    ("title", "shown"), [("Id", None), ("user_id", "user_id"), ("Number of the user", "Number of the user")]
)
def test_a_title_is_shown_when_it_says_more_than_the_name(title: str, shown: str | None) -> None:
    assert _fields(f"X: {{properties: {{id: {{title: {title}}}}}}}")[0].title == shown


@pytest.mark.parametrize(
    ("schema", "count"),
    [
        ("X: {type: object, properties: {a: {}}}", 0),
        ("X: {type: object, description: Said}", 1),
        ("X: {type: string, maxLength: 3}", 1),
        ("X: {type: array, items: {$ref: '#/components/schemas/Y'}}\nY: {properties: {a: {}}}", 1),
    ],
)
def test_the_whole_has_a_row_when_no_other_row_says_the_same(schema: str, count: int) -> None:
    found, shaper = schema_of(schema)
    assert len(FieldLister(shaper, WORDS).root(found)) == count


def test_the_first_level_is_always_whole() -> None:
    names = [f"p{number}" for number in range(MAX_ROWS * 2)]
    rows = _fields(f"X: {{properties: {{{', '.join(f'{name}: {{}}' for name in names)}}}}}")
    assert [field.path for field in rows] == names


def test_a_body_of_a_schema_with_a_page_has_the_beginning_of_a_long_table() -> None:
    inner = ", ".join(f"p{number}: {{}}" for number in range(MOST_ROWS_ELSEWHERE + 3))
    list_ = f"{{type: array, items: {REFERENCE.format('Y')}}}"
    found, shaper = schema_of(f"X: {{properties: {{a: {list_}}}}}\nY: {{properties: {{{inner}}}}}")
    lister = FieldLister(shaper, WORDS)
    *shown, last = lister.fields(found.properties["a"], "response")
    assert len(shown) == MOST_ROWS_ELSEWHERE
    assert (last.path, str(last.type), last.rest) == ("…", "3 more", "Y")
    assert len(lister.fields(shaper.merged(found.properties["a"]))) == MOST_ROWS_ELSEWHERE + 3


def test_a_body_that_no_other_page_has_is_listed_in_whole() -> None:
    inner = ", ".join(f"p{number}: {{}}" for number in range(MOST_ROWS_ELSEWHERE + 3))
    found, shaper = schema_of(f"X: {{properties: {{a: {{properties: {{{inner}}}}}}}}}")
    fields = FieldLister(shaper, WORDS).fields(found.properties["a"], "response")
    assert len(fields) == MOST_ROWS_ELSEWHERE + 3


def _fields(text: str) -> tuple[Field, ...]:
    schema, shaper = schema_of(text)
    return FieldLister(shaper, WORDS).fields(schema)


def _recursive(name: str) -> dict[str, bool]:
    api = api_of_file("recursive-schemas.yaml")
    fields = FieldLister(Shaper(api.schemas), WORDS).fields(api.components[name])
    return {field.path: field.is_recursive for field in fields}


def test_the_row_of_the_whole_leaves_the_example_to_the_shape() -> None:
    schema, shaper = schema_of(
        "X: {type: object, description: d, examples: [{a: 1, id: 2}, {id: 3}], properties: "
        "{id: {readOnly: true}, m: {type: object, examples: [{id: 4}], properties: {id: {readOnly: true}}}}}"
    )
    lister = FieldLister(shaper, WORDS)
    (root,) = lister.root(schema)
    assert root.constraints == (("example", '{"id": 3}'),)
    assert [field.constraints for field in lister.fields(schema, "request")] == [(("example", '{"id": 4}'),)]


def test_the_row_of_the_whole_keeps_an_example_that_its_alternatives_do_not_show() -> None:
    schema, shaper = schema_of("X: {examples: [{a: 1}], oneOf: [{title: A}, {title: B}]}")
    assert FieldLister(shaper, WORDS).whole(schema).examples == ({"a": 1},)


def test_what_is_said_of_a_schema_where_it_is_used_has_a_row() -> None:
    text = """\
X:
  properties:
    list: {type: array, items: {$ref: '#/components/schemas/Y', description: In a list.}}
    choice: {oneOf: [{$ref: '#/components/schemas/Y', description: In a choice.}, {type: string}]}
Y: {type: object, description: Everywhere., properties: {a: {}}}"""
    rows = {(field.path, *field.roles): field.schema.description for field in _fields(text)}
    assert rows["list[]",] == "In a list."
    assert rows["choice", "Y"] == "In a choice."


def test_elements_that_have_words_have_a_row() -> None:
    text = """\
A: {$ref: '#/components/schemas/X/properties/list/items'}
X: {properties: {list: {type: array, items: {type: object, title: T, properties: {a: {}}}}}}"""
    assert [(field.path, *field.roles) for field in _fields(text)] == [("list",), ("list[]",), ("list[].a",)]
