"""Reads single members of a node, with their type checked, so that a wrong one counts as absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apidocs.document import Node, UnresolvableReferenceError


def text(node: Node, key: str) -> str | None:
    """The member as a string; a number or boolean in its place is taken as its text."""
    member = node.get(key)
    if member is None or member.value is None or isinstance(member.value, (dict, list)):
        return None
    return member.value if isinstance(member.value, str) else str(member.value)


def flag(node: Node, key: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - the value asked for
    """The member as a boolean."""
    member = node.get(key)
    return member.value if member is not None and isinstance(member.value, bool) else default


def optional(node: Node, key: str) -> tuple[Any, ...]:
    """The member's value as a tuple of none or one: null is a value, absence is none."""
    member = node.get(key)
    return () if member is None else (member.value,)


def mapping_of(node: Node, key: str) -> Iterator[tuple[str, Node]]:
    """The members of a mapping below `key`, each with its reference resolved; unresolvable ones are left out.

    `validate` has reported what is left out: an error where it is in use.
    """
    member = node.get(key)
    for name, value in member.items() if member is not None else ():
        resolved = resolved_or_none(value)
        if resolved is not None:
            yield name, resolved


def list_of(node: Node, key: str) -> Iterator[Node]:
    """The elements of a list below `key`, resolved like those of `mapping_of`."""
    member = node.get(key)
    for element in member.elements() if member is not None else ():
        resolved = resolved_or_none(element)
        if resolved is not None:
            yield resolved


def resolved_or_none(node: Node) -> Node | None:
    """The node behind the references, if there is one."""
    try:
        return node.resolve()
    except UnresolvableReferenceError:
        return None
