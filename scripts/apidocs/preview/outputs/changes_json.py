"""Write a report as JSON with stable ids and names."""

from __future__ import annotations

import json
from typing import Any

from apidocs.preview.changed_files import FileChange
from apidocs.preview.report import Report, Shown, ShownPage, iter_calls


def to_json(report: Report) -> str:
    """Write the report; a later version of it may have more members, never other ones."""
    value = {
        "version": 1,
        "title": report.title,
        "verdict": report.verdict,
        "base": report.base,
        "revision": report.revision,
        "problem": report.problem or None,
        "base_problem": report.base_problem or None,
        "counts": {level: len(found) for level, found in report.by_level.items()},
        "changes": [_change(each) for each in report.shown],
        "guides": [
            {"path": each.path, "line": each.line, "wrong": each.is_wrong, "reason": each.reason}
            for each in report.impacts
        ],
        "pages": [_page(each) for each in report.pages],
        "files": [_file(each) for each in report.files],
        "code": [each.path for each in report.code],
        "notes": list(report.notes),
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _page(page: ShownPage) -> dict[str, Any]:
    return {
        "path": page.change.path,
        "kind": page.change.kind,
        "before": page.change.before or None,
        "titles": None if page.titles is None else list(page.titles),
        "redirect": page.redirect or None,
    }


def _file(change: FileChange) -> dict[str, Any]:
    lines = [{"kind": each.kind, "first": each.first, "last": each.last} for each in change.lines]
    return {"path": change.path, "kind": change.kind, "lines": lines}


def _change(shown: Shown) -> dict[str, Any]:
    change = shown.change
    return {
        "id": change.id,
        "level": change.level,
        "direction": change.rule.direction,
        "subject": change.subject,
        "base": change.base,
        "revision": change.revision,
        "text": change.text(),
        "advice": change.advice() or None,
        "source": shown.source or None,
        "operations": [text for text, _ in iter_calls(change)],
        "reason": change.reason or None,
    }
