"""What a description marks as inferred: `x-unconfirmed`, with the reason, until somebody confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from apidocs.model.operation import Operation

UNCONFIRMED: Final = "x-unconfirmed"


def unconfirmed(extensions: Mapping[str, Any]) -> str | None:
    """Return why the object with these extensions is unconfirmed as a whole."""
    reason = extensions.get(UNCONFIRMED)
    return reason if isinstance(reason, str) else None


def unconfirmed_parts(operation: Operation) -> Mapping[str, str]:
    """Return the reasons of an operation's parts, such as `requestBody`, `responses/404` and `parameters/id`.

    Where a `$ref` stands in the place of a part, which can have no extension beside it (OpenAPI 3.1, section
    4.8.23), the operation names the part.
    """
    written = operation.extensions.get(UNCONFIRMED)
    named = written.items() if isinstance(written, dict) else ()
    found = {part: unconfirmed(extensions) for part, extensions in _iter_parts(operation)}
    return {part: reason for part, reason in {**found, **dict(named)}.items() if isinstance(reason, str)}


def _iter_parts(operation: Operation) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for parameter in operation.parameters:
        yield f"parameters/{parameter.name}", parameter.extensions
    if operation.request_body is not None:
        yield "requestBody", operation.request_body.extensions
    for response in operation.responses:
        yield f"responses/{response.status_code}", response.extensions
