"""Turns a media type and an example of it into the body of a request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from apidocs.json_text import json_text
from apidocs.media_types import (
    EVENTS,
    FORM,
    JSON_SEQUENCES,
    concrete,
    essence_of,
    is_json,
    is_sequential,
    is_text,
    is_xml,
)
from apidocs.model.media_type import Encoding, MediaType
from apidocs.model.schema import Schema
from apidocs.styles import plain, query_pairs
from apidocs.xml_text import xml_text

Merged = Callable[[Schema], Schema]

# The file that a sample names: the reader's own.
FILE: Final = "file"
RECORD_SEPARATOR: Final = "\x1e"


@dataclass(frozen=True)
class FormField:
    """One field of a form; of a file, `value` is the file's name."""

    name: str
    value: str
    is_file: bool = False
    media_type: str | None = None


@dataclass(frozen=True)
class Body:
    """What the request carries: a text, the fields of a form, or the bytes of a file."""

    media_type: str
    text: str | None = None
    fields: tuple[FormField, ...] = ()
    file: str | None = None

    @property
    def is_multipart(self) -> bool:
        """Whether each field is a part of its own."""
        return essence_of(self.media_type).startswith("multipart/")


def body_of(media_type: MediaType, value: Any, merged: Merged) -> Body:  # noqa: ANN401 - a JSON value
    """Return the body that carries an example of a media type.

    A form's fields are the members of the example; an example that is a text is the whole body already.
    Bytes are read from a file.
    """
    name = concrete(media_type.name)
    essence = essence_of(name)
    if essence.startswith("multipart/") and isinstance(value, dict):
        return Body(name, fields=tuple(_iter_parts(media_type, value, merged)))
    if essence == FORM and isinstance(value, dict):
        return Body(name, fields=tuple(_iter_fields(media_type, value)))
    if _is_bytes(media_type, merged):
        return Body(name, file=FILE)
    return Body(name, text=text_of(media_type, value, merged))


def text_of(media_type: MediaType, value: Any, merged: Merged) -> str:  # noqa: ANN401 - a JSON value
    """Return an example as it goes over the wire: text as it is, else XML, JSON texts or one JSON text."""
    if is_json(media_type.name):
        return json_text(value)
    if isinstance(value, str):
        return value
    if is_xml(media_type.name):
        return xml_text(value, media_type.schema, merged)
    if is_sequential(media_type.name):
        return _sequence(essence_of(media_type.name), value if isinstance(value, list) else [value])
    return json_text(value)


def _sequence(essence: str, values: list[Any]) -> str:
    if essence == EVENTS:
        return "".join(_event(value) for value in values)
    before = RECORD_SEPARATOR if essence in JSON_SEQUENCES else ""
    return "".join(f"{before}{_on_one_line(value)}\n" for value in values)


def _event(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write an event's fields as lines; a value that is none is its data (OpenAPI 3.2, section 4.14.3.2)."""
    fields = value if isinstance(value, dict) and "data" in value else {"data": value}
    lines = (
        f"{name}: {line}\n"
        for name, member in fields.items()
        for line in (member if isinstance(member, str) else _on_one_line(member)).split("\n")
    )
    return "".join(lines) + "\n"


def _on_one_line(value: Any) -> str:  # noqa: ANN401 - a JSON value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iter_fields(media_type: MediaType, value: dict[str, Any]) -> Iterator[FormField]:
    """Repeat the field of an array and write an object as JSON, unless an encoding names a style (4.8.15)."""
    for name, member in value.items():
        encoding = media_type.encoding.get(name)
        if encoding is not None and (encoding.style is not None or encoding.explode is not None):
            for pair in _styled(name, member, encoding):
                yield FormField(pair[0], pair[1])
        elif isinstance(member, list):
            yield from (FormField(name, plain(element)) for element in member)
        else:
            yield FormField(name, plain(member))


def _styled(name: str, value: Any, encoding: Encoding) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    style = encoding.style or "form"
    explode = style == "form" if encoding.explode is None else encoding.explode
    for pair in query_pairs(name, value, style, explode=explode):
        yield pair.name or "", pair.value


def _iter_parts(media_type: MediaType, value: dict[str, Any], merged: Merged) -> Iterator[FormField]:
    """Repeat the part of an array; an object is a part of JSON, bytes are a file (3.1, section 4.8.15)."""
    properties = {} if media_type.schema is None else merged(media_type.schema).properties
    for name, member in value.items():
        schema = None if name not in properties else merged(properties[name])
        is_list = isinstance(member, list)
        if is_list and schema is not None and schema.items is not None:
            schema = merged(schema.items)
        encoding = media_type.encoding.get(name)
        content_type = None if encoding is None else _first_type(encoding)
        for element in member if is_list else [member]:
            yield _part(name, element, schema, content_type)


def _part(name: str, value: Any, schema: Schema | None, content_type: str | None) -> FormField:  # noqa: ANN401
    if schema is not None and holds_bytes(schema):
        return FormField(name, FILE, is_file=True, media_type=content_type)
    if isinstance(value, (dict, list)):
        return FormField(name, plain(value), media_type=content_type or "application/json")
    return FormField(name, plain(value), media_type=content_type)


def _first_type(encoding: Encoding) -> str | None:
    """Return the first of the types that an encoding lists, if it is one and not a range."""
    first = (encoding.content_type or "").partition(",")[0].strip()
    return first if first and "*" not in first else None


def _is_bytes(media_type: MediaType, merged: Merged) -> bool:
    schema = None if media_type.schema is None else merged(media_type.schema)
    if schema is not None and holds_bytes(schema):
        return True
    return not is_text(media_type.name) and (schema is None or not {"object", "array"} & set(schema.types))


def holds_bytes(schema: Schema) -> bool:
    """Whether a merged schema stands for raw bytes.

    OpenAPI 3.0.4, section 4.7.14.2: `format: binary`; since 3.1, section 4.8.14.4, a `contentMediaType`
    without an encoding.
    """
    if schema.constraints.get("format") == "binary":
        return True
    return "contentMediaType" in schema.constraints and "contentEncoding" not in schema.constraints
