"""The table of the encodings of a media type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from apidocs.markdown import escape
from apidocs.model.media_type import Encoding, Header, MediaType
from apidocs.pages.cells import BREAK
from apidocs.pages.parameter_cells import extension_notes
from apidocs.pages.words.texts import Words
from apidocs.schemas.json_writer import compact_json


@dataclass(frozen=True)
class EncodedPart:
    """A part of a body: its name, or its place in brackets, how it is written, and its headers."""

    name: str
    notes: escape.Markdown
    headers: tuple[Header, ...]


def encoded_parts(media_type: MediaType, words: Words) -> list[EncodedPart]:
    """List the parts that have an encoding, each before those inside it."""
    return [
        EncodedPart(name, escape.Markdown(BREAK.join(_iter_notes(encoding, words))), encoding.headers)
        for name, encoding in _iter_encodings(media_type, "")
    ]


def _iter_encodings(owner: MediaType | Encoding, path: str) -> Iterator[tuple[str, Encoding]]:
    found = [(f"{path}.{name}" if path else name, each) for name, each in owner.encoding.items()]
    found += [(f"{path}[{index}]", each) for index, each in enumerate(owner.prefix_encoding)]
    found += [] if owner.item_encoding is None else [(f"{path}[]", owner.item_encoding)]
    for name, encoding in found:
        yield name, encoding
        yield from _iter_encodings(encoding, name)


def _iter_notes(encoding: Encoding, words: Words) -> Iterator[str]:
    if encoding.content_type is not None:
        yield f"contentType: {escape.code(encoding.content_type)}"
    if encoding.style is not None:
        yield f"style: {escape.code(encoding.style)}"
    if encoding.explode is not None:
        yield f"explode: {escape.code(compact_json(encoding.explode))}"
    if encoding.allow_reserved:
        yield escape.inline(words.say("parameters.reserved"))
    yield from extension_notes(encoding.extensions)
