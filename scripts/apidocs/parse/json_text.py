"""Turn JSON text into values as strictly as its grammar, and say where it breaks it."""

import json
import math
import re
from collections.abc import Iterator
from typing import NoReturn

from apidocs.errors import JsonValue, quote
from apidocs.parse.malformed import (
    MAX_DEPTH,
    Finding,
    MalformedError,
    explain_depth,
    explain_duplicate_key,
    explain_range,
)
from apidocs.parse.numbers import read_number
from apidocs.positions import Lines

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]|-?[A-Za-z0-9][A-Za-z0-9.+-]*', re.DOTALL)
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
        raise MalformedError(*_find_all(text)) from error
    if _is_too_deep(value) or _has_lone_surrogate(text):
        raise MalformedError(*_find_all(text))
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
    for _ in range(MAX_DEPTH + 1):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, (dict, list))
        ]
    return bool(level)


def _has_lone_surrogate(text: str) -> bool:
    r"""Tell whether a \u escape gives half a character, which no file can be written with."""
    return bool(_SURROGATE.search(text)) and any(
        _is_lone(token.group()) for token in _TOKEN.finditer(text) if _SURROGATE.search(token.group())
    )


def _is_lone(written: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in json.loads(written, strict=False))


def _explain(error: json.JSONDecodeError) -> Finding:
    hint = next((text for start, text in _HINTS.items() if error.msg.startswith(start)), error.msg)
    return Finding(error.pos, "not-json", f"this is not JSON: {hint}")


def _find_all(text: str) -> tuple[Finding, ...]:
    """Every finding of a text the decoder refused or should have; it may be broken further on."""
    findings = tuple(_Scan(text).iter_findings())
    return findings or (explain_depth(0),)


class _Scan:
    """Goes through the lexemes of a text once, without recursion."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._open: list[dict[str, int]] = []  # where the keys of each open mapping stand; empty for a list
        self._last = ""
        self._last_offset = 0

    def iter_findings(self) -> Iterator[Finding]:
        for match in _TOKEN.finditer(self._text):
            lexeme, offset = match.group(), match.start()
            if lexeme in "{[":
                self._open.append({})
                if len(self._open) > MAX_DEPTH:
                    yield explain_depth(offset)
                    return
            elif lexeme in "}]":
                self._open[-1:] = []
            elif lexeme == ":":
                yield from self._check_key()
            else:
                yield from _check_scalar(lexeme, offset)
            self._last, self._last_offset = lexeme, offset

    def _check_key(self) -> Iterator[Finding]:
        if not self._open or not self._last.startswith('"'):
            return
        key = json.loads(self._last, strict=False)
        if key in (keys := self._open[-1]):
            line = self._lines.position(keys[key])[0]
            yield explain_duplicate_key(self._last_offset, key, line)
        keys.setdefault(key, self._last_offset)


def _check_scalar(lexeme: str, offset: int) -> Iterator[Finding]:
    if lexeme.startswith('"'):
        if _SURROGATE.search(lexeme) and _is_lone(lexeme):
            yield Finding(
                offset,
                "lone-surrogate",
                "a \\u escape in this string gives half a character: write both halves",
            )
    elif lexeme in {"NaN", "Infinity", "-Infinity"}:
        yield Finding(offset, "not-json", f"{quote(lexeme)} is no JSON value: write a number, or quote it")
    else:
        try:
            read_number(lexeme)
        except OverflowError:
            yield explain_range(offset, lexeme)
