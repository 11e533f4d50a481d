"""Resolve the `$dynamicRef`s of a schema for the schema that refers to it (JSON Schema, 8.2.3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from apidocs.document.document import Document, Location, Node, UnresolvableReferenceError

# What may stand beside a `$ref` that is only given a name.
NAMING: Final = frozenset(("$ref", "$dynamicAnchor", "$anchor", "$comment"))


class DynamicScope:
    """Knows, while a schema is read for one of those who refer to it, what its dynamic references lead to.

    `$dynamicRef: '#T'` means the first `$dynamicAnchor: T` on the way to it: a template of schemas has a
    default for T, and a schema that refers to the template may bring its own.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bound: Mapping[str, Location] = {}
        self._inside: list[Location] = []  # templates being read: one inside itself is read as it stands

    def target(self, name: str) -> Node | None:
        """Return the schema that a dynamic reference to this name means here, if not that of its own file."""
        location = self._bound.get(name)
        return None if location is None else _named(self._document.node(location))

    def is_template(self, referrer: Node, target: Node) -> bool:
        """Tell whether the referrer brings something for the dynamic references of its target."""
        bound = self._entered(referrer)
        own = self._document.dynamic_anchors(target)
        brought = {name for name, location in bound.items() if name in own and own[name] != location}
        return bool(brought) and target.location not in self._inside and _refers_to(target, brought)

    @contextmanager
    def reading(self, referrer: Node, target: Node) -> Iterator[None]:
        """Let dynamic references mean what they do on the way from the referrer."""
        before = self._bound
        self._bound = self._entered(referrer)
        self._inside.append(target.location)
        yield
        self._inside.pop()
        self._bound = before

    def _entered(self, referrer: Node) -> Mapping[str, Location]:
        return {**self._document.dynamic_anchors(referrer), **self._bound}


def _named(node: Node) -> Node:
    """Return what a schema stands for that only gives a name to another one."""
    return _target(node) if node.is_reference() and NAMING.issuperset(node.value) else node


def _refers_to(node: Node, names: set[str], seen: set[Location] | None = None) -> bool:
    """Tell whether a schema, or one that it refers to, has a dynamic reference to one of the names."""
    if isinstance(node.value, dict) and str(node.value.get("$dynamicRef")).removeprefix("#") in names:
        return True
    seen = set() if seen is None else seen
    children = [*(member for _, member in node.items()), *node.elements()]
    if node.is_reference() and (target := _target(node)).location not in seen:
        seen.add(target.location)
        children.append(target)
    return any(_refers_to(child, names, seen) for child in children)


def _target(node: Node) -> Node:
    try:
        return node.target()
    except UnresolvableReferenceError:
        return node
