"""Bundle a description in many files into the value of one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from apidocs.document.document import Document, Location, Node, UnresolvableReferenceError
from apidocs.document.references import FILES, join_pointer, split_pointer
from apidocs.problems import JsonValue

# What a fragment may hold as it is (RFC 3986, section 3.5).
KEPT: Final = "/~!$&'()*+,;=:@?"


def is_one_file(document: Document) -> bool:
    """Tell whether all that the references which were followed lead to stands in the root file."""
    return len(document.sources) == 1


def one_file(document: Document) -> JsonValue:
    """Return the root file's value with the other files that its references lead to below `x-files`.

    Every reference becomes a path inside the file, so nothing needs an `$id` any more; one that leads
    nowhere stays as it is. A document of one file is returned as it was read; validation has followed all
    references before.
    """
    return document.root.value if is_one_file(document) else _Joiner(document).joined()


class _Joiner:
    """Copies a document file by file, as references lead to them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._names: dict[str, str] = {"": ""}  # of the files below `x-files`, by their uris

    def joined(self) -> JsonValue:
        document = self._document
        root = self._copy(document.root)
        files: dict[str, JsonValue] = {}
        while len(files) < len(self._names) - 1:
            uri, name = list(self._names.items())[len(files) + 1]
            files[name] = self._copy(document.node(Location(uri, "")))
        return {**root, FILES: {**root.get(FILES, {}), **files}} if files else root

    def _copy(self, node: Node) -> Any:  # noqa: ANN401 - a JSON value
        if isinstance(node.value, list):
            return [self._copy(child) for child in node.elements()]
        if not isinstance(node.value, dict):
            return node.value
        copied = {key: self._copy(child) for key, child in node.items()}
        if "$id" in copied and self._document.is_resource(node):
            del copied["$id"]
        return copied | dict(self._iter_references(node, copied))

    def _iter_references(self, node: Node, copied: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Give what a mapping says of other places, as it has to be said now."""
        for key in ("$ref", "operationRef"):
            if isinstance(written := node.value.get(key), str):
                yield key, self._written(node, written)
        mapping = copied.get("mapping")
        if isinstance(mapping, dict) and "propertyName" in copied:
            yield "mapping", {name: self._mapped(node, value) for name, value in mapping.items()}

    def _mapped(self, node: Node, value: Any) -> Any:  # noqa: ANN401 - a JSON value
        """Rewrite what a discriminator names by a path; a bare name is that of a component."""
        is_path = isinstance(value, str) and ("/" in value or "#" in value or "." in value)
        return self._written(node, value) if is_path else value

    def _written(self, node: Node, reference: str) -> str:
        try:
            target = node.referring(reference).target().location
        except UnresolvableReferenceError:
            return reference
        tokens = split_pointer(target.pointer)
        if target.uri:
            tokens = [FILES, self._name(target.uri), *tokens]
        return "#" + quote(join_pointer(tokens), safe=KEPT)

    def _name(self, uri: str) -> str:
        if uri not in self._names:
            taken = {*self._names.values(), *(self._document.root.value.get(FILES) or {})}
            self._names[uri] = _free_name(uri, taken)
        return self._names[uri]


def _free_name(uri: str, taken: set[str]) -> str:
    name = uri
    while name in taken:
        name += "_"
    return name
