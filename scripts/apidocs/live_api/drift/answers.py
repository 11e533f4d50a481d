"""The answers of an app to the documented examples of its GET operations, checked against the docs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from apidocs.document.document import Document
from apidocs.live_api.drift.app import App, Reply
from apidocs.live_api.drift.description import address
from apidocs.live_api.drift.finding import Finding
from apidocs.live_api.mock.routes import base_path
from apidocs.model.api import Api
from apidocs.model.mime import essence_of, is_json
from apidocs.model.operation import Operation
from apidocs.model.response import Response, response_for
from apidocs.model.schema.schema import Schema
from apidocs.pages.addresses import Addresses
from apidocs.requests.request import Request, RequestMaker
from apidocs.schemas.json_reader import read_json
from apidocs.schemas.shape.shape import Shaper
from apidocs.validation.json_schema import SchemaChecker

# What stands in a request for a value that no example gives.
PLACEHOLDER: Final = re.compile(r"<[\w -]+>|%3C[\w%-]+%3E")
MOST_PER_ANSWER: Final = 5


class AnswerChecker:
    """Check of answers against one documented API."""

    def __init__(self, document: Document, api: Api) -> None:
        self._api = api
        self._shaper = Shaper(api.schemas)
        self._requests = RequestMaker(api, self._shaper)
        self._schemas = SchemaChecker(document)
        self._addresses = Addresses.from_api(api)

    def check(self, app: App) -> Iterator[Finding]:
        """Ask each GET operation whose request is documented whole. Raises AppError when no answer comes."""
        for operation in self._api.operations:
            if operation.method != "GET":
                continue
            request = self._requests.request(operation)
            headers = _headers(request, app.token)
            if PLACEHOLDER.search(request.path) or any(
                PLACEHOLDER.search(value) for value in headers.values()
            ):
                continue
            target = replace(request, base_url=base_path(request.base_url)).url
            reply = app.ask(app.origin + target, headers)
            page = address(self._addresses.of(operation))
            for problem in self._problems(operation, reply):
                yield Finding(f"GET {target} {problem}", (page,))

    def _problems(self, operation: Operation, reply: Reply) -> Iterator[str]:
        response = response_for(operation.responses, reply.status)
        if response is None:
            known = ", ".join(each.status_code for each in operation.responses)
            yield f"answers {reply.status}, documented are {known}"
            return
        media_types = [essence_of(each.name) for each in response.content]
        if media_types and reply.media_type not in media_types and "*/*" not in media_types:
            yield f"answers {reply.media_type}, documented is {' or '.join(media_types)}"
        elif is_json(reply.media_type):
            yield from self._json_problems(response, reply)

    def _json_problems(self, response: Response, reply: Reply) -> Iterator[str]:
        schema = next((each.schema for each in response.content if is_json(each.name)), None)
        try:
            value = read_json(reply.body.decode())
        except ValueError:
            yield "answers what is no JSON, though it says so"
            return
        if schema is None:
            return
        for mismatch in self._schemas.mismatches(schema.location, value)[:MOST_PER_ANSWER]:
            place = ".".join(mismatch.path) or "the body"
            yield f"answers otherwise than documented: {place} {mismatch.words}"
        for name in dict.fromkeys(undeclared(value, schema, self._shaper.merged)):
            yield f"answers with {name}, which is not documented"


def undeclared(
    value: object, schema: Schema, merged: Callable[[Schema], Schema], path: str = ""
) -> Iterator[str]:
    """Iterate over the members of a value that no property of its schema is declared for."""
    whole = merged(schema)
    if isinstance(value, list) and whole.items is not None:
        for element in value:
            yield from undeclared(element, whole.items, merged, f"{path}[]")
    elif isinstance(value, dict) and whole.properties and not _is_open(whole):
        for name, member in value.items():
            place = f"{path}.{name}" if path else name
            if name in whole.properties:
                yield from undeclared(member, whole.properties[name], merged, place)
            else:
                yield place


def _is_open(schema: Schema) -> bool:
    """Tell whether a schema says by other means than properties what an object may hold."""
    others = (schema.alternatives, schema.choices, schema.pattern_properties, schema.conditions)
    return any(others) or schema.additional_properties is not None


def _headers(request: Request, token: str) -> Mapping[str, str]:
    """Return the headers of a request with the token in the place of the first secret."""
    filled = dict(request.headers)
    for credential in request.credentials:
        if credential.location == "header" and token:
            filled[credential.name] = credential.prefix + token
    return filled
