"""Changes as JSON for programs: ids and names of members are stable."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from apidocs.diff.change import Change
from apidocs.diff.compare import iter_calls
from apidocs.diff.outputs.grouping import Source
from apidocs.diff.rules.level import LEVELS


def to_json(changes: Sequence[Change], source: Source) -> str:
    """Write the changes, one entry for each operation that a change is seen in.

    A later version may have more members, never other ones.
    """
    entries = [
        _entry(change, call, source)
        for change in changes
        for call in dict.fromkeys(iter_calls(change)) or (None,)
    ]
    counts = {level: sum(change.level == level for change in changes) for level in LEVELS}
    return (
        json.dumps({"version": 1, "counts": counts, "changes": entries}, indent=2, ensure_ascii=False) + "\n"
    )


def _entry(change: Change, call: str | None, source: Source) -> dict[str, Any]:
    return {
        "id": change.id,
        "level": change.level,
        "direction": change.rule.direction,
        "operation": call,
        "message": change.text(),
        "advice": change.advice() or None,
        "subject": change.subject or None,
        "base": change.base,
        "revision": change.revision,
        "source": source(change) or None,
        "reason": change.reason or None,
    }
