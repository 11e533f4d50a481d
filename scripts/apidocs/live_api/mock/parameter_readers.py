"""The values that the texts of a request stand for: the inverse of OpenAPI's parameter styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from apidocs.model.mime import is_json
from apidocs.model.parameter import Parameter
from apidocs.model.schema.schema import Schema
from apidocs.requests.serialization import DELIMITERS
from apidocs.schemas.json_reader import read_json
from apidocs.schemas.types import type_of

Merged = Callable[[Schema], Schema]
Pairs = Sequence[tuple[str, str]]

NUMBER: Final = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
LITERALS: Final = {"true": True, "false": False, "null": None}


class UnreadableError(Exception):
    """A text that is not in the form its parameter asks for; the message reads on after its name."""


def query_values(parameter: Parameter, pairs: Pairs, merged: Merged) -> tuple[Any, ...]:
    """Return the value of a query parameter, or nothing when it was not sent. Raises UnreadableError."""
    texts = [text for name, text in pairs if name == parameter.name]
    if parameter.content:
        return (_content_value(parameter, texts[0]),) if texts else ()
    schema = _schema(parameter, merged)
    kind = None if schema is None else type_of(schema)
    if kind == "object" and schema is not None:
        return _object_values(parameter, pairs, schema, merged)
    if not texts:
        return ()
    if kind == "array" and schema is not None:
        elements = texts
        if not parameter.explode or len(texts) == 1:
            delimiter = "," if parameter.style == "form" else DELIMITERS.get(parameter.style, ",")
            elements = texts if parameter.explode else texts[0].split(delimiter)
        return ([scalar(text, schema.items, merged) for text in elements],)
    return (scalar(texts[0], schema, merged),)


def text_values(parameter: Parameter, text: str | None, merged: Merged) -> tuple[Any, ...]:
    """Return the value of a path, header or cookie parameter; nothing when it was not sent or not readable.

    Objects and the styles label and matrix are not taken apart: their texts are as free as any.
    """
    if text is None:
        return ()
    if parameter.content:
        return (_content_value(parameter, text),)
    schema = _schema(parameter, merged)
    kind = None if schema is None else type_of(schema)
    if kind == "object" or parameter.style in ("label", "matrix"):
        return ()
    if kind == "array" and schema is not None:
        return ([scalar(element.strip(), schema.items, merged) for element in text.split(",")],)
    return (scalar(text, schema, merged),)


def scalar(text: str, schema: Schema | None, merged: Merged) -> Any:  # noqa: ANN401 - a JSON value
    """Return the value that a text stands for, as far as its schema asks for one that is no string."""
    types = _types(schema, merged)
    if types == {"string"}:
        return text
    if text in LITERALS and not types.isdisjoint({"boolean", "null"}):
        return LITERALS[text]
    is_number = NUMBER.fullmatch(text) is not None and not types.isdisjoint({"integer", "number"})
    is_nested = text[:1] in ("{", "[") and not types.isdisjoint({"object", "array"})
    if is_number or is_nested:
        try:
            return read_json(text)
        except ValueError:
            return text
    return text


def _types(schema: Schema | None, merged: Merged) -> set[str]:
    """Return the types that a schema or one of its alternatives allows."""
    if schema is None:
        return {"string"}
    whole = merged(schema)
    if whole.types:
        return set(whole.types)
    kind = type_of(whole)
    own = {kind} if kind is not None else set()
    return own.union(*(_types(other, merged) for other in whole.alternatives)) or {"string"}


def _schema(parameter: Parameter, merged: Merged) -> Schema | None:
    return None if parameter.schema is None else merged(parameter.schema)


def _content_value(parameter: Parameter, text: str) -> Any:  # noqa: ANN401 - a JSON value
    if not is_json(parameter.content[0].name):
        return text
    try:
        return read_json(text)
    except ValueError:
        raise UnreadableError("must be JSON") from None


def _object_values(parameter: Parameter, pairs: Pairs, schema: Schema, merged: Merged) -> tuple[Any, ...]:
    members = dict(_iter_members(parameter, pairs, schema))
    if not members:
        return ()
    properties = schema.properties
    return ({name: scalar(text, properties.get(name), merged) for name, text in members.items()},)


def _iter_members(parameter: Parameter, pairs: Pairs, schema: Schema) -> Iterator[tuple[str, str]]:
    for name, text in pairs:
        deep = re.fullmatch(rf"{re.escape(parameter.name)}\[([^\[\]]*)\]", name)
        if deep:
            yield deep[1], text
        elif parameter.style == "form" and parameter.explode and name in schema.properties:
            yield name, text
        elif parameter.style == "form" and not parameter.explode and name == parameter.name:
            parts = text.split(",")
            yield from zip(parts[::2], parts[1::2], strict=False)
