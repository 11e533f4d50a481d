"""Turns what a schema says into the text of a table's cell: Markdown on one line."""

from __future__ import annotations

import re

from apidocs import commonmark, escape
from apidocs.commonmark.inlines import is_web
from apidocs.constraints import enum_words
from apidocs.fields import Field
from apidocs.model.external_docs import ExternalDocs
from apidocs.model.schema import Schema

BREAK = "<br>"


def field_description(field: Field) -> escape.Markdown:
    """Write which alternatives have the field, then all that the author says of it."""
    said = [f"Only in {escape.inline(', '.join(field.only_in))}."] if field.only_in else []
    return _lines([*said, *_words(field.schema, field.title)], value_descriptions(field.schema))


def parameter_description(
    description: str | None, schema: Schema | None, notes: list[str], *, is_deprecated: bool
) -> escape.Markdown:
    """Write what is said of a parameter, then what narrows its value."""
    said = ["Deprecated."] * is_deprecated
    said += [commonmark.cell(description)] if description else []
    if schema is None:
        return _lines(said, *notes)
    own = [] if schema.description in (None, description) else [commonmark.cell(schema.description or "")]
    return _lines([*said, *own], value_descriptions(schema), *notes)


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


def _words(schema: Schema, title: str | None) -> list[str]:
    return [
        *["Deprecated."] * schema.deprecated,
        *([] if title is None else [f"*{escape.inline(title)}.*"]),
        *([] if schema.description is None else [commonmark.cell(schema.description)]),
        *([] if schema.external_docs is None else [external_docs(schema.external_docs)]),
    ]


def _lines(said: list[str], *others: str) -> escape.Markdown:
    return escape.Markdown(BREAK.join(filter(None, [" ".join(said), *others])))
