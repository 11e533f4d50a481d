"""Turns Parameter Objects, of a path and of its operation, into values."""

from __future__ import annotations

from dataclasses import dataclass

from apidocs.document import Node
from apidocs.model.content import Example, MediaType, read_content, read_examples, read_schema
from apidocs.model.reading import flag, list_of, optional, text
from apidocs.model.schema import Schema, SchemaReader

# OpenAPI 3.1, section 4.8.12: the style that holds when none is written.
DEFAULT_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}


@dataclass(frozen=True)
class Parameter:
    """One parameter; `location` is where it goes, its `in`."""

    name: str
    location: str
    description: str | None
    required: bool
    deprecated: bool
    schema: Schema | None
    examples: tuple[Example, ...]
    content: tuple[MediaType, ...]
    style: str
    explode: bool
    allow_reserved: bool
    allow_empty_value: bool

    @classmethod
    def from_spec(cls, node: Node, reader: SchemaReader) -> Parameter:
        """Read one Parameter Object; a path parameter is required whatever is written."""
        location = text(node, "in") or ""
        style = text(node, "style") or DEFAULT_STYLES.get(location, "form")
        explode = optional(node, "explode")
        return cls(
            name=text(node, "name") or "",
            location=location,
            description=text(node, "description"),
            required=location == "path" or flag(node, "required"),
            deprecated=flag(node, "deprecated"),
            schema=read_schema(node, "schema", reader),
            examples=read_examples(node),
            content=read_content(node, reader),
            style=style,
            explode=explode[0] if explode and isinstance(explode[0], bool) else style == "form",
            allow_reserved=flag(node, "allowReserved"),
            allow_empty_value=flag(node, "allowEmptyValue"),
        )


def read_parameters(path_item: Node, operation: Node, reader: SchemaReader) -> tuple[Parameter, ...]:
    """The path's parameters, each replaced by the operation's of the same name and location, then the rest.

    OpenAPI 3.1, section 4.8.10: the operation overrides but cannot remove.
    """
    found: dict[tuple[str, str], Parameter] = {}
    for owner in (path_item, operation):
        for node in list_of(owner, "parameters"):
            if isinstance(node.value, dict):
                parameter = Parameter.from_spec(node, reader)
                found[parameter.name, parameter.location] = parameter
    return tuple(found.values())
