"""Turn the way to a value of a YAML text into its offset."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

import yaml

_Event: TypeAlias = Any  # the types of the parsers in C and in Python have no common class
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Parser(Protocol):
    def get_event(self) -> _Event: ...


class YamlOutline:
    """Goes through the events of the parser once and keeps where keys and values stand.

    The composer of the library would do, if it did not refuse an anchor that is given again.
    """

    def __init__(self, text: str) -> None:
        self._open = [_Spot(0, is_list=True)]
        self._anchored: dict[str, _Spot] = {}
        self._read(_Loader(text))

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
