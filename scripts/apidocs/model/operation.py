"""Operation Objects, with what their path item adds to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from apidocs.document.document import Location, Node
from apidocs.markdown.commonmark.titles import in_words, short_title, title_text
from apidocs.model.dialect import dialect_of
from apidocs.model.info import ExternalDocs, read_external_docs
from apidocs.model.parameter import Parameter
from apidocs.model.reading import extensions_of, flag, mapping_of, resolved_or_none, text, texts
from apidocs.model.request_body import RequestBody
from apidocs.model.response import Response
from apidocs.model.schema.reader import SchemaReader
from apidocs.model.security import SecurityRequirement
from apidocs.model.server import Server

# The extensions by which generators know an author's own samples, in the order in which they are shown.
CODE_SAMPLES: Final = ("x-codeSamples", "x-code-samples")
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


# Callbacks of the calls that one operation's callbacks make, and of theirs; each may have several more.
MOST_INNER_CALLBACKS: Final = 10


@dataclass(frozen=True)
class Callback:
    """Calls that the API makes back to its client; the path of each operation is the URL's expression."""

    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Operation:
    """One method on one path; `security` and `servers` are those in force, inherited ones included.

    `location` is where it is written, and `referred_at` where a `$ref` leads there from. A webhook's `path`
    is its name. `authored_id` is the `operation_id` unless that is one of ours. `responses_extensions` are
    those of the Responses Object, which is no single response.
    """

    operation_id: str
    method: str
    path: str
    location: Location
    summary: str | None
    description: str | None
    tags: tuple[str, ...]
    deprecated: bool
    parameters: tuple[Parameter, ...]
    request_body: RequestBody | None
    responses: tuple[Response, ...]
    security: tuple[SecurityRequirement, ...]
    servers: tuple[Server, ...]
    callbacks: tuple[Callback, ...] = ()
    external_docs: ExternalDocs | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)
    responses_extensions: Mapping[str, Any] = field(default_factory=dict)
    referred_at: Location | None = field(default=None, compare=False)
    authored_id: str | None = None

    @cached_property
    def title(self) -> str:
        """What a reader calls it, in 80 characters, without markup.

        The summary, its first sentence, the operationId in words, the call or a webhook's name.
        """
        title = short_title(self.summary or "")
        if title is not None:
            return title
        is_webhook = not self.path.startswith("/")
        call = self.path if is_webhook else f"{self.method} {self.path}"
        return call if self.authored_id is None else in_words(self.authored_id)

    @property
    def lead(self) -> str | None:
        """The summary where the title does not say all of it."""
        summary = self.summary or ""
        return None if title_text(summary) in ("", self.title) else summary

    @property
    def roles(self) -> tuple[str, ...]:
        """The scopes or role names that the first security requirement asks for, each once."""
        first = next(iter(self.security), None)
        names = (name for scopes in (first.schemes.values() if first else ()) for name in scopes)
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True)
class Inherited:
    """What an operation falls back on when it says nothing of its own."""

    security: tuple[SecurityRequirement, ...]
    servers: tuple[Server, ...]


class OperationReader:
    """Reads the operations of one document, in the words of its version."""

    def __init__(self, reader: SchemaReader) -> None:
        self._reader = reader
        self.dialect = dialect_of(reader.document.version)
        self._places: set[Location] = set()
        self._inside: list[Location] = []  # a callback may lead back to the operation that has it
        self._left = 0

    def iter_paths(self, paths: Node | None, inherited: Inherited) -> Iterator[Operation]:
        """Iterate over every operation of `paths`, `webhooks` or one callback, in the document's order."""
        for path, node in paths.items() if paths is not None else ():
            if not path.startswith("x-"):
                yield from self._iter_path_item(path, node, inherited)

    def _iter_path_item(self, path: str, node: Node, inherited: Inherited) -> Iterator[Operation]:
        # What stands beside a path item's `$ref` counts too (OpenAPI 3.1, section 4.8.9), and comes first.
        owners = [found for found in dict.fromkeys((node, resolved_or_none(node))) if found is not None]
        servers = [found for owner in owners for found in [self.dialect.read_servers(owner)] if found]
        own = Inherited(inherited.security, servers[0] if servers else inherited.servers)
        seen: set[str] = set()
        for method, member, referred_at in (found for owner in owners for found in _iter_methods(owner)):
            if method not in seen:
                seen.add(method)
                found = self._at_its_place(self._operation(method, path, owners, member, own), node)
                yield found if referred_at is None else replace(found, referred_at=referred_at)

    def _at_its_place(self, operation: Operation, path_item: Node) -> Operation:
        """Return an operation below its own path, where several path items refer to one that has it."""
        if self._inside:
            return operation
        if operation.location in self._places:
            place = path_item.location
            operation = replace(
                operation, location=Location(place.uri, f"{place.pointer}/{operation.method.lower()}")
            )
        self._places.add(operation.location)
        return operation

    def _operation(
        self, method: str, path: str, owners: Sequence[Node], node: Node, inherited: Inherited
    ) -> Operation:
        """Read an operation; `owners` are its path items, the one whose word counts first."""
        dialect, reader = self.dialect, self._reader
        holders = (*reversed(owners), node)
        responses = node.get("responses")
        return Operation(
            operation_id=text(node, "operationId") or generated_operation_id(method, path),
            method=method,
            path=path,
            location=node.location,
            summary=_first_text((node, *owners), "summary"),
            description=_description(node, owners),
            tags=tuple(dict.fromkeys(name for name in texts(node, "tags") if name.strip())),
            deprecated=flag(node, "deprecated"),
            parameters=dialect.read_parameters(holders, reader),
            request_body=dialect.read_request_body(holders, reader),
            responses=dialect.read_responses(node, reader),
            security=read_security(node, inherited.security),
            servers=dialect.read_servers(node) or inherited.servers,
            callbacks=tuple(self._iter_callbacks(node, inherited)),
            external_docs=read_external_docs(node),
            # What a path says holds for all of its operations.
            extensions={
                **{key: value for holder in holders for key, value in extensions_of(holder).items()},
                **_code_samples(node),
            },
            responses_extensions={} if responses is None else extensions_of(responses),
            authored_id=text(node, "operationId") or None,
        )

    def _iter_callbacks(self, node: Node, inherited: Inherited) -> Iterator[Callback]:
        location = node.location
        if location in self._inside:
            return
        if not self._inside:
            self._left = MOST_INNER_CALLBACKS
        self._inside.append(location)
        for name, paths in mapping_of(node, "callbacks"):
            self._left -= len(self._inside) > 1
            if self._left < 0:
                break
            yield Callback(name, tuple(self.iter_paths(paths, Inherited(inherited.security, ()))))
        self._inside.pop()


def _iter_methods(node: Node) -> Iterator[tuple[str, Node, Location | None]]:
    """Iterate over method, Operation Object, and where that is referred to: it may have a file of its own."""
    members = [(key.upper(), member) for key, member in node.items() if key in METHODS]
    additional = node.get("additionalOperations")  # OpenAPI 3.2, section 4.9: methods as they are sent
    members += additional.items() if additional is not None else ()
    for method, member in members:
        operation = resolved_or_none(member)
        if operation is not None and isinstance(operation.value, dict):
            yield method, operation, member.location if member.is_reference() else None


def _first_text(nodes: Iterable[Node], key: str) -> str | None:
    return next(filter(None, (text(node, key) for node in nodes)), None)


def _description(operation: Node, owners: Sequence[Node]) -> str | None:
    """Return the operation's own description, then what its path item says besides, each text once."""
    own = text(operation, "description")
    title = _first_text((operation, *owners), "summary")
    summary = _first_text(owners, "summary") if text(operation, "summary") else None
    said = [own, None if summary == title else summary, _first_text(owners, "description")]
    return "\n\n".join(dict.fromkeys(filter(None, said))) or own


def _code_samples(node: Node) -> dict[str, Any]:
    """Return the author's samples with their references followed: each may have a file of its own."""
    found = {key: member for key in CODE_SAMPLES if (member := node.get(key)) is not None}
    return {
        key: [_followed(resolved_or_none(element) or element) for element in member.elements()]
        for key, member in found.items()
        if isinstance(member.value, list)
    }


def _followed(entry: Node) -> Any:  # noqa: ANN401 - a JSON value
    if not isinstance(entry.value, dict):
        return entry.value
    return {key: (resolved_or_none(member) or member).value for key, member in entry.items()}


def generated_operation_id(method: str, path: str) -> str:
    """Return a stable operationId for an operation without one: `GET /pets/{id}` is `getPetsId`."""
    words = re.findall(r"[A-Za-z0-9]+", path)
    return method.lower() + "".join(word[0].upper() + word[1:] for word in words)


def read_security(
    node: Node, inherited: tuple[SecurityRequirement, ...] = ()
) -> tuple[SecurityRequirement, ...]:
    """Return the alternatives of `security`; `[]` switches security off, absence leaves what is inherited."""
    member = node.get("security")
    if member is None or not isinstance(member.value, list):
        return inherited
    return tuple(SecurityRequirement.from_spec(element) for element in member.elements())
