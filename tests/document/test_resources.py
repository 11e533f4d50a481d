"""References by name: `$id`, `$anchor` and `$self`, as JSON Schema 2020-12 and OpenAPI 3.2 read them."""

from pathlib import Path

import pytest

from apidocs.document.document import Location
from apidocs.document.load import load

TREE = """\
components:
  schemas:
    Tree:
      $id: https://a.example/schemas/tree
      $defs: {leaf: {$anchor: leaf}, twig: {$ref: '#/$defs/leaf'}}
      properties:
        own: {$ref: '#'}
        below: {$ref: '#/$defs/leaf'}
        named: {$ref: '#leaf'}
        root: {$ref: '#/components/schemas/Bush'}
        sibling: {$ref: bush}
        part: {$ref: 'tree#leaf'}
    Bush:
      $id: https://a.example/schemas/bush
      properties: {leaf: {$anchor: leaf}}
    Inner:
      $id: https://a.example/inner/
      properties:
        deeper: {$id: deep/est, items: {$ref: '../other'}}
        other: {$id: other}
    Plain: {properties: {$id: {type: string}, default: {$anchor: odd}}, default: {$id: https://a.example/no}}
    Urn: {$id: 'urn:example:urn', properties: {self: {$ref: 'urn:example:urn'}}}
"""
SCHEMAS = "/components/schemas"


@pytest.mark.parametrize(
    ("version", "reference", "pointer"),
    [
        ("3.1.0", "https://a.example/schemas/tree", "/Tree"),
        ("3.1.0", "https://a.example/schemas/tree#leaf", "/Tree/$defs/leaf"),
        ("3.1.0", "https://a.example/schemas/bush#leaf", "/Bush/properties/leaf"),
        ("3.1.0", "https://a.example/schemas/tree#/$defs/leaf", "/Tree/$defs/leaf"),
        ("3.1.0", "#/components/schemas/Tree/$defs/twig", "/Tree/$defs/leaf"),
        ("3.1.0", "#/components/schemas/Tree/properties/own", "/Tree"),
        ("3.1.0", "#/components/schemas/Tree/properties/below", "/Tree/$defs/leaf"),
        ("3.1.0", "#/components/schemas/Tree/properties/named", "/Tree/$defs/leaf"),
        ("3.1.0", "#/components/schemas/Tree/properties/root", "/Bush"),
        ("3.1.0", "#/components/schemas/Tree/properties/sibling", "/Bush"),
        ("3.1.0", "#/components/schemas/Tree/properties/part", "/Tree/$defs/leaf"),
        ("3.1.0", "#/components/schemas/Inner/properties/deeper/items", "/Inner/properties/other"),
        ("3.1.0", "#leaf", "/Tree/$defs/leaf"),
        ("3.1.0", "#odd", "/Plain/properties/default"),
        ("3.1.0", "#/components/schemas/Urn/properties/self", "/Urn"),
        ("3.2.0", "https://a.example/schemas/tree", "/Tree"),
    ],
)
def test_a_schema_is_found_by_its_names(tmp_path: Path, version: str, reference: str, pointer: str) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text(f"openapi: {version}\nx: {{$ref: '{reference}'}}\n{TREE}", encoding="utf-8")
    assert load(str(path)).root.child("x").resolve().location == Location("", SCHEMAS + pointer)


@pytest.mark.parametrize(
    ("version", "reference"),
    [
        ("3.0.3", "https://a.example/schemas/tree"),
        ("3.1.0", "https://a.example/no"),
        ("3.1.0", "https://a.example/schemas/shrub"),
    ],
)
def test_what_is_no_identifier_leads_nowhere(tmp_path: Path, version: str, reference: str) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text(f"openapi: {version}\nx: {{$ref: '{reference}'}}\n{TREE}", encoding="utf-8")
    with pytest.raises(Exception, match="is remote and not followed"):
        load(str(path)).root.child("x").resolve()


@pytest.mark.parametrize(
    ("reference", "uri", "pointer"),
    [
        ("https://a.example/api/openapi.yaml#/home", "", "/home"),
        ("openapi.yaml#/home", "", "/home"),
        ("shared/pet.yaml#/Pet", "shared/pet.yaml", "/Pet"),
        ("https://a.example/api/shared/pet.yaml#/Pet", "shared/pet.yaml", "/Pet"),
        ("shared/pet.yaml#/Owner", "shared/owner.yaml", ""),
        ("shared/pet.yaml#/Home", "", "/home"),
        ("shared/pet.yaml#/Chip", "shared/chip.yaml", "/Chip"),
        ("shared/chip.yaml#/Self", "shared/chip.yaml", "/Chip"),
    ],
)
def test_self_is_the_base_and_the_files_are_those_at_hand(
    tmp_path: Path, reference: str, uri: str, pointer: str
) -> None:
    texts = {
        "api.yaml": (
            "openapi: 3.2.0\n$self: https://a.example/api/openapi.yaml\nhome: 1\n"
            f"x: {{$ref: '{reference}'}}\n"
        ),
        "shared/pet.yaml": (
            "Pet: {type: object}\nOwner: {$ref: owner.yaml}\nChip: {$ref: 'chip.yaml#/Chip'}\n"
            "Home: {$ref: 'https://a.example/api/openapi.yaml#/home'}\n"
        ),
        "shared/owner.yaml": "type: object\n",
        "shared/chip.yaml": (
            "$self: https://b.example/chips\nChip: {type: string}\nSelf: {$ref: 'https://b.example/chips#/Chip'}\n"
        ),
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load(str(tmp_path / "api.yaml")).root.child("x").resolve().location == Location(uri, pointer)


def test_the_first_of_two_schemas_with_the_same_name_has_it(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("openapi: 3.1.0\nx: {$ref: '#a'}\ny: {$anchor: a}\nz: {$anchor: a}\n", encoding="utf-8")
    assert load(str(path)).root.child("x").resolve().location == Location("", "/y")
