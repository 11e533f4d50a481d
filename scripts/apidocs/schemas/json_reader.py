"""Read JSON that an author wrote as text, such as the serialized form of an example."""

from __future__ import annotations

import json
from typing import Any

from apidocs.document.parse.malformed import MAX_DEPTH


def read_json(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of a JSON text, nested no deeper than a document may be. Raises ValueError."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [member for each in level for member in _members(each)]
        if not level:
            return value
    raise ValueError("nested too deep")


def _members(value: object) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
