"""Pairs the statuses that two operations answer: single codes, ranges such as 4XX, and `default`."""

from __future__ import annotations

from collections.abc import Collection

from apidocs.diff.ranges import Ranges
from apidocs.model.operation import Operation
from apidocs.model.response import Response

DEFAULT = "default"


def statuses_of(base: Operation, revision: Operation) -> Ranges[Response]:
    """Index the responses of both sides by status."""
    before, after = ({_written(each): each for each in side.responses} for side in (base, revision))
    return Ranges(before, after, _range_of)


def is_success(status: str) -> bool:
    """Whether a status tells that the call did what it was to do; `default` is for what went wrong."""
    return status[:1] in {"1", "2", "3"}


def _written(response: Response) -> str:
    return DEFAULT if response.status_code.lower() == DEFAULT else response.status_code.upper()


def _range_of(status: str, responses: Collection[str]) -> str | None:
    """Return what describes a status that is not listed (OpenAPI 3.1, section 4.8.16).

    `default` is taken for all successes too only where no other response is one.
    """
    if status == DEFAULT:
        return None
    range_ = f"{status[:1]}XX"
    if range_ in responses and range_ != status:
        return range_
    is_meant = not is_success(status) or not any(is_success(each) for each in responses)
    return DEFAULT if DEFAULT in responses and is_meant else None
