"""A cursor on a parsed value that knows its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from apidocs.document.references import join_pointer
from apidocs.document.source import Source
from apidocs.problems import JsonValue


@dataclass(frozen=True, order=True)
class Location:
    """Where a value stands.

    `uri` is "" for the root file, else a path from its folder with `/`; `pointer` is "" for the whole file.
    """

    uri: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.uri}#{self.pointer}"


class Home(Protocol):
    """What a node asks of the Document it belongs to."""

    version: str
    root: "Node"

    def find_target(self, node: "Node") -> "Node":
        """Follow the `$ref` of a node one step."""

    def resolve(self, node: "Node") -> "Node":
        """Follow the chain of `$ref` that starts at a node to its end."""


class Node:
    """A value and where it stands; `parent` and `key` lead back to the root of its file."""

    __slots__ = ("document", "key", "parent", "source", "value")

    def __init__(
        self,
        document: Home,
        source: Source,
        value: JsonValue,
        parent: "Node | None" = None,
        key: str | int = "",
    ) -> None:
        self.document = document
        self.source = source
        self.value = value
        self.parent = parent
        self.key = key

    def __repr__(self) -> str:
        return f"Node({self.location})"

    @property
    def location(self) -> Location:
        """Where the value stands."""
        tokens: list[str] = []
        node = self
        while node.parent is not None:
            tokens.append(str(node.key))
            node = node.parent
        return Location(self.source.uri, join_pointer(tokens[::-1]))

    def child(self, key: str | int) -> "Node":
        """Return the member or element with this key. Raises KeyError or IndexError when there is none."""
        return Node(self.document, self.source, self.value[key], self, key)

    def get(self, key: str) -> "Node | None":
        """Return the member with this key (its value may be None); None when there is none."""
        if isinstance(self.value, dict) and key in self.value:
            return self.child(key)
        return None

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Iterate over the members of a mapping in the order of the file; over nothing for another value."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.child(key)

    def elements(self) -> Iterator["Node"]:
        """Iterate over the elements of a list; over nothing for another value."""
        if isinstance(self.value, list):
            for index in range(len(self.value)):
                yield self.child(index)

    def is_reference(self) -> bool:
        """Tell whether this is a mapping with a text under `$ref`."""
        return isinstance(self.value, dict) and isinstance(self.value.get("$ref"), str)

    def referring(self, reference: str) -> "Node":
        """Return a node at the same place that holds this reference and nothing else."""
        return Node(self.document, self.source, {"$ref": reference}, self.parent, self.key)

    def without(self, key: str) -> "Node":
        """Return a node at the same place that lacks a member."""
        left = {name: member for name, member in self.value.items() if name != key}
        return Node(self.document, self.source, left, self.parent, self.key)

    def target(self) -> "Node":
        """Follow its `$ref` one step; return itself when it has none. Raises UnresolvableReferenceError."""
        return self.document.find_target(self) if self.is_reference() else self

    def resolve(self) -> "Node":
        """Follow its `$ref` chain to the end; return itself when it has none.

        Raises UnresolvableReferenceError.
        """
        return self.document.resolve(self) if self.is_reference() else self
