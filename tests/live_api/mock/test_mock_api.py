"""A mock of any description checks requests and answers from examples and shapes."""

import base64
import json
from typing import Any

import pytest

from apidocs.live_api.mock.messages import Message
from apidocs.live_api.mock.mock_api import MockApi
from support.documents import document_of
from support.mock_server import TOKEN, request

# What Python's own reader of JSON gives up on with an error of another kind.
DEEP = "[" * 100_000
PETS = """
info: {title: Pets, version: "1"}
servers: [{url: "https://example.com/v2"}, {url: "/other"}, {url: "http://[odd"}]
paths:
  /pets:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, format: int32, minimum: 1}}
        - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: kinds, in: query, schema: {type: array, items: {enum: [cat, dog]}}}
        - name: filter
          in: query
          style: deepObject
          schema: {type: object, properties: {age: {type: integer}}}
        - {name: where, in: query, content: {application/json: {schema: {type: object}}}}
        - {name: X-Trace, in: header, schema: {type: string, minLength: 3}}
        - {name: either, in: query, schema: {oneOf: [{type: integer}, {type: boolean}]}}
      responses:
        "200":
          description: Pets
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
        "422": {description: Refused, content: {application/json: {example: {why: refused}}}}
    post:
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: "#/components/schemas/Pet"}}
          application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/Pet"}}
          multipart/form-data: {schema: {type: object, required: [photo]}}
      responses:
        "201":
          description: Made
          headers: {Location: {required: true, schema: {type: string, examples: [/pets/1]}}}
          content:
            application/json:
              examples: {cat: {value: {name: Tom}}, dog: {value: {name: Rex}}}
            text/plain: {example: made}
        4XX: {description: Refused, content: {application/json: {example: {why: refused}}}}
  /pets/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {description: A pet}
        default: {description: Error, content: {text/plain: {example: wrong}}}
    delete: {responses: {"204": {description: Gone}}}
  /pets/mine:
    get: {responses: {"200": {description: Mine, content: {text/plain: {example: mine}}}}}
  /pets?action=count:
    get: {responses: {"200": {description: Count, content: {text/plain: {example: "3"}}}}}
  /files/{name}.{kind}:
    get: {responses: {"200": {description: File, content: {text/csv: {example: "a,b"}}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name, tags]
      properties:
        name: {type: string, examples: [Tom]}
        tags: {type: array, items: {type: string}}
        age: {type: integer}
"""
PET = {"name": "Tom", "tags": []}


@pytest.fixture(scope="module")
def mock() -> MockApi:
    return MockApi(document_of(PETS), TOKEN)


def ask(mock: MockApi, method: str, target: str, body: Any = None, **headers: str) -> tuple[int, str]:  # noqa: ANN401
    answer = mock.answer(request(method, f"/v2{target}", body, **headers))
    return answer.status, answer.body.decode()


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/pets", 200),
        ("/pets?limit=2", 200),
        ("/pets?limit=0", 422),
        ("/pets?limit=x", 422),
        ("/pets?limit=3000000000", 422),
        ("/pets?ids=1,2", 200),
        ("/pets?ids=1,x", 422),
        ("/pets?kinds=cat&kinds=dog", 200),
        ("/pets?kinds=cow", 422),
        ("/pets?filter[age]=3", 200),
        ("/pets?filter[age]=x", 422),
        ("/pets?where=%7B%7D", 200),
        ("/pets?where=%7B", 422),
        (f"/pets?where={DEEP}", 422),
        ("/pets?either=true", 200),
        ("/pets?either=text", 422),
        ("/pets?unknown=1", 200),
    ],
)
def test_query_parameters_are_read_by_their_style_and_checked(
    mock: MockApi, target: str, status: int
) -> None:
    assert ask(mock, "GET", target)[0] == status


def test_headers_are_checked(mock: MockApi) -> None:
    assert ask(mock, "GET", "/pets", X_Trace="abc")[0] == 200
    assert ask(mock, "GET", "/pets", x_trace="a")[0] == 422


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (PET, "application/json", 201),
        ({"name": "Tom"}, "application/json", 400),
        (b"{", "application/json; charset=utf-8", 400),
        (DEEP.encode(), "application/json", 400),
        (b'{"name": NaN}', "application/json", 400),
        (None, "", 400),
        (b"<pet/>", "application/xml", 400),
        (b"name=Tom&age=3", "application/x-www-form-urlencoded", 201),
        (b"name=Tom&age=x", "application/x-www-form-urlencoded", 400),
        (
            b'--b\r\nContent-Disposition: form-data; name="photo"\r\n\r\nx\r\n--b--',
            "multipart/form-data; boundary=b",
            201,
        ),
        (b"--b--", "multipart/form-data; boundary=b", 400),
    ],
)
def test_bodies_are_checked_by_their_media_type(
    mock: MockApi,
    body: Any,  # noqa: ANN401 - JSON or bytes
    media_type: str,
    status: int,
) -> None:
    assert ask(mock, "POST", "/pets", body, Content_Type=media_type)[0] == status


def test_an_answer_is_the_documented_example_in_the_media_type_that_is_accepted(mock: MockApi) -> None:
    assert ask(mock, "POST", "/pets", PET) == (201, '{"name":"Tom"}')
    assert ask(mock, "POST", "/pets", PET, Prefer='code="201", example=dog') == (201, '{"name":"Rex"}')
    assert ask(mock, "POST", "/pets", PET, Accept="text/plain") == (201, "made")


def test_an_answer_without_an_example_has_the_shape_of_its_schema(mock: MockApi) -> None:
    assert json.loads(ask(mock, "GET", "/pets")[1]) == [{"name": "Tom", "tags": ["<string>"], "age": 0}]


def test_required_headers_are_sent(mock: MockApi) -> None:
    assert dict(mock.answer(request("POST", "/v2/pets", PET)).headers)["Location"] == "/pets/1"


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        ("/v2/pets/mine", (200, "mine")),
        ("/v2/pets?action=count", (200, "3")),
        ("/v2/pets/7", (200, "")),
        ("/v2/pets/x", (400, "wrong")),
        ("/other/pets/mine", (200, "mine")),
        ("/v2/files/a%2Fb.csv", (200, "a,b")),
    ],
)
def test_a_request_reaches_the_path_that_means_it(
    mock: MockApi, target: str, answer: tuple[int, str]
) -> None:
    answered = mock.answer(request("GET", target))
    assert (answered.status, answered.body.decode()) == answer


def test_a_concrete_path_has_only_its_own_methods(mock: MockApi) -> None:
    answer = mock.answer(request("DELETE", "/v2/pets/mine"))
    assert (answer.status, dict(answer.headers)["Allow"]) == (405, "GET")


def test_operations_that_only_a_fragment_tells_apart_are_chosen_by_what_is_valid() -> None:
    paths = """
paths:
  /files/{id}#link:
    get:
      parameters: [{name: fields, in: query, required: true, schema: {type: string}}]
      responses: {"200": {description: Link, content: {text/plain: {example: link}}}}
  /files/{id}:
    get: {responses: {"200": {description: File, content: {text/plain: {example: file}}}}}
"""
    mock = MockApi(document_of(paths), TOKEN)
    assert mock.answer(request("GET", "/files/1?fields=x")).body == b"link"
    assert mock.answer(request("GET", "/files/1")).body == b"file"


SCHEMES = {
    "{type: http, scheme: bearer}": (("Authorization", f"bearer {TOKEN}"), ""),
    "{type: oauth2}": (("Authorization", f"Bearer {TOKEN}"), ""),
    "{type: http, scheme: basic}": (
        ("Authorization", "Basic " + base64.b64encode(f"me:{TOKEN}".encode()).decode()),
        "",
    ),
    "{type: apiKey, in: header, name: X-Key}": (("x-key", TOKEN), ""),
    "{type: apiKey, in: cookie, name: sid}": (("Cookie", f"a=b; sid={TOKEN}"), ""),
    "{type: apiKey, in: query, name: key}": (("A", "b"), f"?key={TOKEN}"),
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_token_is_the_secret_of_every_scheme(scheme: str) -> None:
    description = f"""
security: [{{one: []}}]
components: {{securitySchemes: {{one: {scheme}}}}}
paths: {{/: {{get: {{responses: {{"200": {{description: Fine}}}}}}}}}}
"""
    mock = MockApi(document_of(description), TOKEN)
    header, query = SCHEMES[scheme]
    assert mock.answer(Message("GET", f"/{query}", (header,))).status == 200
    assert (
        mock.answer(Message("GET", f"/{query}".replace(TOKEN, "other"), ((header[0], "other"),))).status
        == 401
    )
    assert mock.answer(Message("GET", "/")).status == 401
