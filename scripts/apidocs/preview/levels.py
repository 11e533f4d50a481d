"""Gives changes the levels that the project has for them: `extra.change_levels` of mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from apidocs.diff.change import Change
from apidocs.diff.rules.level import LEVELS
from apidocs.diff.rules.rule import RULES


class LevelsError(Exception):
    """The project's levels cannot be read; the text says why."""


def read_levels(config_file: Path) -> Mapping[str, tuple[Any, str]]:
    """Return level and reason by id. Raises LevelsError."""
    try:
        config = yaml.load(config_file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - makes plain values only
        written = ((config or {}).get("extra") or {}).get("change_levels") or {}
        return {id_: _checked(id_, entry) for id_, entry in written.items()}
    except (yaml.YAMLError, AttributeError, OSError) as error:
        raise LevelsError(f"mkdocs.yml: extra.change_levels cannot be read: {error}") from error


def with_levels(changes: Iterable[Change], levels: Mapping[str, tuple[Any, str]]) -> tuple[Change, ...]:
    """Give each change its level and the reason for it; most important first."""
    found = [
        replace(change, level=levels[change.id][0], reason=levels[change.id][1])
        if change.id in levels
        else change
        for change in changes
    ]
    return tuple(sorted(found, key=lambda change: LEVELS.index(change.level)))


def _checked(id_: str, entry: object) -> tuple[Any, str]:
    if id_ not in RULES:
        raise LevelsError(f"mkdocs.yml: extra.change_levels names {id_}, which is no kind of change")
    level = entry.get("level") if isinstance(entry, dict) else None
    reason = entry.get("reason") if isinstance(entry, dict) else None
    if level not in LEVELS or not isinstance(reason, str) or not reason.strip():
        raise LevelsError(
            f"mkdocs.yml: extra.change_levels.{id_} needs a level ({', '.join(LEVELS)}) and a reason"
        )
    return level, reason


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as data: tags of MkDocs are nothing here."""


_Loader.add_multi_constructor("!", lambda *_: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
