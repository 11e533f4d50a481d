"""The comparison of what a description says of its own time: its version, and when operations end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from apidocs.diff.change import Change, Place
from apidocs.diff.change_log import Log
from apidocs.model.operation import Operation

# Semantic Versioning 2.0.0: three numbers, then what a pre-release and a build are called.
SEMANTIC: Final = re.compile(r"v?(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
SUNSET: Final = "x-sunset"


def compare_versions(base: str, revision: str, changes: Sequence[Change], log: Log) -> None:
    """Compare the versions of two descriptions with the changes between them.

    Only versions of three numbers, as in Semantic Versioning, say what kind of change to expect; one that
    stays as it was says nothing, for it may be raised when all changes are released.
    """
    before, after = _numbers(base), _numbers(revision)
    if before is None or after is None or before == after:
        return
    if after < before:
        log.add("version-lowered", "", base, revision)
    elif any(change.level == "breaking" for change in changes) and not _is_raised(before, after):
        log.add("version-not-raised", "", base, revision)


def compare_sunsets(base: Operation, revision: Operation, call: str, log: Log) -> None:
    """Compare the dates, of `x-sunset`, after which an operation may be gone."""
    before, after = (_date(operation) for operation in (base, revision))
    place = Place(base, revision)
    if before == after:
        return
    if before is None or after is None:
        way = "set" if before is None else "removed"
    else:
        way = "earlier" if after < before else "later"
    log.add(f"operation-sunset-{way}", call, before, after, place=place)


def _numbers(version: str) -> tuple[int, int, int] | None:
    found = SEMANTIC.fullmatch(version.strip())
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))


def _is_raised(before: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    """Whether a version allows breaking changes; below 1.0.0 the second number stands for them."""
    is_early = before[0] == 0
    return after[: 1 + is_early] > before[: 1 + is_early]


def _date(operation: Operation) -> str | None:
    """Return the date as YYYY-MM-DD; what is none says nothing."""
    found = DATE.match(str(operation.extensions.get(SUNSET, "")))
    return None if found is None else found[0]
