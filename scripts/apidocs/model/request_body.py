"""Request Body Objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apidocs.document.document import Location, Node
from apidocs.model.media_type import MediaType, read_content
from apidocs.model.reading import extensions_of, flag, resolved_or_none, text
from apidocs.model.schema.reader import SchemaReader


@dataclass(frozen=True)
class RequestBody:
    """What a request carries."""

    description: str | None
    required: bool
    content: tuple[MediaType, ...]
    place: Location | None = field(default=None, compare=False)
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_spec(cls, node: Node, reader: SchemaReader) -> RequestBody:
        """Read one Request Body Object."""
        description, required = text(node, "description"), flag(node, "required")
        content = read_content(node, reader)
        return cls(description, required, content, node.location, extensions_of(node))


def read_request_body(operation: Node, reader: SchemaReader) -> RequestBody | None:
    """Return the operation's request body, if it has one."""
    member = operation.get("requestBody")
    node = None if member is None else resolved_or_none(member)
    return RequestBody.from_spec(node, reader) if node is not None and isinstance(node.value, dict) else None
