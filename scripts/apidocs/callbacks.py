"""Turns an operation into the requests that the API sends back because of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from apidocs.model.operation import Callback, Operation


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
