"""Turns a text that no page shows into the rule that keeps it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from apidocs.document import Document
from apidocs.model.operation import METHODS
from apidocs.model.reading import WITHOUT_SIBLINGS
from apidocs.report.texts import Text

# Mappings of components whose names only references use.
INTERNAL: Final = frozenset(
    [
        "parameters",
        "responses",
        "requestBodies",
        "headers",
        "links",
        "callbacks",
        "pathItems",
        "mediaTypes",
        "examples",
    ]
)


# How many objects stand around a path item: the document and its paths.
PATH_ITEM: Final = 2


def reason_of(text: Text, document: Document, *, has_pages: bool) -> str:
    """Return the name of the first rule that holds; `has_pages`: some page should show the text."""
    if not has_pages:
        return "unused-component"
    return next((reason for reason, holds in RULES.items() if holds(text, document)), "not-shown")


def _is_comment(text: Text, _: Document) -> bool:
    """JSON Schema 2020-12 core, section 8.3: a comment is not for readers of the documentation."""
    return text.tokens[-1] == "$comment"


def _is_internal(text: Text, _: Document) -> bool:
    is_component = text.tokens[0] == "components" and text.tokens[1] in INTERNAL
    return text.is_name and ((is_component and len(text.tokens) == 3) or "$defs" in text.tokens[-2:])  # noqa: PLR2004


def _is_ignored(text: Text, document: Document) -> bool:
    """OpenAPI 3.0.4, section 4.7.23: what stands beside a `$ref` is ignored."""
    around = list(_iter_around(text, document))
    return document.version in WITHOUT_SIBLINGS and bool(around) and "$ref" in around[-1]


def _is_one_way(text: Text, document: Document) -> bool:
    """OpenAPI 3.0.4, section 4.7.24: no request has what is readOnly, no response what is writeOnly."""
    return any(
        found.get("readOnly") is True or found.get("writeOnly") is True
        for found in _iter_around(text, document)
    )


def _is_unused_definition(text: Text, _: Document) -> bool:
    return "$defs" in text.tokens


def _is_overridden(text: Text, document: Document) -> bool:
    """Of several parts that describe one value, and of path and operation, one has the word."""
    around = list(_iter_around(text, document))
    return "allOf" in text.tokens or any("$ref" in found for found in around) or _is_of_path(text, around)


def _is_of_path(text: Text, around: list[dict[str, Any]]) -> bool:
    """OpenAPI 3.1, section 4.8.9: what a path says holds for the operations that say nothing themselves."""
    if text.tokens[0] != "paths" or len(around) <= PATH_ITEM:
        return False
    path_item, word = around[PATH_ITEM], text.tokens[PATH_ITEM]
    operations = [found for key, found in path_item.items() if key in METHODS and isinstance(found, dict)]
    if word != "parameters":
        return word in ("summary", "description") and all(word in operation for operation in operations)
    names = [_name_of(found) for operation in operations for found in operation.get("parameters", ())]
    return len(around) > PATH_ITEM + 1 and _name_of(around[PATH_ITEM + 1]) in names


def _name_of(parameter: dict[str, Any]) -> tuple[object, object]:
    return parameter.get("name"), parameter.get("in")


RULES: Final[dict[str, Callable[[Text, Document], bool]]] = {
    "comment": _is_comment,
    "internal-name": _is_internal,
    "ignored-beside-ref": _is_ignored,
    "hidden-by-direction": _is_one_way,
    "unused-definition": _is_unused_definition,
    "overridden": _is_overridden,
}


def _iter_around(text: Text, document: Document) -> Iterator[dict[str, Any]]:
    """Iterate over the objects that a text stands in, the outermost first."""
    value: Any = document.sources[text.uri].value
    for token in text.tokens:
        if isinstance(value, dict):
            yield value
        value = value[int(token)] if isinstance(value, list) else value.get(token)
    if text.is_name and isinstance(value, dict):
        yield value
