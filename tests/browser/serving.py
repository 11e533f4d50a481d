"""Turn a folder into a site on this machine, under a path as a real host has it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@contextmanager
def serving(folder: Path, base_path: str = "/docs/") -> Iterator[str]:
    """Give the URL of the site's home while its files are served; a missing page answers as on the host."""
    handler = partial(_Handler, base_path=base_path, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base_path}"
        finally:
            server.shutdown()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a connection that ends with its answer makes Node fail now and then
    timeout = 2.0  # seconds; a client may wait for the end of a connection that it left unread

    def __init__(self, *arguments: Any, base_path: str, directory: str) -> None:  # noqa: ANN401 - the server's own
        self._base_path = base_path
        super().__init__(*arguments, directory=directory)

    def translate_path(self, path: str) -> str:
        """Find the file below the base path; what is above it is no part of the site."""
        if not path.startswith(self._base_path):
            return str(Path(self.directory) / "nothing-above-the-base-path")
        return super().translate_path(path[len(self._base_path) - 1 :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's 404.html, as GitHub Pages does."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the tests' own output is what counts."""
