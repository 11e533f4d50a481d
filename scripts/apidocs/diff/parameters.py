"""Compares the parameters of an operation: a request may only get looser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from apidocs.diff.change import Place
from apidocs.diff.log import Log
from apidocs.diff.matching import placeholders
from apidocs.diff.normal import ANY
from apidocs.diff.schemas import SchemaComparison
from apidocs.direction import Direction
from apidocs.model.media_type import MediaType
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter
from apidocs.model.schema import Schema

Parameters = Mapping[tuple[str, str], Parameter]


def compare_parameters(
    base: Operation,
    revision: Operation,
    log: Log,
    schemas: SchemaComparison,
    direction: Direction = "request",
) -> None:
    """Compare all parameters; the API's own call to its client has them in a response's direction."""
    place = Place(base, revision, "parameters")
    before, after = _by_name(base, _renamed(base, revision)), _by_name(revision, {})
    if direction == "request":
        _compare_presence(before, after, place, log)
    for key, parameter in before.items():
        if key in after:
            if direction == "request":
                _compare_flags(parameter, after[key], place, log)
                _compare_style(parameter, after[key], place, log, schemas)
            schemas.add(_schema(parameter), _schema(after[key]), direction, place, after[key].name)


def _renamed(base: Operation, revision: Operation) -> dict[str, str]:
    """Map old names of path parameters to new ones: each keeps its place in the path."""
    before, after = placeholders(base.path), placeholders(revision.path)
    return dict(zip(before, after, strict=True)) if len(before) == len(after) else {}


def _by_name(operation: Operation, renamed: Mapping[str, str]) -> Parameters:
    """Header names know no case (RFC 9110, section 5.1)."""
    found = {}
    for each in operation.parameters:
        name = renamed.get(each.name, each.name) if each.location == "path" else each.name
        parameter = replace(each, name=name)
        found[name.lower() if each.location == "header" else name, each.location] = parameter
    return found


def _compare_presence(before: Parameters, after: Parameters, place: Place, log: Log) -> None:
    """Tell what came and went; a path's own parameters do so with the path itself."""
    gone = {key: each for key, each in before.items() if key not in after and key[1] != "path"}
    new = {key: each for key, each in after.items() if key not in before and key[1] != "path"}
    for (name, location), parameter in gone.items():
        moved = next((key for key in new if key[0].lower() == name.lower()), None)
        if moved is None:
            log.add("request-parameter-removed", parameter.name, location, place=place)
        else:
            del new[moved]
            log.add("request-parameter-moved", parameter.name, location, moved[1], place=place)
    for (_, location), parameter in new.items():
        kind = "required-parameter" if parameter.required else "parameter"
        log.add(f"request-{kind}-added", parameter.name, None, location, place=place)


def _compare_flags(before: Parameter, after: Parameter, place: Place, log: Log) -> None:
    if before.required != after.required:
        way = "required" if after.required else "optional"
        log.add(f"request-parameter-became-{way}", after.name, place=place)
    if before.allow_empty_value != after.allow_empty_value:
        way = "allowed" if after.allow_empty_value else "forbidden"
        log.add(f"request-parameter-empty-value-{way}", after.name, place=place)
    if before.deprecated != after.deprecated:
        way = "deprecated" if after.deprecated else "undeprecated"
        log.add(f"request-parameter-{way}", after.name, place=place)


def _compare_style(
    before: Parameter, after: Parameter, place: Place, log: Log, schemas: SchemaComparison
) -> None:
    ways = [
        _style(each, side.normalizer.normal(_schema(each) or ANY, None).types)
        for each, side in zip((before, after), schemas.sides, strict=True)
    ]
    if ways[0] != ways[1] and None not in ways:
        log.add("request-parameter-style-changed", after.name, *ways, place=place)


def _style(parameter: Parameter, types: frozenset[str]) -> str | None:
    """Say how a list or object is written; a single value has one way (OpenAPI 3.1, section 4.8.12.3)."""
    if parameter.content:
        return parameter.content[0].name
    if not types & {"array", "object"} or "string" in types:
        return None
    is_exploded = parameter.explode and (parameter.style != "simple" or "object" in types)
    return f"{parameter.style}{', explode' * is_exploded}"


def _schema(parameter: Parameter) -> Schema | None:
    content: tuple[MediaType, ...] = parameter.content
    return content[0].schema if content else parameter.schema
