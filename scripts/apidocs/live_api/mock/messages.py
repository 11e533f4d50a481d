"""What the mock receives, what it answers, and how it answers what a description says nothing about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

JSON: Final = "application/json"
# RFC 9457: an error that is the mock's own, and none of the API.
PROBLEM: Final = "application/problem+json"


@dataclass(frozen=True)
class Message:
    """One HTTP request as it arrived: the target is path and query, not decoded."""

    method: str
    target: str
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path, not decoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query without its question mark, not decoded."""
        return self.target.partition("?")[2]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The decoded pairs of the query."""
        return parse_qsl(self.query, keep_blank_values=True)

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever the case of its name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies, percent-decoded; none when the header is malformed."""
        try:
            cookies = SimpleCookie(self.header("Cookie") or "")
        except CookieError:
            return {}
        return {name: unquote(morsel.value) for name, morsel in cookies.items()}


@dataclass(frozen=True)
class Answer:
    """One HTTP response, and for the log why it is no success."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    reason: str = ""


def json_bytes(value: Any) -> bytes:  # noqa: ANN401 - a JSON value
    """Write a JSON value as a body."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def own_error(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return an error that the description does not have: marked as the mock's own by its media type."""
    value = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": f"{detail} (from the mock server)",
    }
    return Answer(
        status, (("Content-Type", PROBLEM), *(headers or {}).items()), json_bytes(value), reason=detail
    )
