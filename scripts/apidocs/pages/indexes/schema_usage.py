"""The operations that use each component schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from apidocs.document.document import Location
from apidocs.model.api import Api
from apidocs.model.direction import Direction
from apidocs.model.operation import Operation
from apidocs.model.schema.schema import Schema, iter_subschemas

DIRECTIONS: Final[tuple[Direction, ...]] = ("request", "response")


@dataclass(frozen=True)
class Use:
    """An operation that a schema is part of: of what it is sent, of what it answers with, or of both."""

    operation: Operation
    directions: tuple[Direction, ...]


def schema_usage(api: Api) -> Mapping[str, tuple[Use, ...]]:
    """For each component's name the operations that reach it, directly or through other schemas."""
    reach = _Reach(api)
    used: dict[str, list[Use]] = {name: [] for name in api.components}
    names = {schema.location: name for name, schema in api.components.items()}
    for operation in {found.location: found for found in api.every_operation}.values():
        reached = {found: reach.of(_iter_schemas(operation, found)) for found in DIRECTIONS}
        for location in names.keys() & (reached["request"] | reached["response"]):
            directions = tuple(found for found in DIRECTIONS if location in reached[found])
            used[names[location]].append(Use(operation, directions))
    return {name: tuple(uses) for name, uses in used.items()}


def iter_schemas(operation: Operation) -> Iterator[Schema]:
    """Iterate over every schema that the operation names: of parameters, headers, bodies, and callbacks."""
    for direction in DIRECTIONS:
        yield from _iter_schemas(operation, direction)


def _iter_schemas(operation: Operation, direction: Direction) -> Iterator[Schema]:
    """Every schema that the operation names in this direction; a callback's requests are its own."""
    contents, schemas = [], []
    if direction == "request":
        contents = [parameter.content for parameter in operation.parameters]
        schemas = [parameter.schema for parameter in operation.parameters]
        if operation.request_body is not None:
            contents.append(operation.request_body.content)
    else:
        for response in operation.responses:
            contents.append(response.content)
            schemas += [header.schema for header in response.headers]
    schemas += [
        found for content in contents for media in content for found in (media.schema, media.item_schema)
    ]
    yield from (schema for schema in schemas if schema is not None)
    for callback in operation.callbacks:
        for operation_back in callback.operations:
            yield from _iter_schemas(operation_back, direction)


class _Reach:
    """The locations that `$ref`s lead to from a schema; each schema is searched once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._direct: dict[Location, frozenset[Location]] = {}

    def of(self, schemas: Iterator[Schema]) -> set[Location]:
        found: set[Location] = set()
        waiting = [location for schema in schemas for location in _references(schema)]
        while waiting:
            location = waiting.pop()
            if location not in found:
                found.add(location)
                waiting += self._from(location)
        return found

    def _from(self, location: Location) -> frozenset[Location]:
        if location not in self._direct:
            self._direct[location] = _references(self._api.schemas[location])
        return self._direct[location]


def _references(schema: Schema) -> frozenset[Location]:
    """Return the targets of every `$ref` in the schema and in what is written inside it."""
    found: set[Location] = set()
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        found.update(place for place in (current.reference, current.template) if place is not None)
        waiting += iter_subschemas(current)
    return frozenset(found)
