"""Warn of schemas that combine more choices than can be shown together."""

from collections.abc import Iterator
from typing import Final

from apidocs.document.document import Document, Node, UnresolvableReferenceError
from apidocs.model.schema.all_of import MOST_CHOICES
from apidocs.problems import Problem
from apidocs.validation.places import Places

# Parts of one allOf that are looked into, at any depth.
MOST_PARTS: Final = 500


def check_choices(document: Document, places: Places) -> Iterator[Problem]:
    """Warn where the parts of an allOf offer more choices (oneOf, anyOf) than a page combines."""
    for place in places.of_kind("schema"):
        if isinstance(place.node.value, dict) and "allOf" in place.node.value:
            count = _count(place.node)
            if count > MOST_CHOICES:
                message = (
                    f"the parts of this allOf offer {count} choices (oneOf, anyOf), and a page combines only "
                    f"the first {MOST_CHOICES} of them: split the schema, or name the alternatives that occur"
                )
                yield document.problem(place.node.child("allOf"), "too-many-choices", message)


def _count(node: Node) -> int:
    """Count the choices of a schema and of all parts of its allOf, each once."""
    seen: set[int] = set()
    waiting = [node]
    count = 0
    while waiting and len(seen) < MOST_PARTS:
        part = _resolved(waiting.pop())
        if part is None or id(part.value) in seen or not isinstance(part.value, dict):
            continue
        seen.add(id(part.value))
        count += sum(bool(part.value.get(keyword)) for keyword in ("oneOf", "anyOf"))
        parts = part.get("allOf")
        waiting += parts.elements() if parts is not None else ()
    return count


def _resolved(node: Node) -> Node | None:
    try:
        return node.resolve()
    except UnresolvableReferenceError:
        return None  # which is a problem of its own
