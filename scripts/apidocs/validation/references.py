"""Turns a document's places into the problems of its references: broken ones, and unused components."""

from collections.abc import Iterator

from apidocs.document import Document
from apidocs.errors import Problem
from apidocs.validation.places import Places


def check_references(document: Document, places: Places) -> Iterator[Problem]:
    """Yield broken references (an error where in use, else a warning) and components that nothing leads to.

    A document without operations is a library for others, whose components are all unused: it is let alone.
    """
    yield from places.problems
    if not any(place.in_use for place in places.of_kind("operation")):
        return
    for component in places.unused:
        kind = component.kind.replace("_", " ")
        message = f'{kind} "{component.name}" is used nowhere: refer to it, or remove it'
        yield document.problem(component.node, "unused-component", message)
