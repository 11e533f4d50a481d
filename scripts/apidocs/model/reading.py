"""Typed access to the members of a node; a member of the wrong type counts as absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apidocs.document.document import Node, UnresolvableReferenceError

# The versions whose Reference Objects allow nothing beside `$ref` (OpenAPI 3.0.4, section 4.7.23).
WITHOUT_SIBLINGS = ("2.0", "3.0")
# What a Reference Object may say in the target's place (OpenAPI 3.1, section 4.8.23). Before 3.1 authors
# write it too, and it is shown: nothing else says what the target is for at this place.
SIBLINGS = ("summary", "description")


def text(node: Node, key: str) -> str | None:
    """Return the member as a string; a number or boolean in its place is taken as its text."""
    member = node.get(key)
    if member is None or member.value is None or isinstance(member.value, (dict, list)):
        return None
    return member.value if isinstance(member.value, str) else str(member.value)


def flag(node: Node, key: str, *, default: bool = False) -> bool:
    """Return the member as a boolean."""
    member = node.get(key)
    return member.value if member is not None and isinstance(member.value, bool) else default


def optional(node: Node, key: str) -> tuple[Any, ...]:
    """Return the member's value as a tuple of none or one: null is a value, absence is none."""
    member = node.get(key)
    return () if member is None else (member.value,)


def texts(node: Node, key: str) -> tuple[str, ...]:
    """Return the elements of a list as strings."""
    member = node.get(key)
    return tuple(str(element.value) for element in (member.elements() if member is not None else ()))


def mapping_of(node: Node, key: str) -> Iterator[tuple[str, Node]]:
    """Iterate over the members of a mapping, references resolved; unresolvable ones are left out.

    `validate` has reported what is left out: an error where it is in use.
    """
    member = node.get(key)
    for name, value in member.items() if member is not None else ():
        resolved = resolved_or_none(value)
        if resolved is not None:
            yield name, resolved


def list_of(node: Node, key: str) -> Iterator[Node]:
    """Iterate over the elements of a list, resolved like those of `mapping_of`."""
    member = node.get(key)
    for element in member.elements() if member is not None else ():
        resolved = resolved_or_none(element)
        if resolved is not None:
            yield resolved


def extensions_of(node: Node) -> Mapping[str, Any]:
    """Return the members whose name begins with `x-`, as they are written."""
    return {key: member.value for key, member in node.items() if key.startswith("x-")}


def resolved_or_none(node: Node) -> Node | None:
    """Return the node behind the references, if there is one.

    A Reference Object's own summary and description stand in the target's place.
    """
    if not node.is_reference():
        return node
    try:
        target = node.resolve()
    except UnresolvableReferenceError:
        return None
    own = {key: said for key in SIBLINGS if (said := text(node, key))}
    if not own or not isinstance(target.value, dict):
        return target
    return Node(target.document, target.source, {**target.value, **own}, target.parent, target.key)
