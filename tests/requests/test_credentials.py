"""What satisfies the security of an operation."""

import pytest

from apidocs.requests.credentials import Credential, credentials_for
from support.documents import api_of, request_of

SCHEMES = """\
components:
  securitySchemes:
    bearer: {type: http, scheme: Bearer}
    basic: {type: http, scheme: basic}
    digest: {type: http, scheme: digest}
    header: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: key}
    cookie: {type: apiKey, in: cookie, name: session}
    oauth: {type: oauth2, flows: {}}
    openid: {type: openIdConnect, openIdConnectUrl: 'https://a.example'}
    tls: {type: mutualTLS}
    odd: {type: magic}
"""
BEARER = ("header", "Authorization", "Bearer <token>")
CASES = [
    ("[{bearer: []}]", [BEARER]),
    ("[{oauth: [read]}]", [BEARER]),
    ("[{openid: []}]", [BEARER]),
    ("[{basic: []}]", [("header", "Authorization", "Basic <credentials>")]),
    ("[{digest: []}]", []),
    ("[{header: []}]", [("header", "X-Key", "<api-key>")]),
    ("[{query: []}]", [("query", "key", "<api-key>")]),
    ("[{cookie: []}]", [("cookie", "session", "<api-key>")]),
    (
        "[{header: [], query: [], bearer: []}]",
        [("header", "X-Key", "<x-key>"), ("query", "key", "<key>"), BEARER],
    ),
    ("[{header: [], bearer: []}]", [("header", "X-Key", "<api-key>"), BEARER]),
    ("[{bearer: [], basic: []}]", [BEARER]),
    ("[{tls: [], bearer: []}]", [BEARER]),
    ("[{odd: []}, {bearer: []}]", [BEARER]),
    ("[{missing: []}, {query: []}]", [("query", "key", "<api-key>")]),
    ("[{bearer: [], odd: []}, {query: []}]", [("query", "key", "<api-key>")]),
    ("[{}, {bearer: []}]", []),
    ("[]", []),
    ("[{odd: []}]", []),
]


@pytest.mark.parametrize(("security", "expected"), CASES)
def test_the_first_requirement_that_can_be_met_is_met(
    security: str, expected: list[tuple[str, str, str]]
) -> None:
    api = api_of(f"paths: {{/: {{get: {{security: {security}}}}}}}\n{SCHEMES}")
    found = credentials_for(api.operations[0].security, api.security_schemes)
    assert [(credential.location, credential.name, credential.value) for credential in found] == expected


@pytest.mark.parametrize(
    ("value", "prefix", "variable"),
    [("Bearer <token>", "Bearer ", "TOKEN"), ("<api-key>", "", "API_KEY"), ("A<b <token>", "A<b ", "TOKEN")],
)
def test_the_placeholder_names_the_variable_that_holds_the_secret(
    value: str, prefix: str, variable: str
) -> None:
    credential = Credential("header", "Authorization", value)
    assert (credential.prefix, credential.variable) == (prefix, variable)


def test_the_name_of_a_credential_stands_on_one_line() -> None:
    api = api_of(
        """\
security: [{key: []}]
paths: {/pets: {get: {operationId: listPets}}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: "X-Key\\r\\nX-Other: planted"}}}
"""
    )
    names = [name for name, _ in request_of(api, "listPets").headers]
    assert names[0].startswith("X-Key")
    assert not any(char in name for name in names for char in "\r\n")
