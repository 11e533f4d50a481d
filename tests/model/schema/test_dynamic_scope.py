"""A template of schemas is shown with what each who refers to it brings (JSON Schema 2020-12, 8.2.3.2)."""

import pytest

from apidocs.model.api import Api
from apidocs.pages.indexes.schema_usage import schema_usage
from apidocs.schemas.shape.shape import Shaper
from support.documents import api_of

SCHEMAS = """\
paths:
  /:
    get:
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pets'}}}}
components:
  schemas:
    Page:
      $id: https://a.example/page
      properties: {items: {type: array, items: {$dynamicRef: '#T'}}, next: {type: string}}
      $defs: {T: {$dynamicAnchor: T, not: {}}}
    Pets:
      $id: https://a.example/pets
      $ref: page
      $defs: {T: {$dynamicAnchor: T, $ref: '#/components/schemas/Pet'}}
    Numbers:
      $id: https://a.example/numbers
      description: Beside the reference.
      $ref: page
      $defs: {T: {$dynamicAnchor: T, type: integer}}
    Wrapped:
      $id: https://a.example/wrapped
      properties: {page: {$ref: page}}
      $defs: {T: {$dynamicAnchor: T, type: boolean}}
    Outermost:
      $id: https://a.example/outermost
      $ref: wrapped
      $defs: {T: {$dynamicAnchor: T, type: number}}
    Pet: {type: object, properties: {name: {type: string}}}
    Tree:
      $id: https://a.example/tree
      $dynamicAnchor: node
      properties: {value: {}, children: {type: array, items: {$dynamicRef: '#node'}}}
    Strict: {$id: https://a.example/strict, $dynamicAnchor: node, $ref: tree, unevaluatedProperties: false}
    Endless:
      $id: https://a.example/endless
      $dynamicAnchor: E
      properties: {a: {$dynamicRef: '#E'}, b: {$ref: '#'}}
    Started: {$id: https://a.example/started, $dynamicAnchor: E, $ref: endless, required: [c]}
"""
SHAPES = {
    "Page": {"items": ["<any>"], "next": "<string>"},
    "Pets": {"items": [{"name": "<string>"}], "next": "<string>"},
    "Numbers": {"items": [0], "next": "<string>"},
    "Wrapped": {"page": {"items": [True], "next": "<string>"}},
    "Outermost": {"page": {"items": [0], "next": "<string>"}},
    "Tree": {"value": "<any>", "children": []},
    "Strict": {"value": "<any>", "children": []},
}


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of(SCHEMAS)


@pytest.mark.parametrize("name", SHAPES)
def test_a_template_is_filled_by_who_refers_to_it(api: Api, name: str) -> None:
    assert Shaper(api.schemas).shape(api.components[name]).value == SHAPES[name]


def test_a_tree_that_is_stricter_has_branches_that_are_so(api: Api) -> None:
    shaper = Shaper(api.schemas)
    children = shaper.merged(shaper.merged(api.components["Strict"]).properties["children"])
    assert children.items is not None
    assert shaper.merged(children.items).name == "Strict"


def test_one_that_fills_a_template_keeps_its_name_and_words(api: Api) -> None:
    merged = Shaper(api.schemas).merged(api.components["Numbers"])
    assert (merged.name, merged.description) == ("Numbers", "Beside the reference.")


def test_a_template_that_leads_back_to_itself_ends(api: Api) -> None:
    assert "a" in Shaper(api.schemas).merged(api.components["Started"]).properties


def test_an_operation_uses_the_template_and_what_fills_it(api: Api) -> None:
    used = {name for name, uses in schema_usage(api).items() if uses}
    assert used == {"Page", "T", "Pets", "Pet"}
