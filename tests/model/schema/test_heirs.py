"""A schema with a discriminator offers what builds on it, without a list (OpenAPI 3.1, section 4.8.25)."""

import pytest

from apidocs.model.api import Api
from apidocs.pages.indexes.schema_usage import schema_usage
from apidocs.schemas.shape.shape import Shaper
from support.documents import api_of

PETS = """\
    Pet:
      type: object
      required: [petType]
      discriminator: {propertyName: petType, mapping: {kitty: Cat}}
      properties: {petType: {type: string}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
    Dog:
      allOf: [{$ref: '#/components/schemas/Pet'}]
      properties: {friend: {$ref: '#/components/schemas/Pet'}}
    Poodle: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: {curls: {type: integer}}}]}
    Stone: {type: object}
"""
OPERATION = """\
paths:
  /:
    get:
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
"""
IN_A_PART = """\
    Base: {type: object, properties: {id: {type: string}}}
    Pet:
      allOf:
        - {$ref: '#/components/schemas/Base'}
        - {discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
"""
LISTED = """\
    Shape:
      oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}, {title: Inline}]
      discriminator: {propertyName: kind, mapping: {round: Circle}}
    Circle: {type: object, required: [kind], properties: {kind: {type: string}}}
    Square: {type: object, required: [kind], properties: {kind: {type: string}}}
"""


def pets(components: str = PETS, paths: str = OPERATION) -> Api:
    return api_of(f"{paths}components:\n  schemas:\n{components}")


def shapes_of(api: Api, name: str) -> dict[str, object]:
    shaper = Shaper(api.schemas)
    return {found.label: found.shape.value for found in shaper.alternatives(api.components[name])}


def test_what_builds_on_a_schema_is_an_alternative_of_it_under_the_word_that_stands_for_it() -> None:
    assert shapes_of(pets(), "Pet") == {
        "Cat": {"petType": "kitty", "claws": 0},
        "Dog": {"petType": "Dog"},
        "Poodle": {"petType": "Poodle", "curls": 0},
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("Cat", {"petType": "kitty", "claws": 0}), ("Poodle", {"petType": "Poodle", "curls": 0})],
)
def test_one_that_builds_on_it_has_made_the_choice(name: str, value: object) -> None:
    api = pets()
    shaper = Shaper(api.schemas)
    merged = shaper.merged(api.components[name])
    assert (merged.alternatives, merged.choices) == ((), ())
    shape = shaper.shape(api.components[name]).value
    assert {key: found for key, found in shape.items() if key != "friend"} == value


def test_a_discriminator_in_a_part_of_the_schema_counts() -> None:
    assert shapes_of(pets(IN_A_PART), "Pet") == {}
    api = pets(IN_A_PART)
    shape = Shaper(api.schemas).shape(api.components["Pet"]).value
    assert shape == {"id": "<string>", "kind": "Cat", "claws": 0}


def test_an_alternative_that_no_mapping_names_is_known_by_its_name() -> None:
    assert shapes_of(pets(LISTED, ""), "Shape") == {
        "Circle": {"kind": "round"},
        "Square": {"kind": "Square"},
        "Inline": "<any>",
    }


def test_an_operation_that_takes_a_schema_takes_what_builds_on_it() -> None:
    usage = schema_usage(pets())
    assert {name: len(uses) for name, uses in usage.items()} == {
        "Pet": 1,
        "Cat": 1,
        "Dog": 1,
        "Poodle": 1,
        "Stone": 0,
    }
