"""Turns the examples of a media type into the texts that a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from apidocs.direction import Direction
from apidocs.label import Label
from apidocs.media_types import is_json, is_xml
from apidocs.model.example import Example
from apidocs.model.media_type import MediaType
from apidocs.request import RequestMaker
from apidocs.shape import Shaper

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
    media_type: MediaType, direction: Direction, requests: RequestMaker, shaper: Shaper
) -> Iterator[ShownExample]:
    """Iterate over every authored example, else over a generated one for each alternative of the schema."""
    authored = [example for example in media_type.examples if example.value or example.external_value]
    if authored:
        yield from (_authored(example, media_type, direction, requests) for example in authored)
        return
    schema = media_type.schema
    has_own = schema is None or bool(shaper.merged(schema).examples)
    alternatives = () if schema is None or has_own else shaper.alternatives(schema, direction)
    for found in alternatives:
        yield _shown(found.label, found.shape.value, media_type, requests)
    if not alternatives and (schema is not None or media_type.item_schema is not None):
        value = requests.media_type_example(media_type, direction)
        yield _shown(UNNAMED, value, media_type, requests)


def _authored(
    example: Example, media_type: MediaType, direction: Direction, requests: RequestMaker
) -> ShownExample:
    title = example.summary or example.name or UNNAMED
    if not example.value:
        shown = ShownExample(title, "", "", example.description, example.external_value)
        return replace(shown, summary=example.summary)
    value = requests.fitting(media_type, example.value[0], direction)
    shown = _shown(title, value, media_type, requests, example.description)
    return replace(shown, summary=example.summary)


def _shown(
    title: str, value: object, media_type: MediaType, requests: RequestMaker, description: str | None = None
) -> ShownExample:
    text = requests.example_text(media_type, value).rstrip("\n")
    is_string = isinstance(value, str) and not is_json(media_type.name)
    language = "xml" if is_xml(media_type.name) else "text" if is_string else "json"
    return ShownExample(title, text, language, description)
