"""The body of a request, from a media type and an example."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from apidocs.model.media_type import MediaType
from apidocs.model.mime import (
    EVENTS,
    FORM,
    JSON_SEQUENCES,
    TEXTS,
    concrete,
    essence_of,
    is_json,
    is_sequential,
    is_text,
    is_xml,
)
from apidocs.requests.form_fields import FILE, FormField, Merged, holds_bytes, iter_fields, iter_parts
from apidocs.requests.xml_writer import xml_text
from apidocs.schemas.json_writer import json_text

RECORD_SEPARATOR: Final = "\x1e"


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
    if essence.startswith("multipart/") and isinstance(value, (dict, list)):
        return Body(name, fields=tuple(iter_parts(media_type, value, merged)))
    if essence == FORM and isinstance(value, dict):
        return Body(name, fields=tuple(iter_fields(media_type, value)))
    if not is_written(media_type, value, merged):
        return Body(name, file=FILE)
    return Body(name, text=text_of(media_type, value, merged))


def is_written(media_type: MediaType, value: Any, merged: Merged) -> bool:  # noqa: ANN401 - a JSON value
    """Tell whether a value can be written down as a body of this type: it is no bytes, and the type known."""
    name, essence = media_type.name, essence_of(concrete(media_type.name))
    if essence == FORM or essence.startswith("multipart/"):
        return True
    has_form = is_json(name) or is_xml(name) or is_sequential(name) or essence in TEXTS
    return (has_form or isinstance(value, str)) and not _is_bytes(media_type, merged)


def text_of(media_type: MediaType, value: Any, merged: Merged) -> str:  # noqa: ANN401 - a JSON value
    """Return an example as it goes over the wire: text as it is, else XML, JSON texts or one JSON text."""
    if is_json(media_type.name):
        return json_text(value)
    if is_xml(media_type.name) and not _is_own_xml(media_type, value):
        return xml_text(value, media_type.schema, merged)
    if isinstance(value, str):
        return value
    if is_sequential(media_type.name):
        return _sequence(essence_of(media_type.name), value if isinstance(value, list) else [value])
    return json_text(value)


def _is_own_xml(media_type: MediaType, value: Any) -> bool:  # noqa: ANN401 - a JSON value
    """Tell whether a text is XML that its author wrote: all of it, or what begins like an element."""
    is_here = any(value in example.value for example in media_type.examples)
    return isinstance(value, str) and (is_here or value.lstrip().startswith("<"))


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


def _is_bytes(media_type: MediaType, merged: Merged) -> bool:
    schema = None if media_type.schema is None else merged(media_type.schema)
    if schema is not None and holds_bytes(schema):
        return True
    return not is_text(media_type.name) and (schema is None or not {"object", "array"} & set(schema.types))
