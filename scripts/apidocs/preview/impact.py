"""Tells which lines of the guides speak of what changed, and which of them are now wrong."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from apidocs.addresses import REFERENCE, Addresses
from apidocs.diff.change import Change
from apidocs.diff.compare import call
from apidocs.error_codes import error_index
from apidocs.guides import iter_code_blocks, iter_curl_requests, iter_links
from apidocs.model.api import Api
from apidocs.model.schema import iter_subschemas
from apidocs.preview.requests_in_guides import RequestCheck
from apidocs.usage import iter_schemas

SHELLS: Final = frozenset({"bash", "sh", "shell", "console"})
INLINE_CODE: Final = re.compile(r"`([^`]+)`")
MENTION: Final = re.compile(r"`([A-Z]+) (/[^`\s]*)`")
# Kinds of change of which a value is what guides speak of, and not a name.
VALUES: Final = ("enum-value-removed", "enum-value-added")
# Kinds of change that concern an operation as a whole.
WHOLE: Final = ("operation-", "deprecated-operation-", "path-parameter-", "security-", "server-")


@dataclass(frozen=True, order=True)
class Impact:
    """A line of a guide; `reason` says what is wrong, or which change it is related to."""

    path: str
    line: int
    is_wrong: bool
    reason: str


@dataclass(frozen=True)
class Sides:
    """Both descriptions with their pages' addresses."""

    base: Api
    revision: Api
    base_addresses: Addresses
    revision_addresses: Addresses
    names: frozenset[str] = field(default_factory=frozenset)
    values: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_apis(cls, base: Api, revision: Api) -> Sides:
        """Collect the names and values that the revision still knows."""
        names, values = _words(revision)
        return cls(base, revision, Addresses.from_api(base), Addresses.from_api(revision), names, values)


def find_impacts(docs_dir: Path, changes: Sequence[Change], sides: Sides) -> tuple[Impact, ...]:
    """Read every guide below a folder; each line comes once for each reason."""
    found: dict[Impact, None] = {}
    for path in sorted(docs_dir.rglob("*.md")):
        src_uri = path.relative_to(docs_dir).as_posix()
        if not src_uri.startswith((f"{REFERENCE}/", "changes/")):
            text = path.read_text(encoding="utf-8", errors="replace")
            found |= dict.fromkeys(_iter_impacts(src_uri, text, changes, sides))
    wrong = {(each.path, each.line) for each in found if each.is_wrong}
    kept = [each for each in found if each.is_wrong or (each.path, each.line) not in wrong]
    return tuple(sorted(kept, key=lambda each: (not each.is_wrong, each)))


def _iter_impacts(src_uri: str, text: str, changes: Sequence[Change], sides: Sides) -> Iterator[Impact]:
    name = f"docs/{src_uri}"
    yield from (
        Impact(name, line, is_wrong=True, reason=reason)
        for line, reason in _iter_wrong_calls(src_uri, text, sides)
    )
    if changes:
        spoken = _operations_of(src_uri, text, sides)
        lines = _code_lines(text)
        for change in changes:
            for line, is_wrong in _iter_mentions(change, spoken, lines, sides):
                reason = f"{change.subject or change.name} is gone" if is_wrong else change.text()
                yield Impact(name, line, is_wrong, reason)


def _iter_wrong_calls(src_uri: str, text: str, sides: Sides) -> Iterator[tuple[int, str]]:
    """Check links, named operations and curl commands: what held for the base and no longer does."""
    pages = [_pages(addresses) for addresses in (sides.base_addresses, sides.revision_addresses)]
    for link in iter_links(text):
        target = _target(src_uri, link.target)
        if target in pages[0] and target not in pages[1]:
            yield link.line, f"the page {target} is gone"
    calls = [{_generic(call(each)) for each in api.operations} for api in (sides.base, sides.revision)]
    for number, line in enumerate(text.splitlines(), 1):
        for method, path in MENTION.findall(line):
            if _known(method, path, calls[0]) and not _known(method, path, calls[1]):
                yield number, f"there is no {method} {path}"
    yield from _iter_wrong_requests(text, sides)


def _iter_wrong_requests(text: str, sides: Sides) -> Iterator[tuple[int, str]]:
    checks = RequestCheck(sides.base), RequestCheck(sides.revision)
    for block in iter_code_blocks(text):
        if block.language in SHELLS:
            try:
                requests = list(iter_curl_requests(block))
            except ValueError:
                continue
            for request in requests:
                faults = checks[1].faults(request) - checks[0].faults(request)
                yield from ((request.line, fault) for fault in sorted(faults))


def _iter_mentions(
    change: Change, spoken: frozenset[object], lines: Mapping[int, str], sides: Sides
) -> Iterator[tuple[int, bool]]:
    """Find the lines that name what changed, in a guide that speaks of one of its operations."""
    is_code = change.id.startswith("error-code")
    about = {place.base.location for place in change.places if place.base is not None}
    if not is_code and not (about & spoken or (change.component, "") in spoken):
        return
    wanted = _wanted(change)
    if not wanted:
        return
    pattern = re.compile(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])")
    known = sides.values if is_code or change.id.endswith(VALUES) else sides.names
    is_wrong = change.id.endswith("-removed") and wanted not in known
    yield from ((line, is_wrong) for line, code in lines.items() if pattern.search(code))


def _wanted(change: Change) -> str:
    if change.id.startswith(WHOLE):
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
            names |= set(schema.properties)
            values |= {str(value) for value in (*(schema.enum or ()), *schema.const)}
            waiting += iter_subschemas(schema)
    return frozenset(names), frozenset(values)
