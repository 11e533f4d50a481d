"""Schemas with their references followed and their allOf merged."""

from collections.abc import Callable
from typing import Any

import pytest

from apidocs.model.schema.merging import MAX_NESTING
from apidocs.pages.fields.type_names import TypeNamer
from apidocs.schemas.shape.shape import Shaper
from support.documents import WORDS, api_of_file, schema_of

REFERENCE = "$ref: '#/components/schemas/L{}'"
MERGES: list[tuple[str, str, Any]] = [
    ("X: {allOf: [{required: [a, b]}, {required: [b, c]}]}", "required", ("a", "b", "c")),
    (
        "X: {allOf: [{minimum: 1}, {minimum: 5, maximum: 9}, {maximum: 7}]}",
        "constraints",
        {"minimum": 5, "maximum": 7},
    ),
    ("X: {minLength: 4, allOf: [{minLength: 2}]}", "constraints", {"minLength": 4}),
    ("X: {allOf: [{uniqueItems: true}, {uniqueItems: false}]}", "constraints", {"uniqueItems": True}),
    ("X: {allOf: [{type: [string, 'null']}, {type: string}]}", "types", ("string",)),
    ("X: {allOf: [{type: number}, {type: integer}]}", "types", ("integer",)),
    ("X: {allOf: [{type: string}, {type: integer}]}", "types", ("integer",)),
    ("X: {allOf: [{enum: [a, b, c]}, {enum: [c, b]}]}", "enum", ("c", "b")),
    ("X: {description: own, allOf: [{description: part}]}", "description", "own"),
    ("X: {allOf: [{description: first}, {description: second}]}", "description", "first"),
    ("X: {allOf: [{type: object, examples: [{}]}]}", "examples", ({},)),
    ("X: {allOf: [{type: object, examples: [{}]}, {properties: {a: {}}}]}", "examples", ()),
    (
        "X: {allOf: [{dependentRequired: {a: [b]}}, {dependentRequired: {a: [c], d: [e]}}]}",
        "dependent_required",
        {"a": ("b", "c"), "d": ("e",)},
    ),
    ("X: {allOf: [{multipleOf: 4}, {multipleOf: 6}]}", "constraints", {"multipleOf": 12}),
    ("X: {allOf: [{multipleOf: 0.1}, {multipleOf: 0.25}]}", "constraints", {"multipleOf": 0.5}),
    ("X: {allOf: [{readOnly: true}]}", "read_only", True),
    ("X: {allOf: [true, false]}", "boolean", False),
    ("X: {allOf: [{default: null}]}", "default", (None,)),
    (
        "X: {allOf: [{properties: {a: {}}, x-p: 1}, {properties: {b: {}}}], x-own: 2}",
        "extensions",
        {"x-p": 1, "x-own": 2},
    ),
]


@pytest.mark.parametrize(("schema", "field", "value"), MERGES)
def test_all_parts_hold_together(schema: str, field: str, value: object) -> None:
    found, shaper = schema_of(schema)
    assert getattr(shaper.merged(found), field) == value


def test_of_patterns_and_formats_that_cannot_be_joined_none_is_lost() -> None:
    schema, shaper = schema_of("""\
X:
  allOf:
    - {pattern: ^a, format: date}
    - {allOf: [{pattern: b$}, {pattern: c}]}
    - {pattern: ^a, format: uuid}""")
    merged = shaper.merged(schema)
    assert merged.constraints == {"pattern": "^a", "format": "uuid"}
    others = [dict(each.constraints) for each in merged.conditions]
    assert others == [{"format": "date"}, {"pattern": "c"}, {"pattern": "b$"}]


def test_each_place_of_an_array_is_what_every_part_says_of_it() -> None:
    schema, shaper = schema_of("""\
X:
  allOf:
    - {prefixItems: [{type: string}], items: {type: integer}}
    - {prefixItems: [{maxLength: 3}, {minimum: 1}, {minimum: 2}]}""")
    merged = shaper.merged(schema)
    first, *others = map(shaper.merged, merged.prefix_items)
    assert (first.types, first.constraints) == (("string",), {"maxLength": 3})
    assert [each.types for each in others] == [("integer",), ("integer",)]
    assert [each.constraints for each in others] == [{"minimum": 1}, {"minimum": 2}]
    assert merged.items is not None
    assert merged.items.types == ("integer",)


def test_an_array_ends_where_one_part_ends_it() -> None:
    schema, shaper = schema_of(
        "X: {allOf: [{prefixItems: [{}], items: false}, {prefixItems: [{}, {}], items: {}}]}"
    )
    merged = shaper.merged(schema)
    assert (len(merged.prefix_items), merged.items and merged.items.boolean) == (1, False)


def test_the_discriminators_of_all_parts_are_kept() -> None:
    schema, shaper = schema_of("""\
X:
  allOf:
    - {discriminator: {propertyName: kind}}
    - {discriminator: {propertyName: size}}
    - {discriminator: {propertyName: kind}}""")
    merged = shaper.merged(schema)
    found = [each.discriminator for each in (merged, *merged.conditions)]
    assert [each and each.property_name for each in found] == ["kind", "size"]


def test_each_property_stands_once_where_it_first_stands() -> None:
    schema, shaper = schema_of("""\
X:
  allOf:
    - properties: {id: {type: string}, name: {type: string, description: A name}}
    - properties: {id: {maxLength: 3}, size: {type: integer}}
  properties: {name: {minLength: 2}}""")
    merged = shaper.merged(schema)
    assert list(merged.properties) == ["id", "name", "size"]
    assert shaper.merged(merged.properties["id"]).types == ("string",)
    assert shaper.merged(merged.properties["id"]).constraints == {"maxLength": 3}
    assert shaper.merged(merged.properties["name"]).description == "A name"


def test_a_reference_stands_for_its_target_and_keeps_its_name() -> None:
    schema, shaper = schema_of(
        "X: {properties: {a: {$ref: '#/components/schemas/Y', description: own}}}\nY: {title: T}"
    )
    merged = shaper.merged(schema.properties["a"])
    assert (merged.name, merged.title, merged.description) == ("Y", "T", "own")
    assert merged.location.pointer == "/components/schemas/Y"


def test_a_choice_in_several_parts_is_kept_whole() -> None:
    schema, shaper = schema_of(
        "X: {allOf: [{oneOf: [{title: a}]}, {anyOf: [{title: b}]}], oneOf: [{title: c}]}"
    )
    merged = shaper.merged(schema)
    choices = [[found.title for found in choice.alternatives] for choice in (merged, *merged.choices)]
    assert choices == [["a"], ["b"], ["c"]]
    assert shaper.merged(merged) is merged


def test_a_child_does_not_choose_among_its_parents_children() -> None:
    api = api_of_file("recursive-schemas.yaml")
    merged = Shaper(api.schemas).merged(api.components["Cat"])
    assert merged.alternatives == ()
    assert list(merged.properties) == ["kind", "enemy", "lives"]


def test_an_all_of_that_contains_itself_ends() -> None:
    api = api_of_file("recursive-schemas.yaml")
    assert list(Shaper(api.schemas).merged(api.components["AllOfItself"]).properties) == ["name"]


def test_mutual_all_of_is_the_same_from_both_sides_in_any_order() -> None:
    text = """\
X: {allOf: [{$ref: '#/components/schemas/Y'}], properties: {x: {}}}
Y: {allOf: [{$ref: '#/components/schemas/X'}], properties: {y: {}}}"""
    x, shaper = schema_of(text)
    y = shaper.merger.merged(x.all_of[0])
    assert set(shaper.merged(x).properties) == set(y.properties) == {"x", "y"}


def _chain(length: int, write: Callable[[str, int], str]) -> str:
    """Return component schemas X, L1, L2 ...; `write` gives each one's text from the next one's reference."""
    return "\n".join(
        f"{f'L{number}' if number else 'X'}: {{{write(REFERENCE.format(number + 1), number)}}}"
        for number in range(length)
    )


def test_a_diamond_of_all_of_takes_no_longer_than_its_schemas_are_many() -> None:
    levels = MAX_NESTING  # two ways at each level: 2 ** 100 paths
    chain = _chain(levels, lambda following, _: f"allOf: [{{{following}}}, {{{following}}}]")
    schema, shaper = schema_of(f"{chain}\nL{levels}: {{properties: {{a: {{}}}}}}")
    assert list(shaper.merged(schema).properties) == ["a"]


def test_a_long_chain_of_all_of_is_followed_to_its_end() -> None:
    chain = _chain(1500, lambda following, _: f"allOf: [{{{following}}}]")
    schema, shaper = schema_of(f"{chain}\nL1500: {{properties: {{a: {{}}}}}}")
    assert list(shaper.merged(schema).properties) == ["a"]


def test_a_circle_of_all_of_with_many_ways_through_it_ends() -> None:
    levels = MAX_NESTING * 2
    chain = _chain(
        levels,
        lambda following, number: (
            f"properties: {{p{number}: {{}}}}, "
            f"allOf: [{{{following}}}, {{allOf: [{{{following}}}, {{title: other}}]}}]"
        ),
    )
    schema, shaper = schema_of(f"{chain}\nL{levels}: {{allOf: [{{$ref: '#/components/schemas/X'}}]}}")
    assert "p0" in shaper.merged(schema).properties


NULLABLE = [
    ("{anyOf: [{type: string, maxLength: 3, description: Said}, {type: 'null'}]}", "string or null", "Said"),
    ("{oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Y'}]}", "Y or null", "The Y"),
    (
        "{description: own, oneOf: [{$ref: '#/components/schemas/Y'}, {type: 'null'}]}",
        "Y or null",
        "own",
    ),
    (
        "{anyOf: [{allOf: [{$ref: '#/components/schemas/Y'}], description: here}, {const: null}]}",
        "Y or null",
        "here",
    ),
    (
        "{description: own, anyOf: [{type: string, description: its}, {const: null}]}",
        "string or null",
        "own\n\nits",
    ),
    ("{anyOf: [{type: string}, {type: integer}, {type: 'null'}]}", "any of string, integer or null", None),
    ("{anyOf: [{minLength: 3}, {type: 'null'}]}", "string or null", None),
]


@pytest.mark.parametrize(("schema", "type_name", "description"), NULLABLE)
def test_a_choice_between_one_thing_and_null_is_that_thing_or_null(
    schema: str, type_name: str, description: str | None
) -> None:
    found, shaper = schema_of(
        f"X: {{properties: {{a: {schema}}}}}\nY: {{type: object, description: The Y, items: {{}}}}"
    )
    property_ = found.properties["a"]
    assert str(TypeNamer(shaper.merger, WORDS).type_name(property_)) == type_name
    assert shaper.merged(property_).description == description
