"""Parameter Objects of a path and of its operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from apidocs.document.document import Location, Node
from apidocs.model.example import Example, read_examples
from apidocs.model.media_type import MediaType, read_content, read_schema
from apidocs.model.reading import extensions_of, flag, list_of, optional, text
from apidocs.model.schema.reader import SchemaReader
from apidocs.model.schema.schema import Schema

# OpenAPI 3.1, section 4.8.12: the style that holds when none is written.
DEFAULT_STYLES: Final = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
# The styles of which explode is the default (OpenAPI 3.2, section 4.12.2.2 adds cookie).
EXPLODED: Final = frozenset({"form", "cookie"})
# Header parameters of these names are ignored (OpenAPI 3.1, section 4.8.12.1): security schemes and media
# types say what these headers hold.
IGNORED_HEADERS: Final = frozenset(("accept", "authorization", "content-type"))


@dataclass(frozen=True)
class Parameter:
    """One parameter; `location` is where it goes, its `in`, and `place` where it is written.

    One that `is_ignored` is not sent.
    """

    name: str
    location: str
    description: str | None = None
    required: bool = False
    deprecated: bool = False
    schema: Schema | None = None
    examples: tuple[Example, ...] = ()
    content: tuple[MediaType, ...] = ()
    style: str = "simple"
    explode: bool = False
    allow_reserved: bool = False
    allow_empty_value: bool = False
    extensions: Mapping[str, Any] = field(default_factory=dict)
    place: Location | None = field(default=None, compare=False)
    is_ignored: bool = field(default=False, compare=False)

    @classmethod
    def from_spec(cls, node: Node, reader: SchemaReader) -> Parameter:
        """Read one Parameter Object; a path parameter is required whatever is written."""
        location = text(node, "in") or ""
        style = text(node, "style") or DEFAULT_STYLES.get(location, "form")
        explode = optional(node, "explode")
        name = text(node, "name") or ""
        return cls(
            name=name,
            location=location,
            description=text(node, "description"),
            required=location == "path" or flag(node, "required"),
            deprecated=flag(node, "deprecated"),
            schema=read_schema(node, "schema", reader),
            examples=read_examples(node),
            content=read_content(node, reader),
            style=style,
            explode=explode[0] if explode and isinstance(explode[0], bool) else style in EXPLODED,
            allow_reserved=flag(node, "allowReserved"),
            allow_empty_value=flag(node, "allowEmptyValue"),
            extensions=extensions_of(node),
            place=node.location,
            is_ignored=location == "header" and name.lower() in IGNORED_HEADERS,
        )


def read_parameters(holders: Sequence[Node], reader: SchemaReader) -> tuple[Parameter, ...]:
    """Return the parameters of a path and of its operation, merged as `merged_parameters` says."""
    return merged_parameters(holders, lambda node: Parameter.from_spec(node, reader))


def merged_parameters(holders: Sequence[Node], read: Callable[[Node], Parameter]) -> tuple[Parameter, ...]:
    """Return the parameters of path items and, last of the holders, their operation, each once.

    The path's come first, each replaced by the operation's of its name and location, then the rest.

    OpenAPI 3.1, section 4.8.10: the operation overrides but cannot remove. Header names know no case.
    """
    found: dict[tuple[str, str], Parameter] = {}
    for owner in holders:
        for node in list_of(owner, "parameters"):
            if isinstance(node.value, dict):
                parameter = read(node)
                is_header = parameter.location == "header"
                name = parameter.name.lower() if is_header else parameter.name
                found[name, parameter.location] = parameter
    return tuple(found.values())
