"""Collects changes of operations, and makes one of those that are the same in several operations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from apidocs.diff.change import Change, Place, distinct
from apidocs.diff.rules.rule import RULES
from apidocs.document.document import Location


class Log:
    """The changes found so far."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def add(
        self,
        id_: str,
        subject: str = "",
        base: str | None = None,
        revision: str | None = None,
        *,
        place: Place | None = None,
    ) -> None:
        """Note a change of an operation, or of the whole API when there is no place."""
        self.changes.append(
            Change(
                id=id_,
                level=RULES[id_].level,
                subject=subject,
                base=base,
                revision=revision,
                places=() if place is None else (place,),
                base_location=_location(place, "base"),
                revision_location=_location(place, "revision"),
                name=subject,
            )
        )


def grouped(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Make one change of those that say the same, with the places of all of them."""
    groups: dict[tuple[str | None, ...], Change] = {}
    for change in changes:
        key = (change.id, change.subject, change.base, change.revision)
        known = groups.get(key)
        if known is None:
            groups[key] = change
        else:
            groups[key] = replace(known, places=distinct((*known.places, *change.places)))
    return tuple(groups.values())


def _location(place: Place | None, side: str) -> Location | None:
    operation = None if place is None else getattr(place, side)
    return None if operation is None else operation.location
