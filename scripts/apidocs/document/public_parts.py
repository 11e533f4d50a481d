"""A description without what its author keeps to a team: all that is marked `x-internal: true`."""

from __future__ import annotations

from typing import Any, Final

from apidocs.document.document import Document, Node, UnresolvableReferenceError
from apidocs.document.resources import NAMED, VALUES
from apidocs.problems import JsonValue

MARK: Final = "x-internal"
# Below these keys stand names too, but no schemas.
NAMES: Final = NAMED | {"callbacks", "content", "encoding", "links", "securitySchemes", "variables"}


def public_parts(document: Document) -> Document:
    """Return the document without what is marked, and without the references that lead there.

    One without a mark is returned as it is; validation has followed all references before.
    """
    if not any(MARK in source.text for source in document.sources.values()):
        return document
    selection = _Selection()
    roots = {uri: Node(document, source, source.value) for uri, source in document.sources.items()}
    return document.with_values({uri: selection.kept(root) for uri, root in roots.items()})


class _Selection:
    """Copies values without what is marked; what several aliases of YAML stand for is copied once."""

    def __init__(self) -> None:
        self._copies: dict[int, Any] = {}

    def kept(self, node: Node, *, is_named: bool = False) -> JsonValue:
        value = node.value
        if not isinstance(value, (dict, list)):
            return value
        if id(value) not in self._copies:
            self._copies[id(value)] = self._copy(node, is_named=is_named)
        return self._copies[id(value)]

    def _copy(self, node: Node, *, is_named: bool) -> JsonValue:
        if isinstance(node.value, list):
            return [self.kept(element) for element in node.elements() if not _is_internal(element)]
        copied = {
            key: member.value
            if not is_named and (key in VALUES or key.startswith("x-"))
            else self.kept(member, is_named=not is_named and key in NAMES)
            for key, member in node.items()
            if not _is_internal(member)
        }
        if not is_named and isinstance(copied.get("required"), list):
            properties = node.value.get("properties")
            gone = set(properties if isinstance(properties, dict) else ()) - set(copied.get("properties", ()))
            copied["required"] = [
                name for name in copied["required"] if not (isinstance(name, str) and name in gone)
            ]
        return copied


def _is_internal(node: Node) -> bool:
    try:
        values = [node.value, node.resolve().value]
    except UnresolvableReferenceError:
        return False
    return any(isinstance(value, dict) and value.get(MARK) is True for value in values)
