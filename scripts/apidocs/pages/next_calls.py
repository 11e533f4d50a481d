"""The calls that the links of a response lead to, and the values that each passes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from apidocs.model.api import Api
from apidocs.model.operation import Callback, Operation
from apidocs.model.response import Link, Response
from apidocs.schemas.json_writer import compact_json


@dataclass(frozen=True)
class Answer:
    """One request of a callback; `place` begins the anchors of its part of the page."""

    place: tuple[str, ...]
    callback: Callback
    operation: Operation


def iter_answers(operation: Operation) -> Iterator[Answer]:
    """Give every request that the API sends because of an operation, also because of another such one."""
    numbers: Counter[str] = Counter()
    for callback, answer in dict(_iter_callbacks(operation)).values():
        numbers[callback.name] += 1
        number = numbers[callback.name]
        yield Answer(("callback", callback.name, *([str(number)] if number > 1 else [])), callback, answer)


def _iter_callbacks(operation: Operation) -> Iterator[tuple[Hashable, tuple[Callback, Operation]]]:
    """Give the requests, also those that come of another one, each with what tells it from others."""
    for callback in operation.callbacks:
        for answer in callback.operations:
            yield (callback.name, answer.path, answer.location), (callback, answer)
            yield from _iter_callbacks(answer)


@dataclass(frozen=True)
class NextCall:
    """One link; `operation` is None when it leads out of the document."""

    link: Link
    operation: Operation | None
    values: tuple[tuple[str, str], ...]
    request_body: str | None

    @property
    def target(self) -> str:
        """What the link names, in its own words."""
        return self.link.operation_ref or self.link.operation_id or self.link.name


class NextCallFinder:
    """Finds the operations of one document that links lead to."""

    def __init__(self, api: Api) -> None:
        self._by_id = {found.operation_id: found for found in reversed(api.operations)}
        self._by_location = {found.location: found for found in api.operations}

    def iter_calls(self, response: Response) -> Iterator[NextCall]:
        """Iterate over the response's links, in the document's order."""
        for link in response.links:
            values = tuple((name, _written(value)) for name, value in link.parameters.items())
            body = next((_written(value) for value in link.request_body), None)
            yield NextCall(link, self._target(link), values, body)

    def _target(self, link: Link) -> Operation | None:
        """Follow `operationRef`, else `operationId`: only one may be there (OpenAPI 3.1, section 4.8.20)."""
        if link.operation_ref is None:
            return self._by_id.get(link.operation_id or "")
        return None if link.operation is None else self._by_location.get(link.operation)


def _written(value: object) -> str:
    """Write a runtime expression as it is, any other constant as JSON."""
    return value if isinstance(value, str) and value else compact_json(value)
