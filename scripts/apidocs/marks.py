"""Turns problems into the marks that each page shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from apidocs.document import Location
from apidocs.errors import Problem
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.schema import Schema
from apidocs.operation_places import places_of

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
