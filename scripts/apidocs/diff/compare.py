"""The comparison of two descriptions: every change of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apidocs.diff.addresses import addresses
from apidocs.diff.change import Change, Place
from apidocs.diff.change_log import Log, grouped
from apidocs.diff.content import compare_request_body
from apidocs.diff.match_operations import pair_operations, placeholders
from apidocs.diff.parameters import compare_parameters
from apidocs.diff.responses import compare_responses
from apidocs.diff.rules.level import LEVELS
from apidocs.diff.schemas.compare import SchemaComparison
from apidocs.diff.security import SchemeNames, compare_schemes, compare_security
from apidocs.diff.servers import Pair, compare_servers
from apidocs.diff.versions import compare_sunsets, compare_versions
from apidocs.document.document import Location
from apidocs.model.api import Api, tags_of
from apidocs.model.error_codes import error_index
from apidocs.model.operation import Operation

Codes = Mapping[Location, tuple[str, ...]]


def compare(base: Api, revision: Api) -> tuple[Change, ...]:
    """Return every change of the contract, breaking ones first, then in the order of the description.

    Reads both models only: how a description is laid out, and in which version, makes no difference.
    """
    return _Comparison(base, revision).changes()


class _Comparison:
    def __init__(self, base: Api, revision: Api) -> None:
        self._base, self._revision = base, revision
        self._log = Log()
        self._schemas = SchemaComparison(base, revision)

    def changes(self) -> tuple[Change, ...]:
        names = compare_schemes(self._base, self._revision, self._log)
        self._compare_operations(names)
        self._compare_calls_back("webhook", self._base.webhooks, self._revision.webhooks)
        found = grouped((*self._log.changes, *self._schemas.iter_changes()))
        about = Log()
        compare_versions(self._base.version, self._revision.version, found, about)
        found = (*found, *about.changes)
        return tuple(sorted(found, key=lambda change: LEVELS.index(change.level)))

    def _compare_operations(self, names: SchemeNames) -> None:
        pairs = pair_operations(self._base.operations, self._revision.operations, self._is_same)
        for operation in pairs.removed:
            kind = "deprecated-operation" if operation.deprecated else "operation"
            self._log.add(f"{kind}-removed", call(operation), place=Place(operation, None))
        codes = _codes(self._base), _codes(self._revision)
        for base, revision in pairs.kept:
            _compare_identity(base, revision, self._log)
            self._compare_parts(base, revision)
            compare_security(base, revision, names, self._log)
            _compare_codes(base, revision, codes, self._log)
            self._compare_callbacks(base, revision)
        kept = [Pair(*both) for both in pairs.kept]
        compare_servers(self._base, self._revision, kept, self._log)
        for operation in pairs.added:
            self._log.add("operation-added", call(operation), place=Place(None, operation))

    def _compare_parts(self, base: Operation, revision: Operation) -> None:
        compare_parameters(base, revision, self._log, self._schemas)
        compare_request_body(base, revision, self._log, self._schemas)
        compare_responses(base, revision, self._log, self._schemas)

    def _is_same(self, base: Operation, revision: Operation) -> bool:
        """Whether two operations take and answer the same, under whatever path."""
        log, schemas = Log(), SchemaComparison(self._base, self._revision)
        compare_parameters(base, revision, log, schemas)
        compare_request_body(base, revision, log, schemas)
        compare_responses(base, revision, log, schemas)
        return not log.changes and not list(schemas.iter_changes())

    def _compare_callbacks(self, base: Operation, revision: Operation) -> None:
        before, after = ({each.name: each for each in side.callbacks} for side in (base, revision))
        place = Place(base, revision, "callbacks")
        for name in before:
            if name not in after:
                self._log.add("callback-removed", name, place=place)
        for name, callback in after.items():
            if name not in before:
                self._log.add("callback-added", name, place=place)
            else:
                self._compare_calls_back("callback", before[name].operations, callback.operations)

    def _compare_calls_back(
        self, kind: str, base: Sequence[Operation], revision: Sequence[Operation]
    ) -> None:
        """Compare calls of the API: what it sends is a response to a client, and the other way round."""
        before, after = ({(each.path, each.method): each for each in side} for side in (base, revision))
        for key, operation in before.items():
            if key not in after:
                self._log.add(f"{kind}-removed", operation.path, place=Place(operation, None))
        for key, operation in after.items():
            if key not in before:
                self._log.add(f"{kind}-added", operation.path, place=Place(None, operation))
            else:
                self._compare_call_back(before[key], operation)

    def _compare_call_back(self, base: Operation, revision: Operation) -> None:
        compare_parameters(base, revision, self._log, self._schemas, "response")
        compare_request_body(base, revision, self._log, self._schemas, "response")
        compare_responses(base, revision, self._log, self._schemas, "request")


def call(operation: Operation) -> str:
    """Write an operation as its request line."""
    return f"{operation.method} {operation.path}"


def _compare_identity(base: Operation, revision: Operation, log: Log) -> None:
    place = Place(base, revision)
    before, after = placeholders(base.path), placeholders(revision.path)
    if base.method != revision.method:
        log.add("operation-method-changed", call(revision), base.method, revision.method, place=place)
    if len(before) != len(after) or _without(base.path, before) != _without(revision.path, after):
        way = "address-kept" if addresses(base) == addresses(revision) else "path-changed"
        log.add(f"operation-{way}", call(revision), base.path, revision.path, place=place)
    else:
        for was, is_ in zip(before, after, strict=True):
            if was != is_:
                log.add("path-parameter-renamed", is_, was, is_, place=place)
    if base.operation_id != revision.operation_id and (base.authored_id or revision.authored_id):
        log.add("operation-id-changed", call(revision), base.operation_id, revision.operation_id, place=place)
    if base.deprecated != revision.deprecated:
        way = "deprecated" if revision.deprecated else "undeprecated"
        log.add(f"operation-{way}", call(revision), place=place)
    compare_sunsets(base, revision, call(revision), log)
    tags = [", ".join(sorted(tags_of(each))) for each in (base, revision)]
    if tags[0] != tags[1]:
        log.add("operation-tags-changed", call(revision), *tags, place=place)


def _without(path: str, names: Sequence[str]) -> str:
    for name in names:
        path = path.replace("{" + name + "}", "{}", 1)
    return path


def _codes(api: Api) -> Codes:
    found: dict[Location, tuple[str, ...]] = {}
    for code in error_index(api).codes:
        for operation in code.operations:
            found[operation.location] = (*found.get(operation.location, ()), code.code)
    return found


def _compare_codes(base: Operation, revision: Operation, codes: tuple[Codes, Codes], log: Log) -> None:
    before, after = codes[0].get(base.location, ()), codes[1].get(revision.location, ())
    place = Place(base, revision, "responses")
    for code in before:
        if code not in after:
            log.add("error-code-removed", code, place=place)
    for code in after:
        if code not in before:
            log.add("error-code-added", code, place=place)


def iter_calls(change: Change) -> Iterator[str]:
    """Iterate over the request lines of the operations that a change shows in, as the revision has them."""
    yield from (call(place.operation) for place in change.places if place.operation is not None)
