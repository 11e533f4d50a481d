"""Make the elements of an array unique, for `uniqueItems`."""

from __future__ import annotations

from typing import Any

from apidocs.model.schema.schema import Schema
from apidocs.schemas.json_writer import compact_json


def distinct_elements(elements: list[Any], items: Schema | None) -> list[Any]:
    """Return the elements with a number added to those that stand there already, where that is possible."""
    found: list[Any] = []
    seen: set[str] = set()
    for element in elements:
        candidates = (_varied(element, number, items) for number in range(len(elements) + 1))
        fresh = next((value for value in candidates if compact_json(value) not in seen), element)
        seen.add(compact_json(fresh))
        found.append(fresh)
    return found


def _varied(value: Any, number: int, schema: Schema | None) -> Any:  # noqa: ANN401 - a JSON value
    if number == 0:
        return value
    if schema is not None and schema.enum is not None:
        return schema.enum[number % len(schema.enum)]
    if isinstance(value, dict) and value:
        name = next(iter(value))
        return {**value, name: _varied(value[name], number, None)}
    if isinstance(value, str):
        return _numbered(value, number, schema)
    return _counted(value, number, schema)


def _counted(value: Any, number: int, schema: Schema | None) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, bool):
        return not value
    step = 1 if schema is None else schema.constraints.get("multipleOf", 1)
    return value + number * step if isinstance(value, (int, float)) else value


def _numbered(text: str, number: int, schema: Schema | None) -> str:
    """Make `<string>` into `<string-2>`; a text that may not grow gives up its end."""
    ending = f"-{number + 1}"
    longer = f"{text[:-1]}{ending}>" if text.endswith(">") else text + ending
    longest = schema.constraints.get("maxLength") if schema is not None else None
    if not isinstance(longest, int) or len(longer) <= longest:
        return longer
    return text[: longest - len(str(number))] + str(number)
