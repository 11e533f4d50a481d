"""Turns an operation into one neutral HTTP request that every sample writes down in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from apidocs.model.api import Api
from apidocs.model.content import Example, MediaType
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter
from apidocs.model.schema import Schema
from apidocs.model.security import SecurityScheme
from apidocs.shape import Shaper, authored_values, json_text, type_of

# RFC 3986, section 2.3, plus what readers know unescaped in a path of ours: nothing else.
UNRESERVED: Final = "-._~"


@dataclass(frozen=True)
class Body:
    """What the request carries, as text, with its media type."""

    media_type: str
    text: str


@dataclass(frozen=True)
class Request:
    """One HTTP request: `query` and `headers` in the order they are written; values not yet encoded."""

    method: str
    base_url: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[tuple[str, str], ...] = ()
    body: Body | None = None

    @property
    def url(self) -> str:
        """The absolute URL, names and values of the query percent-encoded."""
        query = "&".join(f"{encoded(name)}={encoded(value)}" for name, value in self.query)
        return self.base_url + self.path + (f"?{query}" if query else "")


def encoded(text: str) -> str:
    """Percent-encode everything that is not unreserved; a placeholder such as <id> stays readable."""
    if re.fullmatch(r"<[\w-]+>", text):
        return text
    return quote(text, safe=UNRESERVED)


class RequestMaker:
    """Makes the requests of one description."""

    def __init__(self, api: Api, shaper: Shaper) -> None:
        self._api = api
        self._shaper = shaper

    def request(self, operation: Operation) -> Request:
        """The request that calls the operation with its examples.

        A parameter with an example is sent, and one that is required; others are left out. Security comes
        first among the headers, from the first requirement whose schemes are all known.
        """
        server = operation.servers[0].default_url if operation.servers else ""
        credentials = list(self._iter_credentials(operation))
        body = self._body(operation)
        parameters = list(self._iter_sent(operation))
        content_type = [("Content-Type", body.media_type)] if body else []
        return Request(
            method=operation.method,
            base_url=server,
            path=_filled_path(operation.path, dict(_of(parameters, "path"))),
            query=(*_of(credentials, "query"), *_of(parameters, "query")),
            headers=(*_of(credentials, "header"), *_of(parameters, "header"), *content_type),
            cookies=(*_of(credentials, "cookie"), *_of(parameters, "cookie")),
            body=body,
        )

    def _iter_sent(self, operation: Operation) -> Iterator[tuple[str, str, str]]:
        for parameter in operation.parameters:
            value = self.parameter_example(parameter)
            if value:
                yield parameter.location, parameter.name, _plain(value[0])
            elif parameter.required:
                yield parameter.location, parameter.name, self._placeholder(parameter)

    def parameter_example(self, parameter: Parameter) -> tuple[Any, ...]:
        """The authored example of a parameter, if there is one: its own, its media type's, its schema's."""
        media_types = tuple(media_type.examples for media_type in parameter.content)
        for examples in (parameter.examples, *media_types):
            for example in _with_value(examples):
                return example.value
        return () if parameter.schema is None else self._shaper.merged(parameter.schema).examples[:1]

    def _placeholder(self, parameter: Parameter) -> str:
        """A value that stands for one: what the schema fixes, else the name in angle brackets."""
        if parameter.schema is None:
            return f"<{parameter.name}>"
        schema = self._shaper.merged(parameter.schema)
        for authored in authored_values(schema):
            return _plain(authored)
        if type_of(schema) in ("integer", "number", "boolean"):
            return _plain(self._shaper.shape(schema).value)
        return f"<{parameter.name}>"

    def _iter_credentials(self, operation: Operation) -> Iterator[tuple[str, str, str]]:
        for requirement in operation.security:
            schemes = [self._api.security_schemes.get(key) for key in requirement.schemes]
            known = [credential(scheme) for scheme in schemes if scheme is not None]
            if len(known) == len(schemes) and all(known):
                yield from (found for found in known if found is not None)
                return

    def _body(self, operation: Operation) -> Body | None:
        if operation.request_body is None:
            return None
        for media_type in operation.request_body.content:
            return Body(media_type.name, self._body_text(media_type))
        return None

    def _body_text(self, media_type: MediaType) -> str:
        value = self.media_type_example(media_type, "request")
        return value if isinstance(value, str) and not is_json(media_type.name) else json_text(value)

    def media_type_example(self, media_type: MediaType, direction: Any) -> Any:  # noqa: ANN401
        """The authored example of a media type, else the shape of its schema."""
        for example in _with_value(media_type.examples):
            return example.value[0]
        schema = media_type.schema or media_type.item_schema
        return {} if schema is None else self._shaper.shape(schema, direction).value


def credential(scheme: SecurityScheme) -> tuple[str, str, str] | None:
    """Where a scheme's secret goes, under which name, and the placeholder to replace."""
    if scheme.type == "apiKey" and scheme.location in ("header", "query", "cookie"):
        return scheme.location, scheme.parameter_name or "", "<api-key>"
    if scheme.type == "basic" or (scheme.type == "http" and scheme.scheme == "basic"):
        return "header", "Authorization", "Basic <credentials>"
    if scheme.type in ("oauth2", "openIdConnect") or scheme.scheme == "bearer":
        return "header", "Authorization", "Bearer <token>"
    if scheme.type == "http" and scheme.scheme:
        return "header", "Authorization", f"{scheme.scheme.capitalize()} <credentials>"
    return None


def is_json(media_type: str) -> bool:
    """Whether values of this media type are written as JSON."""
    essence = media_type.split(";")[0].strip().lower()
    return essence in ("application/json", "*/*", "application/*") or essence.endswith(("+json", "/json"))


def schema_of(parameter: Parameter) -> Schema | None:
    """The schema of a parameter, its own or that of its media type."""
    if parameter.schema is not None:
        return parameter.schema
    return next((media_type.schema for media_type in parameter.content), None)


def _with_value(examples: tuple[Example, ...]) -> Iterator[Example]:
    return (example for example in examples if example.value)


def _of(located: list[tuple[str, str, str]], location: str) -> Iterator[tuple[str, str]]:
    return ((name, value) for where, name, value in located if where == location)


def _filled_path(path: str, values: dict[str, str]) -> str:
    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return encoded(values[name]) if name in values else f"<{name}>"

    return re.sub(r"\{([^{}]*)\}", fill, path)


def _plain(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """A value as it stands in a URL or header: text as it is, the rest as JSON writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ",".join(_plain(element) for element in value)
    return json_text(value) if not isinstance(value, dict) else ",".join(
        f"{name},{_plain(member)}" for name, member in value.items()
    )
