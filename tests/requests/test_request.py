"""The neutral request of an operation."""

import pytest

from apidocs.requests.request import Request
from apidocs.requests.samples import samples
from support.documents import api_of, api_of_file, request_of

URLS = [
    ("{name: a, in: query, example: 'mix,priority'}", "/?a=mix%2Cpriority"),
    ("{name: a, in: query, example: 0}", "/?a=0"),
    ("{name: a, in: query, example: false}", "/?a=false"),
    ("{name: a, in: query, example: ''}", "/?a="),
    ("{name: a, in: query, example: null}", "/?a="),
    ("{name: a, in: query, schema: {example: x}}", "/?a=x"),
    ("{name: a, in: query, examples: {one: {value: x}, two: {value: y}}}", "/?a=x"),
    (
        "{name: a, in: query, examples: {far: {externalValue: 'https://a.example'}, near: {value: y}}}",
        "/?a=y",
    ),
    ("{name: a, in: query, schema: {type: string, enum: [b], default: b}}", "/"),
    ("{name: a, in: query, required: true, schema: {type: string}}", "/?a=<a>"),
    ("{name: a, in: query, required: true, schema: {type: string, enum: [b, c]}}", "/?a=b"),
    ("{name: a, in: query, required: true, schema: {type: integer, minimum: 3}}", "/?a=3"),
    ("{name: a, in: query, required: true, schema: {type: array, items: {type: string}}}", "/?a=<a>"),
    ("{name: a, in: query, required: true, schema: {type: array, items: {enum: [x]}}}", "/?a=x"),
    ("{name: a, in: query, required: true, schema: {type: string, pattern: '^[0-9]{2}$'}}", "/?a=00"),
    ("{name: a, in: query, required: true}", "/?a=<a>"),
    (
        "{name: a, in: query, content: {application/json: {example: {b: [1]}}}}",
        "/?a=%7B%22b%22%3A%20%5B1%5D%7D",
    ),
    ("{name: a, in: query, example: [x, y], explode: false}", "/?a=x,y"),
    ("{name: a, in: query, example: 'x/y', allowReserved: true}", "/?a=x/y"),
    ("{name: 'a[]', in: query, example: [x, y]}", "/?a%5B%5D=x&a%5B%5D=y"),
    ("{name: 'a[b]', in: query, required: true}", "/?a%5Bb%5D=<a-b>"),
    ("{name: '+', in: query, required: true}", "/?%2B=<value>"),
    (
        "{name: a, in: query, required: true, schema: {type: array, minItems: 2, items: {type: string}}}",
        "/?a=<a>&a=<a>",
    ),
    ("{name: a, in: query, examples: {b: {dataValue: [1, 2], serializedValue: a=1&a=2}}}", "/?a=1&a=2"),
    ("{name: a, in: query, examples: {b: {serializedValue: a=%20}}}", "/?a=%20"),
]
FORMS = [
    ("examples: {b: {dataValue: {c: x, d: [1, 2], e: 'f g'}}}", "c=x&d=1&d=2&e=f%20g"),
    ("encoding: {d: {style: form, explode: false}}, example: {d: [1, 2]}", "d=1,2"),
    ("examples: {b: {dataValue: {c: x y}, serializedValue: c=x+y}}", "c=x+y"),
]
BASES = [
    ("servers: [{url: https://a.example/v1/}]", "https://a.example/v1"),
    (
        "servers: [{url: 'https://{a}:{b}/v1', variables: {a: {default: a.example}, b: {default: '8443'}}}]",
        "https://a.example:8443/v1",
    ),
    ("servers: [{url: /v1}]", "https://<host>/v1"),
    ("servers: [{url: v1}]", "https://<host>/v1"),
    ("{}", "https://<host>"),
]


@pytest.mark.parametrize(
    ("url", "is_local"),
    [
        ("http://127.0.0.1:18432/api/v1", True),
        ("http://localhost:8080", True),
        ("http://LOCALHOST.", True),
        ("https://app.localhost/v1", True),
        ("http://me@127.8.0.1", True),
        ("http://[::1]:80", True),
        ("http://[0:0:0:0:0:0:0:1]", True),
        ("https://a.example", False),
        ("https://notlocalhost", False),
        ("https://localhost.example", False),
        ("https://192.168.0.1", False),
        ("https://a.example/localhost", False),
        ("https://<host>", False),
        ("https://[odd", False),
        ("", False),
    ],
)
def test_a_loopback_address_is_known_as_this_computer(url: str, is_local: bool) -> None:  # noqa: FBT001
    assert Request("GET", url, "/").is_local is is_local


@pytest.mark.parametrize(("parameter", "url"), URLS)
def test_a_parameter_with_an_example_or_that_is_required_is_sent(parameter: str, url: str) -> None:
    assert _request(f"parameters: [{parameter}]").url == "https://a.example" + url


@pytest.mark.parametrize(("servers", "base_url"), BASES)
def test_the_base_is_the_first_server_with_its_defaults(servers: str, base_url: str) -> None:
    text = "" if servers == "{}" else servers
    assert request_of(api_of(f"{text}\npaths: {{/: {{get: {{operationId: a}}}}}}"), "a").base_url == base_url


def test_path_parameters_stand_in_the_path_encoded() -> None:
    second = "{name: k, in: path, style: label, explode: true, example: [1, 2]}"
    parameters = f"[{{name: id, in: path, example: a/b}}, {second}]"
    api = api_of(
        f"paths: {{'/a b/{{id}}{{k}}/{{other}}/é': {{get: {{operationId: a, parameters: {parameters}}}}}}}"
    )
    assert request_of(api, "a").path == "/a%20b/a%2Fb.1.2/<other>/%C3%A9"


def test_a_query_that_is_written_into_the_path_is_sent_as_a_query() -> None:
    parameters = "[{name: id, in: path, example: a b}, {name: q, in: query, example: 1}]"
    api = api_of(f"paths: {{'/a?do={{id}}': {{get: {{operationId: a, parameters: {parameters}}}}}}}")
    request = request_of(api, "a")
    assert (request.path, request.url) == ("/a", "https://<host>/a?do=a%20b&q=1")


def test_an_operation_overrides_a_parameter_of_its_path() -> None:
    api = api_of("""\
paths:
  /:
    parameters: [{name: a, in: query, example: path}, {name: b, in: query, example: path}]
    get:
      operationId: a
      parameters: [{name: b, in: query, example: own}, {name: b, in: header, example: other}]
""")
    request = request_of(api, "a")
    assert [pair.text for pair in request.query] == ["a=path", "b=own"]
    assert request.headers == (("b", "other"),)


def test_credentials_come_first_and_the_content_type_last() -> None:
    api = api_of("""\
security: [{bearer: [], key: []}]
paths:
  /:
    post:
      operationId: a
      parameters:
        - {name: X-Trace, in: header, example: [1, 2]}
        - {name: authorization, in: header, example: no}
        - {name: content-type, in: header, example: no}
        - {name: theme, in: cookie, example: dark & light}
      requestBody: {content: {application/json: {example: {}}}}
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}, key: {type: apiKey, in: cookie, name: sid}}
""")
    request = request_of(api, "a")
    assert request.headers == (
        ("Authorization", "Bearer <token>"),
        ("X-Trace", "1,2"),
        ("Content-Type", "application/json"),
    )
    assert request.cookies == (("sid", "<api-key>"), ("theme", "dark%20%26%20light"))
    assert [found.name for found in request.credentials] == ["Authorization", "sid"]


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("SessionDock Local API", "SESSIONDOCK"),
        ("GitHub v3 REST API", "GITHUB"),
        ("Élan", "ELAN"),
        ("3D models", "API"),
        ("サウンド", "API"),
    ],
)
def test_variables_that_hold_secrets_begin_with_the_first_word_of_the_name(title: str, owner: str) -> None:
    api = api_of(f"info: {{title: '{title}', version: '1'}}\npaths: {{/: {{get: {{operationId: a}}}}}}")
    assert request_of(api, "a").owner == owner


def test_a_cookie_of_the_style_cookie_is_not_encoded() -> None:
    request = _request("parameters: [{name: a, in: cookie, style: cookie, example: 'x y'}]")
    assert request.cookies == (("a", "x y"),)


@pytest.mark.parametrize("name", ["Authorization", "accept", "Content-Type"])
def test_a_header_parameter_that_openapi_3_ignores_is_not_sent(name: str) -> None:
    parameters = (
        f"[{{name: {name}, in: header, required: true, example: a}}, {{name: X, in: header, example: b}}]"
    )
    assert _request(f"parameters: {parameters}").headers == (("X", "b"),)


def test_swagger_2_ignores_no_header_parameter() -> None:
    parameter = "{name: Authorization, in: header, type: string, required: true, x-example: Custom}"
    api = api_of(f"paths: {{/: {{get: {{operationId: a, parameters: [{parameter}]}}}}}}", "2.0")
    assert request_of(api, "a").headers == (("Authorization", "Custom"),)


@pytest.mark.parametrize(
    ("scheme", "option"),
    [
        ("{type: http, scheme: digest}", "--digest -u '<user>:<password>'"),
        ("{type: mutualTLS}", "--cert '<certificate>' --key '<private-key>'"),
    ],
)
def test_what_a_header_cannot_prove_is_an_option_of_curl_and_left_to_it(scheme: str, option: str) -> None:
    api = api_of(
        "servers: [{url: https://a.example}]\npaths: {/: {get: {operationId: a, security: [{s: []}]}}}\n"
        f"components: {{securitySchemes: {{s: {scheme}}}}}"
    )
    request = request_of(api, "a")
    (sample,) = samples(request)
    assert request.headers == ()
    assert sample.text == f"curl -X GET 'https://a.example/' \\\n  {option}"


def test_a_querystring_parameter_is_the_whole_query() -> None:
    request = request_of(api_of_file("openapi-3.2.yaml"), "streamEvents")
    assert request.url == "https://api.example.com/v2/events?a=1%202&b=x"


def test_a_media_type_without_schema_and_example_has_an_empty_object() -> None:
    request = _request("requestBody: {content: {application/json: {}}}")
    assert request.body is not None
    assert request.body.text == "{}"


def test_a_request_body_without_content_is_none() -> None:
    assert _request("requestBody: {content: {}}").body is None


def _request(text: str) -> Request:
    return request_of(
        api_of(f"servers: [{{url: https://a.example}}]\npaths: {{/: {{get: {{operationId: a, {text}}}}}}}"),
        "a",
    )


@pytest.mark.parametrize(("media_type", "query"), FORMS)
def test_a_query_that_is_one_form_is_written_as_forms_are(media_type: str, query: str) -> None:
    content = f"content: {{application/x-www-form-urlencoded: {{{media_type}}}}}"
    assert _request(f"parameters: [{{name: a, in: querystring, {content}}}]").url.endswith(f"?{query}")


def test_an_example_as_it_is_sent_stands_so_in_path_headers_and_cookies() -> None:
    api = api_of("""\
paths:
  /x{p}:
    get:
      operationId: a
      parameters:
        - {name: p, in: path, examples: {a: {dataValue: [1, 2], serializedValue: ;p=1;p=2}}}
        - {name: h, in: header, examples: {a: {dataValue: [1, 2], serializedValue: '1, 2'}}}
        - {name: c, in: cookie, examples: {a: {dataValue: {x: 1, y: 2}, serializedValue: x=1; y=2}}}""")
    request = request_of(api, "a")
    assert request.path == "/x;p=1;p=2"
    assert request.headers == (("h", "1, 2"),)
    assert request.cookies == (("x", "1"), ("y", "2"))


@pytest.mark.parametrize(
    ("responses", "accept", "is_bytes"),
    [
        ("'200': {content: {application/json: {}}}", None, False),
        ("'200': {content: {application/json: {}, text/csv: {}}}", "application/json", False),
        ("'201': {content: {application/vnd.a.b+json: {}}}", "application/vnd.a.b+json", False),
        ("'200': {content: {'*/*': {}, text/csv: {}}}", None, False),
        ("'200': {content: {image/png: {}, image/jpeg: {}}}", "image/png", True),
        ("'200': {content: {'audio/*': {}}}", None, True),
        ("'400': {content: {application/json: {}, image/png: {}}}", None, False),
        ("'204': {description: Done}", None, False),
    ],
)
def test_a_type_of_answer_is_asked_for_where_the_server_may_choose(
    responses: str,
    accept: str | None,
    is_bytes: bool,  # noqa: FBT001 - a case
) -> None:
    request = _request(f"responses: {{{responses}}}")
    assert dict(request.headers).get("Accept") == accept
    assert request.answers_bytes is is_bytes
