"""An index of the error responses of all operations, by code and by status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.response import Response

# What an author says to do about a response.
ADVICE: Final = "x-advice"
# Where error bodies keep their code and their message, in the order in which they are looked for.
CODE_KEYS: Final = ("code", "error_code", "errorCode", "type", "error")
MESSAGE_KEYS: Final = ("message", "error_description", "detail", "title", "description")


@dataclass(frozen=True)
class ErrorCode:
    """One code that an example carries, with the statuses, the messages and the operations it came with.

    `descriptions` are those of its responses, `advice` what their authors say to do.
    """

    code: str
    statuses: tuple[str, ...]
    messages: tuple[str, ...]
    operations: tuple[Operation, ...]
    descriptions: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@dataclass(frozen=True)
class ErrorStatus:
    """One status of 400 or more, what the operations say it means, and which they are."""

    status_code: str
    descriptions: tuple[str, ...]
    codes: tuple[str, ...]
    operations: tuple[Operation, ...]
    advice: tuple[str, ...] = ()


@dataclass(frozen=True)
class ErrorIndex:
    """Every error that the document knows, by code and by status."""

    codes: tuple[ErrorCode, ...]
    statuses: tuple[ErrorStatus, ...]


@dataclass(frozen=True)
class _Sighting:
    status_code: str
    description: str
    code: str | None
    message: str | None
    advice: str | None
    operation: Operation


def error_index(api: Api) -> ErrorIndex:
    """Return the errors in order of status, then of first sight."""
    sightings = sorted(_iter_sightings(api), key=lambda sighting: sighting.status_code)
    by_code: dict[str, list[_Sighting]] = {}
    by_status: dict[str, list[_Sighting]] = {}
    for sighting in sightings:
        by_status.setdefault(sighting.status_code, []).append(sighting)
        if sighting.code is not None:
            by_code.setdefault(sighting.code, []).append(sighting)
    return ErrorIndex(
        tuple(_error_code(code, found) for code, found in by_code.items()),
        tuple(_error_status(status, found) for status, found in by_status.items()),
    )


def first_code(response: Response) -> str | None:
    """Return the code that the first example of an error response carries, if any does."""
    if response.status_code[:1] not in ("4", "5"):
        return None
    examples = (example for media_type in response.content for example in media_type.examples)
    codes = (_code_and_message(value)[0] for example in examples for value in example.value)
    return next((code for code in codes if code is not None), None)


def _error_code(code: str, found: list[_Sighting]) -> ErrorCode:
    messages = (sighting.message for sighting in found if sighting.message is not None)
    return ErrorCode(
        code,
        tuple(dict.fromkeys(sighting.status_code for sighting in found)),
        tuple(dict.fromkeys(messages)),
        _operations(found),
        _descriptions(found),
        _advice(found),
    )


def _error_status(status_code: str, found: list[_Sighting]) -> ErrorStatus:
    codes = (sighting.code for sighting in found if sighting.code is not None)
    return ErrorStatus(
        status_code,
        _descriptions(found),
        tuple(dict.fromkeys(codes)),
        _operations(found),
        _advice(found),
    )


def _descriptions(found: list[_Sighting]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sighting.description for sighting in found if sighting.description))


def _advice(found: list[_Sighting]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sighting.advice for sighting in found if sighting.advice))


def _operations(found: list[_Sighting]) -> tuple[Operation, ...]:
    by_location = {sighting.operation.location: sighting.operation for sighting in found}
    return tuple(by_location.values())


def advice_of(response: Response) -> str | None:
    """Return what an author says to do about a response."""
    advice = response.extensions.get(ADVICE)
    return advice if isinstance(advice, str) else None


def _iter_sightings(api: Api) -> Iterator[_Sighting]:
    for operation in api.operations:
        for response in operation.responses:
            if response.status_code[:1] not in ("4", "5"):
                continue
            examples = (example for media_type in response.content for example in media_type.examples)
            said = response.description or response.summary or ""
            advice = advice_of(response)
            errors = [_code_and_message(value) for example in examples for value in example.value]
            for code, message in errors or [(None, None)]:
                yield _Sighting(response.status_code, said, code, message, advice, operation)


def _code_and_message(value: Any) -> tuple[str | None, str | None]:  # noqa: ANN401 - a JSON value
    if not isinstance(value, Mapping):
        return None, None
    inner = value.get("error")
    error = inner if isinstance(inner, Mapping) else value
    return _first_text(error, CODE_KEYS), _first_text(error, MESSAGE_KEYS)


def _first_text(error: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((error[key] for key in keys if isinstance(error.get(key), str) and error[key]), None)
