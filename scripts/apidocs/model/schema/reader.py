"""Read the Schema Objects of a document, of any version, as `Schema` values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from apidocs.document.document import Document, Location, Node, Step, UnresolvableReferenceError
from apidocs.model.reading import WITHOUT_SIBLINGS
from apidocs.model.schema.discriminators import with_heirs
from apidocs.model.schema.dynamic_references import DynamicScope
from apidocs.model.schema.keywords import constraints_of, examples_of, fields_of, types_of
from apidocs.model.schema.names import schema_name
from apidocs.model.schema.schema import Schema, Schemas

# What is read beside a `$ref` before 3.1; of `nullable` readers are told that it has no effect.
SHOWN_BESIDE_REF: Final = ("$ref", "description", "nullable")


class SchemaReader:
    """Reads schemas and remembers each target of a `$ref`, so that `schemas()` is complete and cycles end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._names: dict[Location, str] = {}
        self._by_name: dict[str, Location] = {}  # the components
        self._taken: set[str] = set()
        self._read: dict[Location, Schema] = {}
        self._waiting: dict[Location, None] = {}
        self._targets: dict[Step, Location | None] = {}
        self._bare: dict[Location, Schema] = {}
        self._scope = DynamicScope(document)

    def name(self, name: str, node: Node) -> None:
        """Tell the reader that this node is the component schema `name`."""
        location = node.location
        self._names[location] = name
        self._by_name[name] = location
        self._taken.add(name)
        self._wait_for(location)

    @property
    def names(self) -> Mapping[Location, str]:
        """The name of each component and of each other target of a `$ref`, in the order they were met."""
        return self._names

    def schemas(self) -> Schemas:
        """Return every schema that a component or a `$ref` stands for; reads those still waiting."""
        while self._waiting:
            location = next(iter(self._waiting))
            self._read[location] = self.from_spec_at(self.document.node(location), location)
            self._waiting.pop(location, None)
        return Schemas(with_heirs(self._read, self._by_name))

    def from_spec(self, node: Node) -> Schema:
        """Read one Schema Object or boolean schema; anything else counts as a schema that allows all."""
        return self.from_spec_at(node, node.location)

    def from_spec_at(self, node: Node, location: Location) -> Schema:
        """Read as `from_spec` does a node that is known to stand at `location`."""
        known = self._read.get(location)
        if known is not None:
            return known
        schema = self._new(node, location)
        if location in self._waiting:
            self._read[location] = schema
            del self._waiting[location]
        return schema

    def _new(self, node: Node, location: Location) -> Schema:
        keywords = node.value
        if not isinstance(keywords, dict):
            return Schema(location, boolean=keywords if isinstance(keywords, bool) else None)
        reference = self._reference(node) if "$ref" in keywords or "$dynamicRef" in keywords else None
        if reference is not None and self._is_template(node, reference):
            return self._specialised(node, location, reference)
        if reference is not None and self.document.version in WITHOUT_SIBLINGS:
            # OpenAPI 3.0.4, section 4.7.23: siblings of $ref shall be ignored. Authors write a description
            # there all the same, often the only words that tell two properties apart.
            keywords = {key: keywords[key] for key in SHOWN_BESIDE_REF if keywords.get(key)}
            node = Node(node.document, node.source, keywords, node.parent, node.key)
        if reference is not None and len(keywords) == 1:
            return self._bare_reference(location, reference)
        return Schema(
            location,
            name=self._names.get(location),
            reference=reference,
            types=types_of(keywords, self.document.version),
            is_void_nullable=keywords.get("nullable") is True and "type" not in keywords,
            examples=examples_of(keywords),
            constraints=constraints_of(keywords),
            **fields_of(self, node, location),
        )

    def _is_template(self, node: Node, reference: Location) -> bool:
        has_scope = self.document.has_dynamic_anchors and "$ref" in node.value
        return has_scope and self._scope.is_template(node, self.document.node(reference))

    def _specialised(self, node: Node, location: Location, reference: Location) -> Schema:
        """Read what is referred to once more, for this place, as a part of an allOf."""
        target = self.document.node(reference)
        with self._scope.reading(node, target):
            copy = self.from_spec_at(target, Location(location.uri, f"{location.pointer}/$ref"))
        own = self._new(node.without("$ref"), location)
        return replace(own, all_of=(replace(copy, template=reference), *own.all_of))

    def _bare_reference(self, location: Location, reference: Location) -> Schema:
        """Return one value for all that say no more than this `$ref`; a component keeps its own place."""
        if location in self._names:
            return Schema(location, name=self._names[location], reference=reference, is_bare=True)
        if reference not in self._bare:
            self._bare[reference] = Schema(reference, reference=reference, is_bare=True)
        return self._bare[reference]

    def _reference(self, node: Node) -> Location | None:
        key = "$ref" if "$ref" in node.value else "$dynamicRef"
        written = node.value[key]
        if not isinstance(written, str):
            return None
        bare = node.referring(written)
        brought = self._scope.target(written.removeprefix("#")) if key == "$dynamicRef" else None
        step = self.document.step(bare)
        if step not in self._targets:
            self._targets[step] = _target(bare)
        location = self._targets[step] if brought is None else brought.location
        if location is not None:
            self._wait_for(location)
        return location

    def _wait_for(self, location: Location) -> None:
        """Read the schema later, once; one that is no component is named by its place."""
        if location not in self._read:
            self._waiting[location] = None
        if location not in self._names:
            self._names[location] = schema_name(location, self._taken)
            self._taken.add(self._names[location])

    def child(self, node: Node, location: Location, key: str | int) -> Schema:
        """Read the schema below `key`; as `from_spec`, but the place need not be found again."""
        step = str(key).replace("~", "~0").replace("/", "~1")
        return self.from_spec_at(node.child(key), Location(location.uri, f"{location.pointer}/{step}"))

    def mapped(self, written: str, node: Node) -> Location | None:
        """Return where a discriminator leads: a component's name, or a reference (OpenAPI 3.1, 4.8.25)."""
        if written in self._by_name:
            return self._by_name[written]
        location = _target(node.referring(written))
        if location is not None:
            self._wait_for(location)
        return location


def _target(node: Node) -> Location | None:
    try:
        node.resolve()  # a chain that leads nowhere has no target either
        return node.target().location
    except UnresolvableReferenceError:
        return None  # `validate` has reported it; an unused one must not stop the build
