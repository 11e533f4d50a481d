"""The curl command of a request: as text, and as what real curl, called by bash, sends to a server."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
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
NASTY = [
    "it's",
    '"quoted"',
    "$HOME ${x} $(id) `id`",
    "back\\slash\\n",
    "two\nlines\r\n",
    "é 😀 \u202e",
    "100% %41",
    " a  b ",
    "!bang !!",
    "#hash",
    "a&b=c+d;e",
    "@file",
    "<file",
    "(x",
    '"x";type=text/x',
    "~ * ? [a] {b,c}",
    "\t",
    "-X",
    "'",
    "''",
    "\\'",
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


class Received:
    """What the server got last."""

    method: str
    path: str
    headers: Any
    body: bytes


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, Received]]:
    """Serve one URL that remembers what it was sent, and answer every method with 200."""
    with _serving() as found:
        yield found


@contextmanager
def _serving() -> Iterator[tuple[str, Received]]:
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method for each HTTP method
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def answer(self) -> None:
            received.method, received.path, received.headers = self.command, self.path, self.headers
            received.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http_server:
        thread = Thread(target=http_server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http_server.server_port}", received
        http_server.shutdown()


def _run(request: Request, folder: Path | None = None) -> None:
    command = curl(request).replace("curl ", "curl -q -sS --noproxy '*' --max-time 10 ", 1)
    subprocess.run(["bash", "-c", command], check=True, cwd=folder, timeout=20)


TEXT = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
)
HEADER = TEXT.map(lambda text: " ".join("".join(c if c.isprintable() else " " for c in text).split()))


@given(value=TEXT, header=HEADER, body=TEXT)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_real_curl_sends_what_the_request_says(
    server: tuple[str, Received], value: str, header: str, body: str
) -> None:
    base, received = server
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
    assert received.headers["X-Value"].encode("latin-1").decode() == header
    assert received.headers["Cookie"] == f"sid={encoded(value)}"
    assert received.body == body.encode()


@given(value=TEXT, name=TEXT.filter(bool))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_real_curl_sends_the_fields_of_a_form(server: tuple[str, Received], value: str, name: str) -> None:
    base, received = server
    content_type = "application/x-www-form-urlencoded"
    body = Body(content_type, fields=(FormField(name, value), FormField("b", "2")))
    _run(Request("POST", base, "/", headers=(("Content-Type", content_type),), body=body))
    assert parse_qsl(received.body.decode(), keep_blank_values=True) == [(name, value), ("b", "2")]
    assert received.headers["Content-Type"] == content_type


@given(value=TEXT, media_type=st.sampled_from([None, "application/json"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_real_curl_sends_the_parts_of_a_multipart_body(
    server: tuple[str, Received], value: str, media_type: str | None
) -> None:
    base, received = server
    _run(
        Request(
            "POST",
            base,
            "/",
            body=Body("multipart/form-data", fields=(FormField("a", value, media_type=media_type),)),
        )
    )
    (part,) = _parts(received)
    assert part.get_param("name", header="content-disposition") == "a"
    assert part.get_payload(decode=True) == value.encode()
    assert part.get("Content-Type") == media_type


def test_real_curl_sends_files(server: tuple[str, Received], tmp_path: Path) -> None:
    base, received = server
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
    cover, _ = _parts(received)
    assert cover.get_content_type() == "image/png"
    assert cover.get_payload(decode=True) == content


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "COPY"])
def test_real_curl_sends_any_method(server: tuple[str, Received], method: str) -> None:
    base, received = server
    _run(Request(method, base, "/a/./b"))
    assert (received.method, received.path) == (method, "/a/./b")


@pytest.mark.parametrize("operation_id", ["sendJson", "sendText", "sendXml", "sendLines", "sendAnything"])
def test_real_curl_sends_each_body_of_a_document(server: tuple[str, Received], operation_id: str) -> None:
    base, received = server
    wanted = request_of(api_of_file("request-bodies.yaml"), operation_id)
    _run(Request(wanted.method, base, wanted.path, wanted.query, wanted.headers, wanted.cookies, wanted.body))
    assert wanted.body is not None
    assert wanted.body.text is not None
    assert received.body == wanted.body.text.encode()
    assert received.headers["Content-Type"] == wanted.body.media_type


def _parts(received: Received) -> list[Any]:
    head = f"Content-Type: {received.headers['Content-Type']}\r\n\r\n".encode()
    return BytesParser(policy=HTTP).parsebytes(head + received.body).get_payload()  # type: ignore[return-value]
