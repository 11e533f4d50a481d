"""Texts of JSON values that are equal exactly when the values are."""

from __future__ import annotations

import json
from typing import Any


def written(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write the value on one line, keys in order; a number without a fraction is an integer."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, default=str)


def shown(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write the value as a reader knows it: a text without quotes."""
    return value if isinstance(value, str) else written(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {str(key): _plain(member) for key, member in value.items()}
    return [_plain(element) for element in value] if isinstance(value, list) else value
