"""Turn parsed files into one document: values that know where they stand and where their references lead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from apidocs.errors import JsonValue, Level, Problem, ProblemsError, quote
from apidocs.references import (
    RefusedReferenceError,
    find_key,
    join_pointer,
    split_pointer,
    split_reference,
    suggest,
)
from apidocs.source import Source

_MAX_PASSED = 20
"""References one pointer may pass through; each takes a turn of recursion."""

_SHOWN_STEPS = 8  # of a chain in a message


class UnresolvableReferenceError(Exception):
    """Raised when a `$ref` cannot be followed; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, order=True)
class Location:
    """Where a value stands.

    `uri` is "" for the root file, else a path from its folder with `/`; `pointer` is "" for the whole file.
    """

    uri: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.uri}#{self.pointer}"


class Document:
    """An OpenAPI description in one file or many.

    `version` is the family ("2.0", "3.0", "3.1", "3.2"). `sources` grows as references are followed: `read`
    gives the Source of a uri, is asked once for each, and raises ProblemsError or RefusedReferenceError.
    """

    def __init__(self, source: Source, version: str, read: Callable[[str], Source]) -> None:
        self.version = version
        self.text = source.text
        self.sources: dict[str, Source] = {source.uri: source}
        self.root = Node(self, source, source.value)
        self._read = read
        self._roots = {source.uri: self.root}
        self._targets: dict[tuple[str, str], Node | RefusedReferenceError] = {}
        self._resolved: dict[tuple[str, str], Node] = {}
        self._under_way: set[tuple[str, str]] = set()

    def node(self, location: Location) -> "Node":
        """Return the node at a location. Raises KeyError when there is none; reads no file for it."""
        node = self._roots[location.uri]
        for token in split_pointer(location.pointer):
            if (key := find_key(node.value, token)) is None:
                raise KeyError(str(location))
            node = node.child(key)
        return node

    def problem(
        self,
        where: "Node | Location",
        rule: str,
        message: str,
        level: Level = "warning",
        *,
        key: str | None = None,
    ) -> Problem:
        """Return a problem at the key of a node, or at the key of its member `key` when it has that."""
        location = where if isinstance(where, Location) else where.location
        source = self.sources[location.uri]
        tokens = [*split_pointer(location.pointer), *([] if key is None else [key])]
        line, column = source.positions.find(tokens)
        return Problem(source.name, line, column, rule, message, level, location.pointer)

    def find_target(self, node: "Node") -> "Node":
        """Follow the `$ref` of a node one step. Raises UnresolvableReferenceError."""
        reference = (node.source.uri, node.value["$ref"])
        if reference not in self._targets:
            self._targets[reference] = self._follow(*reference)
        if isinstance(target := self._targets[reference], RefusedReferenceError):
            raise self._refuse(node, target.rule, target.message)
        return target

    def resolve(self, node: "Node") -> "Node":
        """Follow the chain of `$ref` that starts at a node to its end. Raises UnresolvableReferenceError."""
        start = (node.source.uri, node.value["$ref"])
        if start not in self._resolved:
            self._resolved[start] = self._follow_chain(node)
        return self._resolved[start]

    def _follow_chain(self, node: "Node") -> "Node":
        seen: dict[tuple[str, str], None] = {}
        target = node
        while target.is_reference():
            step = (target.source.uri, target.value["$ref"])
            if step in seen:
                chain = [*(reference for _, reference in seen), step[1]]
                raise self._refuse(node, "circular-ref-chain", _explain_circle(chain))
            seen[step] = None
            target = self.find_target(target)
        return target

    def _follow(self, base_uri: str, reference: str) -> "Node | RefusedReferenceError":
        if (base_uri, reference) in self._under_way or len(self._under_way) >= _MAX_PASSED:
            return RefusedReferenceError("circular-ref-chain", _explain_circle([reference, reference]))
        self._under_way.add((base_uri, reference))
        try:
            uri, fragment = split_reference(reference, base_uri)
            return self._walk(self._find_root(uri, reference), fragment, reference)
        except RefusedReferenceError as error:
            return error
        finally:
            self._under_way.discard((base_uri, reference))

    def _find_root(self, uri: str, reference: str) -> "Node":
        if uri not in self._roots:
            try:
                source = self._read(uri)
            except ProblemsError as error:
                message = f"the file of the reference {quote(reference)} cannot be read: {error.problems[0]}"
                raise RefusedReferenceError("unresolvable-ref", message) from error
            self.sources.setdefault(source.uri, source)
            self._roots[uri] = self._roots.get(source.uri) or Node(self, source, source.value)
            self._roots.setdefault(source.uri, self._roots[uri])
        return self._roots[uri]

    def _walk(self, node: "Node", fragment: str, reference: str) -> "Node":
        if fragment and not fragment.startswith("/"):
            return self._find_anchor(node, fragment, reference)
        for token in split_pointer(fragment):
            node = self._step(node, token, reference)
        return node

    def _step(self, node: "Node", token: str, reference: str) -> "Node":
        key = find_key(node.value, token)
        if key is None and node.is_reference():  # bundlers write pointers that pass through a reference
            node = self._pass_through(node)
            key = find_key(node.value, token)
        if key is None:
            raise RefusedReferenceError(
                "unresolvable-ref",
                f"the reference {quote(reference)} leads nowhere: there is no {quote(token)} in "
                f"{quote(str(node.location))}; {suggest(node.value, token)}",
            )
        return node.child(key)

    def _pass_through(self, node: "Node") -> "Node":
        try:
            return node.resolve()
        except UnresolvableReferenceError as error:
            raise RefusedReferenceError(error.problem.rule, error.problem.message) from error

    def _find_anchor(self, root: "Node", anchor: str, reference: str) -> "Node":
        if anchor not in root.source.anchors:
            raise RefusedReferenceError(
                "unresolvable-ref",
                f"the reference {quote(reference)} leads nowhere: no schema has the `$anchor` "
                f"{quote(anchor)}; "
                "a path inside the file begins with `#/`",
            )
        return self.node(Location(root.source.uri, join_pointer(root.source.anchors[anchor])))

    def _refuse(self, node: "Node", rule: str, message: str) -> UnresolvableReferenceError:
        return UnresolvableReferenceError(self.problem(node, rule, message, "error", key="$ref"))


def _explain_circle(references: list[str]) -> str:
    chain = " -> ".join(map(quote, references))
    return (
        f"the `$ref` chain {chain} goes in a circle and reaches no schema: let one of them be a schema itself"
    )


class Node:
    """A value and where it stands; `parent` and `key` lead back to the root of its file."""

    __slots__ = ("document", "key", "parent", "source", "value")

    def __init__(
        self,
        document: Document,
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

    def target(self) -> "Node":
        """Follow its `$ref` one step; return itself when it has none. Raises UnresolvableReferenceError."""
        return self.document.find_target(self) if self.is_reference() else self

    def resolve(self) -> "Node":
        """Follow its `$ref` chain to the end; return itself when it has none.

        Raises UnresolvableReferenceError.
        """
        return self.document.resolve(self) if self.is_reference() else self
