"""The cells of a parameter or header in its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apidocs.markdown import commonmark, escape
from apidocs.model.example import Example
from apidocs.model.media_type import Header, MediaType
from apidocs.model.parameter import DEFAULT_STYLES, EXPLODED, Parameter
from apidocs.model.schema.schema import Schema
from apidocs.pages import cells
from apidocs.pages.cells import web_link
from apidocs.pages.words.texts import Words
from apidocs.requests.parameter_values import schema_of
from apidocs.requests.request import RequestMaker
from apidocs.schemas.constraints import constraints_of
from apidocs.schemas.json_writer import compact_json
from apidocs.schemas.shape.shape import Shaper
from apidocs.schemas.types import type_of


def iter_notes(parameter: Parameter | Header, schema: Schema | None, words: Words) -> Iterator[str]:
    """Give one line each: how the value is written, its examples, extensions."""
    if isinstance(parameter, Parameter):
        yield from _iter_style_notes(parameter, schema, words)
    elif parameter.explode and schema is not None and type_of(schema) in ("array", "object"):
        yield f"explode: {escape.code('true')}"
    yield from (_media_type(media_type, words) for media_type in parameter.content)
    in_column = isinstance(parameter, Parameter)
    examples = [*parameter.examples, *(found for media in parameter.content for found in media.examples)]
    if not in_column or len(examples) > 1 or any(map(_says_more, examples)):
        yield from (_example(example, words) for example in examples)
    yield from extension_notes(parameter.extensions)


def extension_notes(extensions: Mapping[str, Any]) -> Iterator[str]:
    """Give each extension with its value."""
    return (f"{escape.inline(name)}: {escape.code(text_of(value))}" for name, value in extensions.items())


def text_of(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write a text as it is and any other value as JSON."""
    return value if isinstance(value, str) and value.strip() else compact_json(value)


def _iter_style_notes(parameter: Parameter, schema: Schema | None, words: Words) -> Iterator[str]:
    """Say how the value is serialised where that is not the default (OpenAPI 3.1, section 4.8.12.2)."""
    style = DEFAULT_STYLES.get(parameter.location, "form")
    is_compound = schema is not None and type_of(schema) in ("array", "object")
    if not parameter.content and parameter.location in DEFAULT_STYLES:
        if parameter.style != style:
            yield f"style: {escape.code(parameter.style)}"
        if is_compound and parameter.explode != (parameter.style in EXPLODED):
            yield f"explode: {escape.code(compact_json(parameter.explode))}"
    if parameter.allow_reserved:
        yield escape.inline(words.say("parameters.reserved"))
    if parameter.allow_empty_value:
        yield escape.inline(words.say("parameters.empty"))


def _media_type(media_type: MediaType, words: Words) -> str:
    name = escape.code(media_type.name)
    if media_type.description is None:
        return words.say("parameters.content", media_type=name)
    said = escape.Markdown(commonmark.cell(media_type.description))
    return words.say("parameters.described_content", media_type=name, description=said)


def _says_more(example: Example) -> bool:
    words = (example.summary, example.description, example.serialized)
    return not example.value or any(word is not None for word in words)


def _example(example: Example, words: Words) -> str:
    value: list[str] = [escape.code(text_of(value)) for value in example.value]
    url = [web_link(example.external_value)] if example.external_value is not None else []
    if example.serialized is not None:
        value.append(words.say("parameters.serialized", text=escape.code(example.serialized)))
    said = [escape.inline(example.summary)] if example.summary is not None else []
    said += [commonmark.cell(example.description)] if example.description is not None else []
    shown = escape.Markdown(" ".join([*value, *url, *said]))
    if example.name is None:
        return words.say("parameters.example", example=shown)
    return words.say("parameters.named_example", name=example.name, example=shown)


def description(
    parameter: Parameter | Header, shaper: Shaper, requests: RequestMaker, words: Words
) -> escape.Markdown:
    """Write the description, then what narrows the value and how it is written."""
    written = schema_of(parameter)
    schema = None if written is None else shaper.merged(written)
    shown = example(parameter, requests) if isinstance(parameter, Parameter) else None
    constraints = () if schema is None else constraints_of(schema)
    notes = [
        f"{keyword}: {escape.code(value)}"
        for keyword, value in constraints
        if (keyword, value) != ("example", shown)
    ]
    notes += iter_notes(parameter, schema, words)
    return cells.parameter_description(parameter, schema, notes, words)


def example(parameter: Parameter, requests: RequestMaker) -> str | None:
    """Find the authored example as text, if there is one."""
    found = requests.parameter_example(parameter)
    if not found:
        return None
    return found[0] if isinstance(found[0], str) and found[0].strip() else compact_json(found[0])
