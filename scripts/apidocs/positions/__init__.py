"""Turn a place inside a parsed file into its line and column, at a cost only a problem has to pay."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from apidocs.positions.json_outline import JsonOutline
from apidocs.positions.yaml_outline import YamlOutline


class Lines:
    """The line starts of one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

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
