"""The HTTP side of a mock: one request after the other from a port of this machine."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from apidocs.live_api.mock.docs import docs_answer
from apidocs.live_api.mock.faults import SLOW_SECONDS, Fault
from apidocs.live_api.mock.messages import Answer, Message, own_error
from apidocs.live_api.mock.mock_api import MockApi

HOST: Final = "127.0.0.1"
# A request with a larger body is refused: nothing that an example stands for is as large.
MOST_BYTES: Final = 64 * 2**20

Watch = Callable[[Message, Answer], None]


class MockServer(ThreadingHTTPServer):
    """A server of one mock; `watch` is told of every request and its answer, but for files of the `docs`."""

    daemon_threads = True
    # Started again at once, it gets its port back; on Windows two servers would share it.
    allow_reuse_address = os.name != "nt"

    def __init__(
        self,
        port: int,
        make: Callable[[str], MockApi],
        watch: Watch | None = None,
        *,
        docs: Path | None = None,
    ) -> None:
        """Bind the port, any free one for 0, and make the mock for the origin that results.

        `docs` is a folder that is served below /docs/, as an app serves its own.
        """
        super().__init__((HOST, port), _Handler)
        self.origin = f"http://{HOST}:{self.server_port}"
        self.mock = make(self.origin)
        self.watch, self._docs = watch, docs
        self._lock = threading.Lock()

    def answer(self, message: Message) -> Answer:
        """Answer a request, one at a time, and tell the watcher."""
        if self._docs is not None and (page := docs_answer(self._docs, message)) is not None:
            return page
        if self.mock.fault is Fault.SLOW:
            time.sleep(SLOW_SECONDS)
        with self._lock:
            answer = _preflight(message) or self.mock.answer(message)
            if self.mock.fault is not Fault.NO_CORS:
                answer = _shared(answer, message)
            if self.watch is not None:
                self.watch(message, answer)
        return answer

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - of the base class
        """Say nothing of a client that went away before it was answered."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _preflight(message: Message) -> Answer | None:
    """Return the answer to a browser that asks before a request (Fetch standard, "CORS protocol")."""
    method = message.header("Access-Control-Request-Method")
    if message.method != "OPTIONS" or method is None:
        return None
    headers = message.header("Access-Control-Request-Headers") or ""
    return Answer(204, (("Access-Control-Allow-Methods", method), ("Access-Control-Allow-Headers", headers)))


def _shared(answer: Answer, message: Message) -> Answer:
    """Let the page that asks read the answer: the mock has no secrets."""
    origin = message.header("Origin")
    if origin is None:
        return answer
    own = (
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Expose-Headers", "*"),
        ("Vary", "Origin"),
    )
    return Answer(answer.status, (*answer.headers, *own), answer.body, answer.reason)


class _Handler(BaseHTTPRequestHandler):
    server: MockServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method for any HTTP method
        if name.startswith("do_"):
            return self._reply
        raise AttributeError(name)

    def _reply(self) -> None:
        body = self._read_body()
        message = Message(self.command, self.path, tuple(self.headers.items()), body or b"")
        answer = own_error(400, "the body cannot be read") if body is None else self.server.answer(message)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value.encode().decode("latin-1"))
        self.send_header("Content-Length", str(len(answer.body)))
        if body is None:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _read_body(self) -> bytes | None:
        """Return the body, or None when its length is no number or too large."""
        try:
            if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                return b"".join(self._iter_chunks())
            length = int(self.headers.get("Content-Length", 0))
        except ValueError:
            return None
        return self.rfile.read(length) if 0 <= length <= MOST_BYTES else None

    def _iter_chunks(self) -> Iterator[bytes]:
        total = 0
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            total += size
            if not 0 < total <= MOST_BYTES:
                raise ValueError(size)
            yield self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass  # the trailer

    def log_message(self, *_: object) -> None:
        """Say nothing here: the watcher is told."""


@contextmanager
def running(server: MockServer) -> Iterator[MockServer]:
    """Serve in a thread of its own while the context lasts."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def closed_origin(port: int) -> str:
    """Return the origin of a port at which nothing listens, any for 0. Raises OSError when something does."""
    with socket.socket() as probe:
        if port == 0:
            probe.bind((HOST, 0))
            return f"http://{HOST}:{probe.getsockname()[1]}"
        if probe.connect_ex((HOST, port)) == 0:
            raise OSError(errno.EADDRINUSE, "something listens there")
    return f"http://{HOST}:{port}"
