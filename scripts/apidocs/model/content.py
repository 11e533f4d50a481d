"""Turns Media Type, Header, Request Body and Response Objects into values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from apidocs.document import Node
from apidocs.model.reading import flag, mapping_of, optional, text
from apidocs.model.schema import Schema, SchemaReader


@dataclass(frozen=True)
class Example:
    """One authored example; `value` is empty when only `external_value` says where it is."""

    name: str | None
    value: tuple[Any, ...]
    summary: str | None = None
    description: str | None = None
    external_value: str | None = None

    @classmethod
    def from_spec(cls, name: str, node: Node) -> Example:
        """Read one Example Object (3.2 names the value by how it is written)."""
        value = optional(node, "value") or optional(node, "dataValue") or optional(node, "serializedValue")
        return cls(
            name, value, text(node, "summary"), text(node, "description"), text(node, "externalValue")
        )


def read_examples(node: Node) -> tuple[Example, ...]:
    """`example` first, then `examples`: the two exclude each other (OpenAPI 3.1, section 4.8.14)."""
    single = tuple(Example(None, (value,)) for value in optional(node, "example"))
    return single + tuple(Example.from_spec(name, member) for name, member in mapping_of(node, "examples"))


@dataclass(frozen=True)
class MediaType:
    """One representation of a body: its type, its schema, and the examples the author wrote."""

    name: str
    schema: Schema | None
    examples: tuple[Example, ...] = ()
    item_schema: Schema | None = None
    encoding: Mapping[str, Encoding] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, name: str, node: Node, reader: SchemaReader) -> MediaType:
        """Read one Media Type Object."""
        encoding = {key: Encoding.from_spec(member, reader) for key, member in mapping_of(node, "encoding")}
        return cls(
            name,
            read_schema(node, "schema", reader),
            read_examples(node),
            read_schema(node, "itemSchema", reader),
            encoding,
        )


def read_schema(node: Node, key: str, reader: SchemaReader) -> Schema | None:
    """The schema below `key`, if there is one."""
    member = node.get(key)
    return None if member is None else reader.from_spec(member)


def read_content(node: Node, reader: SchemaReader) -> tuple[MediaType, ...]:
    """The media types of `content`, in the document's order."""
    return tuple(MediaType.from_spec(name, member, reader) for name, member in mapping_of(node, "content"))


@dataclass(frozen=True)
class Header:
    """A header of a response or of a part of a multipart body."""

    name: str
    description: str | None
    required: bool
    deprecated: bool
    schema: Schema | None
    examples: tuple[Example, ...]
    content: tuple[MediaType, ...] = ()

    @classmethod
    def from_spec(cls, name: str, node: Node, reader: SchemaReader) -> Header:
        """Read one Header Object (OpenAPI 3.1, section 4.8.21)."""
        return cls(
            name,
            text(node, "description"),
            flag(node, "required"),
            flag(node, "deprecated"),
            read_schema(node, "schema", reader),
            read_examples(node),
            read_content(node, reader),
        )


def read_headers(node: Node, reader: SchemaReader) -> tuple[Header, ...]:
    """The members of `headers`, in the document's order."""
    return tuple(Header.from_spec(name, member, reader) for name, member in mapping_of(node, "headers"))


@dataclass(frozen=True)
class Encoding:
    """How one property of a form or multipart body is written (OpenAPI 3.1, section 4.8.15)."""

    content_type: str | None = None
    headers: tuple[Header, ...] = ()
    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False

    @classmethod
    def from_spec(cls, node: Node, reader: SchemaReader) -> Encoding:
        """Read one Encoding Object."""
        explode = optional(node, "explode")
        return cls(
            text(node, "contentType"),
            read_headers(node, reader),
            text(node, "style"),
            explode[0] if explode and isinstance(explode[0], bool) else None,
            flag(node, "allowReserved"),
        )


@dataclass(frozen=True)
class RequestBody:
    """What a request carries."""

    description: str | None
    required: bool
    content: tuple[MediaType, ...]

    @classmethod
    def from_spec(cls, node: Node, reader: SchemaReader) -> RequestBody:
        """Read one Request Body Object."""
        return cls(text(node, "description"), flag(node, "required"), read_content(node, reader))


@dataclass(frozen=True)
class Link:
    """A next call that a response makes possible (OpenAPI 3.1, section 4.8.20)."""

    name: str
    operation_id: str | None
    operation_ref: str | None
    description: str | None
    parameters: Mapping[str, Any]
    request_body: tuple[Any, ...]

    @classmethod
    def from_spec(cls, name: str, node: Node) -> Link:
        """Read one Link Object."""
        members = node.get("parameters")
        return cls(
            name,
            text(node, "operationId"),
            text(node, "operationRef"),
            text(node, "description"),
            {key: member.value for key, member in (members.items() if members else ())},
            optional(node, "requestBody"),
        )


@dataclass(frozen=True)
class Response:
    """What comes back for one status code, a range such as 4XX, or `default`."""

    status_code: str
    summary: str | None
    description: str | None
    headers: tuple[Header, ...]
    content: tuple[MediaType, ...]
    links: tuple[Link, ...]

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
        )


def read_responses(node: Node, reader: SchemaReader) -> tuple[Response, ...]:
    """Every response in ascending order of status: a range after its codes, `default` last."""
    responses = (
        Response.from_spec(status, member, reader)
        for status, member in mapping_of(node, "responses")
        if not status.startswith("x-")
    )
    return tuple(sorted(responses, key=lambda response: _status_order(response.status_code)))


def _status_order(status_code: str) -> tuple[bool, str]:
    return status_code == "default", status_code.upper()


def iter_media_types(
    request_body: RequestBody | None, responses: tuple[Response, ...]
) -> Iterator[MediaType]:
    """Every media type of a request body and of responses, in page order."""
    if request_body is not None:
        yield from request_body.content
    for response in responses:
        yield from response.content


