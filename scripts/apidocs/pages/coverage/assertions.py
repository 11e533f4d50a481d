"""Whether a page says an assertion of a schema, a parameter or a header in the row that it belongs to."""

from __future__ import annotations

from typing import Any, Final

from apidocs.document.document import Document
from apidocs.pages.coverage.said import Pages, Side
from apidocs.pages.coverage.texts import NAMES, Text
from apidocs.pages.coverage.words import is_in, page_words

# Mappings whose names are steps of the path of a row.
STEPS: Final = frozenset(["patternProperties", "properties"])
# Lists of the schemas of elements, each of one place; `items` is one in Swagger 2.0.
ELEMENTS: Final = frozenset(["items", "prefixItems"])
# What is below these has rows by its own names.
BEGINNINGS: Final = frozenset(["$defs", "definitions", "headers", "schemas"])


def is_said(text: Text, document: Document, pages: Pages, src_uri: str, *, is_home: bool) -> bool:
    """Whether both forms of a page say an assertion; `is_home`: the page is of the schema around it."""
    *name, steps = _path_of(text, document)
    # The parts of a parameter's value have rows of their own, below its row.
    paths = [page_words(" ".join((*name, *steps))), *[page_words(" ".join(steps))] * bool(name)]
    is_exact = is_home and "$defs" not in text.tokens
    return all(
        any(_is_said_by(text, path, side, pages.deprecated, is_exact=is_exact) for path in paths)
        for side in pages.sides(src_uri)
    )


def _is_said_by(text: Text, path: str, side: Side, deprecated: str, *, is_exact: bool) -> bool:
    is_whole = not path.strip()
    rows = side.rows_of(path, is_exact=is_exact)
    words = [row.words for row in rows]
    if text.keyword == "required" and text.tokens[-1] == "required":  # of a parameter, a header or a body
        return is_whole or any(row.is_required for row in rows)
    if text.keyword == "required":
        fields = side.rows_of(f"{path.rstrip()}{page_words(text.text)}", is_exact=is_exact)
        undeclared = [*words, *[side.words] * (is_whole and not fields)]
        return any(row.is_required for row in fields) or any(_are_in(text, found) for found in undeclared)
    if is_whole:
        words = [side.whole if text.keyword == "description" else side.words]
    if text.keyword == "deprecated":
        return any(deprecated in found for found in words)
    return any(is_in(text.text, found) for found in words)


def _are_in(text: Text, words: str) -> bool:
    """Whether a row names a required property and the keyword: one that has no row of its own."""
    return " required " in words and is_in(text.text, words)


def _path_of(text: Text, document: Document) -> tuple[Any, ...]:
    """Return the name of the parameter or header that it belongs to, if any, and the steps from there."""
    name: tuple[str, ...] = ()
    steps: list[str] = []
    value: Any = document.sources[text.uri].value
    holder = ""  # the mapping of names that the next token is one of
    for index, token in enumerate(text.tokens):
        is_element = isinstance(value, list)
        value = value[int(token)] if is_element else value.get(token)
        if holder in BEGINNINGS:
            name, steps = ((token,) if holder == "headers" else ()), []
        elif holder in STEPS or (is_element and text.tokens[index - 1] in ELEMENTS):
            steps.append(token)
        if not holder and isinstance(value, dict) and isinstance(value.get("name"), str) and "in" in value:
            name, steps = ((value["name"],) if value["in"] != "body" else ()), []
        is_names = not holder and token in NAMES and isinstance(value, dict)
        holder = token if is_names else ""
    return (*name, steps)
