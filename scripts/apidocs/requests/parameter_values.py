"""Put the values of parameters into path, query, headers and cookies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from apidocs.model.example import Example
from apidocs.model.media_type import Header, MediaType
from apidocs.model.mime import is_json
from apidocs.model.parameter import Parameter
from apidocs.model.schema.schema import Schema
from apidocs.requests import serialization as styles
from apidocs.requests.form_fields import iter_fields
from apidocs.requests.serialization import QueryPair, encoded, on_one_line, plain, query_pairs
from apidocs.schemas.json_writer import compact_json

Value = tuple[Parameter, Any]


@dataclass(frozen=True)
class Written:
    """A value as it stands in the request, name and encoding included (OpenAPI 3.2, `serializedValue`)."""

    text: str


def schema_of(parameter: Parameter | Header) -> Schema | None:
    """Return the schema of a parameter or header, its own or that of its media type."""
    if parameter.schema is not None:
        return parameter.schema
    return next((media_type.schema for media_type in parameter.content), None)


def first_example(parameter: Parameter) -> Example | None:
    """Return the first authored example with a value: the parameter's own, else its content's."""
    contents = (media_type.examples for media_type in parameter.content)
    written = (example for examples in (parameter.examples, *contents) for example in examples)
    return next((example for example in written if example.is_here), None)


def is_sent_as_written(parameter: Parameter) -> bool:
    """Whether an example's text is all of what is sent; JSON inside a pair has still to be encoded."""
    return not parameter.content or parameter.location == "querystring"


def in_location(values: Iterable[Value], location: str) -> Iterator[Value]:
    """Iterate over the values that go to a place of the request."""
    return ((parameter, value) for parameter, value in values if parameter.location == location)


def _as_text(parameter: Parameter, value: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Return one text for a parameter with `content`: no style applies to it (OpenAPI 3.1, 4.8.12.3)."""
    if not parameter.content or isinstance(value, str):
        return value
    return compact_json(value)


def path_text(parameter: Parameter, value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Return what stands in the path in the parameter's place."""
    if isinstance(value, Written):
        return value.text
    style, explode, reserved = parameter.style, parameter.explode, parameter.allow_reserved
    text = _as_text(parameter, value)
    return styles.path_text(parameter.name, text, style, explode=explode, allow_reserved=reserved)


def iter_pairs(values: Iterable[Value]) -> Iterator[QueryPair]:
    """Iterate over the pairs of the query."""
    for parameter, value in in_location(values, "query"):
        yield from _pairs(parameter, value)
    for parameter, value in in_location(
        values, "querystring"
    ):  # OpenAPI 3.2, section 4.12.1: the whole query
        yield QueryPair(None, (_query_text(parameter, value),))


def _pairs(parameter: Parameter, value: Any) -> Iterator[QueryPair]:  # noqa: ANN401 - a JSON value
    if isinstance(value, Written):
        yield QueryPair(None, (value.text,))
        return
    style, explode, reserved = parameter.style, parameter.explode, parameter.allow_reserved
    text = _as_text(parameter, value)
    yield from query_pairs(parameter.name, text, style, explode=explode, allow_reserved=reserved)


def _query_text(parameter: Parameter, value: Any) -> str:  # noqa: ANN401 - a JSON value
    if isinstance(value, Written):
        return value.text
    media_type = next(iter(parameter.content), MediaType("", None))
    if isinstance(value, dict) and not is_json(media_type.name):
        return "&".join(field.in_url for field in iter_fields(media_type, value))
    return encoded(plain(value), ":/?@!$'()*,;&=+")


def header_text(parameter: Parameter, value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Return the value of a header."""
    if isinstance(value, Written):
        return on_one_line(value.text)
    return styles.header_text(_as_text(parameter, value), explode=parameter.explode)


def iter_cookies(values: Iterable[Value]) -> Iterator[tuple[str, str]]:
    """Iterate over cookies, percent-encoded as the style form does it; 3.2's style cookie is not."""
    for parameter, value in in_location(values, "cookie"):
        for pair in _pairs(parameter, value):
            is_plain = parameter.style == "cookie" and pair.name is not None
            for text in [pair.text] if pair.name is not None else pair.text.split("; "):
                name, _, encoded_value = text.partition("=")
                yield (pair.name or "", pair.value) if is_plain else (name, encoded_value)
