"""The answers that a description documents: authored examples, else values made from the schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from apidocs.live_api.mock.messages import Answer, json_bytes
from apidocs.model.media_type import Header, MediaType
from apidocs.model.mime import concrete, essence_of, is_json
from apidocs.model.operation import Operation
from apidocs.model.response import Response
from apidocs.requests.examples import ExampleMaker
from apidocs.requests.parameter_values import schema_of
from apidocs.requests.serialization import header_text
from apidocs.schemas.shape.shape import Shaper

# Headers that follow from the body, or that a server must not repeat.
OWN_HEADERS: Final = frozenset({"content-type", "content-length", "transfer-encoding", "connection", "date"})
# Of a range the code that an answer has: what creates something says so.
CREATED: Final = 201
NO_BODY: Final = frozenset({204, 205, 304})


class AnswerMaker:
    """Documented answers of one description's operations."""

    def __init__(self, shaper: Shaper) -> None:
        self._shaper = shaper
        self._examples = ExampleMaker(shaper)

    def success(self, operation: Operation) -> tuple[int, Response | None]:
        """Return the first success, else what is documented first; 204 for an operation without any."""
        for response in operation.responses:
            if response.status_code.startswith("2"):
                return _code_of_success(operation, response.status_code), response
        for response in operation.responses:
            if response.status_code == "default":
                return 200, response
        first = next(iter(operation.responses), None)
        return (204, None) if first is None else (_lowest(first.status_code), first)

    def answer(
        self, status: int, response: Response | None, accept: str = "", example: str | None = None
    ) -> Answer:
        """Return a documented answer, in the first media type that is accepted."""
        media_type = None if response is None else accepted(response.content, accept)
        headers = () if response is None else tuple(self._iter_headers(response))
        if media_type is None or status in NO_BODY:
            return Answer(status, headers)
        name = concrete(media_type.name)
        return Answer(status, (("Content-Type", name), *headers), self._body(media_type, example))

    def value(self, response: Response) -> Any:  # noqa: ANN401 - a JSON value
        """Return the documented JSON of a response, {} when it has none."""
        media_type = next((each for each in response.content if is_json(each.name)), None)
        return {} if media_type is None else self._examples.value(media_type, "response")

    def _body(self, media_type: MediaType, example: str | None) -> bytes:
        value = self._value(media_type, example)
        if is_json(media_type.name):
            return json_bytes(value)
        return self._examples.text(media_type, value).encode("utf-8", "replace")

    def _value(self, media_type: MediaType, example: str | None) -> Any:  # noqa: ANN401 - a JSON value
        for authored in media_type.examples:
            if example is not None and authored.name == example and authored.is_here:
                return self._examples.authored(media_type, authored)
        return self._examples.value(media_type, "response")

    def _iter_headers(self, response: Response) -> Iterator[tuple[str, str]]:
        for header in response.headers:
            if header.name.lower() not in OWN_HEADERS and (header.required or header.examples):
                yield header.name, header_text(self._header_value(header), explode=header.explode)

    def _header_value(self, header: Header) -> Any:  # noqa: ANN401 - a JSON value
        for example in header.examples:
            if example.value:
                return example.value[0]
        schema = schema_of(header)
        return "" if schema is None else self._shaper.shape(schema, "response").value


def accepted(content: tuple[MediaType, ...], accept: str) -> MediaType | None:
    """Return the media type that a client prefers, the first one when it accepts none or says nothing."""
    for wanted in (essence_of(part) for part in accept.split(",")):
        for media_type in content:
            if wanted == essence_of(media_type.name):
                return media_type
    return content[0] if content else None


def _code_of_success(operation: Operation, status_code: str) -> int:
    if status_code.isdigit():
        return int(status_code)
    return CREATED if operation.method == "POST" else 200


def _lowest(status_code: str) -> int:
    return int(status_code) if status_code.isdigit() else int(status_code[0] + "00")
