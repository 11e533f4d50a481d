"""Swagger 2.0 in the words of OpenAPI 3."""

import pytest

from apidocs.model.api import Api
from apidocs.model.operation import Operation
from support.documents import api_of, api_of_file


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of_file("swagger-2.0.yaml")


def _operation(api: Api, operation_id: str) -> Operation:
    return next(found for found in api.operations if found.operation_id == operation_id)


def test_host_and_schemes_are_servers(api: Api) -> None:
    assert [found.url for found in api.servers] == ["https://api.example.com/v1", "http://api.example.com/v1"]
    assert [found.url for found in _operation(api, "uploadPet").servers] == ["http://api.example.com/v1"]


@pytest.mark.parametrize(
    ("text", "url"), [("host: a.example", "https://a.example/"), ("basePath: /v1", "/v1"), ("info: {}", "/")]
)
def test_what_is_missing_of_a_server_is_what_the_document_came_by(text: str, url: str) -> None:
    assert [found.url for found in api_of(text, "2.0").servers] == [url]


def test_a_body_parameter_is_a_request_body(api: Api) -> None:
    operation = _operation(api, "replacePet")
    assert [found.name for found in operation.parameters] == ["id"]
    body = operation.request_body
    assert body is not None
    assert (body.description, body.required, [found.name for found in body.content]) == (
        "The pet",
        True,
        ["application/json"],
    )


def test_form_parameters_are_the_properties_of_a_form(api: Api) -> None:
    body = _operation(api, "uploadPet").request_body
    assert body is not None
    (media_type,) = body.content
    assert media_type.name == "multipart/form-data"
    assert media_type.schema is not None
    assert media_type.schema.required == ("name",)
    assert media_type.schema.properties["name"].description == "Its name"
    assert media_type.schema.properties["photo"].constraints == {"format": "binary"}


def test_an_array_of_a_form_keeps_its_collection_format(api: Api) -> None:
    body = _operation(api, "search").request_body
    assert body is not None
    assert (body.content[0].encoding["tags"].style, body.content[0].encoding["tags"].explode) == (
        "form",
        False,
    )


def test_a_collection_format_is_a_style(api: Api) -> None:
    styles = {found.name: (found.style, found.explode) for found in _operation(api, "listPets").parameters}
    assert styles == {
        "limit": ("form", False),
        "tags": ("form", True),
        "ids": ("pipeDelimited", False),
        "words": ("form", False),
    }


def test_a_parameter_is_its_own_schema_without_its_description(api: Api) -> None:
    limit = _operation(api, "listPets").parameters[0]
    assert limit.description == "How many"
    assert limit.schema is not None
    assert (limit.schema.types, limit.schema.default, limit.schema.description) == (("integer",), (20,), None)


def test_a_response_has_its_schema_for_each_type_that_is_produced(api: Api) -> None:
    replaced, missing = _operation(api, "replacePet").responses
    assert [(found.name, len(found.examples)) for found in replaced.content] == [
        ("application/json", 1),
        ("application/xml", 0),
    ]
    assert replaced.content[0].examples[0].value == ({"name": "Rex"},)
    assert (replaced.headers[0].name, replaced.headers[0].description) == ("X-Rate", "Calls left")
    assert missing.description == "No such pet"


def test_a_file_is_bytes(api: Api) -> None:
    (response,) = _operation(api, "getPhoto").responses
    assert [found.name for found in response.content] == ["application/octet-stream"]


def test_a_response_without_a_schema_has_no_content(api: Api) -> None:
    assert _operation(api, "uploadPet").responses[0].content == ()


def test_security_definitions_are_security_schemes(api: Api) -> None:
    basic, key, oauth = api.security_schemes.values()
    assert (basic.type, basic.scheme) == ("http", "basic")
    assert (key.type, key.location, key.parameter_name) == ("apiKey", "query", "token")
    assert [(found.name, found.scopes) for found in oauth.flows] == [("authorizationCode", {"read": "Read"})]


def test_definitions_are_component_schemas(api: Api) -> None:
    pet = api.components["Pet"]
    assert list(api.components) == ["Pet", "Error"]
    assert pet.discriminator is not None
    assert pet.discriminator.property_name == "kind"
    assert pet.properties["note"].types == ("string", "null")


def test_an_example_that_the_version_has_no_word_for_is_one() -> None:
    api = api_of(
        """\
consumes: [application/json]
paths:
  /:
    post:
      parameters:
        - {name: a, in: query, type: array, items: {type: string}, x-example: [p, q], x-more: 1}
        - {name: b, in: body, schema: {type: object}, x-example: {id: 1}, x-more: 2}""",
        "2.0",
    )
    (parameter,) = api.operations[0].parameters
    assert (parameter.examples[0].value, parameter.extensions) == ((["p", "q"],), {"x-more": 1})
    assert parameter.schema is not None
    assert parameter.schema.extensions == {}
    body = api.operations[0].request_body
    assert body is not None
    assert (body.content[0].examples[0].value, body.extensions) == (({"id": 1},), {"x-more": 2})


def test_a_header_says_how_its_list_is_written() -> None:
    api = api_of(
        """\
paths:
  /:
    get:
      responses:
        '200':
          headers: {X-List: {type: array, items: {type: string}, collectionFormat: pipes, x-more: 1}}""",
        "2.0",
    )
    (header,) = api.operations[0].responses[0].headers
    assert header.extensions == {"collectionFormat": "pipes", "x-more": 1}
