"""Response and Link Objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from apidocs.document.document import Location, Node
from apidocs.model.media_type import Header, MediaType, read_content, read_headers
from apidocs.model.reading import extensions_of, mapping_of, optional, resolved_or_none, text
from apidocs.model.schema.reader import SchemaReader
from apidocs.model.server import Server

FIRST_ERROR: Final = 400


@dataclass(frozen=True)
class Link:
    """A next call that a response makes possible (OpenAPI 3.1, section 4.8.20).

    `operation` is where `operation_ref` leads; None when that is outside the document.
    """

    name: str
    operation_id: str | None = None
    operation_ref: str | None = None
    operation: Location | None = None
    description: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    request_body: tuple[Any, ...] = ()
    server: Server | None = None
    place: Location | None = field(default=None, compare=False)
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, name: str, node: Node) -> Link:
        """Read one Link Object."""
        members, server = node.get("parameters"), node.get("server")
        return cls(
            name,
            text(node, "operationId"),
            reference := text(node, "operationRef"),
            None if reference is None else _operation_at(node.referring(reference)),
            text(node, "description"),
            {key: member.value for key, member in (members.items() if members else ())},
            optional(node, "requestBody"),
            None if server is None else Server.from_spec(server),
            node.location,
            extensions_of(node),
        )


def _operation_at(node: Node) -> Location | None:
    """Follow a reference to an Operation Object, on through those of the path items on the way."""
    operation = resolved_or_none(node)
    return None if operation is None else operation.location


@dataclass(frozen=True)
class Response:
    """What comes back for one status code, a range such as 4XX, or `default`."""

    status_code: str
    summary: str | None
    description: str | None
    headers: tuple[Header, ...] = ()
    content: tuple[MediaType, ...] = ()
    links: tuple[Link, ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    place: Location | None = field(default=None, compare=False)

    @classmethod
    def from_spec(cls, status_code: str, node: Node, reader: SchemaReader) -> Response:
        """Read one Response Object."""
        return cls(
            status_code,
            text(node, "summary"),
            text(node, "description"),
            read_headers(node, reader),
            read_content(node, reader),
            tuple(Link.from_spec(name, member) for name, member in mapping_of(node, "links")),
            extensions_of(node),
            node.location,
        )


def read_responses(operation: Node, reader: SchemaReader) -> tuple[Response, ...]:
    """Return every response, in the order of `sorted_responses`."""
    responses = (
        Response.from_spec(status, member, reader)
        for status, member in mapping_of(operation, "responses")
        if not status.startswith("x-")
    )
    return sorted_responses(responses)


def response_for(responses: Iterable[Response], status: int) -> Response | None:
    """Return what is documented for a status: its code, else its range, else `default` for an error.

    OpenAPI 3.1, section 4.8.16; a success is not what `default` is written for.
    """
    names = [str(status), f"{status // 100}XX", *["DEFAULT"] * (status >= FIRST_ERROR)]
    by_name = {response.status_code.upper(): response for response in responses}
    return next((by_name[name] for name in names if name in by_name), None)


def sorted_responses(responses: Iterable[Response]) -> tuple[Response, ...]:
    """Return responses in ascending order of status: a range after its codes, `default` last."""
    return tuple(sorted(responses, key=lambda response: _status_order(response.status_code)))


def _status_order(status_code: str) -> tuple[bool, str]:
    return status_code == "default", status_code.upper()
