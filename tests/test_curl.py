"""The curl command of a request: as text, and as what real curl, called by bash, sends to a server."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apidocs.bodies import Body, FormField
from apidocs.load import load
from apidocs.model.api import Api
from apidocs.request import Request, RequestMaker
from apidocs.samples.curl import curl
from apidocs.shape import Shaper
from apidocs.styles import QueryPair, encoded, path_text
from documents import SPEC, api_of_file, request_of
from echo_server import Received, echoing
from nasty import HEADER, TEXT

SNAPSHOT = Path(__file__).parent / "snapshots" / "curl.txt"
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
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_real_curl_sends_the_fields_of_a_form(received: Received, value: str, name: str) -> None:
    base = received.url
    content_type = "application/x-www-form-urlencoded"
    body = Body(content_type, fields=(FormField(name, value), FormField("b", "2")))
    _run(Request("POST", base, "/", headers=(("Content-Type", content_type),), body=body))
    assert parse_qsl(received.body.decode(), keep_blank_values=True) == [(name, value), ("b", "2")]
    assert received.headers["Content-Type"] == content_type


@given(value=TEXT, media_type=st.sampled_from([None, "application/json"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    _run(Request(wanted.method, base, wanted.path, wanted.query, wanted.headers, wanted.cookies, wanted.body))
    assert wanted.body is not None
    assert wanted.body.text is not None
    assert received.body == wanted.body.text.encode()
    assert received.headers["Content-Type"] == wanted.body.media_type
