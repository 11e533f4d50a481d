"""The examples of a media type as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from apidocs.model.direction import Direction
from apidocs.model.example import Example
from apidocs.model.media_type import MediaType
from apidocs.model.mime import EVENTS, essence_of, is_json, is_sequential, is_xml
from apidocs.requests.bodies import is_written
from apidocs.requests.examples import ExampleMaker
from apidocs.schemas.labels import Label
from apidocs.schemas.shape.shape import Shaper

# Of a text with more lines, or more characters, only so many stand on a page.
MAX_LINES: Final = 200

MAX_CHARACTERS: Final = 16_000

ENDINGS: Final = {"json": "json", "xml": "xml"}


@dataclass(frozen=True)
class Excerpt:
    """The part of a text that a page shows; `file_name` has the whole, when the page has not."""

    text: str
    language: str
    lines: int
    file_name: str | None = None


def excerpt(text: str, language: str, name: str) -> Excerpt:
    """Return the whole text, or as much of it as fits; `name` is what its file is called."""
    lines = text.split("\n")
    shown = "\n".join(lines[:MAX_LINES])[:MAX_CHARACTERS]
    if shown == text:
        return Excerpt(text, language, len(lines))
    return Excerpt(shown, language, len(lines), f"{name}.{ENDINGS.get(language, 'txt')}")


# What an example without a name is called.
UNNAMED: Final = Label("Example", "example.title")


@dataclass(frozen=True)
class ShownExample:
    """One example as it goes over the wire; `text` is empty when only `url` says where it is."""

    title: str
    text: str
    language: str
    description: str | None = None
    url: str | None = None
    summary: str | None = None


def iter_examples(
    media_type: MediaType, direction: Direction, maker: ExampleMaker, shaper: Shaper
) -> Iterator[ShownExample]:
    """Iterate over every authored example, else over a generated one for each alternative of the schema.

    None is made of what cannot be written down: bytes, and values of a type that says no more than a name.
    """
    authored = [example for example in media_type.examples if example.is_here or example.external_value]
    if authored:
        yield from (_authored(example, media_type, maker) for example in authored)
        return
    schema = media_type.schema
    has_own = schema is None or bool(shaper.merged(schema).examples)
    alternatives = () if schema is None or has_own else shaper.alternatives(schema, direction)
    values: list[tuple[str, object]] = [(found.label, found.shape.value) for found in alternatives]
    if not values and (schema is not None or media_type.item_schema is not None):
        values = [(UNNAMED, maker.generated(media_type, direction))]
    for title, value in values:
        if is_written(media_type, value, shaper.merged):
            yield _shown(title, value, media_type, maker)


def _authored(example: Example, media_type: MediaType, maker: ExampleMaker) -> ShownExample:
    title = example.summary or example.name or UNNAMED
    if example.is_here:
        shown = _shown(title, maker.authored(media_type, example), media_type, maker)
    else:
        shown = ShownExample(title, "", "", url=example.external_value)
    return replace(shown, summary=example.summary, description=example.description)


def _shown(title: str, value: object, media_type: MediaType, maker: ExampleMaker) -> ShownExample:
    text = maker.text(media_type, value).rstrip("\n")
    return ShownExample(title, text, _language(media_type.name, value))


def _language(name: str, value: object) -> str:
    if is_xml(name):
        return "xml"
    is_text = essence_of(name) == EVENTS or (isinstance(value, str) and not is_sequential(name))
    return "text" if is_text and not is_json(name) else "json"
