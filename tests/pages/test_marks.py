"""Each page shows the problems of what it documents, and the index those that no other page shows."""

import pytest

from apidocs.model.api import Api
from apidocs.pages.problem_marks import Marks
from apidocs.problems import Problem
from support.documents import api_of

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


# The same parts, each written once and referred to.
REFERRING = """
paths:
  /pets:
    parameters: [{$ref: '#/components/parameters/limit'}]
    get: {operationId: listPets, responses: {'200': {$ref: '#/components/responses/Pets'}}}
    post:
      operationId: addPet
      requestBody: {$ref: '#/components/requestBodies/Pet'}
      callbacks: {done: {$ref: '#/components/callbacks/done'}}
  /pets/{id}: {$ref: '#/components/pathItems/Pet'}
components:
  parameters:
    limit: {name: limit, in: query, schema: {$ref: '#/components/x-schemas/Limit'}}
    unused: {name: unused, in: query}
  headers: {Total: {content: {text/plain: {examples: {one: {$ref: '#/components/examples/one'}}}}}}
  examples: {one: {value: 1}}
  requestBodies:
    Pet:
      content: {multipart/form-data: {encoding: {a: {headers: {T: {$ref: '#/components/headers/Total'}}}}}}
  responses:
    Pets:
      headers: {X-Total: {$ref: '#/components/headers/Total'}}
      links: {next: {$ref: '#/components/links/next'}}
      content: {application/json: {schema: {items: {$ref: '#/components/schemas/Pet'}}}}
  links: {next: {operationId: getPet}}
  callbacks: {done: {'{$url}': {post: {responses: {'200': {$ref: '#/components/responses/Pets'}}}}}}
  pathItems: {Pet: {get: {$ref: '#/x-operations/getPet'}}}
  schemas:
    Pet: {properties: {owner: {$ref: '#/components/x-schemas/Owner'}}}
  x-schemas:
    Limit: {$ref: '#/components/x-schemas/Size'}
    Size: {type: integer}
    Owner: {properties: {pets: {items: {$ref: '#/components/schemas/Pet'}}}}
x-operations: {getPet: {operationId: getPet}}
"""


def pages_of(pointer: str, file: str = "api.yaml", uris: dict[str, str] | None = None) -> list[str]:
    """Name the operations and schemas whose pages show a problem there; `index` when it is none of them."""
    return pages_in(API, Problem(file, 1, 1, "rule", "message", pointer=pointer), uris)


def pages_in(api: Api, problem: Problem, uris: dict[str, str] | None = None) -> list[str]:
    marks = Marks.from_api(api, [problem], uris or {})
    found = [operation.operation_id for operation in api.operations if marks.of_operation(operation)]
    found += [name for name, schema in api.components.items() if marks.of_schema(schema)]
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


@pytest.mark.parametrize(
    ("pointer", "pages"),
    [
        ("/components/parameters/limit/name", ["listPets", "addPet"]),
        ("/components/x-schemas/Limit/$ref", ["x-schemas.Limit"]),
        ("/components/parameters/unused", ["index"]),
        ("/components/requestBodies/Pet/content/multipart~1form-data", ["addPet"]),
        ("/components/responses/Pets/headers/X-Total", ["listPets", "addPet"]),
        ("/components/headers/Total/content", ["listPets", "addPet"]),
        ("/components/examples/one/value", ["listPets", "addPet"]),
        ("/components/links/next", ["listPets", "addPet"]),
        ("/components/callbacks/done/{$url}/post", ["addPet"]),
        ("/components/schemas/Pet/properties/owner", ["Pet"]),
        ("/components/x-schemas/Owner/properties", ["x-schemas.Owner"]),
        ("/components/pathItems/Pet/get", ["getPet"]),
        ("/x-operations/getPet/operationId", ["getPet"]),
    ],
)
def test_a_problem_in_what_is_referred_to_is_marked_where_it_is_used(pointer: str, pages: list[str]) -> None:
    assert pages_in(api_of(REFERRING), Problem("api.yaml", 1, 1, "rule", "message", pointer=pointer)) == pages


def test_a_problem_of_a_part_of_swagger_2_is_marked_where_it_is_used() -> None:
    api = api_of(
        """
paths:
  /pets:
    post: {operationId: addPet, parameters: [{$ref: '#/parameters/pet'}, {$ref: '#/parameters/id'}]}
    get: {operationId: listPets, responses: {'200': {$ref: '#/responses/Pets'}}}
parameters:
  pet: {name: pet, in: body, schema: {type: object}}
  id: {name: id, in: query, type: string}
responses: {Pets: {description: x, headers: {X-Total: {type: integer}}}}
""",
        "2.0",
    )
    for pointer, page in {
        "/parameters/pet/schema/type": "addPet",
        "/parameters/id/type": "addPet",
        "/responses/Pets/headers/X-Total/type": "listPets",
    }.items():
        assert pages_in(api, Problem("api.yaml", 1, 1, "rule", "message", pointer=pointer)) == [page]


def test_the_same_pointer_in_another_file_is_another_place() -> None:
    assert pages_of("/paths/~1pets/get", "pets.yaml", {"pets.yaml": "pets.yaml"}) == ["index"]
    assert pages_of("/paths/~1pets/get", "specs/api.yaml", {"specs/api.yaml": ""}) == ["listPets"]


def test_problems_keep_their_order_and_are_shown_once() -> None:
    pointers = ["/paths/~1pets/get/parameters/0", "/paths/~1pets", "/paths/~1pets/get"]
    problems = [Problem("a", number, 1, "rule", "message", pointer=at) for number, at in enumerate(pointers)]
    marks = Marks.from_api(API, problems, {})
    assert marks.of_operation(API.operations[0]) == tuple(problems)
    assert marks.others == ()


def test_a_problem_of_a_path_is_marked_on_its_operations_of_other_methods_too() -> None:
    text = "paths: {/pets: {additionalOperations: {COPY: {operationId: copyPets}}}}\n"
    for pointer in ("/paths/~1pets", "/paths/~1pets/parameters/0", "/paths/~1pets/additionalOperations/COPY"):
        problem = Problem("api.yaml", 1, 1, "rule", "message", pointer=pointer)
        assert pages_in(api_of(text, "3.2.0"), problem) == ["copyPets"]
