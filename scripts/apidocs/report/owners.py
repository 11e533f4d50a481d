"""Turns a place in a document into the pages that should show what is written there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from apidocs.addresses import AUTHENTICATION, Addresses
from apidocs.document import Document, Location, UnresolvableReferenceError
from apidocs.model.api import Api
from apidocs.node import Node
from apidocs.pages import Page
from apidocs.references import join_pointer

# What is declared for use elsewhere, and is on no page where nothing refers to it.
DECLARATIONS: Final = ("components", "definitions", "parameters", "responses")
SCHEMES: Final = (("components", "securitySchemes"), ("securityDefinitions",))


class Owners:
    """Finds pages by place; what a `$ref` leads to belongs to the pages of all that refer to it."""

    def __init__(self, document: Document, api: Api, addresses: Addresses, pages: tuple[Page, ...]) -> None:
        self._pages: dict[Location, set[str]] = {}
        for name, schema in api.components.items():
            self._pages[schema.location] = {addresses.schemas[name]}
        for operation in api.every_operation:
            page = addresses.of(operation)
            self._pages[operation.location] = {page}
            for place in _path_items(operation.location, operation.path):
                self._pages.setdefault(place, set()).add(page)
        own = {page for found in self._pages.values() for page in found}
        self._general = frozenset(page.src_uri for page in pages if page.src_uri not in own)
        self._referrers = _referrers(document)
        self._found: dict[Location, frozenset[str]] = {}

    def pages_of(self, location: Location, tokens: tuple[str, ...]) -> frozenset[str]:
        """Return the pages; none for a component that nothing on a page refers to."""
        if location.uri == "" and any(tokens[: len(scheme)] == scheme for scheme in SCHEMES):
            return frozenset({AUTHENTICATION})
        found = self._pages_above(location)
        if tokens[-2:-1] == ("tags",):  # a tag's own page lists its operations
            found |= self._general
        is_declared = location.uri != "" or tokens[:1] in {(name,) for name in DECLARATIONS}
        return found if found or is_declared or tokens[:1] == ("paths",) else self._general

    def _pages_above(self, location: Location) -> frozenset[str]:
        if location not in self._found:
            self._found[location] = frozenset()  # what leads back to itself adds nothing
            self._found[location] = frozenset(self._iter_above(location))
        return self._found[location]

    def _iter_above(self, location: Location) -> Iterator[str]:
        for referrer in self._referrers.get(location, ()):
            yield from self._pages_above(referrer)
        if location in self._pages:
            yield from self._pages[location]
        elif location.pointer:
            above = location.pointer.rpartition("/")[0]
            yield from self._pages_above(Location(location.uri, above))


def _path_items(location: Location, path: str) -> Iterator[Location]:
    """Iterate over where the operation's path item may stand: around it, and where its path is written."""
    if location.pointer:
        around = location.pointer.rpartition("/")[0].removesuffix("/additionalOperations")
        yield Location(location.uri, around)
    yield from (Location("", join_pointer([holder, path])) for holder in ("paths", "webhooks"))


def _referrers(document: Document) -> dict[Location, list[Location]]:
    found: dict[Location, list[Location]] = {}
    for source in dict.fromkeys(document.sources.values()):
        for node in _iter_references(Node(document, source, source.value)):
            try:
                target = node.target()
            except UnresolvableReferenceError:
                continue
            found.setdefault(target.location, []).append(node.location)
    return found


def _iter_references(node: Node) -> Iterator[Node]:
    if node.is_reference():
        yield node
    children: Any = [member for _, member in node.items()] or node.elements()
    for child in children:
        yield from _iter_references(child)
