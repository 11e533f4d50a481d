"""The curl command of a request: as text, and as what real curl, called by bash, sends to a server."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.requests.bodies import Body
from apidocs.requests.form_fields import FormField
from apidocs.requests.request import Request, RequestMaker
from apidocs.requests.samples.curl import curl
from apidocs.requests.serialization import QueryPair, encoded, path_text
from apidocs.schemas.shape.shape import Shaper
from support.documents import SPEC, api_of, api_of_file, request_of
from support.echo_server import Received, echoing
from support.nasty import HEADER, TEXT
from support.project import DATA

SNAPSHOT = DATA / "snapshots" / "curl.txt"
TOKEN = ("Authorization", "Bearer <token>")
JSON = ("Content-Type", "application/json")
TEXTS = [
    (
        Request("GET", "https://a.example", "/b", headers=(TOKEN,)),
        "curl -X GET 'https://a.example/b' \\\n  -H 'Authorization: Bearer <token>'",
    ),
    (
        Request(
            "POST",
            "https://a.example",
            "/b",
            headers=(TOKEN, JSON),
            body=Body("application/json", '{\n  "a": "it\'s"\n}'),
        ),
        (
            "curl -X POST 'https://a.example/b' \\\n  -H 'Authorization: Bearer <token>' \\\n"
            "  -H 'Content-Type: application/json' \\\n  -d '{\n  \"a\": \"it'\\''s\"\n}'"
        ),
    ),
    (Request("HEAD", "https://a.example", "/"), "curl -X HEAD 'https://a.example/' \\\n  --head"),
    (Request("M Y", "https://a.example", "/"), "curl -X 'M Y' 'https://a.example/'"),
    (
        Request("GET", "https://a.example", "/a/../b"),
        "curl -X GET 'https://a.example/a/../b' \\\n  --path-as-is",
    ),
    (Request("GET", "https://{a}.example", "/"), "curl -X GET 'https://{a}.example/' \\\n  --globoff"),
    (
        Request("GET", "https://a.example", "/", headers=(("X", ""),)),
        "curl -X GET 'https://a.example/' \\\n  -H 'X;'",
    ),
]


@pytest.mark.parametrize(("method", "body"), [("POST", None), ("GET", Body("text/plain", text="x"))])
def test_a_long_query_has_a_line_for_each_value_where_nothing_else_is_sent(
    method: str, body: Body | None
) -> None:
    query = (QueryPair("first", ("x" * 30,)), QueryPair("second", ("y z",)))
    sent = Request("GET", "http://a", "/b", query)
    assert curl(sent) == (f"curl -X GET 'http://a/b' \\\n  -G -d 'first={'x' * 30}' \\\n  -d 'second=y%20z'")
    assert curl(replace(sent, query=query[1:])) == "curl -X GET 'http://a/b?second=y%20z'"
    assert curl(replace(sent, method=method, body=body)).startswith(f"curl -X {method} 'http://a/b?first=")


@pytest.mark.parametrize(("request_", "text"), TEXTS)
def test_a_request_is_written_one_option_a_line(request_: Request, text: str) -> None:
    assert curl(request_) == text


def test_the_command_of_every_operation_is_the_golden_one(update_golden: bool) -> None:  # noqa: FBT001
    api = Api.from_spec(load(str(SPEC)))
    maker = RequestMaker(api, Shaper(api.schemas))
    commands = "\n\n".join(curl(maker.request(operation)) for operation in api.operations) + "\n"
    if update_golden:
        SNAPSHOT.write_text(commands, encoding="utf-8")
    assert commands == SNAPSHOT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def received() -> Iterator[Received]:
    with echoing() as found:
        yield found


def _run(request: Request, folder: Path | None = None) -> None:
    command = curl(request).replace("curl ", "curl -q -sS --noproxy '*' --max-time 10 ", 1)
    subprocess.run(["bash", "-c", command], check=True, cwd=folder, timeout=20)


@given(value=TEXT, header=HEADER, body=TEXT)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_real_curl_sends_what_the_request_says(
    received: Received, value: str, header: str, body: str
) -> None:
    base = received.url
    path = "/a/" + path_text("id", value, "simple", explode=False)
    query = (QueryPair("q", (value,)), QueryPair("list", (value, "x")), QueryPair(f"n{value}", ("",)))
    headers = (("X-Value", header), ("Content-Type", "text/plain"))
    _run(
        Request(
            "PATCH", base, path, query, headers, (("sid", encoded(value)),), Body("text/plain", text=body)
        )
    )
    assert received.method == "PATCH"
    assert received.path == f"{path}?{'&'.join(pair.text for pair in query)}"
    sent = parse_qsl(received.path.partition("?")[2], keep_blank_values=True)
    assert sent[0] == ("q", value)
    assert sent[2] == (f"n{value}", "")
    assert received.header("X-Value") == header
    assert received.headers["Cookie"] == f"sid={encoded(value)}"
    assert received.body == body.encode()


@given(value=TEXT, name=TEXT.filter(bool))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_real_curl_sends_the_fields_of_a_form(received: Received, value: str, name: str) -> None:
    base = received.url
    content_type = "application/x-www-form-urlencoded"
    body = Body(content_type, fields=(FormField(name, value), FormField("b", "2")))
    _run(Request("POST", base, "/", headers=(("Content-Type", content_type),), body=body))
    assert parse_qsl(received.body.decode(), keep_blank_values=True) == [(name, value), ("b", "2")]
    assert received.headers["Content-Type"] == content_type


@given(value=TEXT, media_type=st.sampled_from([None, "application/json"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_real_curl_sends_the_parts_of_a_multipart_body(
    received: Received, value: str, media_type: str | None
) -> None:
    base = received.url
    _run(
        Request(
            "POST",
            base,
            "/",
            body=Body("multipart/form-data", fields=(FormField("a", value, media_type=media_type),)),
        )
    )
    (part,) = received.parts()
    assert part.get_param("name", header="content-disposition") == "a"
    assert part.get_payload(decode=True) == value.encode()
    assert part.get("Content-Type") == media_type


def test_real_curl_sends_files(received: Received, tmp_path: Path) -> None:
    base = received.url
    content = bytes(range(256))
    (tmp_path / "file").write_bytes(content)
    _run(
        Request(
            "PUT", base, "/", headers=(("Content-Type", "image/png"),), body=Body("image/png", file="file")
        ),
        tmp_path,
    )
    assert received.body == content
    fields = (FormField("cover", "file", is_file=True, media_type="image/png"), FormField("note", "x"))
    _run(Request("POST", base, "/", body=Body("multipart/form-data", fields=fields)), tmp_path)
    cover, _ = received.parts()
    assert cover.get_content_type() == "image/png"
    assert cover.get_payload(decode=True) == content


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "COPY"])
def test_real_curl_sends_any_method(received: Received, method: str) -> None:
    base = received.url
    _run(Request(method, base, "/a/./b"))
    assert (received.method, received.path) == (method, "/a/./b")


@pytest.mark.parametrize("operation_id", ["sendJson", "sendText", "sendXml", "sendLines", "sendAnything"])
def test_real_curl_sends_each_body_of_a_document(received: Received, operation_id: str) -> None:
    base = received.url
    wanted = request_of(api_of_file("request-bodies.yaml"), operation_id)
    _send(wanted, base)
    assert wanted.body is not None
    assert wanted.body.text is not None
    assert received.body == wanted.body.text.encode()
    assert received.headers["Content-Type"] == wanted.body.media_type


VALUES: dict[str, Any] = {
    "empty": "",
    "string": "blue/é &",
    "number": 1.5,
    "boolean": True,
    "null": None,
    "array": ["blue", "b,k", "<br>"],
    "no-elements": [],
    "object": {"R": 100, "G": "a=b", "B": [1]},
}
STYLES = [
    *(("path", style, explode) for style in ("simple", "label", "matrix") for explode in (False, True)),
    *(("query", style, explode) for style in ("form", "spaceDelimited") for explode in (False, True)),
    *(("query", style, explode) for style in ("pipeDelimited", "deepObject") for explode in (False, True)),
    *(("header", "simple", explode) for explode in (False, True)),
    *(("cookie", style, explode) for style in ("form", "cookie") for explode in (False, True)),
]


@pytest.mark.parametrize(("location", "style", "explode"), STYLES)
def test_real_curl_sends_parameters_of_every_style(
    received: Received,
    location: str,
    style: str,
    explode: bool,  # noqa: FBT001
) -> None:
    parameters = [
        {"name": kind, "in": location, "style": style, "explode": explode, "required": True, "example": value}
        for kind, value in VALUES.items()
    ]
    path = "/a/" + "/".join(f"{{{kind}}}" for kind in VALUES) if location == "path" else "/"
    operation = {"operationId": "a", "parameters": parameters}
    wanted = request_of(api_of(json.dumps({"paths": {path: {"get": operation}}})[1:-1]), "a")
    _send(wanted, received.url)
    # curl may write the same byte as %2f (RFC 3986, section 6.2.2.1).
    assert _upper(received.path) == wanted.url.removeprefix(wanted.base_url)
    for name, value in wanted.headers:
        assert received.headers[name].encode("latin-1").decode() == value
    cookies = received.headers.get("Cookie", "").encode("latin-1").decode()
    assert cookies == "; ".join(map("=".join, wanted.cookies))


SWAGGER_2 = """\
host: a.example
paths:
  /{id}:
    post:
      operationId: a
      consumes: [%s]
      parameters:
        - {name: id, in: path, required: true, type: string, default: a/b}
        - {name: q, in: query, required: true, type: array, collectionFormat: %s, default: [x, y z]}
        - {name: n, in: formData, type: array, collectionFormat: %s, default: [x, 'y,z']}
        - {name: f, in: formData, type: %s, default: it's}
"""


@pytest.mark.parametrize(
    ("collection", "query", "form"),
    [
        ("csv", "q=x,y%20z", "n=x,y%2Cz"),
        ("ssv", "q=x%20y%20z", "n=x%20y%2Cz"),
        ("tsv", "q=x%09y%20z", "n=x%09y%2Cz"),
        ("pipes", "q=x%7Cy%20z", "n=x%7Cy%2Cz"),
        ("multi", "q=x&q=y%20z", "n=x&n=y%2Cz"),
    ],
)
def test_real_curl_sends_what_swagger_2_describes(
    received: Received, collection: str, query: str, form: str
) -> None:
    text = SWAGGER_2 % ("application/x-www-form-urlencoded", collection, collection, "string")
    _send(request_of(api_of(text, "2.0"), "a"), received.url)
    assert (received.method, received.path) == ("POST", f"/a%2Fb?{query}")
    assert received.body.decode() == f"{form}&f=it%27s"


def test_real_curl_sends_the_file_that_swagger_2_describes(received: Received, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\0\xff")
    text = SWAGGER_2 % ("multipart/form-data", "csv", "csv", "file")
    _send(request_of(api_of(text, "2.0"), "a"), received.url, tmp_path)
    codes, file = received.parts()
    assert codes.get_payload(decode=True) == b"x,y,z"
    assert file.get_payload(decode=True) == b"\0\xff"


PART_HEADERS = (("X-A", 'b; "c"'), ("X-B", "d\\"))
PARTS = [
    FormField("a", "x;y", media_type="text/csv; charset=utf-8", headers=PART_HEADERS),
    FormField("", ")"),
    FormField("", "(", media_type="text/plain"),
    FormField("a=b", "@file"),
    FormField("b", "c", media_type="text/plain;headers=@/etc/hostname;filename=x"),
    FormField("d", "e", media_type="no type;headers=@/etc/hostname"),
]


def test_real_curl_sends_parts_with_headers_and_without_a_name(received: Received) -> None:
    headers = (("Content-Type", "multipart/mixed"),)
    _run(
        Request("POST", received.url, "/", headers=headers, body=Body("multipart/mixed", fields=tuple(PARTS)))
    )
    assert received.headers.get_content_type() == "multipart/mixed"
    parts = received.parts()
    assert [part.get_payload() for part in parts] == ["x;y", ")", "(", "@file", "c", "e"]
    types = [part["Content-Type"] for part in parts]
    assert types[1:] == [None, "text/plain", None, "text/plain", None]
    assert (parts[0].get_content_type(), parts[0].get_content_charset()) == ("text/csv", "utf-8")
    assert (parts[0]["X-A"], parts[0]["X-B"]) == ('b; "c"', "d\\")
    assert parts[4].get_filename() is None


def test_a_header_ends_where_its_line_does(received: Received) -> None:
    api = api_of(
        json.dumps(
            {
                "paths": {
                    "/": {
                        "get": {
                            "operationId": "a",
                            "parameters": [{"name": "X\nY: 1", "in": "header", "example": "a\r\nZ: 2"}],
                        }
                    }
                }
            }
        )[1:-1]
    )
    assert request_of(api, "a").headers == (("X Y: 1", "a Z: 2"),)
    _send(request_of(api, "a"), received.url)
    assert received.headers["Z"] is None


def _send(wanted: Request, base: str, folder: Path | None = None) -> None:
    _run(replace(wanted, base_url=base), folder)


def _upper(address: str) -> str:
    return re.sub("%[0-9a-f]{2}", lambda found: found[0].upper(), address)
