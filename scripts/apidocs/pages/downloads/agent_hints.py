"""What an agent must know of an operation before it calls it: whether it writes, and how it may fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from apidocs.model.error_codes import ErrorIndex
from apidocs.model.operation import Operation
from apidocs.model.unconfirmed import unconfirmed, unconfirmed_parts

# RFC 9110, sections 9.2.1 and 9.2.2, and of QUERY the draft that defines it.
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "QUERY", "TRACE"})
IDEMPOTENT: Final = frozenset({"PUT", "DELETE"})
# Methods that replace or remove what is there. What a POST does only its author knows.
DESTRUCTIVE: Final = frozenset({"PUT", "PATCH", "DELETE"})


def annotations_of(operation: Operation) -> dict[str, bool]:
    """Return the hints of the Model Context Protocol, without unknown ones and its defaults."""
    if operation.method in SAFE:
        return {"readOnlyHint": True}
    destructive = {"destructiveHint": True} if operation.method in DESTRUCTIVE else {}
    idempotent = {"idempotentHint": True} if operation.method in IDEMPOTENT else {}
    return {"readOnlyHint": False, **destructive, **idempotent}


def error_keys(operation: Operation, errors: ErrorIndex) -> list[str]:
    """Name the errors of an operation as `error_table` does: by code, else by status."""
    place = operation.location
    codes = [found for found in errors.codes if place in (each.location for each in found.operations)]
    known = {status for found in codes for status in found.statuses}
    statuses = [
        found.status_code
        for found in errors.statuses
        if found.status_code not in known and place in (each.location for each in found.operations)
    ]
    return [*(found.code for found in codes), *statuses]


def error_table(errors: ErrorIndex) -> dict[str, Mapping[str, Any]]:
    """Describe each error once: its status, what it means, and what to do where the author says so."""
    table: dict[str, Mapping[str, Any]] = {
        found.code: _entry(", ".join(found.statuses), found.descriptions, found.advice)
        for found in errors.codes
    }
    said = {text for found in errors.codes for text in (*found.descriptions, *found.advice)}
    for found in errors.statuses:
        descriptions = tuple(text for text in found.descriptions if text not in said)
        advice = tuple(text for text in found.advice if text not in said)
        table[found.status_code] = _entry(found.status_code, descriptions, advice)
    return table


def unconfirmed_of(operation: Operation) -> list[str]:
    """Name what is unconfirmed: `requestBody`, a status, a parameter, or `operation` for all of it."""
    whole = unconfirmed(operation.extensions) is not None
    return ["operation"] * whole + [part.rpartition("/")[2] for part in unconfirmed_parts(operation)]


def _entry(status: str, descriptions: tuple[str, ...], advice: tuple[str, ...]) -> dict[str, str]:
    entry = {"status": status, "means": " ".join(descriptions), "do": " ".join(advice)}
    return {key: text for key, text in entry.items() if text}
