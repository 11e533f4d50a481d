"""Turns a document into one `Api` value: what every later step reads, whatever the version was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apidocs.document import Document, Node
from apidocs.model.operation import Inherited, Operation, read_path_item, read_security
from apidocs.model.reading import list_of, mapping_of, text
from apidocs.model.schema import Schema, SchemaReader, Schemas
from apidocs.model.security import SecurityScheme
from apidocs.model.server import read_servers


@dataclass(frozen=True)
class Tag:
    """A group of operations; one that is only used and never declared has no description."""

    name: str
    description: str | None = None


@dataclass(frozen=True)
class Api:
    """The whole description in OpenAPI's own words."""

    title: str
    version: str
    summary: str | None
    description: str | None
    tags: tuple[Tag, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Operation, ...]
    components: Mapping[str, Schema]
    schemas: Schemas
    security_schemes: Mapping[str, SecurityScheme]

    @classmethod
    def from_spec(cls, document: Document) -> Api:
        """Read the document; what cannot be resolved is left out, `validate` has reported it."""
        root = document.root
        reader = SchemaReader(document)
        named = dict(_iter_component_schemas(root))
        for name, node in named.items():
            reader.name(name, node)
        inherited = Inherited(read_security(root), read_servers(root))
        operations = tuple(_read_operations(root, "paths", inherited, reader))
        webhooks = tuple(_read_operations(root, "webhooks", inherited, reader))
        schemas = reader.schemas()
        info = root.get("info") or root
        return cls(
            title=text(info, "title") or "API",
            version=text(info, "version") or "",
            summary=text(info, "summary"),
            description=text(info, "description"),
            tags=_read_tags(root, operations),
            operations=operations,
            webhooks=webhooks,
            components={name: schemas[node.location] for name, node in named.items()},
            schemas=schemas,
            security_schemes=_read_security_schemes(root),
        )

    def operations_of(self, tag: Tag) -> tuple[Operation, ...]:
        """The tag's operations, in the document's order."""
        return tuple(operation for operation in self.operations if tag.name in tags_of(operation))


UNTAGGED = "default"


def tags_of(operation: Operation) -> tuple[str, ...]:
    """The operation's tags; one without any stands under `default`."""
    return operation.tags or (UNTAGGED,)


def _iter_component_schemas(root: Node) -> Iterator[tuple[str, Node]]:
    components = root.get("components")
    schemas = root.get("definitions") if components is None else components.get("schemas")
    yield from schemas.items() if schemas is not None else ()


def _read_operations(
    root: Node, key: str, inherited: Inherited, reader: SchemaReader
) -> Iterator[Operation]:
    for path, path_item in mapping_of(root, key):
        yield from read_path_item(path, path_item, inherited, reader)


def _read_tags(root: Node, operations: tuple[Operation, ...]) -> tuple[Tag, ...]:
    """Declared tags in the document's order, then those only used; tags without an operation are left out."""
    used = dict.fromkeys(name for operation in operations for name in tags_of(operation))
    declared = {text(node, "name") or "": Tag(text(node, "name") or "", text(node, "description"))
                for node in list_of(root, "tags")}
    return tuple(tag for name, tag in declared.items() if name in used) + tuple(
        Tag(name) for name in used if name not in declared
    )


def _read_security_schemes(root: Node) -> dict[str, SecurityScheme]:
    components = root.get("components")
    members = () if components is None else mapping_of(components, "securitySchemes")
    return {key: SecurityScheme.from_spec(key, node) for key, node in members}
