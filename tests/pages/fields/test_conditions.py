"""What a value must be besides, where it is something already."""

import pytest

from apidocs.pages.fields.field_table import FieldLister
from apidocs.schemas.shape.shape import Shaper
from support.documents import WORDS, api_of_file, schema_of

VALUES = {
    "Kinds": {"kind": "a", "x": "<string>", "only_a": 2, "not_b": True, "not_c": 0},
    "Chained": {"a": 0, "b": "<any>", "c": "<any>"},
    "Never": {"c": "<any>"},
    "OtherThanItsExample": {"a": "m", "b": "<any>"},
    "Elsewhere": {"a": "z", "e": True},
    "Repeating": {"a": "<any>"},
    "Dependent": {"card": "<string>", "name": "<string>", "billing": "<string>", "more": 0},
    "DependentOnTheUndeclared": {"card": "<any>", "name": "<any>", "more": "<any>"},
    "Holding": [1, 2, 2, 0, 0],
    "HoldingDifferent": [5, 6],
    "HoldingAfterAPrefix": ["<string>", 0],
    "HoldingNone": [0],
    "ThreeLetters": {"aaa": 0, "aab": 0},
    "SomeNames": {"x": 0, "y": 0, "z": 0},
    "LongNames": {"<string>": "<any>", "<stringa": "<any>", "<stringb": "<any>"},
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_meets_the_conditions_of_its_schema(name: str) -> None:
    api = api_of_file("conditional-schemas.yaml")
    assert Shaper(api.schemas).shape(api.components[name]).value == VALUES[name]


def test_the_word_of_a_discriminator_decides_which_conditions_hold() -> None:
    schema, shaper = schema_of("""\
X:
  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
  discriminator: {propertyName: t, mapping: {aa: '#/components/schemas/A', bb: '#/components/schemas/B'}}
  if: {properties: {t: {const: aa}}}
  then: {required: [a]}
  else: {required: [e]}
A: {type: object, properties: {t: {type: string}}}
B: {type: object, properties: {t: {type: string}}}""")
    values = [alternative.shape.value for alternative in shaper.alternatives(schema)]
    assert values == [{"t": "aa", "a": "<any>"}, {"t": "bb", "e": "<any>"}]


def test_every_condition_of_an_all_of_has_its_rows() -> None:
    api = api_of_file("conditional-schemas.yaml")
    lister = FieldLister(Shaper(api.schemas), WORDS)
    found = lister.fields(api.components["Kinds"])
    assert [(field.path, *field.roles) for field in found if field.roles] == [
        ("", "must not be"),
        ("", "if"),
        ("kind", "if"),
        ("", "then"),
        ("only_a", "then"),
        ("", "if (2)"),
        ("kind", "if (2)"),
        ("", "then (2)"),
        ("only_b", "then (2)"),
        ("", "else (2)"),
        ("not_b", "else (2)"),
        ("", "if (3)"),
        ("kind", "if (3)"),
        ("", "else (3)"),
        ("not_c", "else (3)"),
        ("", "must not be (2)"),
        ("kind", "must not be (2)"),
    ]


def test_each_of_several_contains_has_its_own_bounds() -> None:
    api = api_of_file("conditional-schemas.yaml")
    lister = FieldLister(Shaper(api.schemas), WORDS)
    rows = {field.roles: field.constraints for field in lister.fields(api.components["Holding"])}
    assert rows["contains",] == (("const", "1"),)
    assert rows["contains (2)",] == (("const", "2"), ("minContains", "2"))
    assert lister.whole(api.components["Holding"]).constraints == {"minItems": 5}


def test_a_condition_that_two_parts_share_stands_once() -> None:
    schema, shaper = schema_of("""\
X: {allOf: [{$ref: '#/components/schemas/Y'}, {allOf: [{$ref: '#/components/schemas/Y'}]}]}
Y: {not: {required: [a]}, allOf: [{not: {required: [b]}}]}""")
    merged = shaper.merged(schema)
    assert merged.not_ is not None
    assert [merged.not_.required, *(each.not_.required for each in merged.conditions if each.not_)] == [
        ("b",),
        ("a",),
    ]
