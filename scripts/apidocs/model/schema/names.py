"""Names for schemas that a `$ref` leads to and that are no component."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from apidocs.document.node import Location
from apidocs.document.references import FILES, split_pointer

# Keys below which schemas are declared by name.
DECLARATIONS: Final = frozenset({"schemas", "definitions", "$defs"})
# Keys on the way to a schema that say nothing of it.
STEPS: Final = DECLARATIONS | {
    "additionalProperties",
    "allOf",
    "anyOf",
    "components",
    "content",
    "items",
    "oneOf",
    "parameters",
    "paths",
    "properties",
    "requestBody",
    "responses",
    "schema",
}


def schema_name(location: Location, taken: Container[str]) -> str:
    """Return the name it is declared by, else its file's, else the words on the way to it.

    One that is taken gets the file's name before it, or a number.
    """
    uri, tokens = location.uri, split_pointer(location.pointer)
    if tokens[:1] == [FILES] and len(tokens) > 1:
        uri, tokens = tokens[1], tokens[2:]
    stem = PurePosixPath(unquote(urlsplit(uri).path)).stem
    is_declared = len(tokens) == 1 or (len(tokens) > 1 and tokens[-2] in DECLARATIONS)
    words = [token for token in tokens if token not in STEPS and not token.isdecimal()]
    wanted = tokens[-1] if is_declared else ".".join(words) or stem or "schema"
    candidates = [wanted, *([f"{stem}.{wanted}"] if stem and stem != wanted else [])]
    number = 2
    while candidates[0] in taken:
        candidates.pop(0)
        if not candidates:
            candidates.append(f"{wanted}-{number}")
            number += 1
    return candidates[0]
