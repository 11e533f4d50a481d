"""Finds what a request of a guide sends that a description does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from apidocs.markdown.curl_reader import CurlRequest
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import Schema
from apidocs.schemas.json_reader import read_json


class RequestCheck:
    """Checks requests against one description."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._merger = Merger(api.schemas)

    def find(self, request: CurlRequest) -> Operation | None:
        """Return the operation that a request reaches; a path without parameters comes first."""
        for operation in sorted(self._api.operations, key=lambda each: each.path.count("{")):
            if operation.method == request.method and _reaches(request.path, operation.path):
                return operation
        return None

    def faults(self, request: CurlRequest) -> frozenset[str]:
        """Say all that is wrong with a request; nothing for one to another server's path."""
        operation = self.find(request)
        if operation is None:
            return frozenset({f"there is no {request.method} {request.path}"})
        return frozenset(
            (*self._iter_parameter_faults(request, operation), *self._body_faults(request, operation))
        )

    def _iter_parameter_faults(self, request: CurlRequest, operation: Operation) -> Iterator[str]:
        known = {each.name: each for each in operation.parameters if each.location == "query"}
        yield from (f"there is no parameter {name}" for name in request.query_names if name not in known)
        for name, parameter in known.items():
            if parameter.required and name not in request.query_names:
                yield f"the parameter {name} is missing"

    def _body_faults(self, request: CurlRequest, operation: Operation) -> Iterator[str]:
        body = operation.request_body
        if request.request_body is None or body is None:
            if body is not None and body.required and request.request_body is None:
                yield "the request body is missing"
            return
        try:
            value = read_json(request.request_body)
        except ValueError:
            return
        schemas = [each.schema for each in body.content if each.schema is not None]
        if schemas:
            yield from self._value_faults(value, schemas[0])

    def _value_faults(self, value: Any, schema: Schema) -> Iterator[str]:  # noqa: ANN401 - a JSON value
        found = self._merger.merged(schema)
        if found.one_of or found.any_of:
            return
        if found.enum is not None and value not in found.enum:
            yield f"{value} is no value any more"
        elif isinstance(value, dict):
            yield from (f"the property {name} is missing" for name in found.required if name not in value)
            for name, member in value.items():
                if name in found.properties:
                    yield from self._value_faults(member, found.properties[name])
                elif found.properties:
                    yield f"there is no property {name}"
        elif isinstance(value, list) and found.items is not None:
            for element in value:
                yield from self._value_faults(element, found.items)


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
