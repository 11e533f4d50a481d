"""The model of a whole description, the same for every version of OpenAPI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from apidocs.document.document import Document, Location, Node
from apidocs.document.references import FILES
from apidocs.model.info import ExternalDocs, Info, read_external_docs
from apidocs.model.operation import Inherited, Operation, OperationReader, read_security
from apidocs.model.reading import extensions_of
from apidocs.model.schema.reader import SchemaReader
from apidocs.model.schema.schema import Schema, Schemas
from apidocs.model.security import SecurityScheme, read_security_schemes
from apidocs.model.server import Server
from apidocs.model.tag import UNTAGGED, Branch, Tag, read_tags, tag_tree, used_tags

__all__ = ["UNTAGGED", "Api", "Tag", "tags_of"]


@dataclass(frozen=True)
class Api:
    """The whole description in OpenAPI's own words.

    `tags` are those with operations or words, in the document's order, then those that are only used;
    `declared_tags` are all that the document declares. `components` are the schemas with a page of their
    own by name: the component schemas, then what else a `$ref` leads to, such as the schemas of other files.
    `extensions` are without the files that a description in many files was joined with; those of its Paths
    Object are `paths_extensions`.
    """

    info: Info
    tags: tuple[Tag, ...]
    declared_tags: tuple[Tag, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Operation, ...]
    components: Mapping[str, Schema]
    schemas: Schemas
    security_schemes: Mapping[str, SecurityScheme]
    servers: tuple[Server, ...]
    external_docs: ExternalDocs | None
    extensions: Mapping[str, Any]
    paths_extensions: Mapping[str, Any]

    @classmethod
    def from_spec(cls, document: Document) -> Api:
        """Read the document; what cannot be resolved is left out, `validate` has reported it."""
        root = document.root
        reader = SchemaReader(document)
        named = dict(_iter_component_schemas(root))
        for name, node in named.items():
            reader.name(name, node)
        operation_reader = OperationReader(reader)
        servers = operation_reader.dialect.read_servers(root)
        security = read_security(root)
        paths = root.get("paths")
        found = operation_reader.iter_paths(paths, Inherited(security, servers))
        hooks = operation_reader.iter_paths(root.get("webhooks"), Inherited(security, ()))
        seen: set[Location] = set()
        operations = tuple(_distinct(found, "paths", seen))
        webhooks = tuple(_distinct(hooks, "webhooks", seen))
        schemas = reader.schemas()
        declared = read_tags(root)
        used = (name for operation in operations for name in tags_of(operation))
        return cls(
            info=Info.from_spec(root),
            tags=tuple(used_tags(declared, used)),
            declared_tags=declared,
            operations=operations,
            webhooks=webhooks,
            components={name: schemas[location] for location, name in reader.names.items()},
            schemas=schemas,
            security_schemes=read_security_schemes(root),
            servers=servers,
            external_docs=read_external_docs(root),
            extensions={name: value for name, value in extensions_of(root).items() if name != FILES},
            paths_extensions={} if paths is None else extensions_of(paths),
        )

    @cached_property
    def tag_tree(self) -> tuple[Branch, ...]:
        """The tags as they are listed: below their parents, and in groups."""
        return tag_tree(self.tags, self.extensions)

    @cached_property
    def branches(self) -> Mapping[str, Branch]:
        """The tags by name, each with those below it."""
        found = (branch for top in self.tag_tree for _, branch in top.walk())
        return {branch.tag.name: branch for branch in found if branch.tag is not None}

    @property
    def title(self) -> str:
        """The API's name."""
        return self.info.title

    @property
    def version(self) -> str:
        """The version of the description."""
        return self.info.version

    @property
    def summary(self) -> str | None:
        """The API in one line."""
        return self.info.summary

    @property
    def description(self) -> str | None:
        """The API in the author's words, CommonMark."""
        return self.info.description

    @property
    def every_operation(self) -> tuple[Operation, ...]:
        """The operations of paths, then those of webhooks: each has a page of its own."""
        return (*self.operations, *self.webhooks)

    def operations_of(self, tag: Tag) -> tuple[Operation, ...]:
        """Return the tag's operations, in the document's order."""
        return tuple(operation for operation in self.operations if tag.name in tags_of(operation))


def tags_of(operation: Operation) -> tuple[str, ...]:
    """Return the operation's tags; one without any stands under `default`."""
    return operation.tags or (UNTAGGED,)


def _iter_component_schemas(root: Node) -> Iterator[tuple[str, Node]]:
    components = root.get("components")
    schemas = root.get("definitions") if components is None else components.get("schemas")
    yield from schemas.items() if schemas is not None else ()


def _distinct(operations: Iterator[Operation], member: str, seen: set[Location]) -> Iterator[Operation]:
    """Tell operations apart that are one and the same place, reached by `$ref` from two paths or webhooks."""
    for operation in operations:
        if operation.location in seen:
            path = operation.path.replace("~", "~0").replace("/", "~1")
            own = Location("", f"/{member}/{path}/{operation.method.lower()}")
            yield replace(operation, location=own)
        else:
            seen.add(operation.location)
            yield operation
