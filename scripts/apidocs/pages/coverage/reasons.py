"""Why a text is on no page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from apidocs.document.document import Document, Location
from apidocs.document.node import Node
from apidocs.model.operation import METHODS
from apidocs.model.reading import SIBLINGS, WITHOUT_SIBLINGS
from apidocs.pages.coverage.owners import iter_references
from apidocs.pages.coverage.texts import VALUES, Text
from apidocs.schemas.constraints import ENUM_WORDS

# Mappings of components whose names only references use; Swagger 2.0 has two of them at its root.
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
# Extensions whose names no page says, for it shows what they mean.
UNDERSTOOD: Final = frozenset(["x-displayName", "x-example", "x-tagGroups", *ENUM_WORDS])
# How many objects stand around a path item: the document and its paths.
PATH_ITEM: Final = 2
ALL_METHODS: Final = frozenset(METHODS)
# Assertions that all parts of a whole add up: none has the word in place of another one.
ADDED: Final = frozenset(["const", "deprecated", "enum", "mapping", "required"])
# No rule keeps the text away: it is lost.
NOT_SHOWN: Final = "not-shown"


def reason_of(text: Text, document: Document, *, has_pages: bool) -> str:
    """Return the name of the first rule that holds; `has_pages`: some page should show the text."""
    if has_pages:
        return next((reason for reason, holds in RULES.items() if holds(text, document)), NOT_SHOWN)
    if text.tokens[1:] and text.tokens[1].startswith("x-"):
        return "extension"
    is_path = text.uri == "" and text.tokens[0] in ("paths", "webhooks")
    return "without-operations" if is_path else "unused-component"


def _is_said_as_value(text: Text, document: Document) -> bool:
    """OpenAPI 3.2, section 4.19: of JSON the value is shown, and not once more as it is sent."""
    return text.tokens[-1] == "serializedValue" and "dataValue" in list(_iter_around(text, document))[-1]


def _is_without_body(text: Text, _: Document) -> bool:
    """Swagger 2.0: an operation may say what it consumes without having a body."""
    return text.tokens[-2:-1] == ("consumes",)


def _is_said_by_name(text: Text, _: Document) -> bool:
    """Titles that only repeat the name of their property are left out; a flow is called by its title."""
    if text.is_name and text.tokens[-2:-1] == ("flows",):
        return True
    is_title = text.tokens[-1] == "title" and len(text.tokens) > 1
    return is_title and _letters(text.text) == _letters(text.tokens[-2])


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _is_comment(text: Text, _: Document) -> bool:
    """JSON Schema 2020-12 core, section 8.3: a comment is not for readers of the documentation."""
    return text.tokens[-1] == "$comment"


def _is_internal(text: Text, document: Document) -> bool:
    """Names by which only references, or other programs, know something; in Swagger 2.0 bodies have one."""
    if not text.is_name:
        holder = list(_iter_around(text, document))[-1]
        return text.tokens[-1] == "name" and holder.get("in") == "body"
    tokens = text.tokens if document.version == "2.0" else text.tokens[1:]
    is_component = len(tokens) == 2 and tokens[0] in INTERNAL and text.uri == ""  # noqa: PLR2004
    is_example = tokens[-2:-1] == ("examples",)  # its summary is what readers see, or it is alone
    is_group = text.tokens[0] == "x-tagGroups"
    return is_component or is_example or is_group or "$defs" in tokens[-2:] or text.tokens[-1] in UNDERSTOOD


def _is_of_unused_tag(text: Text, _: Document) -> bool:
    """Tags that nothing uses and that say nothing are on no page, nor are those that a group only names."""
    return text.tokens[0] == "tags" or (text.tokens[0] == "x-tagGroups" and text.tokens[-2] == "tags")


def _is_without_operations(text: Text, _: Document) -> bool:
    """OpenAPI 3.1, section 4.8.9: a path item may be empty."""
    return text.is_name and len(text.tokens) == PATH_ITEM and text.tokens[0] in ("paths", "webhooks")


def _is_ignored(text: Text, document: Document) -> bool:
    """OpenAPI 3.0.4, section 4.7.23: what stands beside a `$ref` is ignored."""
    around = list(_iter_around(text, document))
    is_beside = bool(around) and isinstance(around[-1].get("$ref"), str) and not text.is_name
    return document.version in WITHOUT_SIBLINGS and is_beside


def _is_one_way(text: Text, document: Document) -> bool:
    """OpenAPI 3.0.4, section 4.7.24: no request has what is readOnly, no response what is writeOnly."""
    if any(map(_has_direction, _iter_around(text, document))):
        return True
    names = _one_way_names(document)
    is_required = text.tokens[-2:-1] == ("required",) and text.text in names
    return is_required or (bool(VALUES.intersection(text.tokens)) and not names.isdisjoint(text.tokens))


@lru_cache(maxsize=1)
def _one_way_names(document: Document) -> frozenset[str]:
    """Return the names of all properties that only requests or only responses have."""
    found: set[str] = set()
    waiting: list[Any] = [source.value for source in document.sources.values()]
    while waiting:
        value = waiting.pop()
        members = value.items() if isinstance(value, dict) else ()
        found.update(key for key, member in members if isinstance(member, dict) and _has_direction(member))
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return frozenset(found)


def _has_direction(keywords: Mapping[str, Any]) -> bool:
    return keywords.get("readOnly") is True or keywords.get("writeOnly") is True


def _is_unused_definition(text: Text, _: Document) -> bool:
    return "$defs" in text.tokens


def _is_overridden(text: Text, document: Document) -> bool:
    """Of several parts that describe one value, and of path and operation, one has the word."""
    if text.keyword in ADDED:
        return False
    around = list(_iter_around(text, document))
    is_part = "allOf" in text.tokens or any("$ref" in found for found in around)
    return is_part or _is_of_path(text, around) or text.location in _replaced(document)


@lru_cache(maxsize=1)
def _replaced(document: Document) -> frozenset[Location]:
    """Return the words in whose place a reference says its own (OpenAPI 3.1, section 4.8.23)."""
    roots = [Node(document, source, source.value) for source in document.sources.values()]
    found = (pair for root in roots for pair in iter_references(root))
    return frozenset(
        Location(target.location.uri, f"{target.location.pointer}/{key}")
        for node, target in found
        for key in SIBLINGS
        if key in node.value
    )


def _is_of_path(text: Text, around: list[dict[str, Any]]) -> bool:
    """OpenAPI 3.1, section 4.8.9: what a path says holds for the operations that say nothing themselves."""
    depths = [depth for depth, found in enumerate(around) if not ALL_METHODS.isdisjoint(found)]
    if not depths or depths[0] >= len(text.tokens):
        return False
    path_item, word = around[depths[0]], text.tokens[depths[0]]
    operations = [found for key, found in path_item.items() if key in METHODS and isinstance(found, dict)]
    if word != "parameters":
        return word in ("summary", "description") and all(word in operation for operation in operations)
    names = [_name_of(found) for operation in operations for found in operation.get("parameters", ())]
    return len(around) > depths[0] + 1 and _name_of(around[depths[0] + 1]) in names


def _name_of(parameter: dict[str, Any]) -> tuple[object, object]:
    """Return what tells a parameter from others: the names of headers know no case."""
    name, location = parameter.get("name"), parameter.get("in")
    return name.lower() if location == "header" and isinstance(name, str) else name, location


def _is_in_extension(text: Text, _: Document) -> bool:
    """Tell extensions of objects that have no place of their own on a page, such as an example's."""
    return any(token.startswith("x-") for token in text.tokens)


RULES: Final[dict[str, Callable[[Text, Document], bool]]] = {
    "comment": _is_comment,
    "without-body": _is_without_body,
    "said-by-name": _is_said_by_name,
    "said-as-value": _is_said_as_value,
    "internal-name": _is_internal,
    "unused-tag": _is_of_unused_tag,
    "without-operations": _is_without_operations,
    "ignored-beside-ref": _is_ignored,
    "hidden-by-direction": _is_one_way,
    "unused-definition": _is_unused_definition,
    "overridden": _is_overridden,
    "extension": _is_in_extension,
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
