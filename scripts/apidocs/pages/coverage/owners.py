"""The pages that should show what is written at a place of a document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from apidocs.document.document import Document, Location, UnresolvableReferenceError
from apidocs.document.node import Node
from apidocs.document.references import join_pointer
from apidocs.model.api import Api
from apidocs.pages.addresses import AUTHENTICATION, Addresses
from apidocs.pages.pages import Page

# What is declared for use elsewhere, and is on no page where nothing refers to it.
DECLARATIONS: Final = ("components", "definitions", "parameters", "responses")
# What the document says of all operations that do not say it themselves (Swagger 2.0).
INHERITED: Final = frozenset({"consumes", "produces", "schemes", "host", "basePath"})
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
        self._schemas = frozenset(addresses.schemas.values())
        self._operations = frozenset(own - self._schemas)
        self._general = frozenset(page.src_uri for page in pages if page.src_uri not in own)
        self._every = frozenset(page.src_uri for page in pages)
        self._referrers = _referrers(document)
        self._found: dict[Location, frozenset[str]] = {}  # by the nearest place that pages or references name

    def pages_of(self, location: Location, tokens: tuple[str, ...]) -> frozenset[str]:
        """Return the pages; none for a component that nothing on a page refers to."""
        if location.uri == "" and any(tokens[: len(scheme)] == scheme for scheme in SCHEMES):
            return frozenset({AUTHENTICATION})
        if tokens[0] in INHERITED:
            return self._every
        found = self._pages_above(location)
        if tokens[-2:-1] == ("tags",):  # a tag's own page lists its operations
            found |= self._general
        is_declared = location.uri != "" or tokens[:1] in {(name,) for name in DECLARATIONS}
        return found if found or is_declared or tokens[:1] == ("paths",) else self._general

    def is_operation(self, page: str) -> bool:
        """Whether it is the page of an operation or a webhook."""
        return page in self._operations

    def home_of(self, location: Location) -> str | None:
        """Return the page of the component schema that a place is in."""
        *_, outermost = self._iter_around(location)
        return next(iter(self._pages.get(outermost, frozenset()) & self._schemas), None)

    def _pages_above(self, location: Location) -> frozenset[str]:
        """Return the pages of the places around it, and of all that lead to one of these by references."""
        nearest = next((place for place in self._iter_around(location) if self._is_named(place)), location)
        if nearest not in self._found:
            found: set[str] = set()
            seen = {nearest}
            waiting = [nearest]
            while waiting:
                for place in self._iter_around(waiting.pop()):
                    found |= self._pages.get(place, frozenset())
                    fresh = [each for each in self._referrers.get(place, ()) if each not in seen]
                    seen.update(fresh)
                    waiting += fresh
            self._found[nearest] = frozenset(found)
        return self._found[nearest]

    def _iter_around(self, location: Location) -> Iterator[Location]:
        """Iterate over a place and those around it, up to the first that has pages."""
        yield location
        while location not in self._pages and location.pointer:
            location = Location(location.uri, location.pointer.rpartition("/")[0])
            yield location

    def _is_named(self, place: Location) -> bool:
        return place in self._pages or place in self._referrers


def _path_items(location: Location, path: str) -> Iterator[Location]:
    """Iterate over where the operation's path item may stand: around it, and where its path is written."""
    if location.pointer:
        around = location.pointer.rpartition("/")[0].removesuffix("/additionalOperations")
        yield Location(location.uri, around)
    yield from (Location("", join_pointer([holder, path])) for holder in ("paths", "webhooks"))


def _referrers(document: Document) -> dict[Location, list[Location]]:
    found: dict[Location, list[Location]] = {}
    for source in dict.fromkeys(document.sources.values()):
        for node, target in iter_references(Node(document, source, source.value)):
            found.setdefault(target.location, []).append(node.location)
    return found


def iter_references(node: Node) -> Iterator[tuple[Node, Node]]:
    """Iterate over every node at or below a place that refers to another one, with where it leads."""
    if node.is_reference():
        with suppress(UnresolvableReferenceError):  # `validate` has reported it
            yield node, node.target()
    children: Any = [member for _, member in node.items()] or node.elements()
    for child in children:
        yield from iter_references(child)
