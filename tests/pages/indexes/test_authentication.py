"""A security scheme becomes what readers need to know of it, and of who takes it."""

import pytest

from apidocs.pages.indexes.authentication import (
    SchemeUse,
    anonymous_operations,
    is_optional,
    iter_scheme_uses,
)
from support.documents import WORDS, api_of, operation_of


def use_of(scheme: str) -> SchemeUse:
    api = api_of(f"components: {{securitySchemes: {{key: {scheme}}}}}", "3.2.0")
    return next(iter_scheme_uses(api))


@pytest.mark.parametrize(
    ("scheme", "kind", "credentials"),
    [
        ("{type: apiKey, in: header, name: X-Key}", "API key", [("Header:", "X-Key: <api-key>")]),
        ("{type: apiKey, in: query, name: key}", "API key", [("Query parameter:", "key=<api-key>")]),
        ("{type: apiKey, in: cookie, name: sid}", "API key", [("Cookie:", "sid=<api-key>")]),
        (
            "{type: http, scheme: basic}",
            "HTTP Basic: the credentials are user:password in Base64",
            [("Header:", "Authorization: Basic <credentials>")],
        ),
        ("{type: http, scheme: Bearer}", "HTTP Bearer", [("Header:", "Authorization: Bearer <token>")]),
        ("{type: http, scheme: hoba}", "HTTP hoba", [("Header:", "Authorization: Hoba <credentials>")]),
        ("{type: oauth2, flows: {}}", "OAuth 2.0", [("Header:", "Authorization: Bearer <token>")]),
        ("{type: openIdConnect}", "OpenID Connect", [("Header:", "Authorization: Bearer <token>")]),
        ("{type: secretHandshake}", "secretHandshake", []),
    ],
)
def test_every_type_of_scheme_says_where_its_credential_goes(
    scheme: str, kind: str, credentials: list[tuple[str, str]]
) -> None:
    use = use_of(scheme)
    assert WORDS.in_words(use.type) == kind
    assert [(WORDS.say(key), text) for key, text in use.credentials] == credentials


def test_a_certificate_is_no_header() -> None:
    assert WORDS.in_words(use_of("{type: mutualTLS}").type).startswith("Mutual TLS: a client certificate")
    assert use_of("{type: mutualTLS}").credentials == ()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("implicit", "Implicit flow"),
        ("password", "Password flow"),
        ("clientCredentials", "Client credentials flow"),
        ("authorizationCode", "Authorization code flow"),
        ("deviceAuthorization", "Device authorization flow"),
        ("other", "other"),
    ],
)
def test_every_flow_has_its_addresses_and_scopes(name: str, title: str) -> None:
    urls = "{authorizationUrl: a, deviceAuthorizationUrl: d, tokenUrl: t, refreshUrl: r, scopes: {s: S}}"
    (flow,) = use_of(f"{{type: oauth2, flows: {{x-note: 1, {name}: {urls}}}}}").flows
    assert (WORDS.in_words(flow.title), dict(flow.scopes)) == (title, {"s": "S"})
    assert {WORDS.say(key): url for key, url in flow.urls} == {
        "Authorization URL:": "a",
        "Device authorization URL:": "d",
        "Token URL:": "t",
        "Refresh URL:": "r",
    }


def test_a_scheme_knows_the_operations_that_take_it_and_those_that_do_not() -> None:
    api = api_of("""
security: [{a: []}]
paths:
  /:
    get: {}
    put: {security: [{b: []}, {a: [], b: []}]}
    post: {security: []}
    head: {security: [{}, {b: []}]}
components: {securitySchemes: {a: {type: mutualTLS}, b: {type: mutualTLS}}}
""")
    found = {
        use.scheme.key: ([taker.method for taker in use.takers], [other.method for other in use.others])
        for use in iter_scheme_uses(api)
    }
    assert found == {"a": (["GET", "PUT"], ["POST", "HEAD"]), "b": (["PUT", "HEAD"], ["GET", "POST"])}
    assert [operation.method for operation in anonymous_operations(api)] == ["POST", "HEAD"]


@pytest.mark.parametrize(
    ("security", "expected"), [("[]", True), ("[{}, {a: []}]", True), ("[{a: []}]", False)]
)
def test_an_operation_that_can_do_without_is_optional(security: str, *, expected: bool) -> None:
    assert is_optional(operation_of(f"security: {security}")) is expected
