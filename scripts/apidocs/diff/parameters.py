"""The comparison of parameters: what a client sends may only get looser, what it is sent only tighter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from apidocs.diff.change import Place
from apidocs.diff.change_log import Log
from apidocs.diff.match_operations import placeholders
from apidocs.diff.schemas.compare import SchemaComparison
from apidocs.diff.wire_format import described_schema, differing_styles
from apidocs.model.direction import Direction
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter

Parameters = Mapping[tuple[str, str], Parameter]


def compare_parameters(
    base: Operation,
    revision: Operation,
    log: Log,
    schemas: SchemaComparison,
    direction: Direction = "request",
) -> None:
    """Compare all parameters; those of a call that the API makes have a response's direction."""
    place = Place(base, revision, "parameters")
    before, after = _by_name(base, _renamed(base, revision)), _by_name(revision, {})
    owner = "request-" if direction == "request" else "sent-"
    _compare_presence(before, after, place, log, direction)
    for key, parameter in before.items():
        if key in after:
            other = after[key]
            if parameter.required != other.required:
                way = "required" if other.required else "optional"
                log.add(f"{owner}parameter-became-{way}", other.name, place=place)
            if direction == "request":
                _compare_flags(parameter, other, place, log)
            styles = differing_styles(parameter, other, schemas.allowed(direction))
            if styles is not None:
                log.add(f"{owner}parameter-style-changed", other.name, *styles, place=place)
            sides = described_schema(parameter), described_schema(other)
            schemas.add(*sides, direction, place, other.name)


def _renamed(base: Operation, revision: Operation) -> dict[str, str]:
    """Map old names of path parameters to new ones: each keeps its place in the path."""
    before, after = placeholders(base.path), placeholders(revision.path)
    return dict(zip(before, after, strict=True)) if len(before) == len(after) else {}


def _by_name(operation: Operation, renamed: Mapping[str, str]) -> Parameters:
    """Index by name and place; header names know no case (RFC 9110, section 5.1)."""
    found = {}
    for each in operation.parameters:
        name = renamed.get(each.name, each.name) if each.location == "path" else each.name
        parameter = replace(each, name=name)
        found[name.lower() if each.location == "header" else name, each.location] = parameter
    return found


def _compare_presence(
    before: Parameters, after: Parameters, place: Place, log: Log, direction: Direction
) -> None:
    """Tell what came and went; a path's own parameters do so with the path itself."""
    gone = {key: each for key, each in before.items() if key not in after and key[1] != "path"}
    new = {key: each for key, each in after.items() if key not in before and key[1] != "path"}
    owner = "request-" if direction == "request" else "sent-"
    for (name, location), parameter in gone.items():
        moved = next((key for key in new if key[0].lower() == name.lower()), None)
        if moved is not None:
            del new[moved]
            log.add(f"{owner}parameter-moved", parameter.name, location, moved[1], place=place)
            continue
        kind = ""
        if direction == "response":
            kind = "required-" * parameter.required
        elif parameter.deprecated:
            kind = "deprecated-"
        log.add(f"{owner}{kind}parameter-removed", parameter.name, location, place=place)
    for (_, location), parameter in new.items():
        kind = "required-" if parameter.required and direction == "request" else ""
        log.add(f"{owner}{kind}parameter-added", parameter.name, None, location, place=place)


def _compare_flags(before: Parameter, after: Parameter, place: Place, log: Log) -> None:
    if before.allow_empty_value != after.allow_empty_value:
        way = "allowed" if after.allow_empty_value else "forbidden"
        log.add(f"request-parameter-empty-value-{way}", after.name, place=place)
    if before.allow_reserved != after.allow_reserved:
        way = "allowed" if after.allow_reserved else "forbidden"
        log.add(f"request-parameter-reserved-{way}", after.name, place=place)
    if before.deprecated != after.deprecated:
        way = "deprecated" if after.deprecated else "undeprecated"
        log.add(f"request-parameter-{way}", after.name, place=place)
