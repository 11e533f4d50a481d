"""Servers, and what their URLs start from."""

import pytest

from support.documents import api_of, api_of_file

URLS = [
    ("{url: https://a.example/v1/}", "https://a.example/v1"),
    ("{url: /v1}", "/v1"),
    (
        "{url: 'https://{a}.example/{b}', variables: {a: {default: x}, b: {default: y}}}",
        "https://x.example/y",
    ),
    ("{url: 'https://{a}.example', variables: {a: {default: 8}}}", "https://8.example"),
    ("{url: 'https://{a}.example'}", "https://{a}.example"),
]


@pytest.mark.parametrize(("server", "url"), URLS)
def test_a_variable_is_replaced_by_its_default(server: str, url: str) -> None:
    assert api_of(f"servers: [{server}]").servers[0].default_url == url


def test_a_document_without_servers_has_the_one_it_is_on() -> None:
    assert [found.url for found in api_of("info: {}").servers] == ["/"]


def test_a_relative_url_starts_from_the_documents_own() -> None:
    (server,) = api_of_file("openapi-3.2.yaml").servers
    assert (server.name, server.url, server.default_url) == ("main", "/v2", "https://api.example.com/v2")


def test_a_variable_keeps_its_values() -> None:
    (server,) = api_of(
        "servers: [{url: '{a}', variables: {a: {default: x, enum: [x, 1], description: D}}}]"
    ).servers
    assert server.variables is not None
    assert (server.variables["a"].values, server.variables["a"].description) == (("x", "1"), "D")
