"""Turn parsed files into one document: values that know where they stand and where their references lead."""

from collections.abc import Callable
from typing import TypeAlias

from apidocs.errors import Level, Problem, ProblemsError
from apidocs.node import Location, Node
from apidocs.references import (
    MAX_PASSED,
    SHOWN_STEPS,
    RefusedReferenceError,
    explain_circle,
    explain_missing,
    explain_no_anchor,
    explain_passed,
    explain_unreadable,
    find_key,
    join_pointer,
    split_pointer,
    split_reference,
)
from apidocs.source import Source

__all__ = ["Document", "Location", "Node", "Source", "UnresolvableReferenceError"]

_Step: TypeAlias = tuple[str, str]
"""The file a reference stands in, and its text: all that decides where it leads."""


class UnresolvableReferenceError(Exception):
    """Raised when a `$ref` cannot be followed; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


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
        self._targets: dict[_Step, Node | RefusedReferenceError] = {}
        self._ends: dict[_Step, Node | Problem | None] = {}  # of chains; None for a circle
        self._unreadable: dict[str, ProblemsError] = {}
        self._under_way: set[_Step] = set()

    def node(self, location: Location) -> Node:
        """Return the node at a location. Raises KeyError when there is none; reads no file for it."""
        node = self._roots[location.uri]
        for token in split_pointer(location.pointer):
            if (key := find_key(node.value, token)) is None:
                raise KeyError(str(location))
            node = node.child(key)
        return node

    def problem(
        self,
        where: Node | Location,
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

    def find_target(self, node: Node) -> Node:
        """Follow the `$ref` of a node one step. Raises UnresolvableReferenceError."""
        step = _read_step(node)
        if step not in self._targets:
            self._targets[step] = self._follow(*step)
        if isinstance(target := self._targets[step], RefusedReferenceError):
            problem = self.problem(node, target.rule, target.message, "error", key="$ref")
            raise UnresolvableReferenceError(problem)
        return target

    def resolve(self, node: Node) -> Node:
        """Follow the chain of `$ref` that starts at a node to its end. Raises UnresolvableReferenceError."""
        passed: list[_Step] = []
        end = self._follow_chain(node, passed)
        for step in (
            passed[:-1] if isinstance(end, Problem) else passed
        ):  # a broken one, at each of its places
            self._ends[step] = end
        if isinstance(end, Node):
            return end
        raise UnresolvableReferenceError(end or self._explain_circle(node))

    def _follow_chain(self, node: Node, passed: list[_Step]) -> Node | Problem | None:
        """Return the end of a chain, or the problem it runs into, or None for a circle."""
        seen = set()
        while node.is_reference():
            step = _read_step(node)
            if step in self._ends:
                return self._ends[step]
            if step in seen:
                return None
            seen.add(step)
            passed.append(step)
            try:
                node = self.find_target(node)
            except UnresolvableReferenceError as error:
                return error.problem
        return node

    def _explain_circle(self, node: Node) -> Problem:
        steps: list[_Step] = []
        target = node
        while len(steps) <= SHOWN_STEPS and len(set(steps)) == len(steps):
            steps.append(_read_step(target))
            target = self.find_target(target)
        message = explain_circle([reference for _, reference in steps])
        return self.problem(node, "circular-ref-chain", message, "error", key="$ref")

    def _follow(self, base_uri: str, reference: str) -> Node | RefusedReferenceError:
        if (base_uri, reference) in self._under_way:
            return RefusedReferenceError("circular-ref-chain", explain_circle([reference, reference]))
        if len(self._under_way) >= MAX_PASSED:
            return RefusedReferenceError("unresolvable-ref", explain_passed(reference))
        self._under_way.add((base_uri, reference))
        try:
            uri, fragment = split_reference(reference, base_uri)
            return self._walk(self._find_root(uri, reference), fragment, reference)
        except RefusedReferenceError as error:
            return error
        finally:
            self._under_way.discard((base_uri, reference))

    def _find_root(self, uri: str, reference: str) -> Node:
        if uri not in self._roots and uri not in self._unreadable:
            self._open(uri)
        if (error := self._unreadable.get(uri)) is not None:
            message = explain_unreadable(reference, error.problems[0])
            raise RefusedReferenceError("unresolvable-ref", message) from error
        return self._roots[uri]

    def _open(self, uri: str) -> None:
        try:
            source = self._read(uri)
        except ProblemsError as error:
            self._unreadable[uri] = error
            return
        self.sources.setdefault(source.uri, source)
        root = self._roots.setdefault(source.uri, Node(self, source, source.value))
        self._roots[uri] = root  # the root file has two uris: "" and its own name

    def _walk(self, node: Node, fragment: str, reference: str) -> Node:
        if fragment and not fragment.startswith("/"):
            return self._find_anchor(node, fragment, reference)
        for token in split_pointer(fragment):
            node = self._step(node, token, reference)
        return node

    def _step(self, node: Node, token: str, reference: str) -> Node:
        key = find_key(node.value, token)
        if key is None and node.is_reference():  # bundlers write pointers that pass through a reference
            node = self._pass_through(node)
            key = find_key(node.value, token)
        if key is None:
            message = explain_missing(reference, token, node.value, str(node.location))
            raise RefusedReferenceError("unresolvable-ref", message)
        return node.child(key)

    def _pass_through(self, node: Node) -> Node:
        try:
            return node.resolve()
        except UnresolvableReferenceError as error:
            raise RefusedReferenceError(error.problem.rule, error.problem.message) from error

    def _find_anchor(self, root: Node, anchor: str, reference: str) -> Node:
        if anchor not in root.source.anchors:
            raise RefusedReferenceError("unresolvable-ref", explain_no_anchor(reference, anchor))
        return self.node(Location(root.source.uri, join_pointer(root.source.anchors[anchor])))


def _read_step(node: Node) -> _Step:
    return node.source.uri, node.value["$ref"]
