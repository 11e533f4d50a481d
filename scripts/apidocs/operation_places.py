"""Turns an operation into the places of the document that its page speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from apidocs.document import Location
from apidocs.model.content import Link, RequestBody, Response
from apidocs.model.example import Example
from apidocs.model.media_type import Header, MediaType
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter

Part: TypeAlias = Parameter | RequestBody | Response | Header | MediaType | Example | Link


def places_of(operation: Operation) -> Iterator[Location]:
    """Give the operation's own places and those of its parts, each of which may be written elsewhere.

    A schema that is referred to is none of them: it has a page of its own.
    """
    for each in _iter_operations(operation):
        yield each.location
        if each.referred_at is not None:
            yield each.referred_at
        for part in _iter_parts(each):
            if part.place is not None:
                yield part.place


def _iter_operations(operation: Operation) -> Iterator[Operation]:
    yield operation
    for callback in operation.callbacks:
        for called in callback.operations:
            yield from _iter_operations(called)


def _iter_parts(operation: Operation) -> Iterator[Part]:
    parts: list[Part] = [*operation.parameters, *operation.responses]
    if operation.request_body is not None:
        parts.append(operation.request_body)
    while parts:
        part = parts.pop()
        yield part
        parts += _parts_of(part)


def _parts_of(part: Part) -> Iterator[Part]:
    if isinstance(part, (Parameter, RequestBody, Response, Header)):
        yield from part.content
    if isinstance(part, (Parameter, MediaType, Header)):
        yield from part.examples
    if isinstance(part, Response):
        yield from part.headers
        yield from part.links
    if isinstance(part, MediaType):
        yield from (header for encoding in part.encoding.values() for header in encoding.headers)
