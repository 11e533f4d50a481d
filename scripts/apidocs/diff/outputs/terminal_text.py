"""Changes as text for a terminal, and what a kind of change means."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from apidocs.diff.change import Change
from apidocs.diff.outputs.grouping import Source, count_levels, grouped_by_operation, iter_levels
from apidocs.diff.rules.rule import RULES

WIDTH: Final = 110
INDENT: Final = " " * 12
# What stands in a rule for the values of a change.
NAMES: Final = {"subject": "NAME", "base": "OLD", "revision": "NEW"}


def iter_text(changes: Sequence[Change], source: Source) -> Iterator[str]:
    """Iterate over the lines: by operation, then each change with its advice and where it is written."""
    for group in grouped_by_operation(changes):
        yield group.title
        for change in iter_levels(group):
            yield from _wrapped(f"{change.text()} [{change.id}]", f"  {change.level:<10}")
            if change.level != "safe" and change.advice():
                yield from _wrapped(change.advice(), INDENT)
            if change.reason:
                yield from _wrapped(f"Level set by the project: {change.reason}", INDENT)
            if source(change):
                yield f"{INDENT}{source(change)}"
        yield ""
    yield count_levels(changes)


def iter_explanation(id_: str) -> Iterator[str]:
    """Iterate over the lines that say what a kind of change means; the id must be one of RULES."""
    rule = RULES[id_]
    who = {"request": "what a client sends", "response": "what a client gets", None: "how a client calls"}
    parts = [rule.says, rule.advice, rule.harm]
    says, advice, harm = (part.format(**NAMES) for part in parts)
    yield f"{rule.id}: {rule.level}, about {who[rule.direction]}"
    yield ""
    yield from _wrapped(says[:1].upper() + says[1:] + ".", "")
    yield from _wrapped(f"Who is hurt: {harm}", "")
    if advice:
        yield from _wrapped(f"What to do: {advice}", "")
    used = [name for name in NAMES.values() if name in f"{says} {advice} {harm}"]
    if used:
        yield ""
        yield f"{' and '.join(used)} stand{'s' * (len(used) == 1)} for what a message names there."
    yield ""
    yield "Another level for a project, in its mkdocs.yml:"
    yield ""
    yield "extra:"
    yield "  change_levels:"
    yield f"    {rule.id}:"
    yield "      level: safe"
    yield "      reason: Why it is so here."


def _wrapped(text: str, first: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
