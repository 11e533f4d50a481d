"""A link of a response leads to the operation it means, with the values it passes on."""

import pytest

from apidocs.pages.next_calls import NextCallFinder
from support.documents import api_of

PATHS = """
paths:
  /users/{id}:
    get: {operationId: getUser, responses: {'200': {description: d, links: {next: LINK}}}}
    additionalOperations: {COPY: {operationId: copyUser}}
  /orders: {$ref: '#/components/pathItems/orders'}
components: {pathItems: {orders: {get: {operationId: listOrders}}}}
"""


def next_call(link: str) -> tuple[str | None, tuple[tuple[str, str], ...], str | None]:
    api = api_of(PATHS.replace("LINK", link), "3.2.0")
    (call,) = NextCallFinder(api).iter_calls(api.operations[0].responses[0])
    return call.operation.operation_id if call.operation else None, call.values, call.request_body


@pytest.mark.parametrize(
    ("link", "operation_id"),
    [
        ("{operationId: getUser}", "getUser"),
        ("{operationId: nobody}", None),
        ("{operationRef: '#/paths/~1users~1{id}/get'}", "getUser"),
        ("{operationRef: '#/paths/~1users~1%7Bid%7D/get'}", "getUser"),
        ("{operationRef: '#/paths/~1users~1{id}/additionalOperations/COPY'}", "copyUser"),
        ("{operationRef: '#/paths/~1orders/get'}", "listOrders"),
        ("{operationRef: '#/components/pathItems/orders/get'}", "listOrders"),
        ("{operationRef: '#/paths/~1orders/put'}", None),
        ("{operationRef: 'https://example.com/api.yaml#/paths/~1orders/get'}", None),
        ("{operationRef: '#orders'}", None),
        ("{}", None),
    ],
)
def test_a_link_is_followed_by_id_or_by_reference(link: str, operation_id: str | None) -> None:
    assert next_call(link)[0] == operation_id


def test_values_are_expressions_as_they_are_and_constants_as_json() -> None:
    link = (
        "{operationId: getUser, parameters: {id: $response.body#/id, n: 5, s: '', l: [a]}, requestBody: null}"
    )
    _, values, body = next_call(link)
    assert values == (("id", "$response.body#/id"), ("n", "5"), ("s", '""'), ("l", '["a"]'))
    assert body == "null"
