"""Chooses how the parts of an operation are read: in the words of OpenAPI 3 or of Swagger 2.0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from apidocs.document.document import Node
from apidocs.model import swagger2
from apidocs.model.parameter import Parameter, read_parameters
from apidocs.model.request_body import RequestBody, read_request_body
from apidocs.model.response import Response, read_responses
from apidocs.model.schema.reader import SchemaReader
from apidocs.model.server import Server, read_root_servers, read_servers


@dataclass(frozen=True)
class Dialect:
    """The readers of one family of versions; all end in the same values.

    Parameters and body are read from path items and, last, their operation.
    """

    read_parameters: Callable[[Sequence[Node], SchemaReader], tuple[Parameter, ...]]
    read_request_body: Callable[[Sequence[Node], SchemaReader], RequestBody | None]
    read_responses: Callable[[Node, SchemaReader], tuple[Response, ...]]
    read_servers: Callable[[Node], tuple[Server, ...]]


def dialect_of(version: str) -> Dialect:
    """Return the readers for a version family such as "3.1"."""
    return SWAGGER_2 if version == "2.0" else OPENAPI_3


def _read_request_body(holders: Sequence[Node], reader: SchemaReader) -> RequestBody | None:
    return read_request_body(holders[-1], reader)


def _read_servers(node: Node) -> tuple[Server, ...]:
    return read_root_servers(node) if node is node.document.root else read_servers(node)


OPENAPI_3 = Dialect(read_parameters, _read_request_body, read_responses, _read_servers)
SWAGGER_2 = Dialect(
    swagger2.read_parameters, swagger2.read_request_body, swagger2.read_responses, swagger2.read_servers
)
