"""Rows of fields as a tree: each field with its members inside, what lies deep folded."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from apidocs.pages.fields.field_table import Field

# Two levels of fields are open while they have no more rows than these together, else the first alone:
# one of no more rows than FEW says too little by itself.
MOST_OPEN: Final = 40
FEW: Final = 8
# The last name of a path, with the marks of arrays after it.
LAST: Final = re.compile(r"[^.\[\]]*(?:\[\])*$")


@dataclass
class FieldNode:
    """A field and its members; `parent` is the part of its path that `name` stands after.

    The members of a folded one are out of sight until a reader asks for them.
    """

    field: Field
    parent: str = ""
    name: str = ""
    is_folded: bool = False
    members: list[FieldNode] = dataclasses.field(default_factory=list)


def tree_of(fields: Sequence[Field]) -> list[FieldNode]:
    """Put each row below the one that it is inside of: the nearest before it that is less deep."""
    top: list[FieldNode] = []
    open_: list[FieldNode] = []
    first, both = (sum(row.depth <= depth for row in fields) for depth in (0, 1))
    folded_from = 1 if both <= MOST_OPEN or first <= FEW else 0
    for row in fields:
        while open_ and open_[-1].field.depth >= row.depth:
            open_.pop()
        node = _node(row, is_folded=row.depth >= folded_from)
        (open_[-1].members if open_ else top).append(node)
        open_.append(node)
    return top


def _node(row: Field, *, is_folded: bool) -> FieldNode:
    last = LAST.search(row.path)
    name = row.path if last is None or not last[0] else last[0]
    return FieldNode(row, row.path[: len(row.path) - len(name)], name, is_folded)
