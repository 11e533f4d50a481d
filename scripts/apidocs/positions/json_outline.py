"""Turn the way to a value of a JSON text into its offset."""

import json
import re
from collections.abc import Callable, Sequence

_scan_string: Callable[[str, int], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]
_SPACE = re.compile(r"[ \t\n\r]*")


class JsonOutline:
    """Descends one level at a time; the C decoder jumps over what lies beside the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decode = json.JSONDecoder().raw_decode
        self._members: dict[int, dict[str, tuple[int, int]]] = {}

    def find(self, tokens: Sequence[str]) -> int:
        """Return where the last value on the way stands that is there."""
        place = value = self._skip(0)
        for token in tokens:
            if token not in (members := self._members_at(value)):
                break
            place, value = members[token]
        return place

    def _members_at(self, start: int) -> dict[str, tuple[int, int]]:
        """Key to (where the member stands, where its value starts)."""
        if start not in self._members:
            scan = {"{": self._scan_object, "[": self._scan_array}.get(self._text[start : start + 1])
            self._members[start] = scan(start) if scan else {}
        return self._members[start]

    def _scan_object(self, start: int) -> dict[str, tuple[int, int]]:
        members: dict[str, tuple[int, int]] = {}
        place = self._skip(start + 1)
        while self._text[place] != "}":
            key, end = _scan_string(self._text, place + 1)
            value = self._skip(self._skip(end) + 1)
            members[key] = (place, value)
            place = self._next(value)
        return members

    def _scan_array(self, start: int) -> dict[str, tuple[int, int]]:
        members: dict[str, tuple[int, int]] = {}
        place = self._skip(start + 1)
        while self._text[place] != "]":
            members[str(len(members))] = (place, place)
            place = self._next(place)
        return members

    def _next(self, value: int) -> int:
        """Where the member after this value starts, or where the container ends."""
        end = self._skip(self._decode(self._text, value)[1])
        return self._skip(end + 1) if self._text[end] == "," else end

    def _skip(self, start: int) -> int:
        match = _SPACE.match(self._text, start)
        return match.end() if match else start
