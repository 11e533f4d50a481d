"""Read JSON that stands in a text, such as the serialized form of an example or a body in a guide."""

from __future__ import annotations

import json
from typing import Any

from apidocs.document.parse.malformed import MAX_DEPTH


def read_json(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of a JSON text, nested no deeper than a document may be.

    Raises ValueError, also for the constants of JavaScript that are no JSON.
    """
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("nested too deep") from None
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [member for each in level for member in _members(each)]
        if not level:
            return value
    raise ValueError("nested too deep")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _members(value: object) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
