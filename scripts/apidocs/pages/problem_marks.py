"""The problems that each page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from apidocs.document.document import Location
from apidocs.model.api import Api
from apidocs.model.example import Example
from apidocs.model.media_type import Header, MediaType
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter
from apidocs.model.request_body import RequestBody
from apidocs.model.response import Link, Response
from apidocs.model.schema.schema import Schema
from apidocs.problems import Problem

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


# What a path item says of all its operations (OpenAPI 3.1, section 4.8.9).
SHARED_MEMBERS: Final = ("$ref", "summary", "description", "servers", "parameters")


@dataclass(frozen=True)
class Marks:
    """The problems by where they are; `others` are those that no page of an operation or schema shows."""

    others: tuple[Problem, ...]
    _below: Mapping[Location, tuple[int, ...]]
    _at: Mapping[Location, tuple[int, ...]]
    _problems: tuple[Problem, ...]
    _targets: Mapping[Location, Location]

    @classmethod
    def from_api(cls, api: Api, problems: Sequence[Problem], uris: Mapping[str, str]) -> Marks:
        """Sort problems by place; `uris` gives the uri of each file that one names, the root file's is ""."""
        below: dict[Location, list[int]] = {}
        at: dict[Location, list[int]] = {}
        for index, problem in enumerate(problems):
            places = [
                Location(uris.get(problem.file, ""), pointer) for pointer in _iter_above(problem.pointer)
            ]
            at.setdefault(places[-1], []).append(index)
            for place in places:
                below.setdefault(place, []).append(index)
        targets = {schema.location: api.schemas.target(schema).location for schema in api.components.values()}
        found = cls((), _frozen(below), _frozen(at), tuple(problems), targets)
        shown = {problem for operation in api.every_operation for problem in found.of_operation(operation)}
        shown |= {problem for schema in api.components.values() for problem in found.of_schema(schema)}
        return replace(found, others=tuple(problem for problem in problems if problem not in shown))

    def of_operation(self, operation: Operation) -> tuple[Problem, ...]:
        """Find those in the operation and in its parts, and those in what its path item says of all."""
        if not self._problems:
            return ()
        place = operation.referred_at or operation.location
        path_item = Location(
            place.uri, place.pointer.rpartition("/")[0].removesuffix("/additionalOperations")
        )
        shared = (Location(path_item.uri, f"{path_item.pointer}/{member}") for member in SHARED_MEMBERS)
        below = (*places_of(operation), *shared)
        return self._in_order([*self._at.get(path_item, ()), *self._iter_below(below)])

    def of_schema(self, schema: Schema) -> tuple[Problem, ...]:
        """Find those in the component, or where its reference leads."""
        places = (schema.location, self._targets.get(schema.location, schema.location))
        return self._in_order(self._iter_below(places))

    def _iter_below(self, places: Iterable[Location]) -> Iterator[int]:
        return (index for place in places for index in self._below.get(place, ()))

    def _in_order(self, indexes: Iterable[int]) -> tuple[Problem, ...]:
        return tuple(self._problems[index] for index in sorted(set(indexes)))


def _iter_above(pointer: str) -> Iterator[str]:
    """Give the pointers of everything a place is in, the file first, and of the place."""
    yield ""
    end = pointer.find("/", 1)
    while end > 0:
        yield pointer[:end]
        end = pointer.find("/", end + 1)
    if pointer:
        yield pointer


def _frozen(found: Mapping[Location, Sequence[int]]) -> dict[Location, tuple[int, ...]]:
    return {place: tuple(indexes) for place, indexes in found.items()}
