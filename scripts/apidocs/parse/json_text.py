"""Turn JSON text into values as strictly as its grammar, and say where it breaks it."""

import json
import math
import re
from typing import NoReturn

from apidocs.errors import JsonValue
from apidocs.parse.json_scan import scan_json
from apidocs.parse.malformed import MAX_DEPTH, Finding, MalformedError, explain_depth

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

_HINTS = {
    "Expecting property name": "a key in double quotes is expected here; look for a comma too many "
    "before it, a comment, or single quotes",
    "Illegal trailing comma": "there is a comma too many here: remove it",
    "Expecting ':' delimiter": "a `:` is expected between a key and its value",
    "Expecting ',' delimiter": "a `,` is expected before this, or a bracket or quote before it was "
    "never closed",
    "Expecting value": "a value is expected here; look for a comma too many before it, or a text "
    "without quotes",
    "Extra data": "the JSON value ends before this: remove what follows",
    "Unterminated string": "the text that starts here has no closing quote",
    "Invalid control character": "a text holds a line break, tab or other control character: write it as an "
    "escape such as \\n or \\t",
    "Invalid \\escape": "a text has a backslash before a character that cannot be escaped: write \\\\ "
    "for a backslash",
    "Invalid \\uXXXX escape": "a \\u escape needs four hexadecimal digits",
}
"""What the json module says, by its beginning, in the words of the file."""


class _SuspiciousError(ValueError):
    """Raised by the decoder's hooks, which know that something is wrong and not where."""


def parse_json(text: str) -> JsonValue:
    """Read the value of a JSON text. Raises MalformedError with all that is wrong."""
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise MalformedError(_explain(error)) from error
    except (ValueError, RecursionError) as error:  # ValueError also comes from a number with too many digits
        raise MalformedError(*(scan_json(text) or [explain_depth(0)])) from error
    if (_is_too_deep(value) or _SURROGATE.search(text)) and (findings := scan_json(text)):
        raise MalformedError(*findings)
    return value


def _build_mapping(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise _SuspiciousError
    return mapping


def _read_float(written: str) -> float:
    if math.isinf(number := float(written)):
        raise _SuspiciousError
    return number


def _refuse_constant(_: str) -> NoReturn:
    raise _SuspiciousError


_DECODER = json.JSONDecoder(
    object_pairs_hook=_build_mapping, parse_float=_read_float, parse_constant=_refuse_constant
)


def _is_too_deep(value: JsonValue) -> bool:
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(MAX_DEPTH):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, (dict, list))
        ]
    return bool(level)


def _explain(error: json.JSONDecodeError) -> Finding:
    hint = next((text for start, text in _HINTS.items() if error.msg.startswith(start)), error.msg)
    return Finding(error.pos, "not-json", f"this is not JSON: {hint}")
