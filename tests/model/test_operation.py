"""Operations, with what their path, their callbacks and the document give them."""

import pytest

from apidocs.model.operation import generated_operation_id
from apidocs.model.security import SecurityRequirement
from support.documents import api_of, api_of_file, operation_of

IDS = [
    ("GET", "/pets/{id}", "getPetsId"),
    ("POST", "/", "post"),
    ("COPY", "/a-b/c_d", "copyABCD"),
    ("GET", "/é/x", "getX"),
]


@pytest.mark.parametrize(("method", "path", "operation_id"), IDS)
def test_an_operation_without_an_id_gets_a_stable_one(method: str, path: str, operation_id: str) -> None:
    assert generated_operation_id(method, path) == operation_id


def test_a_title_is_the_summary_else_the_id_else_the_call() -> None:
    assert operation_of("summary: List\noperationId: a").title == "List"
    assert operation_of("summary: ' '\noperationId: listAll").title == "List all"
    assert operation_of("responses: {}").title == "GET /"


def test_an_id_that_is_as_we_would_make_it_is_the_authors_all_the_same() -> None:
    assert operation_of("operationId: get").authored_id == "get"
    assert (operation_of("{}").operation_id, operation_of("{}").authored_id) == ("get", None)


def test_a_tag_counts_once_and_only_with_a_name() -> None:
    assert operation_of("tags: [a, '', b, ' ', a]").tags == ("a", "b")


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("responses: {}", ["root"]),
        ("security: []", []),
        ("security: [{}]", [None]),
        ("security: null", ["root"]),
        ("security: [{own: [a]}, {root: []}]", ["own", "root"]),
    ],
)
def test_security_is_inherited_unless_the_operation_has_its_own(own: str, names: list[str | None]) -> None:
    api = api_of(f"security: [{{root: []}}]\npaths:\n  /:\n    get:\n      {own}\n")
    assert [next(iter(found.schemes), None) for found in api.operations[0].security] == names


def test_roles_are_those_of_the_first_requirement() -> None:
    operation = operation_of("security: [{a: [x, y], b: [y, z]}, {c: [other]}]")
    assert operation.roles == ("x", "y", "z")
    assert operation.security[1] == SecurityRequirement({"c": ("other",)})
    assert operation_of("security: []").roles == ()


def test_servers_come_from_the_nearest_level_that_has_some() -> None:
    api = api_of("""\
servers: [{url: https://root}]
paths:
  /a: {get: {operationId: a}}
  /b:
    servers: [{url: https://path}]
    get: {operationId: b}
    put: {operationId: c, servers: [{url: https://own}]}
""")
    assert [found.servers[0].url for found in api.operations] == [
        "https://root",
        "https://path",
        "https://own",
    ]


def test_a_path_item_and_an_operation_may_be_references() -> None:
    api = api_of("""\
paths:
  /a: {$ref: '#/components/pathItems/shared'}
  /b: {$ref: '#/components/pathItems/shared', put: {operationId: beside}}
  /c: {get: {$ref: '#/components/x-operations/alone'}}
components:
  pathItems: {shared: {summary: Shared, get: {operationId: shared}}}
  x-operations: {alone: {operationId: alone}}
""")
    assert [(found.path, found.method, found.operation_id) for found in api.operations] == [
        ("/a", "GET", "shared"),
        ("/b", "PUT", "beside"),
        ("/b", "GET", "shared"),
        ("/c", "GET", "alone"),
    ]
    assert api.operations[0].summary == "Shared"
    assert len({found.location for found in api.operations}) == 4


@pytest.mark.parametrize("version", ["2.0", "3.0.3", "3.1.0"])
def test_what_stands_beside_the_reference_of_a_path_item_holds_for_all_its_operations(version: str) -> None:
    api = api_of(
        """\
paths:
  /a:
    $ref: '#/x-items/shared'
    x-beside: 1
    parameters: [{name: beside, in: query}, {name: both, in: query, description: Beside}]
x-items:
  shared:
    description: Shared
    parameters: [{name: both, in: query, description: Shared}]
    get: {operationId: shared, parameters: [{name: own, in: query}]}
""",
        version,
    )
    (found,) = api.operations
    assert [parameter.name for parameter in found.parameters] == ["both", "beside", "own"]
    assert (found.parameters[0].description, found.description) == ("Beside", "Shared")
    assert found.extensions == {"x-beside": 1}


def test_the_servers_beside_the_reference_of_a_path_item_come_first() -> None:
    api = api_of("""\
paths:
  /a: {$ref: '#/x-items/shared', servers: [{url: https://beside}]}
x-items: {shared: {servers: [{url: https://shared}], get: {}}}
""")
    assert [server.url for server in api.operations[0].servers] == ["https://beside"]


def test_a_broken_path_item_gives_no_operation() -> None:
    assert api_of("paths: {/a: null, /b: {get: 3}, /c: {$ref: '#/nowhere'}, x-d: {get: {}}}").operations == ()


def test_callbacks_are_operations_on_an_expression() -> None:
    api = api_of_file("callbacks-and-webhooks.yaml")
    on_event, again = api.operations[0].callbacks
    assert on_event.name == "onEvent"
    assert [(found.method, found.path, found.title) for found in on_event.operations] == [
        ("POST", "{$request.body#/url}", "An event happened")
    ]
    assert on_event.operations[0].request_body is not None
    assert again.operations[0].callbacks[0].operations[0].callbacks == ()


def test_webhooks_are_operations_under_a_name() -> None:
    (webhook,) = api_of_file("callbacks-and-webhooks.yaml").webhooks
    assert (webhook.method, webhook.path, webhook.title, webhook.servers) == (
        "POST",
        "newPet",
        "A pet was born",
        (),
    )


def test_an_operation_keeps_its_extensions_and_external_docs() -> None:
    operation = api_of_file("callbacks-and-webhooks.yaml").operations[0]
    assert operation.extensions == {"x-codeSamples": [{"lang": "Go"}]}
    assert operation.external_docs is not None
    assert operation.external_docs.url == "https://docs.example.com"


def test_3_2_has_query_and_methods_of_any_name() -> None:
    operations = api_of_file("openapi-3.2.yaml").operations
    assert [(found.method, found.operation_id) for found in operations[:2]] == [
        ("QUERY", "queryPets"),
        ("COPY", "copyPets"),
    ]


def test_samples_of_the_author_may_stand_elsewhere() -> None:
    api = api_of("""\
x-samples:
  go: {lang: Go, source: pets.List()}
  text: pets list
paths:
  /pets:
    get:
      x-codeSamples:
        - {$ref: '#/x-samples/go'}
        - {lang: CLI, source: {$ref: '#/x-samples/text'}}
        - {$ref: '#/x-samples/gone'}""")
    assert api.operations[0].extensions["x-codeSamples"] == [
        {"lang": "Go", "source": "pets.List()"},
        {"lang": "CLI", "source": "pets list"},
        {"$ref": "#/x-samples/gone"},
    ]


def test_the_words_of_a_path_item_follow_those_of_its_operations() -> None:
    api = api_of("""\
paths:
  /a:
    summary: The path.
    description: Of all.
    get: {summary: Own, description: Own words., responses: {}}
    put: {summary: The path., description: Of all., responses: {}}
    post: {responses: {}}
""")
    assert [found.description for found in api.operations] == [
        "Own words.\n\nThe path.\n\nOf all.",
        "Of all.",
        "Of all.",
    ]


def test_path_items_that_refer_to_each_other_keep_a_place_for_each_operation() -> None:
    api = api_of("""\
paths:
  /a: {$ref: '#/paths/~1b'}
  /b: {$ref: '#/components/pathItems/P'}
  /c: {$ref: '#/paths/~1b'}
components: {pathItems: {P: {get: {responses: {}}}}}
""")
    assert [found.path for found in api.operations] == ["/a", "/b", "/c"]
    assert len({found.location for found in api.operations}) == len(api.operations)
