"""The operation that a request is for, by method, path and the fixed part of a query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from apidocs.live_api.mock.messages import Message
from apidocs.model.api import Api
from apidocs.model.operation import Operation

Segment = tuple[re.Pattern[str], tuple[str, ...]]


@dataclass(frozen=True)
class Route:
    """An operation below one base path: its segments, and the pairs that its path fixes in the query."""

    operation: Operation
    segments: tuple[Segment, ...]
    fixed: tuple[tuple[str, str], ...]

    def path_values(self, segments: list[str]) -> dict[str, str] | None:
        """Return the texts of the path parameters, or None when the path is another one."""
        if len(segments) != len(self.segments):
            return None
        values: dict[str, str] = {}
        for (pattern, names), segment in zip(self.segments, segments, strict=True):
            match = pattern.fullmatch(segment)
            if match is None:
                return None
            values |= dict(zip(names, match.groups(), strict=True))
        return values

    @property
    def rank(self) -> tuple[object, ...]:
        """Order of choice: fixed pairs, then concrete segments first (OpenAPI 3.1, section 4.8.8.2)."""
        return -len(self.fixed), *(len(names) > 0 for _, names in self.segments)


@dataclass(frozen=True)
class Match:
    """An operation and the decoded texts of its path parameters."""

    operation: Operation
    path_values: Mapping[str, str]


class Routes:
    """The paths of one description, below the base path of each of its servers."""

    def __init__(self, api: Api) -> None:
        routes = [route for operation in api.operations for route in _iter_routes(api, operation)]
        self._routes = sorted(routes, key=lambda route: route.rank)

    def find(self, message: Message) -> list[Match]:
        """Return the operations that a request may be for: authors tell some apart by a fragment only."""
        return [match for match in self._matches(message) if match.operation.method == message.method]

    def methods(self, message: Message) -> list[str]:
        """Return the methods that the path of a request has operations for."""
        return list(dict.fromkeys(match.operation.method for match in self._matches(message)))

    def _matches(self, message: Message) -> Iterator[Match]:
        """Iterate over the operations of the path that comes first: the others are not meant."""
        segments = [unquote(segment) for segment in message.path.split("/")]
        pairs = message.pairs
        first = None
        for route in self._routes:
            if first is not None and route.rank != first:
                return
            values = route.path_values(segments)
            if values is not None and all(pair in pairs for pair in route.fixed):
                first = route.rank
                yield Match(route.operation, values)


def base_path(url: str) -> str:
    """Return the path of a server's URL, without a slash at its end; empty where the text is no URL."""
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def _iter_routes(api: Api, operation: Operation) -> Iterator[Route]:
    path, _, query = operation.path.partition("#")[0].partition("?")
    servers = (*operation.servers, *api.servers)
    for base in dict.fromkeys(base_path(server.default_url) for server in servers):
        segments = tuple(_segment(text) for text in (base + path).split("/"))
        yield Route(operation, segments, tuple(parse_qsl(query, keep_blank_values=True)))


def _segment(template: str) -> Segment:
    pieces = re.split(r"\{([^{}]*)\}", template)
    texts = (re.escape(unquote(piece)) for piece in pieces[::2])
    return re.compile("(.+?)".join(texts), re.DOTALL), tuple(pieces[1::2])
