"""Resources of a description by URI: files, read on demand, and schemas with an `$id`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from apidocs.document.node import Node
from apidocs.document.references import (
    RefusedReferenceError,
    explain_unreadable,
    has_scheme,
    resolve_uri,
    split_pointer,
    split_reference,
)
from apidocs.document.source import Source
from apidocs.problems import JsonValue, Problem, ProblemsError

Tokens = tuple[str, ...]

# What a text holds whose values have more addresses than that of their file.
MARKED: Final = re.compile(r"\$(?:id|self|anchor|dynamicAnchor)\b")
# Below these keys stand names, which mean nothing as keywords.
NAMED: Final = frozenset(
    (
        *("properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions"),
        *("schemas", "parameters", "responses", "requestBodies", "headers", "pathItems", "paths", "webhooks"),
    )
)
# Below these stand values, in which no schema is.
VALUES: Final = frozenset(("const", "default", "enum", "example", "examples"))


@dataclass(frozen=True, eq=False)
class Resource:
    """A file, or a schema in it that has an `$id` (JSON Schema 2020-12, section 8.2.1).

    `tokens` lead to it from the root of its file, and its relative references start from `uri`. `anchors`
    are the places of each `$anchor` and `$dynamicAnchor`, and `dynamic_anchors` those of the latter.
    """

    source_uri: str
    tokens: Tokens
    uri: str
    anchors: dict[str, Tokens] = field(default_factory=dict)
    dynamic_anchors: dict[str, Tokens] = field(default_factory=dict)


def find_resources(source: Source, *, has_ids: bool) -> tuple[Resource, ...]:
    """Return the resources of a file, the whole file first.

    `has_ids` tells whether the version knows `$id` (OpenAPI 3.1, section 4.6) and `$self` (3.2, 4.1.2.2).
    """
    found = [Resource(source.uri, (), source.uri)]
    todo: list[tuple[Tokens, JsonValue, Resource, bool]] = [((), source.value, found[0], False)]
    while todo:
        tokens, value, owner, is_named = todo.pop()
        if isinstance(value, dict) and not is_named:
            owner = _enter(found, tokens, value, owner, has_ids=has_ids)
        todo.extend((*member, owner, is_below) for member, is_below in _members(tokens, value, is_named))
    return tuple(found)


def _enter(
    found: list[Resource], tokens: Tokens, value: dict[str, JsonValue], owner: Resource, *, has_ids: bool
) -> Resource:
    """Return the resource that a mapping belongs to, and note its anchors there; the first of a name wins."""
    written = value.get("$id") if tokens else value.get("$id", value.get("$self"))
    if has_ids and isinstance(written, str):
        owner = Resource(owner.source_uri, tokens, resolve_uri(owner.uri, written.partition("#")[0]))
        found[len(found) if tokens else 0 :] = [owner]
    if isinstance(name := value.get("$anchor"), str):
        owner.anchors.setdefault(name, tokens)
    if isinstance(name := value.get("$dynamicAnchor"), str):
        owner.anchors.setdefault(name, tokens)
        owner.dynamic_anchors.setdefault(name, tokens)
    return owner


def _members(tokens: Tokens, value: JsonValue, is_named: bool) -> list[tuple[tuple[Tokens, JsonValue], bool]]:  # noqa: FBT001
    """Return what may hold schemas, last first, each with whether names stand in it and no keywords."""
    if isinstance(value, list):
        members = [((*tokens, str(index)), each) for index, each in enumerate(value)]
        return [(member, False) for member in members[::-1]]
    if not isinstance(value, dict):
        return []
    keys = [key for key in value if is_named or key not in VALUES]
    return [(((*tokens, key), value[key]), not is_named and key in NAMED) for key in keys[::-1]]


class Resources:
    """The resources of the files that were read so far; `sources` is where each of these is put."""

    def __init__(
        self, sources: dict[str, Source], read: Callable[[str, str], Source], *, has_ids: bool
    ) -> None:
        self._sources = sources
        self._read = read
        self._has_ids = has_ids
        self._by_file: dict[str, Sequence[Resource]] = {}
        self._by_uri: dict[str, Resource] = {}
        self._unreadable: dict[str, Problem] = {}
        self.has_dynamic_anchors = False

    def add(self, source: Source) -> None:
        """Take in a file; its place is its first uri, and no later file takes one that is given."""
        self._sources[source.uri] = source
        found: Sequence[Resource] = (Resource(source.uri, (), source.uri),)
        if MARKED.search(source.text):
            found = find_resources(source, has_ids=self._has_ids)
        self._by_file[source.uri] = found
        self.has_dynamic_anchors |= any(each.dynamic_anchors for each in found)
        self._by_uri.setdefault(source.uri, found[0])
        for resource in found:
            self._by_uri.setdefault(resource.uri, resource)

    def of_file(self, source_uri: str) -> Sequence[Resource]:
        """Return the resources of a file, the whole file first."""
        return self._by_file[source_uri]

    def number(self, node: Node) -> int:
        """Return the place, among the resources of its file, of the innermost that a node is in."""
        resources = self._by_file[node.source.uri]
        if len(resources) == 1:
            return 0
        tokens = tuple(split_pointer(node.location.pointer))
        holding = (n for n, each in enumerate(resources) if tokens[: len(each.tokens)] == each.tokens)
        return max(holding, key=lambda number: len(resources[number].tokens))

    def find(self, source_uri: str, number: int, reference: str) -> tuple[Resource, str]:
        """Return the resource that a reference in another one means, and the fragment inside it.

        Raises RefusedReferenceError when there is none.
        """
        own = self._by_file[source_uri][number]
        uri, fragment = split_reference(reference, own.uri)
        return (own if uri == own.uri else self._find(uri, source_uri, reference)), fragment

    def _find(self, uri: str, source_uri: str, reference: str) -> Resource:
        refused: dict[str, RefusedReferenceError] = {}
        for candidate in self._iter_candidates(uri, source_uri, reference):
            found = self._open(candidate, reference)
            if isinstance(found, Resource):
                return found
            refused[candidate] = found
        raise refused[uri]

    def _iter_candidates(self, uri: str, source_uri: str, reference: str) -> Iterator[str]:
        """Give the places to look at: files may know each other by addresses at which they are not yet.

        Then what lies beside them counts, and nothing is fetched that is at hand.
        """
        own = self._by_file[""][0].uri
        folder = own[: own.rfind("/") + 1]
        places = [split_reference(reference, source_uri)[0]]
        if has_scheme(own) and uri.startswith(folder):  # `$self` says where the folder will be
            places.append(unquote(uri.removeprefix(folder)))
        if uri in self._by_uri:
            yield uri
        else:
            yield from dict.fromkeys((*places, uri) if has_scheme(uri) else (uri, *places))

    def _open(self, uri: str, reference: str) -> Resource | RefusedReferenceError:
        if uri not in self._by_uri and uri not in self._unreadable:
            try:
                self._add(uri, self._read(uri, reference))
            except ProblemsError as error:
                self._unreadable[uri] = error.problems[0]
            except RefusedReferenceError as error:
                return error
        if uri in self._unreadable:
            message = explain_unreadable(reference, self._unreadable[uri])
            return RefusedReferenceError("unresolvable-ref", message)
        return self._by_uri[uri]

    def _add(self, uri: str, source: Source) -> None:
        if source.uri not in self._sources:
            self.add(source)
        self._by_uri.setdefault(uri, self._by_file[source.uri][0])
