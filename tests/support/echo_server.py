"""A server that remembers what it was sent last, and what of a request has to arrive there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

from apidocs.model.mime import FORM, essence_of, is_json
from apidocs.requests.bodies import Body
from apidocs.requests.request import Request


class Received:
    """What the server got last; `url` is the server's own, and `log` has a line for each request."""

    url: str
    log: list[str]
    method: str
    path: str
    headers: Any
    body: bytes

    def header(self, name: str) -> str:
        """Return a header that was sent as UTF-8."""
        return str(self.headers[name]).encode("latin-1").decode()

    def parts(self) -> list[Message]:
        """Return the parts of a multipart body."""
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        return BytesParser(policy=HTTP).parsebytes(head + self.body).get_payload()  # type: ignore[return-value]


@contextmanager
def echoing(status: int = 200, answer: bytes = b"") -> Iterator[Received]:
    """Answer every method and path of a free port with one status and body."""
    received = Received()
    received.log = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method for each HTTP method
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def answer(self) -> None:
            received.log.append(f"{self.command} {self.path}")
            received.method, received.path, received.headers = self.command, self.path, self.headers
            received.body = self._read_chunks() if self._is_chunked() else self._read_length()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def _is_chunked(self) -> bool:
            return self.headers.get("Transfer-Encoding") == "chunked"

        def _read_length(self) -> bytes:
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))

        def _read_chunks(self) -> bytes:
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        received.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield received
        server.shutdown()
        thread.join()


def assert_received(received: Received, request: Request, files: dict[str, bytes] | None = None) -> None:
    """Compare method, path, query, headers, cookies and body with the request that a sample stands for."""
    query = "&".join(pair.text for pair in request.query)
    assert received.method == request.method
    assert received.path == request.path + (f"?{query}" if query else "")
    for name, value in request.headers:
        assert received.header(name) == value, name
    if request.cookies:
        assert received.headers["Cookie"] == "; ".join(f"{name}={value}" for name, value in request.cookies)
    if request.body is None:
        assert received.body == b""
    else:
        _assert_body(received, request.body, files or {})


def _assert_body(received: Received, body: Body, files: dict[str, bytes]) -> None:
    if body.file is not None:
        assert received.body == files[body.file]
    elif body.text is not None and is_json(body.media_type):
        assert json.loads(received.body) == json.loads(body.text)
    elif body.text is not None:
        assert received.body == body.text.encode()
    elif essence_of(body.media_type) == FORM:
        pairs = [(field.name, field.value) for field in body.fields]
        assert parse_qsl(received.body.decode(), keep_blank_values=True) == pairs
    else:
        _assert_parts(received.parts(), body, files)


def _assert_parts(parts: list[Message], body: Body, files: dict[str, bytes]) -> None:
    assert len(parts) == len(body.fields)
    for part, field in zip(parts, body.fields, strict=True):
        content = files[field.value] if field.is_file else field.value.encode()
        assert part.get_param("name", header="content-disposition") == field.name
        assert part.get_payload(decode=True) == content
        for name, value in field.headers:
            assert part[name] == value
        if field.media_type is not None:
            assert part.get_content_type() == field.media_type
        if field.is_file:
            assert part.get_filename() == field.value
