"""Security schemes of every type."""

from support.documents import api_of, api_of_file


def test_a_scheme_of_each_type_keeps_what_it_says() -> None:
    schemes = api_of("""\
components:
  securitySchemes:
    key: {type: apiKey, in: cookie, name: sid, description: A key}
    bearer: {type: http, scheme: BEARER, bearerFormat: JWT}
    openid: {type: openIdConnect, openIdConnectUrl: https://a.example}
    oauth:
      type: oauth2
      flows: {implicit: {authorizationUrl: a, refreshUrl: r, scopes: {read: Read, write: null, odd: [1]}}}
    copy: {$ref: '#/components/securitySchemes/key'}
    broken: {$ref: '#/nowhere'}
""").security_schemes
    assert list(schemes) == ["key", "bearer", "openid", "oauth", "copy"]
    assert (schemes["key"].location, schemes["key"].parameter_name, schemes["key"].description) == (
        "cookie",
        "sid",
        "A key",
    )
    assert (schemes["bearer"].scheme, schemes["bearer"].bearer_format) == ("bearer", "JWT")
    assert schemes["openid"].open_id_connect_url == "https://a.example"
    (flow,) = schemes["oauth"].flows
    assert (flow.name, flow.authorization_url, flow.refresh_url) == ("implicit", "a", "r")
    assert flow.scopes == {"read": "Read", "write": "", "odd": "[1]"}
    assert schemes["copy"].parameter_name == "sid"


def test_3_2_has_a_flow_for_devices() -> None:
    scheme = api_of_file("openapi-3.2.yaml").security_schemes["device"]
    assert scheme.deprecated
    assert scheme.oauth2_metadata_url == "https://a.example/.well-known"
    assert scheme.flows[0].device_authorization_url == "https://a.example/device"


def test_a_requirement_may_name_a_scheme_by_its_address() -> None:
    api = api_of("paths: {/: {get: {security: [{'#/components/securitySchemes/key': []}]}}}", "3.2.0")
    assert [list(found.schemes) for found in api.operations[0].security] == [["key"]]
