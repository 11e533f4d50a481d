"""Request bodies and responses."""

from support.documents import operation_of


def test_responses_stand_in_ascending_order_ranges_after_their_codes_and_default_last() -> None:
    operation = operation_of(
        "responses: {default: {}, 4XX: {}, '404': {}, 200: {}, '2xx': {}, 500: {}, x-a: {}}"
    )
    assert [found.status_code for found in operation.responses] == [
        "200",
        "2xx",
        "404",
        "4XX",
        "500",
        "default",
    ]


def test_a_response_keeps_its_headers_links_and_extensions() -> None:
    (response,) = operation_of("""\
responses:
  200:
    summary: Short
    description: Long
    x-rate: 3
    headers: {X-A: {description: H, required: true, schema: {type: integer}, example: 0}}
    links:
      next: {operationId: a, parameters: {id: $response.body#/id}, requestBody: null, server: {url: /b}}
""").responses
    assert (response.summary, response.description, response.extensions) == ("Short", "Long", {"x-rate": 3})
    header, link = response.headers[0], response.links[0]
    assert (header.name, header.required, header.examples[0].value) == ("X-A", True, (0,))
    assert (link.operation_id, link.parameters, link.request_body) == (
        "a",
        {"id": "$response.body#/id"},
        (None,),
    )
    assert link.server is not None
    assert link.server.url == "/b"


def test_a_response_without_content_has_none() -> None:
    assert operation_of("responses: {204: {description: Done}}").responses[0].content == ()


def test_a_request_body_is_optional_unless_it_says_otherwise() -> None:
    bodies = [
        operation_of(f"requestBody: {{{text}}}").request_body for text in ("content: {}", "required: true")
    ]
    assert [body.required for body in bodies if body is not None] == [False, True]


def test_what_is_no_request_body_is_none() -> None:
    assert operation_of("requestBody: 3").request_body is None
    assert operation_of("requestBody: {$ref: '#/nowhere'}").request_body is None
