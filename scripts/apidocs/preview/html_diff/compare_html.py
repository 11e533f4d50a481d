"""Align two versions of a page's HTML block by block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from apidocs.preview.html_diff.compare_words import Word, mark_all, mark_words, seen
from apidocs.preview.html_diff.html_tree import Element, Nodes, block_of, has_blocks, items, parse, written
from apidocs.preview.html_diff.longest_common_subsequence import Pair, alike_pairs, equal_pairs

# Blocks of which so much is the same are one block that changed.
ALIKE: Final = 0.4
# A longer page is shown without marks: to find them would take longer than to read it.
LONGEST: Final = 2_000_000
LISTS: Final = frozenset({"li", "td", "th", "dt", "dd"})
# Where these went, something else than an empty place would tell; or they cannot be seen.
NO_PLACE: Final = frozenset({"thead", "tbody", "tfoot", "colgroup", "summary", "input"})
# What a reader sees of a block: its tag and its words.
Look = tuple[str, tuple[Word, ...]]
SIDES: Final = ("before", "after", "inline")
ID: Final = re.compile(r' id="[^"]*"')


@dataclass(frozen=True)
class Row:
    """A stretch of the page: before with what went, after with what came, and both in one.

    A side that has nothing there is ""; `place` is what keeps its place open inside of another block.
    """

    before: str
    after: str
    inline: str
    is_changed: bool = True
    place: str = ""


def mark(before: str, after: str) -> tuple[Row, ...]:
    """Compare as a reader sees it: block by block, inside of these word by word; tags do not count."""
    if len(before) + len(after) > LONGEST:
        return (Row(before, after, after),)
    rows = _rows(parse(before), parse(after))
    found: list[Row] = []
    for row in rows:
        if found and not row.is_changed and not found[-1].is_changed:
            found[-1] = _joined(found[-1], row)
        else:
            found.append(row)
    return tuple(found)


def _joined(*rows: Row) -> Row:
    """Make one row of those that follow each other without a change."""
    before, after, inline = ("".join(getattr(row, side) for row in rows) for side in SIDES)
    return Row(before, after, inline, is_changed=False)


def _rows(before: Nodes, after: Nodes) -> list[Row]:
    old, new = items(before), items(after)
    rows, first, second = [], 0, 0
    for one, other in [*_pairs(old, new), (len(old), len(new))]:
        rows += [_gone(item) for item in old[first:one]]
        rows += [_come(item) for item in new[second:other]]
        if one < len(old):
            rows.append(_pair(old[one], new[other]))
        first, second = one + 1, other + 1
    return rows


def _pairs(before: Sequence[Nodes], after: Sequence[Nodes]) -> list[Pair]:
    """Pair equal blocks, and between these the ones most alike."""
    if len(before) == len(after) and all(_tag(each) in {"td", "th"} for each in (*before, *after)):
        return [(at, at) for at in range(len(before))]
    found: list[Pair] = []
    start = 0, 0
    looks = [[_look(each) for each in side] for side in (before, after)]
    for pair in [*equal_pairs(*looks), (len(before), len(after))]:
        between = looks[0][start[0] : pair[0]], looks[1][start[1] : pair[1]]
        found += [(start[0] + one, start[1] + other) for one, other in _alike(*between)]
        found.append(pair)
        start = pair[0] + 1, pair[1] + 1
    return found[:-1]


def _look(item: Nodes) -> Look:
    return _tag(item), seen(written(item))


def _tag(item: Nodes) -> str:
    block = block_of(item)
    return "" if block is None else block.tag


def _alike(before: Sequence[Look], after: Sequence[Look]) -> list[Pair]:
    """Pair the most alike; one that stands in the place of one other is the same block."""
    if len(before) == len(after) == 1 and before[0][0] == after[0][0]:
        return [(0, 0)]
    counted = {look: Counter(text for text, _ in look[1]) for look in (*before, *after)}

    def likeness(one: Look, other: Look) -> float:
        total = len(one[1]) + len(other[1])
        if one[0] != other[0] or not total:
            return 0.0
        share = 2 * sum((counted[one] & counted[other]).values()) / total
        return share if share >= ALIKE else 0.0

    return alike_pairs(before, after, likeness)


def _pair(before: Nodes, after: Nodes) -> Row:
    if _look(before) == _look(after):
        return Row(written(before), written(after), written(after), is_changed=False)
    old, new = block_of(before), block_of(after)
    if old is None or new is None:
        return Row(*mark_words(written(before), written(after)))
    if has_blocks(old) or has_blocks(new):
        inner = _inside(_rows(old.children, new.children))
    else:
        inner = mark_words(written(old.children), written(new.children))
    left = f"{_start(old)}{inner[0]}{old.end}{written(before[1:])}"
    right, inline = (f"{_start(new)}{text}{new.end}{written(after[1:])}" for text in inner[1:])
    return Row(left, right, inline)


def _start(block: Element) -> str:
    """Unfold a block in which something changed."""
    return '<details open="">' if block.tag == "details" else block.start


def _inside(rows: Sequence[Row]) -> tuple[str, str, str]:
    before = "".join(row.before or row.place for row in rows)
    after = "".join(row.after or row.place for row in rows)
    return before, after, "".join(row.inline for row in rows)


def _gone(item: Nodes) -> Row:
    html = mark_all(written(item), "del")
    # The same anchor may stand on what is there now.
    return Row(html, "", ID.sub("", html), place=_place(item))


def _come(item: Nodes) -> Row:
    html = mark_all(written(item), "ins")
    return Row("", html, html, place=_place(item))


def _place(item: Nodes) -> str:
    """Keep the place of a block open on the side that does not have it."""
    block = block_of(item)
    if block is None or block.tag in NO_PLACE:
        return ""
    if block.tag == "tr":
        cells = sum(isinstance(each, Element) for each in block.children)
        return f'<tr class="report__none">{"<td></td>" * cells}</tr>'
    tag = block.tag if block.tag in LISTS else "div"
    return f'<{tag} class="report__none"></{tag}>'
