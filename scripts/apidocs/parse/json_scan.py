"""Turn a JSON text that is refused into the places of what is wrong, one token at a time."""

import json
import re
from collections.abc import Callable

from apidocs.errors import quote
from apidocs.parse.malformed import MAX_DEPTH, Finding, explain_depth, explain_duplicate_key, explain_range
from apidocs.parse.numbers import read_number
from apidocs.positions import Lines

_TOKEN = re.compile(r'["{}\[\]:]|-?[A-Za-z0-9][A-Za-z0-9.+-]*')
_SURROGATE = re.compile("[\ud800-\udfff]")
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
        if _SURROGATE.search(value):
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
