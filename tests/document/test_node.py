"""What a value of a document knows: its place, its members, and whether it is a reference."""

import pytest

from apidocs.document.document import Location
from support.documents import document_of

PETS = """\
paths:
  /pets/{id}:
    get:
      parameters:
      - $ref: '#/components/parameters/Id'
components:
  parameters:
    Id: {name: id, in: path}
  responses:
    a/b ~c: {description: null}
"""


def test_a_node_knows_its_location() -> None:
    document = document_of(PETS)
    node = document.root.child("paths").child("/pets/{id}").child("get").child("parameters").child(0)
    assert node.location == Location("", "/paths/~1pets~1{id}/get/parameters/0")
    assert str(node.location) == "#/paths/~1pets~1{id}/get/parameters/0"
    assert document.node(node.location).value is node.value
    assert document.root.location == Location("", "")


def test_a_location_that_is_not_there_is_a_key_error() -> None:
    document = document_of(PETS)
    for pointer in ("/nowhere", "/paths/~1pets~1{id}/get/parameters/1", "/openapi/0", "/paths/x/y"):
        with pytest.raises(KeyError):
            document.node(Location("", pointer))
    with pytest.raises(KeyError):
        document.node(Location("other.yaml", ""))


def test_locations_are_ordered_and_can_be_keys() -> None:
    assert sorted({Location("b", ""), Location("", "/b"), Location("", "/a"), Location("", "/a")}) == [
        Location("", "/a"),
        Location("", "/b"),
        Location("b", ""),
    ]


def test_a_null_member_is_a_node_and_a_missing_one_is_none() -> None:
    response = document_of(PETS).node(Location("", "/components/responses/a~1b ~0c"))
    description = response.get("description")
    assert description is not None
    assert description.value is None
    assert response.get("content") is None
    assert description.get("x") is None
    with pytest.raises(KeyError):
        response.child("content")


def test_members_and_elements_come_in_the_order_of_the_file() -> None:
    root = document_of("z: 1\na: [3, null, {b: 0}]\n").root
    assert [(key, node.value) for key, node in root.items()][1:] == [("z", 1), ("a", [3, None, {"b": 0}])]
    assert [(node.value, node.location.pointer) for node in root.child("a").elements()] == [
        (3, "/a/0"),
        (None, "/a/1"),
        ({"b": 0}, "/a/2"),
    ]
    assert not [
        *root.elements(),
        *root.child("z").items(),
        *root.child("z").elements(),
        *root.child("a").items(),
    ]


@pytest.mark.parametrize(
    ("text", "is_reference"),
    [("{$ref: '#/a'}", True), ("{$ref: '', b: 1}", True), ("{$ref: {type: string}}", False), ("$ref", False)],
)
def test_a_reference_is_a_mapping_with_a_text_under_ref(text: str, *, is_reference: bool) -> None:
    assert document_of(f"x: {text}\n").root.child("x").is_reference() is is_reference
