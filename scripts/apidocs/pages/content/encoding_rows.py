"""What a media type says of the parts of its bodies, as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from apidocs.model.media_type import Encoding, Header, MediaType
from apidocs.pages.fields.cells import extension_notes
from apidocs.pages.writers import Writer
from apidocs.schemas.json_writer import compact_json


@dataclass(frozen=True)
class EncodedPart:
    """A part of a body: its name, or its place in brackets, how it is written, and its headers."""

    name: str
    notes: tuple[Markup | str, ...]
    headers: tuple[Header, ...]


def encoded_parts(media_type: MediaType, writer: Writer) -> list[EncodedPart]:
    """List the parts that have an encoding, each before those inside it."""
    return [
        EncodedPart(name, tuple(_iter_notes(encoding, writer)), encoding.headers)
        for name, encoding in _iter_encodings(media_type, "")
    ]


def _iter_encodings(owner: MediaType | Encoding, path: str) -> Iterator[tuple[str, Encoding]]:
    inner = [(f"{path}.{name}" if path else name, encoding) for name, encoding in owner.encoding.items()]
    inner += [(f"{path}[{index}]", encoding) for index, encoding in enumerate(owner.prefix_encoding)]
    inner += [] if owner.item_encoding is None else [(f"{path}[]", owner.item_encoding)]
    for name, encoding in inner:
        yield name, encoding
        yield from _iter_encodings(encoding, name)


def _iter_notes(encoding: Encoding, writer: Writer) -> Iterator[Markup | str]:
    explode = None if encoding.explode is None else compact_json(encoding.explode)
    for keyword, value in (
        ("contentType", encoding.content_type),
        ("style", encoding.style),
        ("explode", explode),
    ):
        if value is not None:
            yield writer.say("constraints.keyword", keyword=keyword, value=writer.code(value))
    if encoding.allow_reserved:
        yield writer.say("parameters.reserved")
    yield from extension_notes(encoding.extensions, writer)
