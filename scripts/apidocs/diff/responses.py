"""Compares what an operation answers: a response may only get tighter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apidocs.diff.change import Place
from apidocs.diff.content import compare_content
from apidocs.diff.log import Log
from apidocs.diff.schemas import SchemaComparison
from apidocs.direction import Direction
from apidocs.model.content import Response
from apidocs.model.media_type import Header
from apidocs.model.operation import Operation

Responses = Mapping[str, Response]


def compare_responses(
    base: Operation,
    revision: Operation,
    log: Log,
    schemas: SchemaComparison,
    direction: Direction = "response",
) -> None:
    """Compare every status; what a client answers to a call of the API has a request's direction."""
    before, after = ({each.status_code.upper(): each for each in side.responses} for side in (base, revision))
    for was, is_ in _iter_pairs(before, after):
        section = f"response-{after[is_].status_code.lower()}"
        place = Place(base, revision, section)
        compare_content(before[was].content, after[is_].content, direction, place, log, schemas)
        if direction == "response":
            if was != is_:
                way = "widened" if is_.endswith("XX") else "narrowed"
                log.add(f"response-status-{way}", is_, was, is_, place=place)
            _compare_headers(before[was].headers, after[is_].headers, place, log, schemas)
    if direction == "response":
        _compare_statuses(base, revision, log)


def _iter_pairs(before: Responses, after: Responses) -> Iterator[tuple[str, str]]:
    """Pair equal statuses, then a range with the one code of it that the other side has instead."""
    yield from ((status, status) for status in before if status in after)
    gone = [status for status in before if status not in after]
    new = [status for status in after if status not in before]
    for was in gone:
        alike = [is_ for is_ in new if was[:1] == is_[:1] and was.endswith("XX") != is_.endswith("XX")]
        if len(alike) == 1:
            yield was, alike[0]


def _compare_statuses(base: Operation, revision: Operation, log: Log) -> None:
    before, after = ({each.status_code.upper(): each for each in side.responses} for side in (base, revision))
    paired = list(_iter_pairs(before, after))
    for status in before:
        if status not in {was for was, _ in paired}:
            kind = "success" if _is_success(status) else "error"
            log.add(f"response-{kind}-status-removed", status, place=Place(base, revision, "responses"))
    for status, response in after.items():
        if status not in {is_ for _, is_ in paired}:
            kind = "success" if _is_success(status) else "error"
            place = Place(base, revision, f"response-{response.status_code.lower()}")
            log.add(f"response-{kind}-status-added", status, place=place)


def _is_success(status: str) -> bool:
    return status[:1] in ("1", "2", "3")


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
        schemas.add(header.schema, after[name].schema, "response", place, after[name].name)
    for name, header in after.items():
        if name not in before:
            log.add("response-header-added", header.name, place=place)
