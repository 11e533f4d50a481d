"""The fields of a form, written as their encoding says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from csv import writer
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from apidocs.model.media_type import Encoding, Header, MediaType
from apidocs.model.mime import FORM, essence_of, is_json, is_text, is_xml
from apidocs.model.schema.schema import Schema
from apidocs.requests.serialization import QueryPair, encoded, header_text, plain, query_pairs
from apidocs.requests.xml_writer import xml_text
from apidocs.schemas.json_writer import compact_json
from apidocs.schemas.shape.scalars import ANYTHING
from apidocs.schemas.types import type_of

Merged = Callable[[Schema], Schema]

# The file that a sample names: the reader's own.
FILE: Final = "file"
NO_ENCODING: Final = Encoding()


@dataclass(frozen=True)
class FormField:
    """One field of a form; of a file, `value` is the file's name.

    `text` is the field as it stands in an urlencoded form, where that is not the value percent-encoded.
    A part of a multipart body may have no name (OpenAPI 3.2, section 4.15.2), and `headers` of its own.
    """

    name: str
    value: str
    is_file: bool = False
    media_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    text: str | None = None

    @property
    def in_url(self) -> str:
        """The field as it stands in an urlencoded form."""
        return f"{encoded(self.name)}={encoded(self.value)}" if self.text is None else self.text


def iter_fields(media_type: MediaType, value: Mapping[str, Any]) -> Iterator[FormField]:
    """Repeat the field of an array and write an object as JSON, unless an encoding names a style (4.8.15)."""
    for name, member in value.items():
        encoding = media_type.encoding.get(name, NO_ENCODING)
        if _has_style(encoding) or encoding.allow_reserved:
            pairs = _pairs(name, member, encoding)
            yield from (FormField(pair.name or "", pair.value, text=pair.text) for pair in pairs)
        elif isinstance(member, list):
            yield from (FormField(name, plain(element)) for element in member)
        else:
            yield FormField(name, plain(member))


def iter_parts(
    media_type: MediaType, value: Mapping[str, Any] | Sequence[Any], merged: Merged
) -> Iterator[FormField]:
    """Repeat the part of an array; an object is a part of JSON, bytes are a file (3.1, section 4.8.15).

    The elements of a list are parts without a name.
    """
    schema = None if media_type.schema is None else merged(media_type.schema)
    if not isinstance(value, Mapping):
        yield from _iter_unnamed(media_type, value, schema, merged)
        return
    properties = {} if schema is None else schema.properties
    for name, member in value.items():
        encoding = media_type.encoding.get(name, NO_ENCODING)
        if _has_style(encoding):
            headers = _headers(encoding, merged)
            pairs = _pairs(name, member, encoding)
            yield from (FormField(pair.name or "", pair.value, headers=headers) for pair in pairs)
        else:
            part_schema = merged(properties[name]) if name in properties else None
            yield from _iter_named(name, member, part_schema, encoding, merged)


def _has_style(encoding: Encoding) -> bool:
    return encoding.style is not None or encoding.explode is not None


def _pairs(name: str, value: Any, encoding: Encoding) -> Iterator[QueryPair]:  # noqa: ANN401 - a JSON value
    style = encoding.style or "form"
    explode = style == "form" if encoding.explode is None else encoding.explode
    return query_pairs(name, value, style, explode=explode, allow_reserved=encoding.allow_reserved)


def _iter_unnamed(
    media_type: MediaType, values: Sequence[Any], schema: Schema | None, merged: Merged
) -> Iterator[FormField]:
    """Write the parts by their place (OpenAPI 3.2, section 4.14.5)."""
    first = () if schema is None else schema.prefix_items
    rest = media_type.item_schema or (None if schema is None else schema.items)
    for index, value in enumerate(values):
        part_schema = first[index] if index < len(first) else rest
        is_first = index < len(media_type.prefix_encoding)
        encoding = media_type.prefix_encoding[index] if is_first else media_type.item_encoding
        own_schema = None if part_schema is None else merged(part_schema)
        yield _part("", value, own_schema, encoding or NO_ENCODING, merged)


def _iter_named(
    name: str,
    value: Any,  # noqa: ANN401 - a JSON value
    schema: Schema | None,
    encoding: Encoding,
    merged: Merged,
) -> Iterator[FormField]:
    is_list = isinstance(value, list)
    if is_list and schema is not None and schema.items is not None:
        schema = merged(schema.items)
    for element in value if is_list else [value]:
        yield _part(name, element, schema, encoding, merged)


def _part(
    name: str,
    value: Any,  # noqa: ANN401 - a JSON value
    schema: Schema | None,
    encoding: Encoding,
    merged: Merged,
) -> FormField:
    headers = _headers(encoding, merged)
    content_type = _first_type(encoding)
    if schema is not None and (holds_bytes(schema) or _is_file(schema, value, content_type)):
        return FormField(name, FILE, is_file=True, media_type=content_type, headers=headers)
    if isinstance(value, (dict, list)):
        content_type = content_type or "application/json"
    text = _written(value, content_type, schema, merged)
    return FormField(name, text, media_type=content_type, headers=headers)


def _written(value: Any, content_type: str | None, schema: Schema | None, merged: Merged) -> str:  # noqa: ANN401
    """Write the content of a part as its type asks; a text of another type than JSON is that already."""
    if content_type is not None and is_json(content_type):
        return compact_json(value)
    if isinstance(value, str) or content_type is None:
        return plain(value)
    if is_xml(content_type):
        return xml_text(value, schema, merged)
    if essence_of(content_type) == FORM and isinstance(value, dict):
        return "&".join(field.in_url for field in iter_fields(MediaType(content_type, schema), value))
    return _csv(value) if essence_of(content_type) == "text/csv" else plain(value)


def _csv(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write rows; of an object the names are a row of their own (RFC 4180)."""
    rows = [list(value), list(value.values())] if isinstance(value, dict) else [value]
    lines = StringIO()
    writer(lines).writerows(
        [plain(cell) for cell in (row if isinstance(row, list) else [row])] for row in rows
    )
    return lines.getvalue()


def _first_type(encoding: Encoding) -> str | None:
    """Return the first of the types that an encoding lists, if it is one and not a range."""
    first = (encoding.content_type or "").partition(",")[0].strip()
    return first if first and "*" not in first else None


def _is_file(schema: Schema, value: Any, content_type: str | None) -> bool:  # noqa: ANN401 - a JSON value
    """Tell whether a part is bytes: no type and no author says otherwise, nor does its media type.

    Without a media type such a part is application/octet-stream (OpenAPI 3.0.4 and 3.1.1, Encoding Object).
    """
    if content_type is None:
        return type_of(schema) == "any" and value == ANYTHING
    return not is_text(content_type) and not schema.types


def _headers(encoding: Encoding, merged: Merged) -> tuple[tuple[str, str], ...]:
    """Return the headers of a part that have an example, and those that are required."""
    found = []
    for header in encoding.headers:
        value = _header_value(header, merged)
        if header.name.lower() != "content-type" and (value or header.required):
            text = header_text(value[0], explode=header.explode) if value else f"<{header.name}>"
            found.append((header.name, text))
    return tuple(found)


def _header_value(header: Header, merged: Merged) -> tuple[Any, ...]:
    contents = tuple(media_type.examples for media_type in header.content)
    for examples in (header.examples, *contents):
        for example in examples:
            if example.value:
                return example.value
    return () if header.schema is None else merged(header.schema).examples[:1]


def holds_bytes(schema: Schema) -> bool:
    """Whether a merged schema stands for raw bytes.

    OpenAPI 3.0.4, section 4.7.14.2: `format: binary`; since 3.1, section 4.8.14.4, a `contentMediaType`
    without an encoding.
    """
    if schema.constraints.get("format") == "binary":
        return True
    return "contentMediaType" in schema.constraints and "contentEncoding" not in schema.constraints
