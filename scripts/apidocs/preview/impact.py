"""Tells which lines of the guides speak of what changed, and which of them are now wrong."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from apidocs.diff.change import Change
from apidocs.diff.compare import call
from apidocs.markdown.guides import CodeBlock, iter_code_blocks, iter_curl_requests, iter_links
from apidocs.model.api import Api
from apidocs.model.error_codes import error_index
from apidocs.model.schema.schema import iter_subschemas
from apidocs.pages.addresses import REFERENCE, Addresses
from apidocs.pages.indexes.schema_usage import iter_schemas
from apidocs.site.checks.code_calls import iter_code_calls
from apidocs.site.checks.request_check import RequestCheck

SHELLS: Final = frozenset({"bash", "sh", "shell", "console"})
# What shows values, and calls nothing.
VALUES_ONLY: Final = frozenset({"json", "yaml", "xml", "csv", "text", ""})
INLINE_CODE: Final = re.compile(r"`([^`]+)`")
MENTION: Final = re.compile(r"`([A-Z]+) (/[^`\s]*)`")
# Kinds of change of which a value is what guides speak of, and not a name.
VALUES: Final = ("enum-value-removed", "enum-value-added")
# Kinds of change of what guides speak of without naming an operation.
ANYWHERE: Final = ("error-code-", "server-")
# Kinds of change after which a name or value may be known no more.
GONE: Final = (
    *("operation-removed", "operation-path-changed", "server-removed", "error-code-removed"),
    *("parameter-removed", "property-removed", "property-forbidden", "enum-value-removed"),
)
# Kinds of change that concern an operation as a whole.
WHOLE: Final = ("operation-", "deprecated-operation-", "path-parameter-", "security-", "server-")


@dataclass(frozen=True, order=True)
class Impact:
    """A line of a guide; `reason` says all that is wrong, or which changes it is related to."""

    path: str
    line: int
    is_wrong: bool
    reason: str


@dataclass(frozen=True)
class Sides:
    """Both descriptions with their pages' addresses, and all that the revision still knows."""

    base: Api
    revision: Api
    base_addresses: Addresses
    revision_addresses: Addresses
    names: frozenset[str] = field(default_factory=frozenset)
    values: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_apis(cls, base: Api, revision: Api) -> Sides:
        """Collect the names and values of the revision."""
        names, values = _words(revision)
        return cls(base, revision, Addresses.from_api(base), Addresses.from_api(revision), names, values)

    def known(self, change: Change) -> Container[str]:
        """Return all of the kind that changed that the revision knows."""
        if change.id.startswith("server-"):
            return {each.default_url for each in self.revision.servers}
        if change.id.startswith(WHOLE):
            return {each.path for each in self.revision.operations}
        return self.values if change.id.endswith(VALUES) or change.id.startswith(ANYWHERE) else self.names


def find_impacts(docs_dir: Path, changes: Sequence[Change], sides: Sides) -> tuple[Impact, ...]:
    """Read every guide below a folder; each line comes once, those that are wrong come first."""
    found: dict[Impact, None] = {}
    moved = dict(iter_moved(changes, sides))
    for path in sorted(docs_dir.rglob("*.md")):
        src_uri = path.relative_to(docs_dir).as_posix()
        if not src_uri.startswith((f"{REFERENCE}/", "changes/")):
            text = path.read_text(encoding="utf-8", errors="replace")
            found |= dict.fromkeys(_iter_impacts(src_uri, text, changes, sides, moved))
    return _by_line(found)


def iter_moved(changes: Sequence[Change], sides: Sides) -> Iterator[tuple[str, str]]:
    """Find the pages of operations that have another address now."""
    before, after = sides.base_addresses.operations, sides.revision_addresses.operations
    for place in (place for change in changes for place in change.places):
        old = None if place.base is None else before.get(place.base.location)
        new = None if place.revision is None else after.get(place.revision.location)
        if old is not None and new is not None and old != new:
            yield old, new


def _by_line(found: Iterable[Impact]) -> tuple[Impact, ...]:
    """Say all of a line at once; of one that is wrong only what is wrong."""
    reasons: dict[tuple[str, int], dict[bool, list[str]]] = {}
    for each in found:
        reasons.setdefault((each.path, each.line), {}).setdefault(each.is_wrong, []).append(each.reason)
    lines = (
        Impact(path, line, is_wrong, "; ".join(said[is_wrong]))
        for (path, line), said in reasons.items()
        for is_wrong in [True in said]
    )
    return tuple(sorted(lines, key=lambda each: (not each.is_wrong, each)))


def _iter_impacts(
    src_uri: str, text: str, changes: Sequence[Change], sides: Sides, moved: Mapping[str, str]
) -> Iterator[Impact]:
    name = f"docs/{src_uri}"
    wrong = list(_iter_wrong_calls(src_uri, text, sides, moved))
    yield from (Impact(name, line, is_wrong=True, reason=reason) for line, reason in wrong)
    if changes:
        known = {line for line, _ in wrong}
        spoken = _operations_of(src_uri, text, sides)
        lines = _code_lines(text)
        for change in changes:
            for line, is_wrong in _iter_mentions(change, spoken, lines, sides):
                # The calls of a line say it better.
                if not (is_wrong and line in known and change.id.startswith(WHOLE)):
                    yield Impact(name, line, is_wrong, change.text())


def _iter_wrong_calls(
    src_uri: str, text: str, sides: Sides, moved: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Check links, named operations, curl commands, programs: what held for the base and now does not."""
    pages = [_pages(addresses) for addresses in (sides.base_addresses, sides.revision_addresses)]
    for link in iter_links(text):
        target = _target(src_uri, link.target)
        if target in pages[0] and target not in pages[1]:
            yield link.line, f"the page {target} is {f'now {moved[target]}' if target in moved else 'gone'}"
    calls = [{_generic(call(each)) for each in api.operations} for api in (sides.base, sides.revision)]
    for number, line in enumerate(text.splitlines(), 1):
        for method, path in MENTION.findall(line):
            if _known(method, path, calls[0]) and not _known(method, path, calls[1]):
                yield number, f"there is no {method} {path}"
    yield from _iter_wrong_requests(text, sides)


def _iter_wrong_requests(text: str, sides: Sides) -> Iterator[tuple[int, str]]:
    checks = RequestCheck(sides.base), RequestCheck(sides.revision)
    for block in iter_code_blocks(text):
        if block.language not in SHELLS and block.language not in VALUES_ONLY:
            yield from _iter_wrong_code(block, sides)
        elif block.language in SHELLS:
            try:
                requests = list(iter_curl_requests(block, checks[0].variables))
            except ValueError:
                continue
            for request in requests:
                faults = checks[1].faults(request) - checks[0].faults(request)
                yield from ((request.line, fault.text) for fault in sorted(faults))


def _iter_wrong_code(block: CodeBlock, sides: Sides) -> Iterator[tuple[int, str]]:
    """Check the paths that a program calls, whatever its language."""
    for each in iter_code_calls(block):
        before, after = (
            any(each.fits(operation.method, operation.path) for operation in api.operations)
            for api in (sides.base, sides.revision)
        )
        if before and not after:
            yield each.line, f"there is no {each.method} {each.path}".replace("  ", " ")


def _iter_mentions(
    change: Change, spoken: frozenset[object], lines: Mapping[int, str], sides: Sides
) -> Iterator[tuple[int, bool]]:
    """Find the lines that name what changed, in a guide that speaks of one of its operations."""
    is_anywhere = change.id.startswith(ANYWHERE)
    about = {place.base.location for place in change.places if place.base is not None}
    if not is_anywhere and not (about & spoken or (change.component, "") in spoken):
        return
    wanted = _wanted(change)
    if not wanted:
        return
    pattern = re.compile(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])")
    is_wrong = change.id.endswith(GONE) and wanted not in sides.known(change)
    yield from ((line, is_wrong) for line, code in lines.items() if pattern.search(code))


def _wanted(change: Change) -> str:
    if change.id.startswith(WHOLE) and not change.id.startswith(ANYWHERE):
        operation = next((place.base for place in change.places if place.base is not None), None)
        return "" if operation is None else operation.path
    if change.id.endswith(VALUES):
        return (change.base or change.revision or "").strip()
    return change.name


def _operations_of(src_uri: str, text: str, sides: Sides) -> frozenset[object]:
    """Return the operations that a guide links, names or calls, and the schemas that it links."""
    targets = {_target(src_uri, link.target) for link in iter_links(text)}
    addresses = sides.base_addresses
    found: set[object] = {place for place, page in addresses.operations.items() if page in targets}
    found |= {(name, "") for name, page in addresses.schemas.items() if page in targets}
    named = {(method, path) for method, path in MENTION.findall(text)}
    for operation in sides.base.operations:
        if any(_known(method, path, {_generic(call(operation))}) for method, path in named):
            found.add(operation.location)
    return frozenset(found)


def _code_lines(text: str) -> dict[int, str]:
    """Return the code of each line: a name in running words is any word."""
    found: dict[int, str] = {}
    for block in iter_code_blocks(text):
        for number, line in enumerate(block.text.splitlines()):
            found[block.line + number] = line
    for number, line in enumerate(text.splitlines(), 1):
        codes = INLINE_CODE.findall(line)
        if codes and number not in found:
            found[number] = " ".join(codes)
    return found


def _target(src_uri: str, link: str) -> str:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(src_uri), link.partition("#")[0]))
    return path if path.endswith(".md") else f"{path}/index.md"


def _pages(addresses: Addresses) -> frozenset[str]:
    return frozenset((*addresses.tags.values(), *addresses.operations.values(), *addresses.schemas.values()))


def _generic(request_line: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", request_line)


def _known(method: str, path: str, calls: frozenset[str] | set[str]) -> bool:
    """Whether an operation is meant; guides may leave out what all paths begin with."""
    wanted = _generic(path)
    return any(each.startswith(f"{method} ") and each.endswith(wanted) for each in calls)


def _words(api: Api) -> tuple[frozenset[str], frozenset[str]]:
    """Return every name of a parameter or property, and every value of an enum or error code."""
    names = {each.name for operation in api.operations for each in operation.parameters}
    values = {code.code for code in error_index(api).codes}
    waiting = [*api.schemas.values()]
    waiting += (schema for operation in api.operations for schema in iter_schemas(operation))
    seen: set[int] = set()
    while waiting:
        schema = waiting.pop()
        if id(schema) not in seen:
            seen.add(id(schema))
            names |= {name for name, each in schema.properties.items() if each.boolean is not False}
            values |= {str(value) for value in (*(schema.enum or ()), *schema.const)}
            waiting += iter_subschemas(schema)
    return frozenset(names), frozenset(values)
