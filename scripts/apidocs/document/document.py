"""A description in one or many files: values that know their place and follow references."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from apidocs.document.node import Location, Node
from apidocs.document.references import (
    MAX_PASSED,
    SHOWN_STEPS,
    RefusedReferenceError,
    explain_circle,
    explain_missing,
    explain_no_anchor,
    explain_passed,
    find_key,
    join_pointer,
    split_pointer,
)
from apidocs.document.resources import Resource, Resources
from apidocs.document.source import Source
from apidocs.problems import JsonValue, Level, Problem

__all__ = ["Document", "Location", "Node", "Source", "Step", "UnresolvableReferenceError"]

Step: TypeAlias = tuple[str, int, str]
"""The file a reference stands in, its resource there, and its text: all that decides where it leads."""


class UnresolvableReferenceError(Exception):
    """Raised when a `$ref` cannot be followed; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Document:
    """An OpenAPI description in one file or many.

    `version` is the family ("2.0", "3.0", "3.1", "3.2"). `sources` grows as references are followed: `read`
    gives the Source of a uri that a reference names, and raises ProblemsError or RefusedReferenceError.
    """

    def __init__(self, source: Source, version: str, read: Callable[[str, str], Source]) -> None:
        self.version = version
        self.text = source.text
        self.sources: dict[str, Source] = {}
        self.root = Node(self, source, source.value)
        self._read = read
        self._roots = {source.uri: self.root}
        self._resources = Resources(self.sources, read, has_ids=version not in ("2.0", "3.0"))
        self._resources.add(source)
        self._targets: dict[Step, Node | RefusedReferenceError] = {}
        self._ends: dict[Step, Node | Problem | None] = {}  # of chains; None for a circle
        self._under_way: set[Step] = set()

    def with_values(self, values: Mapping[str, JsonValue]) -> "Document":
        """Return the document with other values in its files, by their uris; texts and places stay."""
        sources = {
            uri: replace(source, value=values[uri], is_whole=False) for uri, source in self.sources.items()
        }

        def read(uri: str, reference: str) -> Source:
            return sources[uri] if uri in sources else self._read(uri, reference)

        return Document(sources[self.root.source.uri], self.version, read)

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
        step = self.step(node)
        if step not in self._targets:
            self._targets[step] = self._follow(step)
        if isinstance(target := self._targets[step], RefusedReferenceError):
            problem = self.problem(node, target.rule, target.message, "error", key="$ref")
            raise UnresolvableReferenceError(problem)
        return target

    def leads_into(self, pointer: str) -> bool:
        """Tell whether a reference that was followed leads to a part of the root that begins with this."""
        places = (target.location for target in self._targets.values() if isinstance(target, Node))
        return any(not place.uri and place.pointer.startswith(pointer) for place in places)

    def resolve(self, node: Node) -> Node:
        """Follow the chain of `$ref` that starts at a node to its end. Raises UnresolvableReferenceError."""
        passed: list[Step] = []
        end = self._follow_chain(node, passed)
        for step in (
            passed[:-1] if isinstance(end, Problem) else passed
        ):  # a broken one, at each of its places
            self._ends[step] = end
        if isinstance(end, Node):
            return end
        raise UnresolvableReferenceError(end or self._explain_circle(node))

    def _follow_chain(self, node: Node, passed: list[Step]) -> Node | Problem | None:
        """Return the end of a chain, or the problem it runs into, or None for a circle."""
        seen = set()
        while node.is_reference():
            step = self.step(node)
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
        steps: list[Step] = []
        target = node
        while len(steps) <= SHOWN_STEPS and len(set(steps)) == len(steps):
            steps.append(self.step(target))
            target = self.find_target(target)
        message = explain_circle([reference for *_, reference in steps])
        return self.problem(node, "circular-ref-chain", message, "error", key="$ref")

    def step(self, node: Node) -> Step:
        """Return what decides where the `$ref` of a node leads."""
        return node.source.uri, self._resources.number(node), node.value["$ref"]

    @property
    def has_dynamic_anchors(self) -> bool:
        """Whether a file that was read has a `$dynamicAnchor`."""
        return self._resources.has_dynamic_anchors

    def dynamic_anchors(self, node: Node) -> dict[str, Location]:
        """Return where each `$dynamicAnchor` stands of the resource that a node is in."""
        resource = self._resources.of_file(node.source.uri)[self._resources.number(node)]
        found = resource.dynamic_anchors.items()
        return {name: Location(resource.source_uri, join_pointer(tokens)) for name, tokens in found}

    def is_resource(self, node: Node) -> bool:
        """Tell whether a node is a whole file, or a schema whose `$id` is an address of its own."""
        tokens = tuple(split_pointer(node.location.pointer))
        return any(tokens == each.tokens for each in self._resources.of_file(node.source.uri))

    def _follow(self, step: Step) -> Node | RefusedReferenceError:
        reference = step[2]
        if step in self._under_way:
            return RefusedReferenceError("circular-ref-chain", explain_circle([reference, reference]))
        if len(self._under_way) >= MAX_PASSED:
            return RefusedReferenceError("unresolvable-ref", explain_passed(reference))
        self._under_way.add(step)
        try:
            return self._find(step)
        except RefusedReferenceError as error:
            return error
        finally:
            self._under_way.discard(step)

    def _find(self, step: Step) -> Node:
        resource, fragment = self._resources.find(*step)
        source = self.sources[resource.source_uri]
        self._roots.setdefault(source.uri, Node(self, source, source.value))
        if fragment and not fragment.startswith("/"):
            return self._find_anchor(resource, fragment, step[2])
        try:
            return self._descend(self._at(resource, resource.tokens), fragment, step[2])
        except RefusedReferenceError:
            if not resource.tokens:
                raise
        # Most authors who give a schema an `$id` go on to write `#/components/...` in it.
        return self._descend(self._roots[source.uri], fragment, step[2])

    def _descend(self, node: Node, fragment: str, reference: str) -> Node:
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

    def _find_anchor(self, resource: Resource, anchor: str, reference: str) -> Node:
        for holder in (resource, *self._resources.of_file(resource.source_uri)):
            if anchor in holder.anchors:
                return self._at(holder, holder.anchors[anchor])
        raise RefusedReferenceError("unresolvable-ref", explain_no_anchor(reference, anchor))

    def _at(self, resource: Resource, tokens: Sequence[str]) -> Node:
        return self.node(Location(resource.source_uri, join_pointer(tokens)))
