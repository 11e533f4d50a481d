"""Line and column of a place in a parsed file, computed on demand."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any, Protocol, TypeAlias

import yaml

from apidocs.document.yaml_events import iter_parsers

_Event: TypeAlias = Any  # the types of the parsers in C and in Python have no common class


class _Parser(Protocol):
    def get_event(self) -> _Event: ...


class YamlOutline:
    """Goes through the events of the parser once and keeps where keys and values stand.

    The composer of the library would do, if it did not refuse an anchor that is given again.
    """

    def __init__(self, text: str) -> None:
        for parser in iter_parsers(text):
            self._open = [_Spot(0, is_list=True)]
            self._anchored: dict[str, _Spot] = {}
            with suppress(yaml.YAMLError):
                self._read(parser)
                return

    def find(self, tokens: Sequence[str]) -> int:
        """Return where the last value on the way stands that is there."""
        place, spot = self._open[0].members.get("0", (0, self._open[0]))
        for token in tokens:
            if token not in spot.members:
                break
            place, spot = spot.members[token]
        return place

    def _read(self, parser: _Parser) -> None:
        while event := parser.get_event():
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._open.pop().merge()
            elif isinstance(event, yaml.NodeEvent):
                self._add(event)

    def _add(self, event: _Event) -> None:
        is_alias = isinstance(event, yaml.AliasEvent)
        spot = self._anchored[event.anchor] if is_alias else _read_spot(event)
        self._open[-1].add(event.start_mark.index, spot, is_merge=_is_merge(event))
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(spot)
        if event.anchor is not None:
            self._anchored[event.anchor] = spot


class _Spot:
    """A value: where it stands, and where its members do."""

    __slots__ = ("is_list", "key", "members", "merged", "offset", "text")

    def __init__(self, offset: int, *, is_list: bool = False, text: str = "") -> None:
        self.offset = offset
        self.is_list = is_list
        self.text = text
        self.members: dict[str, tuple[int, _Spot]] = {}
        self.key: tuple[str, int, bool] | None = (
            None  # the key whose value comes next, where it is, whether `<<`
        )
        self.merged: list[_Spot] = []

    def add(self, offset: int, spot: "_Spot", *, is_merge: bool) -> None:
        if self.is_list:
            self.members[str(len(self.members))] = (offset, spot)
        elif self.key is None:
            self.key = (spot.text, offset, is_merge)
        else:
            self._add_member(*self.key, spot)
            self.key = None

    def _add_member(self, key: str, offset: int, is_merge: bool, spot: "_Spot") -> None:  # noqa: FBT001
        if is_merge:
            self.merged.append(spot)
        else:
            self.members[key] = (offset, spot)

    def merge(self) -> None:
        """Take in what `<<` brings in (YAML 1.1, type `merge`): own members win, then those of the first."""
        for spot in self.merged:
            for source in (member for _, member in spot.members.values()) if spot.is_list else (spot,):
                self.members = {**source.members, **self.members}


def _read_spot(event: _Event) -> _Spot:
    is_list = isinstance(event, yaml.SequenceStartEvent)
    return _Spot(event.start_mark.index, is_list=is_list, text=getattr(event, "value", ""))


def _is_merge(event: _Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]


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


class Lines:
    """The line starts of one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Positions:
    """The places of all values of one well-formed text; nothing is scanned before the first question."""

    def __init__(self, text: str, *, is_json: bool) -> None:
        self._text = text
        self._is_json = is_json

    def find(self, tokens: Sequence[str]) -> tuple[int, int]:
        """Return line and column of the value that the JSON Pointer tokens lead to.

        A member of a mapping stands where its key stands. Tokens that lead nowhere give the place of the last
        value that is there.
        """
        return self._lines.position(self._outline.find(tokens))

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    @cached_property
    def _outline(self) -> JsonOutline | YamlOutline:
        return JsonOutline(self._text) if self._is_json else YamlOutline(self._text)
