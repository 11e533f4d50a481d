"""The neutral HTTP request of an operation, which every sample writes in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import quote, urlsplit

from apidocs.markdown.escape import ascii_words
from apidocs.model.api import Api
from apidocs.model.mime import essence_of, is_text
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter
from apidocs.model.schema.schema import Schema
from apidocs.requests.bodies import Body, body_of
from apidocs.requests.credentials import (
    Credential,
    credentials_for,
    is_certificate,
    is_digest,
    met_schemes,
)
from apidocs.requests.examples import ExampleMaker
from apidocs.requests.parameter_values import (
    Value,
    Written,
    first_example,
    header_text,
    in_location,
    is_sent_as_written,
    iter_cookies,
    iter_pairs,
    path_text,
    schema_of,
)
from apidocs.requests.serialization import QueryPair, on_one_line
from apidocs.schemas.shape.scalars import authored_values
from apidocs.schemas.shape.shape import Shaper
from apidocs.schemas.types import type_of

# What stands for the host when the document says only a path.
UNKNOWN_HOST: Final = "https://<host>"
# Elements that a list is filled with which must not be shorter.
MOST_ELEMENTS: Final = 10
# What a path may hold as it is (RFC 3986, section 3.3), a percent-encoding that is written there included. A
# query that authors write into it, to tell operations apart, is sent as one.
PATH: Final = "/:@!$&'()*+,;=-._~%?"


@dataclass(frozen=True)
class Request:
    """One HTTP request: `query` and `headers` in the order they are written, the path encoded already.

    `credentials` are those of its pairs that are secret; `owner` is how variables that hold them begin.
    With `is_digest` or `has_certificate` the client proves who it is by more than the request.
    `answers_bytes` tells whether a successful answer is no text.
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
    is_digest: bool = False
    has_certificate: bool = False
    answers_bytes: bool = False

    @property
    def url(self) -> str:
        """The absolute URL, names and values of the query percent-encoded."""
        query = "&".join(pair.text for pair in self.query)
        return self.base_url + self.path + (f"?{query}" if query else "")

    @property
    def is_local(self) -> bool:
        """Whether the server runs on the computer that calls it: no proxy has a part in that."""
        host = host_of(self.base_url).rstrip(".")
        if f".{host}".endswith(".localhost"):
            return True
        try:
            return ip_address(host).is_loopback
        except ValueError:  # a name, or none
            return False


class RequestMaker:
    """Makes the requests of one description."""

    def __init__(self, api: Api, shaper: Shaper) -> None:
        self._api = api
        self._shaper = shaper
        self.examples = ExampleMaker(shaper)

    def request(self, operation: Operation) -> Request:
        """Return the request that calls the operation with its examples.

        A parameter with an example is sent, and one that is required; others are left out. Credentials come
        first among the headers, from the first requirement whose schemes are all known.
        """
        credentials = credentials_for(operation.security, self._api.security_schemes)
        schemes = met_schemes(operation.security, self._api.security_schemes)
        values = list(self._iter_values(operation))
        body = self._body(operation)
        answers = _answer_types(operation)
        texts = {p.name: path_text(p, v) for p, v in in_location(values, "path")}
        path, mark, fixed = _filled_path(operation.path, texts).partition("?")
        in_path = [QueryPair(None, (fixed,))] * bool(mark)
        return Request(
            method=operation.method,
            base_url=base_url_of(operation),
            path=path,
            query=(*_credential_pairs(credentials), *in_path, *iter_pairs(values)),
            headers=tuple(_iter_headers(credentials, values, answers, body)),
            cookies=(*_credential_cookies(credentials), *iter_cookies(values)),
            body=body,
            credentials=credentials,
            owner=owner_of(self._api.title),
            is_digest=any(map(is_digest, schemes)),
            has_certificate=any(map(is_certificate, schemes)),
            answers_bytes=bool(answers) and not is_text(answers[0]),
        )

    def _iter_values(self, operation: Operation) -> Iterator[Value]:
        for parameter in operation.parameters:
            value = self.parameter_example(parameter)
            example = first_example(parameter)
            if example is not None and example.serialized is not None and is_sent_as_written(parameter):
                yield parameter, Written(example.serialized)
            elif value:
                yield parameter, value[0]
            elif parameter.required:
                yield parameter, self._placeholder(parameter.name, schema_of(parameter))

    def parameter_example(self, parameter: Parameter) -> tuple[Any, ...]:
        """Return the authored example of a parameter, if any: its own, its content's, its schema's."""
        example = first_example(parameter)
        if example is not None:
            return example.value or (example.serialized,)
        schema = schema_of(parameter)
        return () if schema is None else self._shaper.merged(schema).examples[:1]

    def _placeholder(self, name: str, schema: Schema | None) -> Any:  # noqa: ANN401 - a JSON value
        """Return a value that stands for one: what the schema fixes, else the name in angle brackets."""
        if schema is None:
            return _in_brackets(name)
        merged = self._shaper.merged(schema)
        for authored in authored_values(merged):
            return authored
        kind = type_of(merged)
        if kind == "array" and merged.items is not None:
            least = merged.constraints.get("minItems")
            count = min(least, MOST_ELEMENTS) if isinstance(least, int) else 1
            return [self._placeholder(name, merged.items)] * max(count, 1)
        if kind in ("integer", "number", "boolean", "object") or "pattern" in merged.constraints:
            return self._shaper.shape(schema, "request").value
        return _in_brackets(name)

    def _body(self, operation: Operation) -> Body | None:
        content = operation.request_body.content if operation.request_body is not None else ()
        if not content:
            return None
        return body_of(content[0], self.examples.value(content[0], "request"), self._shaper.merged)


def _in_brackets(name: str) -> str:
    """Return a placeholder that a URL may show as it is: `<filter-name>` for `filter[name]`."""
    return f"<{'-'.join(re.findall(r'[A-Za-z0-9_]+', name)) or 'value'}>"


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


def host_of(url: str) -> str:
    """Return the host of a URL, empty where there is none or the text is no URL."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _filled_path(path: str, texts: Mapping[str, str]) -> str:
    pieces = re.split(r"\{([^{}]*)\}", path)
    return "".join(
        texts.get(piece, f"<{piece}>") if index % 2 else quote(piece, safe=PATH, errors="replace")
        for index, piece in enumerate(pieces)
    )


def _credential_pairs(credentials: tuple[Credential, ...]) -> Iterator[QueryPair]:
    return (QueryPair(found.name, (found.value,)) for found in credentials if found.location == "query")


def _credential_cookies(credentials: tuple[Credential, ...]) -> Iterator[tuple[str, str]]:
    return ((found.name, found.value) for found in credentials if found.location == "cookie")


def _iter_headers(
    credentials: tuple[Credential, ...], values: list[Value], answers: tuple[str, ...], body: Body | None
) -> Iterator[tuple[str, str]]:
    """Credentials, Accept, header parameters, Content-Type.

    Parameters that are to be ignored, or named as a header that is there already, are left out.
    """
    headers = [(on_one_line(found.name), found.value) for found in credentials if found.location == "header"]
    headers += _accept(answers)
    content_type = [] if body is None else list(_content_type(body))
    taken = {name.lower() for name, _ in (*headers, *content_type)}
    for parameter, value in in_location(values, "header"):
        if not parameter.is_ignored and parameter.name.lower() not in taken:
            headers.append((on_one_line(parameter.name), header_text(parameter, value)))
    yield from (*headers, *content_type)


def _answer_types(operation: Operation) -> tuple[str, ...]:
    """Return the media types of the first successful response that has any."""
    successful = (response for response in operation.responses if response.status_code.startswith("2"))
    contents = (response.content for response in successful if response.content)
    return tuple(media_type.name for media_type in next(contents, ()))


def _accept(answers: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Ask for the first type where the server has a choice, or where the type is one of a vendor."""
    if answers and "*" not in answers[0] and (len(answers) > 1 or "/vnd." in essence_of(answers[0])):
        yield "Accept", on_one_line(answers[0])


def _content_type(body: Body) -> Iterator[tuple[str, str]]:
    """Give the header where it can be written down: of multipart/form-data the client makes it up."""
    if essence_of(body.media_type) != "multipart/form-data":
        yield "Content-Type", on_one_line(body.media_type)
