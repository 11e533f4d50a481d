"""Find what a guide sends to an API, or shows as its answer, that a description does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from apidocs.markdown.curl_reader import CurlRequest
from apidocs.model.api import Api
from apidocs.model.media_type import MediaType
from apidocs.model.operation import Operation
from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import Schema
from apidocs.requests.request import base_url_of, owner_of
from apidocs.schemas.json_reader import read_json
from apidocs.schemas.json_writer import json_text
from apidocs.site.connection import shared_path

TYPES: Final = {"string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong; `name` is the word at fault, `hint` the way out, `line` counts from that of the call."""

    text: str
    name: str = field(default="", compare=False)
    hint: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @classmethod
    def of_name(cls, kind: str, name: str, known: Iterable[str]) -> Fault:
        """Say that there is no parameter or property of a name, and which was most likely meant."""
        near = get_close_matches(name, list(known), 1)
        return cls(f"there is no {kind} {name}", name, f": did you mean {near[0]}?" if near else "")


class RequestCheck:
    """Checks requests and answers against one description."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._merger = Merger(api.schemas)

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations of the description."""
        return self._api.operations

    @property
    def variables(self) -> dict[str, str]:
        """The variable of the environment that samples and guides call the base URL."""
        if not self.operations:
            return {}
        return {
            f"{owner_of(self._api.title)}_BASE_URL": base_url_of(self.operations[0]) + shared_path(self._api)
        }

    def find(self, request: CurlRequest) -> Operation | None:
        """Return the operation that a request reaches; a path without parameters comes first."""
        for operation in sorted(self._api.operations, key=lambda each: each.path.count("{")):
            if operation.method == request.method and _reaches(request.path, operation.path):
                return operation
        return None

    def faults(self, request: CurlRequest) -> frozenset[Fault]:
        """Say all that is wrong with a request; nothing for one to another server's path."""
        operation = self.find(request)
        if operation is None:
            return frozenset({Fault(f"there is no {request.method} {request.path}", request.path)})
        return frozenset(
            (*self._iter_parameter_faults(request, operation), *self._body_faults(request, operation))
        )

    def body_name_faults(self, names: Iterable[str], operation: Operation) -> Iterator[Fault]:
        """Say which names of a body are none of the operation's."""
        schemas = _schemas(operation.request_body.content if operation.request_body is not None else ())
        known = self._merger.merged(schemas[0]).properties if len(schemas) == 1 else {}
        yield from (Fault.of_name("property", name, known) for name in names if known and name not in known)

    def answer_faults(self, value: object, operation: Operation) -> list[Fault]:
        """Say what is wrong with a value beside a call: with an answer, or the body that it takes.

        A value that has most of its names from none of them is about something else.
        """
        contents = [response.content for response in operation.responses]
        if operation.request_body is not None:
            contents.append(operation.request_body.content)
        found: list[tuple[int, list[Fault]]] = []
        for schema in (schema for content in contents for schema in _schemas(content)):
            known = self._merger.merged(schema).properties
            names = set(value) & set(known) if isinstance(value, dict) else set()
            if isinstance(value, dict) and 2 * len(names) >= len(value):
                found.append((-len(names), sorted(self._value_faults(value, schema))))
        return min(found, key=lambda each: (len(each[1]), each[0]), default=(0, []))[1]

    def _iter_parameter_faults(self, request: CurlRequest, operation: Operation) -> Iterator[Fault]:
        known = {each.name: each for each in operation.parameters if each.location == "query"}
        names = (name for name in request.query_names if name not in known)
        yield from (Fault.of_name("parameter", name, known) for name in names)
        for name, parameter in known.items():
            if parameter.required and name not in request.query_names:
                yield Fault(f"the parameter {name} is missing")

    def _body_faults(self, request: CurlRequest, operation: Operation) -> Iterator[Fault]:
        body = operation.request_body
        if request.request_body is None or body is None:
            if body is not None and body.required and request.request_body is None:
                yield Fault("the request body is missing")
            return
        try:
            value = read_json(request.request_body)
        except ValueError:
            return
        schemas = _schemas(body.content)
        if schemas:
            yield from self._value_faults(value, schemas[0])

    def _value_faults(self, value: Any, schema: Schema) -> Iterator[Fault]:  # noqa: ANN401 - a JSON value
        found = self._merger.merged(schema)
        if found.one_of or found.any_of:
            return
        if found.types and not any(_is_a(value, name) for name in found.types):
            shown = json_text(value) if isinstance(value, (dict, list)) else str(value)
            yield Fault(f"{shown} is no {' or '.join(found.types)}", shown)
        elif found.enum is not None and value not in found.enum:
            yield Fault(
                f"{value} is no value", str(value), f": write one of {', '.join(map(str, found.enum))}"
            )
        elif isinstance(value, dict):
            missing = (name for name in found.required if name not in value)
            yield from (Fault(f"the property {name} is missing") for name in missing)
            for name, member in value.items():
                if name in found.properties:
                    yield from self._value_faults(member, found.properties[name])
                elif found.properties:
                    yield Fault.of_name("property", name, found.properties)
        elif isinstance(value, list) and found.items is not None:
            for element in value:
                yield from self._value_faults(element, found.items)


def _is_a(value: object, name: str) -> bool:
    """Tell whether a JSON value is of a type; numbers are what is left, whatever reads them."""
    if name in TYPES:
        return isinstance(value, TYPES[name])
    return not isinstance(value, tuple(TYPES.values()))


def _schemas(content: Iterable[MediaType]) -> list[Schema]:
    return [each.schema for each in content if each.schema is not None]


def _reaches(path: str, template: str) -> bool:
    """Whether the end of a path is what a template stands for; servers have paths of their own before it."""
    segments, wanted = path.split("/"), template.split("/")[1:]
    ends = segments[len(segments) - len(wanted) :]
    return len(ends) == len(wanted) and all(map(_fits, ends, wanted))


def _fits(segment: str, template: str) -> bool:
    """Find what stands between parameters one by one: a pattern could take ages for some templates."""
    first, *texts = re.split(r"\{[^}]*\}", template)
    if not texts:
        return segment == template
    start, end = len(first), len(segment) - len(texts[-1])
    if start >= end or not (segment.startswith(first) and segment.endswith(texts[-1])):
        return False
    for text in texts[:-1]:
        found = segment.find(text, start + 1, end)
        if found < 0:
            return False
        start = found + len(text)
    return start < end
