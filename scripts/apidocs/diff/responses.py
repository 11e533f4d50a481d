"""Compares what an operation answers: a response may only get tighter."""

from __future__ import annotations

from collections.abc import Sequence

from apidocs.diff.change import Place
from apidocs.diff.content import compare_content
from apidocs.diff.log import Log
from apidocs.diff.ranges import Ranges
from apidocs.diff.schemas import SchemaComparison
from apidocs.diff.statuses import is_success, statuses_of
from apidocs.direction import Direction
from apidocs.model.content import Response
from apidocs.model.media_type import Header
from apidocs.model.operation import Operation
from apidocs.model.schema import Schema


def compare_responses(
    base: Operation,
    revision: Operation,
    log: Log,
    schemas: SchemaComparison,
    direction: Direction = "response",
) -> None:
    """Compare every status; what a client answers to a call of the API has a request's direction."""
    statuses = statuses_of(base, revision)
    for was, is_ in statuses.pairs:
        place = Place(base, revision, section_of(is_))
        before, after = statuses.before[was], statuses.after[is_]
        compare_content(before.content, after.content, direction, place, log, schemas)
        if direction == "response":
            _compare_headers(before.headers, after.headers, place, log, schemas)
    if direction == "response":
        _compare_statuses(base, revision, statuses, log)


def _compare_statuses(base: Operation, revision: Operation, statuses: Ranges[Response], log: Log) -> None:
    for status in statuses.removed:
        place = Place(base, revision, "responses")
        log.add(f"response-{_kind(status)}-status-removed", status, place=place)
    for status in statuses.added:
        place = Place(base, revision, section_of(status))
        log.add(f"response-{_kind(status)}-status-added", status, place=place)
    for range_, codes in statuses.widened.items():
        id_ = f"response-{_kind(codes[0])}-status-widened"
        log.add(id_, range_, ", ".join(codes), range_, place=Place(base, revision, section_of(range_)))
    for range_, codes in statuses.joined.items():
        place = Place(base, revision, section_of(range_))
        log.add("response-status-joined", range_, ", ".join(codes), range_, place=place)
    for way, found in (("narrowed", statuses.narrowed), ("split", statuses.split)):
        for range_, codes in found.items():
            place, names = Place(base, revision, section_of(codes[0])), ", ".join(codes)
            log.add(f"response-status-{way}", names, range_, names, place=place)


def section_of(status: str) -> str:
    """Return the anchor of a response on its operation's page."""
    return f"response-{status.lower()}"


def _kind(status: str) -> str:
    return "success" if is_success(status) else "error"


def _compare_headers(
    base: Sequence[Header], revision: Sequence[Header], place: Place, log: Log, schemas: SchemaComparison
) -> None:
    """Header names know no case; `Content-Type` is no header here (OpenAPI 3.1, section 4.8.17)."""
    before, after = (
        {each.name.lower(): each for each in side if each.name.lower() != "content-type"}
        for side in (base, revision)
    )
    for name, header in before.items():
        if name not in after:
            kind = "required-header" if header.required else "header"
            log.add(f"response-{kind}-removed", header.name, place=place)
            continue
        if header.required != after[name].required:
            way = "required" if after[name].required else "optional"
            log.add(f"response-header-became-{way}", after[name].name, place=place)
        if header.deprecated != after[name].deprecated:
            way = "deprecated" if after[name].deprecated else "undeprecated"
            log.add(f"response-header-{way}", after[name].name, place=place)
        schemas.add(_schema(header), _schema(after[name]), "response", place, after[name].name)
    for name, header in after.items():
        if name not in before:
            log.add("response-header-added", header.name, place=place)


def _schema(header: Header) -> Schema | None:
    return header.content[0].schema if header.content else header.schema
