"""Turn a place inside a parsed file into its line and column, at a cost only a problem has to pay."""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol

import yaml

_scan_string: Callable[[str, int], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]
_SPACE = re.compile(r"[ \t\n\r]*")
_BaseLoader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Lines:
    """The line starts of one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class _Outline(Protocol):
    def offset(self, tokens: Sequence[str]) -> int: ...


class Positions:
    """The places of all values of one well-formed text; nothing is scanned before the first question."""

    def __init__(self, text: str, *, is_json: bool) -> None:
        self._text = text
        self._is_json = is_json

    def find(self, tokens: Sequence[str]) -> tuple[int, int]:
        """Line and column of the value that the JSON Pointer tokens lead to.

        A member of a mapping stands where its key stands. Tokens that lead nowhere give the place of the last
        value that is there.
        """
        return self._lines.position(self._outline.offset(tokens))

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    @cached_property
    def _outline(self) -> _Outline:
        return _JsonOutline(self._text) if self._is_json else _YamlOutline(self._text)


class _JsonOutline:
    """Descends one level at a time; the C decoder jumps over what lies beside the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decode = json.JSONDecoder().raw_decode
        self._members: dict[int, dict[str, tuple[int, int]]] = {}

    def offset(self, tokens: Sequence[str]) -> int:
        place = value = self._skip(0)
        for token in tokens:
            if token not in (members := self._members_at(value)):
                break
            place, value = members[token]
        return place

    def _members_at(self, start: int) -> dict[str, tuple[int, int]]:
        """Key to (where the member stands, where its value starts)."""
        if start not in self._members:
            scan = {"{": self._scan_object, "[": self._scan_array}.get(self._text[start])
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


class _YamlOutline:
    """Descends through the composed nodes, which know their marks."""

    def __init__(self, text: str) -> None:
        self._root = yaml.compose(text, Loader=_BaseLoader)
        self._members: dict[int, dict[str, tuple[int, yaml.Node]]] = {}

    def offset(self, tokens: Sequence[str]) -> int:
        if self._root is None:
            return 0
        place, node = self._root.start_mark.index, self._root
        for token in tokens:
            if token not in (members := self._members_at(node)):
                break
            place, node = members[token]
        return place

    def _members_at(self, node: yaml.Node) -> dict[str, tuple[int, yaml.Node]]:
        if id(node) not in self._members:
            self._members[id(node)] = self._read(node)
        return self._members[id(node)]

    def _read(self, node: yaml.Node) -> dict[str, tuple[int, yaml.Node]]:
        if isinstance(node, yaml.SequenceNode):
            return {str(index): (child.start_mark.index, child) for index, child in enumerate(node.value)}
        if not isinstance(node, yaml.MappingNode):
            return {}
        members: dict[str, tuple[int, yaml.Node]] = {}
        for key, child in node.value:
            if key.value == "<<" and key.style is None:
                members = {**self._merged(child), **members}
            else:
                members[key.value] = (key.start_mark.index, child)
        return members

    def _merged(self, child: yaml.Node) -> dict[str, tuple[int, yaml.Node]]:
        """Return the members a merge key brings in (YAML 1.1, type `merge`): of several mappings the first wins."""
        if not isinstance(child, yaml.SequenceNode):
            return self._members_at(child)
        members: dict[str, tuple[int, yaml.Node]] = {}
        for each in reversed(child.value):
            members.update(self._members_at(each))
        return members
