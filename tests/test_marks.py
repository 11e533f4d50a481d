"""Each page shows the problems of what it documents, and the index those that no other page shows."""

import pytest

from apidocs.errors import Problem
from apidocs.marks import Marks
from documents import api_of

API = api_of("""
paths:
  /pets:
    parameters: [{name: limit, in: query}]
    get: {operationId: listPets, parameters: [{name: a, in: query}]}
    post: {operationId: addPet}
  /pets/{id}:
    get: {operationId: getPet}
components:
  schemas:
    Pet: {type: object}
    PetList: {type: array}
""")


def pages_of(pointer: str, file: str = "api.yaml", uris: dict[str, str] | None = None) -> list[str]:
    """Name the operations and schemas whose pages show a problem there; `index` when it is none of them."""
    problem = Problem(file, 1, 1, "rule", "message", pointer=pointer)
    marks = Marks.from_api(API, [problem], uris or {})
    found = [operation.operation_id for operation in API.operations if marks.of_operation(operation)]
    found += [name for name, schema in API.components.items() if marks.of_schema(schema)]
    return found + ["index"] * (problem in marks.others)


@pytest.mark.parametrize(
    ("pointer", "pages"),
    [
        ("/paths/~1pets/get", ["listPets"]),
        ("/paths/~1pets/get/parameters/0/name", ["listPets"]),
        ("/paths/~1pets/post", ["addPet"]),
        ("/paths/~1pets/getx", ["index"]),
        ("/paths/~1pets/parameters/0", ["listPets", "addPet"]),
        ("/paths/~1pets/servers/0/url", ["listPets", "addPet"]),
        ("/paths/~1pets", ["listPets", "addPet"]),
        ("/paths/~1pets~1{id}/get", ["getPet"]),
        ("/paths", ["index"]),
        ("/components/schemas/Pet", ["Pet"]),
        ("/components/schemas/Pet/type", ["Pet"]),
        ("/components/schemas/PetList/items", ["PetList"]),
        ("/components/parameters/x", ["index"]),
        ("/info/title", ["index"]),
        ("", ["index"]),
    ],
)
def test_a_problem_is_marked_on_the_page_that_it_concerns(pointer: str, pages: list[str]) -> None:
    assert pages_of(pointer) == pages


def test_the_same_pointer_in_another_file_is_another_place() -> None:
    assert pages_of("/paths/~1pets/get", "pets.yaml", {"pets.yaml": "pets.yaml"}) == ["index"]
    assert pages_of("/paths/~1pets/get", "specs/api.yaml", {"specs/api.yaml": ""}) == ["listPets"]


def test_problems_keep_their_order_and_are_shown_once() -> None:
    pointers = ["/paths/~1pets/get/parameters/0", "/paths/~1pets", "/paths/~1pets/get"]
    problems = [Problem("a", number, 1, "rule", "message", pointer=at) for number, at in enumerate(pointers)]
    marks = Marks.from_api(API, problems, {})
    assert marks.of_operation(API.operations[0]) == tuple(problems)
    assert marks.others == ()
