"""Media Type, Encoding and Header Objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apidocs.document.document import Location, Node
from apidocs.model.example import Example, read_examples
from apidocs.model.reading import extensions_of, flag, list_of, mapping_of, optional, text
from apidocs.model.schema.reader import SchemaReader
from apidocs.model.schema.schema import Schema


@dataclass(frozen=True)
class MediaType:
    """One representation of a body: its type, its schema, and the examples the author wrote.

    `item_schema` is that of one element of a sequential type such as JSON Lines (OpenAPI 3.2, 4.14.3).
    """

    name: str
    schema: Schema | None
    examples: tuple[Example, ...] = ()
    item_schema: Schema | None = None
    encoding: Mapping[str, Encoding] = field(default_factory=dict)
    prefix_encoding: tuple[Encoding, ...] = ()
    item_encoding: Encoding | None = None
    place: Location | None = field(default=None, compare=False)
    description: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, name: str, node: Node, reader: SchemaReader) -> MediaType:
        """Read one Media Type Object."""
        return cls(
            name,
            read_schema(node, "schema", reader),
            read_examples(node),
            read_schema(node, "itemSchema", reader),
            *_encodings(node, reader),
            node.location,
            text(node, "description"),
            extensions_of(node),
        )


@dataclass(frozen=True)
class Header:
    """A header of a response or of a part of a multipart body."""

    name: str
    description: str | None
    required: bool = False
    deprecated: bool = False
    schema: Schema | None = None
    examples: tuple[Example, ...] = ()
    content: tuple[MediaType, ...] = ()
    explode: bool = False
    place: Location | None = field(default=None, compare=False)
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, name: str, node: Node, reader: SchemaReader) -> Header:
        """Read one Header Object (OpenAPI 3.1, section 4.8.21); its style is always `simple`."""
        return cls(
            name,
            text(node, "description"),
            flag(node, "required"),
            flag(node, "deprecated"),
            read_schema(node, "schema", reader),
            read_examples(node),
            read_content(node, reader),
            flag(node, "explode"),
            node.location,
            extensions_of(node),
        )


@dataclass(frozen=True)
class Encoding:
    """How one property of a form or multipart body is written (OpenAPI 3.1, section 4.8.15).

    A part that is multipart itself has encodings of its own parts (3.2, section 4.15.1.3).
    """

    content_type: str | None = None
    headers: tuple[Header, ...] = ()
    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    encoding: Mapping[str, Encoding] = field(default_factory=dict)
    prefix_encoding: tuple[Encoding, ...] = ()
    item_encoding: Encoding | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)

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
            *_encodings(node, reader),
            extensions_of(node),
        )


def _encodings(
    node: Node, reader: SchemaReader
) -> tuple[Mapping[str, Encoding], tuple[Encoding, ...], Encoding | None]:
    """Return those of the parts by name, of the first parts, and of all others."""
    rest = node.get("itemEncoding")
    return (
        {key: Encoding.from_spec(member, reader) for key, member in mapping_of(node, "encoding")},
        tuple(Encoding.from_spec(element, reader) for element in list_of(node, "prefixEncoding")),
        None if rest is None else Encoding.from_spec(rest, reader),
    )


def read_schema(node: Node, key: str, reader: SchemaReader) -> Schema | None:
    """Return the schema below `key`, if there is one."""
    member = node.get(key)
    return None if member is None else reader.from_spec(member)


def read_content(node: Node, reader: SchemaReader) -> tuple[MediaType, ...]:
    """Return the media types of `content`, in the document's order."""
    return tuple(MediaType.from_spec(name, member, reader) for name, member in mapping_of(node, "content"))


def read_headers(node: Node, reader: SchemaReader) -> tuple[Header, ...]:
    """Return the members of `headers`, in the document's order."""
    return tuple(Header.from_spec(name, member, reader) for name, member in mapping_of(node, "headers"))
