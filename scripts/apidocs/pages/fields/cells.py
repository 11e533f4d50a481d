"""What is said of fields, parameters and headers, written by either writer of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from apidocs.markdown.escape import Html
from apidocs.model.example import Example
from apidocs.model.media_type import Header, MediaType
from apidocs.model.parameter import DEFAULT_STYLES, EXPLODED, Parameter
from apidocs.model.schema.schema import Schema
from apidocs.model.unconfirmed import UNCONFIRMED
from apidocs.pages.fields.notes import iter_notes
from apidocs.pages.writers import Writer, web_link
from apidocs.schemas.json_writer import compact_json
from apidocs.schemas.types import type_of


def field_words(schema: Schema, title: str | None, writer: Writer) -> Markup:
    """Write all that the author says of a field."""
    return _sentences(_iter_said(schema, title, writer))


def parameter_words(parameter: Parameter | Header, schema: Schema | None, writer: Writer) -> Markup:
    """Write all that the author says of a parameter and of its schema."""
    description = parameter.description
    said = [writer.text(writer.words.say("deprecated.sentence"))] * parameter.deprecated
    said += [writer.line(description)] if description else []
    if schema is not None:
        said += _iter_said(schema, schema.title, writer, without=description)
    return _sentences(said)


def parameter_notes(
    parameter: Parameter | Header, schema: Schema | None, example: str | None, writer: Writer
) -> list[Markup | str]:
    """List what narrows the value, and how it is written."""
    found: list[Markup | str] = []
    if schema is not None:
        shown = None if example is None else ("example", example)
        found += iter_notes(schema, writer, without=shown)
    return [*found, *_iter_notes(parameter, schema, writer)]


def extension_notes(extensions: Mapping[str, Any], writer: Writer) -> Iterator[Markup | str]:
    """Give each extension with its value."""
    for name, value in extensions.items():
        yield writer.say("constraints.keyword", keyword=name, value=writer.code(text_of(value)))


def text_of(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write a text as it is and any other value as JSON."""
    return value if isinstance(value, str) and value.strip() else compact_json(value)


def _iter_said(
    schema: Schema, title: str | None, writer: Writer, without: str | None = None
) -> Iterator[Markup]:
    if schema.deprecated:
        yield writer.text(writer.words.say("deprecated.sentence"))
    if schema.is_void_nullable:
        yield writer.text(writer.words.say("fields.void_nullable"))
    if schema.choices_left_out:
        count = schema.choices_left_out
        yield writer.text(writer.words.say("fields.choices_left_out", count=count))
    if title is not None:
        yield writer.emphasis(f"{title}.")
    if schema.description is not None and schema.description != without:
        yield writer.line(schema.description)
    if schema.external_docs is not None:
        yield web_link(writer, schema.external_docs.url, schema.external_docs.description)


def _sentences(said: Iterator[Markup] | list[Markup]) -> Markup:
    return Html(" ".join(filter(None, said)))


def _iter_notes(
    parameter: Parameter | Header, schema: Schema | None, writer: Writer
) -> Iterator[Markup | str]:
    """Give a note each: how the value is written, its examples, extensions."""
    if isinstance(parameter, Parameter):
        yield from _iter_style_notes(parameter, schema, writer)
    elif parameter.explode and schema is not None and type_of(schema) in ("array", "object"):
        yield writer.say("constraints.keyword", keyword="explode", value=writer.code("true"))
    yield from (_media_type(media_type, writer) for media_type in parameter.content)
    in_column = isinstance(parameter, Parameter)
    examples = [*parameter.examples, *(found for media in parameter.content for found in media.examples)]
    if not in_column or len(examples) > 1 or any(map(_says_more, examples)):
        yield from (_example(example, writer) for example in examples)
    others = {name: value for name, value in parameter.extensions.items() if name != UNCONFIRMED}
    yield from extension_notes(others, writer)


def _iter_style_notes(parameter: Parameter, schema: Schema | None, writer: Writer) -> Iterator[Markup | str]:
    """Say how the value is serialised where that is not the default (OpenAPI 3.1, section 4.8.12.2)."""
    style = DEFAULT_STYLES.get(parameter.location, "form")
    is_compound = schema is not None and type_of(schema) in ("array", "object")
    if not parameter.content and parameter.location in DEFAULT_STYLES:
        if parameter.style != style:
            yield writer.say("constraints.keyword", keyword="style", value=writer.code(parameter.style))
        if is_compound and parameter.explode != (parameter.style in EXPLODED):
            explode = writer.code(compact_json(parameter.explode))
            yield writer.say("constraints.keyword", keyword="explode", value=explode)
    if parameter.allow_reserved:
        yield writer.say("parameters.reserved")
    if parameter.allow_empty_value:
        yield writer.say("parameters.empty")


def _media_type(media_type: MediaType, writer: Writer) -> Markup | str:
    name = writer.code(media_type.name)
    if media_type.description is None:
        return writer.say("parameters.content", media_type=name)
    said = writer.line(media_type.description)
    return writer.say("parameters.described_content", media_type=name, description=said)


def _says_more(example: Example) -> bool:
    words = (example.summary, example.description, example.serialized)
    return not example.value or any(word is not None for word in words)


def _example(example: Example, writer: Writer) -> Markup | str:
    said: list[Markup | str] = [writer.code(text_of(value)) for value in example.value]
    if example.serialized is not None:
        said.append(writer.say("parameters.serialized", text=writer.code(example.serialized)))
    said += [web_link(writer, example.external_value)] if example.external_value is not None else []
    said += [writer.text(example.summary)] if example.summary is not None else []
    said += [writer.line(example.description)] if example.description is not None else []
    shown = Html(" ").join(said)
    if example.name is None:
        return writer.say("parameters.example", example=shown)
    return writer.say("parameters.named_example", name=example.name, example=shown)
