"""The comparison of responses: what a client gets may only get tighter, what it answers only looser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apidocs.diff.change import Place
from apidocs.diff.change_log import Log
from apidocs.diff.content import compare_content
from apidocs.diff.match_ranges import Ranges, is_success, statuses_of
from apidocs.diff.schemas.compare import SchemaComparison
from apidocs.diff.wire_format import described_schema, differing_styles
from apidocs.model.direction import Direction
from apidocs.model.media_type import Header
from apidocs.model.operation import Operation
from apidocs.model.response import Link, Response


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
        _compare_headers(before.headers, after.headers, direction, place, log, schemas)
        if direction == "response":
            _compare_links(before.links, after.links, place, log)
    if direction == "response":
        _compare_statuses(base, revision, statuses, log)
    else:
        _compare_expected(base, revision, statuses, log)


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


def _compare_expected(base: Operation, revision: Operation, statuses: Ranges[Response], log: Log) -> None:
    """Compare the answers that the API expects: one that is no longer described may count as a failure."""
    place = Place(base, revision, "responses")
    for status in (*statuses.removed, *statuses.narrowed):
        log.add(f"expected-{_kind(status)}-status-removed", status, place=place)
    for status in (*statuses.added, *statuses.widened):
        log.add("expected-status-added", status, place=place)


def section_of(status: str) -> str:
    """Return the anchor of a response on its operation's page."""
    return f"response-{status.lower()}"


def _kind(status: str) -> str:
    return "success" if is_success(status) else "error"


def _compare_headers(  # noqa: PLR0913, PLR0917 - both sides, how they are sent, and where
    base: Sequence[Header],
    revision: Sequence[Header],
    direction: Direction,
    place: Place,
    log: Log,
    schemas: SchemaComparison,
) -> None:
    before, after = _by_name(base), _by_name(revision)
    for name, header in before.items():
        if name in after:
            _compare_header(header, after[name], direction, place, log, schemas)
        else:
            log.add(_removed(header, direction), header.name, place=place)
    for name, header in after.items():
        if name not in before:
            owner = "response" if direction == "response" else "expected"
            kind = "required-" * (header.required and direction == "request")
            log.add(f"{owner}-{kind}header-added", header.name, place=place)


def _by_name(headers: Sequence[Header]) -> Mapping[str, Header]:
    """Index by name, of any case; `Content-Type` is no header here (OpenAPI 3.1, section 4.8.17)."""
    return {each.name.lower(): each for each in headers if each.name.lower() != "content-type"}


def _removed(header: Header, direction: Direction) -> str:
    if direction == "request":
        return "expected-header-removed"
    if header.deprecated:
        return "response-deprecated-header-removed"
    return f"response-{'required-' * header.required}header-removed"


def _compare_header(  # noqa: PLR0913, PLR0917 - both sides, how they are sent, and where
    before: Header, after: Header, direction: Direction, place: Place, log: Log, schemas: SchemaComparison
) -> None:
    if direction == "request":
        if after.required and not before.required:
            log.add("expected-required-header-added", after.name, place=place)
    else:
        if before.required != after.required:
            way = "required" if after.required else "optional"
            log.add(f"response-header-became-{way}", after.name, place=place)
        if before.deprecated != after.deprecated:
            way = "deprecated" if after.deprecated else "undeprecated"
            log.add(f"response-header-{way}", after.name, place=place)
        styles = differing_styles(before, after, schemas.allowed(direction))
        if styles is not None:
            log.add("response-header-style-changed", after.name, *styles, place=place)
    schemas.add(described_schema(before), described_schema(after), direction, place, after.name)


def _compare_links(base: Sequence[Link], revision: Sequence[Link], place: Place, log: Log) -> None:
    before, after = ({each.name: each for each in side} for side in (base, revision))
    for name, link in before.items():
        if name not in after:
            log.add("response-link-removed", name, place=place)
        elif _target(link) != _target(after[name]):
            log.add("response-link-changed", name, _target(link), _target(after[name]), place=place)
    for name in after:
        if name not in before:
            log.add("response-link-added", name, place=place)


def _target(link: Link) -> str:
    """Write the call that a link makes."""
    call = link.operation_id or link.operation_ref or "no operation"
    parameters = ", ".join(f"{name} = {value}" for name, value in sorted(link.parameters.items()))
    body = "".join(f" with {value}" for value in link.request_body)
    return f"{call}{f' ({parameters})' if parameters else ''}{body}"
