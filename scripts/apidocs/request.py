"""Turns an operation into one neutral HTTP request that every sample writes down in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from apidocs.bodies import Body, body_of, text_of
from apidocs.credentials import Credential, credentials_for
from apidocs.direction import Direction, pruned
from apidocs.escape import ascii_words
from apidocs.json_text import compact_json
from apidocs.media_types import essence_of, is_json, is_sequential
from apidocs.model.api import Api
from apidocs.model.example import Example
from apidocs.model.media_type import MediaType
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter
from apidocs.model.schema import Schema
from apidocs.scalars import authored_values, type_of
from apidocs.shape import Shaper
from apidocs.styles import QueryPair, encoded, header_text, on_one_line, path_text, plain, query_pairs

# What stands for the host when the document says only a path.
UNKNOWN_HOST: Final = "https://<host>"
# What a path may hold as it is (RFC 3986, section 3.3), a percent-encoding that is written there included.
PATH: Final = "/:@!$&'()*+,;=-._~%"

Value = tuple[Parameter, Any]


@dataclass(frozen=True)
class Request:
    """One HTTP request: `query` and `headers` in the order they are written, the path encoded already.

    `credentials` are those of its pairs that are secret; `owner` is how variables that hold them begin.
    """

    method: str
    base_url: str
    path: str
    query: tuple[QueryPair, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    body: Body | None = None
    credentials: tuple[Credential, ...] = ()
    owner: str = "API"

    @property
    def url(self) -> str:
        """The absolute URL, names and values of the query percent-encoded."""
        query = "&".join(pair.text for pair in self.query)
        return self.base_url + self.path + (f"?{query}" if query else "")


class RequestMaker:
    """Makes the requests of one description."""

    def __init__(self, api: Api, shaper: Shaper) -> None:
        self._api = api
        self._shaper = shaper

    def request(self, operation: Operation) -> Request:
        """Return the request that calls the operation with its examples.

        A parameter with an example is sent, and one that is required; others are left out. Credentials come
        first among the headers, from the first requirement whose schemes are all known.
        """
        credentials = credentials_for(operation.security, self._api.security_schemes)
        values = list(self._iter_values(operation))
        body = self._body(operation)
        return Request(
            method=operation.method,
            base_url=base_url_of(operation),
            path=_filled_path(operation.path, {p.name: _path_text(p, v) for p, v in _in(values, "path")}),
            query=(*_credential_pairs(credentials), *_iter_pairs(values)),
            headers=tuple(_iter_headers(credentials, values, body)),
            cookies=tuple(_iter_cookies(credentials, values)),
            body=body,
            credentials=credentials,
            owner=owner_of(self._api.title),
        )

    def _iter_values(self, operation: Operation) -> Iterator[Value]:
        for parameter in operation.parameters:
            value = self.parameter_example(parameter)
            if value:
                yield parameter, value[0]
            elif parameter.required:
                yield parameter, self._placeholder(parameter.name, schema_of(parameter))

    def parameter_example(self, parameter: Parameter) -> tuple[Any, ...]:
        """Return the authored example of a parameter, if any: its own, its content's, its schema's."""
        media_types = tuple(media_type.examples for media_type in parameter.content)
        for examples in (parameter.examples, *media_types):
            for example in _with_value(examples):
                return example.value
        schema = schema_of(parameter)
        return () if schema is None else self._shaper.merged(schema).examples[:1]

    def _placeholder(self, name: str, schema: Schema | None) -> Any:  # noqa: ANN401 - a JSON value
        """Return a value that stands for one: what the schema fixes, else the name in angle brackets."""
        if schema is None:
            return f"<{name}>"
        merged = self._shaper.merged(schema)
        for authored in authored_values(merged):
            return authored
        kind = type_of(merged)
        if kind == "array" and merged.items is not None:
            return [self._placeholder(name, merged.items)]
        if kind in ("integer", "number", "boolean", "object") or "pattern" in merged.constraints:
            return self._shaper.shape(schema, "request").value
        return f"<{name}>"

    def _body(self, operation: Operation) -> Body | None:
        content = operation.request_body.content if operation.request_body is not None else ()
        if not content:
            return None
        return body_of(content[0], self.media_type_example(content[0], "request"), self._shaper.merged)

    def media_type_example(self, media_type: MediaType, direction: Direction) -> Any:  # noqa: ANN401 - a JSON value
        """Return the authored example of a media type, else its schema's shape; items stand in a list."""
        for example in _with_value(media_type.examples):
            return self.fitting(media_type, example.value[0], direction)
        if media_type.schema is not None:
            return self._shaper.shape(media_type.schema, direction).value
        if media_type.item_schema is None:
            return {}
        item = self._shaper.shape(media_type.item_schema, direction).value
        is_list = is_sequential(media_type.name) or essence_of(media_type.name).startswith("multipart/")
        return [item] if is_list else item

    def fitting(self, media_type: MediaType, value: Any, direction: Direction) -> Any:  # noqa: ANN401
        """Return an authored example without what has no place in the direction."""
        merged = self._shaper.merged
        if media_type.schema is not None:
            value = pruned(value, merged(media_type.schema), direction, merged)
        if media_type.item_schema is not None and isinstance(value, list):
            items = merged(media_type.item_schema)
            value = [pruned(element, items, direction, merged) for element in value]
        return value

    def example_text(self, media_type: MediaType, value: Any) -> str:  # noqa: ANN401 - a JSON value
        """Return an example of a media type as it goes over the wire."""
        return text_of(media_type, value, self._shaper.merged)


def schema_of(parameter: Parameter) -> Schema | None:
    """Return the schema of a parameter, its own or that of its media type."""
    if parameter.schema is not None:
        return parameter.schema
    return next((media_type.schema for media_type in parameter.content), None)


def _with_value(examples: tuple[Example, ...]) -> Iterator[Example]:
    return (example for example in examples if example.value)


def owner_of(title: str) -> str:
    """Return the first word of the API's name, as variables of the environment are written."""
    word = ascii_words(title).partition("-")[0].upper()
    return word if word[:1].isalpha() else "API"


def base_url_of(operation: Operation) -> str:
    """Return the first server's URL; a relative one of a document from disk has no host that is known."""
    url = operation.servers[0].default_url if operation.servers else ""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url):
        return url
    return UNKNOWN_HOST + (url if not url or url.startswith("/") else f"/{url}")


def _filled_path(path: str, texts: Mapping[str, str]) -> str:
    pieces = re.split(r"\{([^{}]*)\}", path)
    return "".join(
        texts.get(piece, f"<{piece}>") if index % 2 else quote(piece, safe=PATH, errors="replace")
        for index, piece in enumerate(pieces)
    )


def _in(values: list[Value], location: str) -> Iterator[Value]:
    return ((parameter, value) for parameter, value in values if parameter.location == location)


def _as_text(parameter: Parameter, value: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Return one text for a parameter with `content`: no style applies to it (OpenAPI 3.1, 4.8.12.3)."""
    if not parameter.content or isinstance(value, str):
        return value
    return compact_json(value)


def _path_text(parameter: Parameter, value: Any) -> str:  # noqa: ANN401 - a JSON value
    style, explode, reserved = parameter.style, parameter.explode, parameter.allow_reserved
    text = _as_text(parameter, value)
    return path_text(parameter.name, text, style, explode=explode, allow_reserved=reserved)


def _credential_pairs(credentials: tuple[Credential, ...]) -> Iterator[QueryPair]:
    return (QueryPair(found.name, (found.value,)) for found in credentials if found.location == "query")


def _iter_pairs(values: list[Value]) -> Iterator[QueryPair]:
    for parameter, value in _in(values, "query"):
        yield from _pairs(parameter, value)
    for parameter, value in _in(values, "querystring"):  # OpenAPI 3.2, section 4.12.1: the whole query
        yield QueryPair(None, (_query_text(parameter, value),))


def _pairs(parameter: Parameter, value: Any) -> Iterator[QueryPair]:  # noqa: ANN401 - a JSON value
    style, explode, reserved = parameter.style, parameter.explode, parameter.allow_reserved
    text = _as_text(parameter, value)
    return query_pairs(parameter.name, text, style, explode=explode, allow_reserved=reserved)


def _query_text(parameter: Parameter, value: Any) -> str:  # noqa: ANN401 - a JSON value
    media_type = parameter.content[0].name if parameter.content else ""
    if isinstance(value, dict) and not is_json(media_type):
        return "&".join(pair.text for pair in query_pairs("", value, "form", explode=True))
    return encoded(plain(value), ":/?@!$'()*,;&=+")


def _iter_headers(
    credentials: tuple[Credential, ...], values: list[Value], body: Body | None
) -> Iterator[tuple[str, str]]:
    """Credentials, header parameters, Content-Type.

    Parameters named as a header that is there already are left out (OpenAPI 3.1, section 4.8.12.1).
    """
    headers = [(on_one_line(found.name), found.value) for found in credentials if found.location == "header"]
    content_type = [] if body is None else list(_content_type(body))
    taken = {name.lower() for name, _ in (*headers, *content_type)}
    for parameter, value in _in(values, "header"):
        if parameter.name.lower() not in taken:
            text = header_text(_as_text(parameter, value), explode=parameter.explode)
            headers.append((on_one_line(parameter.name), text))
    yield from (*headers, *content_type)


def _content_type(body: Body) -> Iterator[tuple[str, str]]:
    """Give the header where it can be written down: of multipart/form-data the client makes it up."""
    if essence_of(body.media_type) != "multipart/form-data":
        yield "Content-Type", on_one_line(body.media_type)


def _iter_cookies(credentials: tuple[Credential, ...], values: list[Value]) -> Iterator[tuple[str, str]]:
    """Values percent-encoded, as the style form does it; 3.2's style cookie leaves them as they are."""
    yield from ((found.name, found.value) for found in credentials if found.location == "cookie")
    for parameter, value in _in(values, "cookie"):
        for pair in _pairs(parameter, value):
            name, _, text = pair.text.partition("=")
            yield (pair.name or "", pair.value) if parameter.style == "cookie" else (name, text)
