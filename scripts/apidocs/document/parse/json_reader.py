"""Parse JSON by its strict grammar, and say where a text breaks it."""

import json
import math
import re
from collections.abc import Callable
from typing import NoReturn

from apidocs.document.parse.malformed import (
    MAX_DEPTH,
    Finding,
    MalformedError,
    explain_depth,
    explain_duplicate_key,
    explain_range,
)
from apidocs.document.parse.scalars import read_number
from apidocs.document.positions import Lines
from apidocs.problems import JsonValue, quote

_TOKEN = re.compile(r'["{}\[\]:]|-?[A-Za-z0-9][A-Za-z0-9.+-]*')

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

_CONSTANTS = {"NaN", "Infinity", "-Infinity"}

_scan_string: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]


def scan_json(text: str) -> list[Finding]:
    """Return what the decoder gives no place for: keys given twice, depth, numbers, half characters.

    The text may be broken in other ways too; a string without an end, or a value too deep, ends the search.
    """
    scan = _Scan(text)
    place = 0
    while (match := _TOKEN.search(text, place)) is not None:
        place = scan.read(match.group(), match.start())
    return scan.findings


class _Scan:
    def __init__(self, text: str) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._lines = Lines(text)
        self._open: list[dict[str, int]] = []  # where the keys of each open mapping stand; empty for a list
        self._string: tuple[str, int] | None = None  # the last token when it is a string, and where it stands

    def read(self, piece: str, offset: int) -> int:
        """Take in one token and return where to look for the next."""
        if piece == '"':
            return self._read_string(offset)
        if piece in {"{", "["}:
            self._open.append({})
        elif piece in {"}", "]"}:
            self._open[-1:] = []
        elif piece == ":":
            self._read_key()
        else:
            self._read_scalar(piece, offset)
        self._string = None
        if len(self._open) > MAX_DEPTH:
            self.findings.append(explain_depth(offset))
            return len(self._text)
        return offset + len(piece)

    def _read_string(self, offset: int) -> int:
        try:
            value, end = _scan_string(self._text, offset + 1, False)  # noqa: FBT003 - takes no keywords
        except json.JSONDecodeError:
            return len(self._text)
        self._string = value, offset
        if _HALF_CHARACTER.search(value):
            self.findings.append(Finding(offset, "lone-surrogate", _LONE_SURROGATE))
        return end

    def _read_key(self) -> None:
        if self._string is None or not self._open:
            return
        key, offset = self._string
        first = self._open[-1].setdefault(key, offset)
        if first != offset:
            line, _ = self._lines.position(first)
            self.findings.append(explain_duplicate_key(offset, key, line))

    def _read_scalar(self, piece: str, offset: int) -> None:
        if piece in _CONSTANTS:
            message = f"{quote(piece)} is no JSON value: write a number, or quote it"
            self.findings.append(Finding(offset, "not-json", message))
            return
        try:
            read_number(piece)
        except OverflowError:
            self.findings.append(explain_range(offset, piece))


_LONE_SURROGATE = "a \\u escape in this string gives half a character: write both halves"

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
        try:
            return read_number(written) or 0
        except OverflowError as error:
            raise _SuspiciousError from error
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
