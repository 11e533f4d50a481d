"""Rows of fields as a tree: each field with its members inside, what lies deep folded."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from apidocs.pages.fields.field_table import Field

# Members of fields at this depth and deeper are folded: two levels of a body are open.
FOLDED: Final = 1
# The last name of a path, with the marks of arrays after it.
LAST: Final = re.compile(r"[^.\[\]]*(?:\[\])*$")


@dataclass
class FieldNode:
    """A field and its members; `parent` is the part of its path that `name` stands after."""

    field: Field
    parent: str = ""
    name: str = ""
    members: list[FieldNode] = dataclasses.field(default_factory=list)

    @property
    def is_folded(self) -> bool:
        """Whether its members are out of sight until a reader asks for them."""
        return self.field.depth >= FOLDED


def tree_of(fields: Sequence[Field]) -> list[FieldNode]:
    """Put each row below the one that it is inside of: the nearest before it that is less deep."""
    top: list[FieldNode] = []
    open_: list[FieldNode] = []
    for row in fields:
        while open_ and open_[-1].field.depth >= row.depth:
            open_.pop()
        node = _node(row)
        (open_[-1].members if open_ else top).append(node)
        open_.append(node)
    return top


def _node(row: Field) -> FieldNode:
    last = LAST.search(row.path)
    name = row.path if last is None or not last[0] else last[0]
    return FieldNode(row, row.path[: len(row.path) - len(name)], name)
