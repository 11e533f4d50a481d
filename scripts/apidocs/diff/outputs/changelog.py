"""Changes as Markdown, for a changelog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from apidocs.diff.change import Change
from apidocs.diff.outputs.grouping import grouped_by_operation
from apidocs.diff.rules.level import LEVELS, Level
from apidocs.model.api import Api

TITLES: Final[dict[Level, str]] = {
    "breaking": "Breaking changes",
    "risky": "Changes that can break a client",
    "safe": "Other changes",
}
# What means something in Markdown or HTML.
SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>#|~]|&(?=#?\w+;)")
TICKS: Final = re.compile(r"`+")


def to_markdown(base: Api, revision: Api, changes: Sequence[Change]) -> str:
    """Write the changes below a heading of their own for each level, each with its operations."""
    return "\n".join(_iter_lines(base, revision, changes)) + "\n"


def _iter_lines(base: Api, revision: Api, changes: Sequence[Change]) -> Iterator[str]:
    versions = dict.fromkeys(api.version for api in (base, revision))
    yield f"# {_plain(revision.title)} {' to '.join(map(_plain, versions))}"
    if not changes:
        yield from ("", "Nothing changed for a client.")
    for level in LEVELS:
        members = [change for change in changes if change.level == level]
        if members:
            yield from ("", f"## {TITLES[level]}")
        for group in grouped_by_operation(members):
            calls = ", ".join(map(_code, group.calls[:3]))
            more = f" and {len(group.calls) - 3} more" if len(group.calls) > 3 else ""  # noqa: PLR2004
            yield from ("", f"### {calls}{more}" if group.calls else f"### {group.title}", "")
            for change in group.changes:
                advice = f" {change.advice(_code)}" if level != "safe" and change.advice() else ""
                yield f"- {change.text(_code)}.{advice}"


def _plain(text: str) -> str:
    """Write text so that no character of it is markup."""
    return SPECIAL.sub(lambda match: f"\\{match[0]}", _line(text))


def _code(text: str) -> str:
    """Write text as code: between more backquotes than it has in a row."""
    line = _line(text)
    fence = "`" * (1 + max((len(run) for run in TICKS.findall(line)), default=0))
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}" if line else '""'


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
