"""A running app: its description and its answers, asked with GET only and never through a proxy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import ProxyHandler, Request, build_opener

from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.problems import ProblemsError
from apidocs.requests.request import host_of
from apidocs.site.output.atomic_folder import scratch

SECONDS: Final = 10.0
MOST_BYTES: Final = 64 * 2**20
REFUSED: Final = frozenset({401, 403})


class AppError(Exception):
    """The app does not say what it serves; the message says why, and what to do."""


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int
    media_type: str
    body: bytes


class App:
    """The app behind the address of its description."""

    def __init__(self, url: str, token: str = "") -> None:
        if not url.startswith(("http://", "https://")) or not host_of(url):
            raise AppError(f"{url} is no address: write http://127.0.0.1:18432/openapi.json or the like")
        self.url = url
        self.origin = urljoin(url, "/").rstrip("/")
        self.token = token
        self._opener = build_opener(ProxyHandler({}))

    def description(self) -> Document:
        """Read the description; whether it needs the token is tried. Raises AppError and ProblemsError."""
        reply = self.ask(self.url)
        if reply.status in REFUSED and self.token:
            reply = self.ask(self.url, {"Authorization": f"Bearer {self.token}"})
        if reply.status != 200:  # noqa: PLR2004 - HTTP
            raise AppError(f"{self.url} answers {reply.status}: check the address, or give the token")
        with scratch() as folder:
            file = folder / "openapi.json"
            file.write_bytes(reply.body)
            try:
                return load(str(file))
            except ProblemsError as error:
                problems = [replace(problem, file=self.url) for problem in error.problems]
                raise ProblemsError(problems) from error

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Send a GET request. Raises AppError when no answer comes."""
        request = Request(url, headers=dict(headers or {}))  # noqa: S310 - http or https, checked above
        try:
            with self._opener.open(request, timeout=SECONDS) as response:
                body = response.read(MOST_BYTES)
                return Reply(response.status, response.headers.get_content_type(), body)
        except HTTPError as error:
            with error:
                return Reply(error.code, error.headers.get_content_type(), error.read(MOST_BYTES))
        except (OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise AppError(
                f"{url} does not answer ({reason}): start the app, or correct the address"
            ) from error
