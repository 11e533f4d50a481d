"""Media types as RFC 9110 means them: type and parameters, and the ranges that cover them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from apidocs.model.mime import is_json

# A parameter: its name, then a token or a quoted text (RFC 9110, section 5.6.6).
PARAMETER: Final = re.compile(r';\s*([^=;\s]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)')


def normal_media_type(name: str) -> str:
    """Write a media type so that two are equal when they mean the same.

    Types, names of parameters and charsets know no case, parameters have no order (RFC 9110, section 8.3.1),
    and JSON has no charset (RFC 8259, section 11).
    """
    essence = name.partition(";")[0].strip().lower()
    parameters = {}
    for key, written in PARAMETER.findall(name):
        value = re.sub(r"\\(.)", r"\1", written[1:-1]) if written.startswith('"') else written
        key = key.lower()  # noqa: PLW2901 - the same name
        if not (key == "charset" and is_json(essence)):
            parameters[key] = value.lower() if key == "charset" else value
    return essence + "".join(f"; {key}={value}" for key, value in sorted(parameters.items()))


def essence(name: str) -> str:
    """Return a media type without its parameters."""
    return name.partition(";")[0]


def covering_range(name: str, listed: Collection[str]) -> str | None:
    """Return the one of those listed that covers a media type, the nearest first (OpenAPI 3.1, 4.8.14.1).

    A type without parameters covers the same type with any.
    """
    type_ = essence(name)
    ranges = (type_, f"{type_.partition('/')[0]}/*", "*/*")
    return next((each for each in ranges if each in listed and each != name), None)
