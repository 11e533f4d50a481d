"""Turns the model into what a template asks for, with links written from one page's point of view."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apidocs import commonmark, escape
from apidocs.addresses import Addresses, link
from apidocs.fields import Field, FieldLister, TypeName, constraints_of
from apidocs.model.api import Api, Tag
from apidocs.model.content import Header, MediaType
from apidocs.model.operation import Operation
from apidocs.model.parameter import Parameter
from apidocs.model.schema import Schema
from apidocs.request import RequestMaker
from apidocs.shape import Direction, Shape, Shaper, json_text


@dataclass(frozen=True)
class Shared:
    """What all pages of one reference share."""

    api: Api
    addresses: Addresses
    shaper: Shaper
    lister: FieldLister
    requests: RequestMaker

    @classmethod
    def from_api(cls, api: Api, addresses: Addresses) -> Shared:
        """Make the makers, each once."""
        shaper = Shaper(api.schemas)
        return cls(api, addresses, shaper, FieldLister(shaper), RequestMaker(api, shaper))


@dataclass(frozen=True)
class ShownExample:
    """One example of a media type as the page prints it."""

    title: str
    block: escape.Markdown


@dataclass(frozen=True)
class View:
    """The functions a template calls; `src_uri` is the page it renders."""

    shared: Shared
    src_uri: str

    def to(self, target: str) -> escape.Markdown:
        """The relative link to a page or file of the reference."""
        return escape.Markdown(link(self.src_uri, target))

    def link(self, operation: Operation) -> escape.Markdown:
        """The link to an operation's page."""
        return self.to(self.shared.addresses.of(operation))

    def tag_link(self, tag: Tag) -> escape.Markdown:
        """The link to a tag's index."""
        return self.to(self.shared.addresses.tags[tag.name])

    def schema_link(self, name: str) -> escape.Markdown:
        """The link to a component schema's page."""
        return self.to(self.shared.addresses.schemas[name])

    def anchor(self, *parts: str) -> escape.Markdown:
        """An anchor of the page: its parts with everything replaced that an id should not hold."""
        return escape.Markdown("-".join(re.sub(r"[^\w.]+", "-", part, flags=re.ASCII).strip("-") for part in parts))

    def merged(self, schema: Schema) -> Schema:
        """The schema with references followed and allOf merged."""
        return self.shared.shaper.merged(schema)

    def shape(self, schema: Schema, direction: Direction | None = None) -> Shape:
        """The Schema Shape."""
        return self.shared.shaper.shape(schema, direction)

    def fields(self, schema: Schema, direction: Direction | None = None) -> tuple[Field, ...]:
        """The rows of the schema's field table."""
        return self.shared.lister.fields(schema, direction)

    def type(self, name: TypeName) -> escape.Markdown:
        """A type in words, each component in it linked to its page."""
        return escape.Markdown("".join(self._type_part(text, is_name=is_name) for text, is_name in name.parts))

    def _type_part(self, text: str, *, is_name: bool) -> str:
        if is_name and text in self.shared.addresses.schemas:
            return f"[{escape.inline(text)}]({self.schema_link(text)})"
        return escape.inline(text) if text.strip() == text else text

    def parameter_type(self, parameter: Parameter | Header) -> escape.Markdown:
        """The type of a parameter or header; of one with `content`, that of its media type."""
        schema = _schema_of(parameter)
        return escape.Markdown("") if schema is None else self.type(self.shared.lister.type_name(schema))

    def parameter_description(self, parameter: Parameter | Header) -> escape.Markdown:
        """The description in a table cell, then what narrows the value."""
        schema = _schema_of(parameter)
        constraints = () if schema is None else constraints_of(self.merged(schema))
        deprecated = ["Deprecated."] if parameter.deprecated else []
        text = [str(commonmark.cell(parameter.description))] if parameter.description else []
        notes = [f"{keyword}: {escape.code(value)}" for keyword, value in constraints]
        return escape.Markdown("<br>".join([" ".join(deprecated + text), *notes] if deprecated + text else notes))

    def parameter_example(self, parameter: Parameter) -> str | None:
        """The authored example as text, if there is one."""
        found = self.shared.requests.parameter_example(parameter)
        if not found:
            return None
        return found[0] if isinstance(found[0], str) else " ".join(json_text(found[0]).split())

    def examples(self, media_type: MediaType, direction: Direction) -> list[ShownExample]:
        """Every authored example, or the generated one when there is none."""
        authored = [
            ShownExample(_label(example.summary or example.name), _block(example.value[0], media_type))
            for example in media_type.examples
            if example.value
        ]
        generated = self.shared.requests.media_type_example(media_type, direction)
        return authored or [ShownExample("Example", _block(generated, media_type))]


def _schema_of(parameter: Parameter | Header) -> Schema | None:
    if parameter.schema is not None:
        return parameter.schema
    return next((media_type.schema for media_type in parameter.content), None)


def _label(text: str | None) -> str:
    """A tab's label stands in double quotes."""
    return str(text or "Example").replace('"', "”").replace("\\", "")


def _block(value: object, media_type: MediaType) -> escape.Markdown:
    """An example as it goes over the wire: text as it is, everything else as JSON."""
    name = media_type.name.split(";")[0]
    if isinstance(value, str) and "json" not in name:
        return escape.fence(value, "xml" if name.endswith("xml") else "text")
    return escape.fence(json_text(value), "json")
