"""Turns Operation Objects, with what their path item gives them, into values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apidocs.document import Location, Node
from apidocs.model.content import RequestBody, Response, read_responses
from apidocs.model.parameter import Parameter, read_parameters
from apidocs.model.reading import flag, list_of, resolved_or_none, text
from apidocs.model.schema import SchemaReader
from apidocs.model.security import SecurityRequirement
from apidocs.model.server import Server, read_servers

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True)
class Operation:
    """One method on one path; `security` and `servers` are those in force, inherited ones included."""

    operation_id: str
    method: str
    path: str
    location: Location
    summary: str | None
    description: str | None
    tags: tuple[str, ...]
    deprecated: bool
    parameters: tuple[Parameter, ...]
    request_body: RequestBody | None
    responses: tuple[Response, ...]
    security: tuple[SecurityRequirement, ...]
    servers: tuple[Server, ...]

    @property
    def title(self) -> str:
        """What a reader calls it: the summary, else the operationId."""
        return self.summary if self.summary is not None and self.summary.strip() else self.operation_id

    @property
    def roles(self) -> tuple[str, ...]:
        """The scopes or role names that the first security requirement asks for, each once."""
        first = next(iter(self.security), None)
        names = (name for scopes in (first.schemes.values() if first else ()) for name in scopes)
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True)
class Inherited:
    """What an operation falls back on when it says nothing of its own."""

    security: tuple[SecurityRequirement, ...]
    servers: tuple[Server, ...]


def read_path_item(path: str, node: Node, inherited: Inherited, reader: SchemaReader) -> Iterator[Operation]:
    """Every operation of a Path Item Object, in the document's order (3.2: additionalOperations too)."""
    servers = read_servers(node) or inherited.servers
    for method, member in _iter_methods(node):
        if isinstance(member.value, dict):
            yield _read_operation(
                method, path, node, member, Inherited(inherited.security, servers), reader
            )


def _iter_methods(node: Node) -> Iterator[tuple[str, Node]]:
    for key, member in node.items():
        if key in METHODS:
            yield key.upper(), member
    additional = node.get("additionalOperations")
    yield from additional.items() if additional is not None else ()


def _read_operation(  # noqa: PLR0913 - an operation stands in its path item, and both are needed
    method: str, path: str, path_item: Node, node: Node, inherited: Inherited, reader: SchemaReader
) -> Operation:
    body = node.get("requestBody")
    request_body = resolved_or_none(body) if body is not None else None
    return Operation(
        operation_id=text(node, "operationId") or generated_operation_id(method, path),
        method=method,
        path=path,
        location=node.location,
        summary=text(node, "summary") or text(path_item, "summary"),
        description=text(node, "description") or text(path_item, "description"),
        tags=tuple(str(tag.value) for tag in list_of(node, "tags")),
        deprecated=flag(node, "deprecated"),
        parameters=read_parameters(path_item, node, reader),
        request_body=None if request_body is None else RequestBody.from_spec(request_body, reader),
        responses=read_responses(node, reader),
        security=read_security(node) if node.get("security") is not None else inherited.security,
        servers=read_servers(node) or inherited.servers,
    )


def generated_operation_id(method: str, path: str) -> str:
    """A stable operationId for an operation without one: `GET /pets/{id}` is `getPetsId`."""
    words = re.findall(r"[A-Za-z0-9]+", path)
    return method.lower() + "".join(word[0].upper() + word[1:] for word in words)


def read_security(node: Node) -> tuple[SecurityRequirement, ...]:
    """The alternatives of `security`, in the document's order; `security: []` switches security off."""
    return tuple(SecurityRequirement.from_spec(element) for element in list_of(node, "security"))
