"""Text of table cells: Markdown on one line."""

from __future__ import annotations

import re
from dataclasses import replace

from apidocs.markdown import commonmark, escape
from apidocs.markdown.commonmark.inlines import is_web
from apidocs.model.info import ExternalDocs
from apidocs.model.media_type import Header
from apidocs.model.parameter import Parameter
from apidocs.model.schema.schema import Schema
from apidocs.pages.fields.field_table import Field
from apidocs.pages.words.texts import Words
from apidocs.schemas.constraints import constraints_of, enum_words

BREAK = "<br>"


def field_name(field: Field, roles: str, anchor: str) -> escape.Markdown:
    """Write how a field is reached, what it is to the value there if it is not the value, and its anchor."""
    said: list[str] = [escape.code(field.path)] if field.path else []
    said += [f"*{escape.inline(roles)}*"] if field.roles or not field.path else []
    return escape.Markdown(f"{' '.join(said)}{{ #{anchor} }}")


def constraints(schema: Schema) -> list[str]:
    """Write each keyword that narrows a schema, with its value."""
    found = constraints_of(schema)
    return [f"{escape.inline(keyword)}: {escape.code(value)}" for keyword, value in found]


def discriminator(schema: Schema, mapping: list[tuple[str, escape.Markdown]]) -> str:
    """Write the property that tells alternatives apart, and what each of its words stands for."""
    name = "" if schema.discriminator is None else schema.discriminator.property_name
    words = (f"{escape.code(word)}: {target}" for word, target in mapping)
    return BREAK.join([f"discriminator: {escape.code(name)}", *words])


def field_description(field: Field, words: Words) -> escape.Markdown:
    """Write which alternatives have the field, then all that the author says of it."""
    said = []
    if field.only_in:
        alternatives = escape.inline(", ".join(map(words.in_words, field.only_in)))
        said.append(words.say("fields.only_in", alternatives=alternatives))
    return _lines([*said, *_said(field.schema, field.title, words)], value_descriptions(field.schema))


def parameter_description(
    parameter: Parameter | Header, schema: Schema | None, notes: list[str], words: Words
) -> escape.Markdown:
    """Write what is said of a parameter, then what narrows its value."""
    description = parameter.description
    said = [_deprecated(words)] * parameter.deprecated
    said += [commonmark.cell(description)] if description else []
    if schema is None:
        return _lines(said, *notes)
    own = replace(schema, description=None) if schema.description == description else schema
    return _lines([*said, *_said(own, schema.title, words)], value_descriptions(schema), *notes)


def value_descriptions(schema: Schema) -> str:
    """Write what is said of each value of an enum."""
    return BREAK.join(f"{escape.code(value)}: {commonmark.cell(said)}" for value, said in enum_words(schema))


def external_docs(docs: ExternalDocs) -> escape.Markdown:
    """Write the link to where more is written."""
    return web_link(docs.url, docs.description)


def web_link(url: str, text: str | None = None) -> escape.Markdown:
    """Write the link to an address on the web; any other is only said."""
    if not is_web(url):
        return escape.Markdown(" ".join(filter(None, (escape.inline(text or ""), escape.code(url)))))
    said = re.sub(r"([^\w\s])", r"\\\1", text or url)
    return commonmark.cell(f"[{said}](<{url}>)")


def _deprecated(words: Words) -> str:
    return escape.inline(words.say("deprecated.sentence"))


def _said(schema: Schema, title: str | None, words: Words) -> list[str]:
    return [
        *[_deprecated(words)] * schema.deprecated,
        *[escape.inline(words.say("fields.void_nullable"))] * schema.is_void_nullable,
        *([] if title is None else [f"*{escape.inline(title)}.*"]),
        *([] if schema.description is None else [commonmark.cell(schema.description)]),
        *([] if schema.external_docs is None else [external_docs(schema.external_docs)]),
    ]


def _lines(said: list[str], *others: str) -> escape.Markdown:
    return escape.Markdown(BREAK.join(filter(None, [" ".join(said), *others])))
