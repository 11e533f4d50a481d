"""Turns the model into what a template asks for, with links written from one page's point of view."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Final

from apidocs import cells, escape, parameter_cells
from apidocs.addresses import AUTHENTICATION, Addresses, digest, file_name, link, slug
from apidocs.callbacks import Answer, iter_answers
from apidocs.constraints import Constraint, constraints_of
from apidocs.direction import Direction
from apidocs.document import Location
from apidocs.encodings import EncodedPart, encoded_parts
from apidocs.excerpts import Excerpt, excerpt
from apidocs.fields import Field, FieldLister
from apidocs.json_text import json_text
from apidocs.model.api import Api, Tag, tags_of
from apidocs.model.content import Response
from apidocs.model.external_docs import ExternalDocs
from apidocs.model.media_type import Header, MediaType
from apidocs.model.operation import CODE_SAMPLES, Operation
from apidocs.model.parameter import Parameter
from apidocs.model.schema import Schema
from apidocs.model.security import SecurityScheme
from apidocs.model.tag_tree import Branch
from apidocs.next_calls import NextCall, NextCallFinder
from apidocs.parameter_notes import extension_notes
from apidocs.parameter_values import schema_of
from apidocs.request import RequestMaker
from apidocs.samples import Sample, samples
from apidocs.samples.authored import authored_samples, left_over
from apidocs.shape import Alternative, Shape, Shaper
from apidocs.shown_examples import ShownExample, iter_examples
from apidocs.type_names import TypeName
from apidocs.words import Words

# What an anchor does not hold: it stands in an address, in an id and in an attribute list.
UNSAFE: Final = re.compile(r"[^\w.]+", re.ASCII)

# Extensions that have a place of their own: titles of tags, groups of tags.
SHOWN_ELSEWHERE: Final = frozenset({"x-displayName", "x-tagGroups"})
# The deepest heading that HTML has.
DEEPEST: Final = 6


@dataclass(frozen=True)
class Shared:
    """What all pages of one reference share."""

    api: Api
    addresses: Addresses
    shaper: Shaper
    lister: FieldLister
    requests: RequestMaker
    next_calls: NextCallFinder
    words: Words

    @classmethod
    def from_api(cls, api: Api, addresses: Addresses, words: Words) -> Shared:
        """Make the makers, each once."""
        shaper = Shaper(api.schemas)
        lister, requests = FieldLister(shaper, words), RequestMaker(api, shaper)
        return cls(api, addresses, shaper, lister, requests, NextCallFinder(api), words)


@dataclass(frozen=True)
class View:
    """The functions a template calls; `src_uri` is the page it renders, `files` get what is cut from it."""

    shared: Shared
    src_uri: str
    files: dict[str, str] = field(default_factory=dict)
    _owners: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, target: str) -> escape.Markdown:
        """Write the relative link to a page or file of the reference."""
        return escape.Markdown(link(self.src_uri, target))

    def link(self, operation: Operation) -> escape.Markdown:
        """Write the link to an operation's page."""
        return self.to(self.shared.addresses.of(operation))

    def tag_link(self, tag: Tag) -> escape.Markdown:
        """Write the link to a tag's index."""
        return self.to(self.shared.addresses.tags[tag.name])

    def branches(self) -> list[tuple[int, Branch]]:
        """List the tags and groups of tags, each with its depth."""
        return [found for branch in self.shared.api.tag_tree for found in branch.walk()]

    def inner_tags(self, tag: Tag) -> list[Tag]:
        """List the tags right below a tag."""
        branches = (branch for _, branch in self.branches() if branch.tag == tag)
        return [inner.tag for branch in branches for inner in branch.branches if inner.tag is not None]

    def tag_name(self, name: str) -> escape.Markdown:
        """Write a tag that an operation names, linked to its index; a tag of webhooks only has none."""
        tag = next((tag for tag in self.shared.api.tags if tag.name == name), None)
        return (
            escape.code(name)
            if tag is None
            else escape.Markdown(f"[{escape.inline(tag.title)}]({self.tag_link(tag)})")
        )

    def schema_link(self, name: str) -> escape.Markdown:
        """Write the link to a component schema's page."""
        return self.to(self.shared.addresses.schemas[name])

    def anchor(self, *parts: str) -> escape.Markdown:
        """Write an anchor of the page: the same for the same parts, another for others."""
        wanted = candidate = "-".join(map(_anchor_part, parts))
        number = 2
        while self._owners.setdefault(candidate, parts) != parts:
            candidate = f"{wanted}-{number}"
            number += 1
        return escape.Markdown(candidate)

    def anchor_in(self, place: tuple[str, ...], *parts: str) -> escape.Markdown:
        """Write an anchor of a part of the page that may be there several times, such as a callback."""
        return self.anchor(*place, *parts)

    def heading(self, level: int) -> escape.Markdown:
        """Write the marks that begin a heading of this level."""
        return escape.Markdown("#" * min(level, DEEPEST))

    def title(self, text: str, anchor: str | None) -> escape.Markdown:
        """Write the page's own heading; in English its text alone gives the anchor that it has everywhere."""
        mark = "" if anchor in (None, slug(text)) else f" {{ #{anchor} }}"
        return escape.Markdown(f"# {escape.inline(text)}{mark}")

    def samples(self, operation: Operation) -> tuple[Sample, ...]:
        """Write the call of an operation in every language, and what its author wrote."""
        ours = samples(self.shared.requests.request(operation))
        return (*ours, *authored_samples(operation, ours))

    def callbacks(self, operation: Operation) -> Iterator[Answer]:
        """Give every request that the API sends because of an operation."""
        return iter_answers(operation)

    def next_calls(self, response: Response) -> list[NextCall]:
        """Find the calls that the response's links lead to."""
        return list(self.shared.next_calls.iter_calls(response))

    def scheme_link(self, key: str) -> escape.Markdown:
        """Write the name of a security scheme, linked to where it is explained."""
        anchor = self.shared.addresses.schemes.get(key)
        if anchor is None:
            return escape.code(key)
        return escape.Markdown(f"[{escape.inline(key)}]({self.to(AUTHENTICATION)}#{anchor})")

    def scheme_anchor(self, scheme: SecurityScheme) -> escape.Markdown:
        """Write the anchor of a security scheme on the page of all of them."""
        return escape.Markdown(self.shared.addresses.schemes[scheme.key])

    def web_link(self, url: str, text: str | None = None) -> escape.Markdown:
        """Write the link to an address on the web; any other is only said."""
        return cells.web_link(url, text)

    def merged(self, schema: Schema) -> Schema:
        """Follow the schema's references and merge its allOf."""
        return self.shared.shaper.merged(schema)

    def whole(self, schema: Schema) -> Schema:
        """Merge the schema, without the example that its shape shows already."""
        return self.shared.lister.whole(schema)

    def shape(self, schema: Schema, direction: Direction | None = None) -> Shape:
        """Make the Schema Shape."""
        return self.shared.shaper.shape(schema, direction)

    def alternatives(self, schema: Schema, direction: Direction | None = None) -> tuple[Alternative, ...]:
        """Make a shape for each alternative of a choice, where there is more than one."""
        return self.shared.shaper.alternatives(schema, direction)

    def fields(self, schema: Schema, direction: Direction | None = None) -> tuple[Field, ...]:
        """List the rows of the schema's field table; in a body its own row comes first."""
        root = () if direction is None else self.shared.lister.root(schema, direction)
        return (*root, *self.shared.lister.fields(schema, direction))

    def constraints(self, schema: Schema) -> tuple[Constraint, ...]:
        """List keyword and value of what narrows a merged schema."""
        return constraints_of(schema)

    def field_description(self, field: Field) -> escape.Markdown:
        """Write what is said of a field."""
        return cells.field_description(field, self.shared.words)

    def field_anchor(self, prefix: str, field: Field) -> escape.Markdown:
        """Write the anchor of a field's row."""
        return self.anchor(prefix, field.path or "whole", *field.roles)

    def field_roles(self, field: Field) -> str:
        """Say what a field is to the value at its path."""
        return ", ".join(map(self.in_words, field.roles)) or self.shared.words.say("fields.whole")

    def rest(self, name: str) -> str:
        """Lead to the schema whose page has the members that a table leaves out."""
        schema = escape.Markdown(f"[{escape.inline(name)}]({self.schema_link(name)})")
        return self.shared.words.say("fields.rest", schema=schema)

    def in_words(self, name: str) -> str:
        """Say what a part is called: a name of ours in the language of the page."""
        return self.shared.words.in_words(name)

    def value_descriptions(self, schema: Schema) -> escape.Markdown:
        """Write what is said of each value of an enum."""
        return escape.Markdown(cells.value_descriptions(schema))

    def mapping(self, schema: Schema) -> list[tuple[str, escape.Markdown]]:
        """List each word of the schema's discriminator with what it stands for; of such a one its own."""
        discriminator = schema.discriminator
        if discriminator is None:
            return []
        words = discriminator.mapping.items()
        own = [(word, self._schema_at(place)) for word, place in words if place == schema.location]
        if own and not schema.alternatives:
            return own
        found = [(word, self._schema_at(place)) for word, place in words]
        default = discriminator.default_mapping
        return (
            found
            if default is None
            else [*found, (self.shared.words.say("fields.any_other"), self._schema_at(default))]
        )

    def external_docs(self, docs: ExternalDocs) -> escape.Markdown:
        """Write the link to where more is written."""
        return cells.external_docs(docs)

    def _schema_at(self, place: Location) -> escape.Markdown:
        name = self.shared.api.schemas[place].name
        return self.type(TypeName(((name or place.pointer, name is not None),)))

    def type_name(self, schema: Schema) -> TypeName:
        """Name the schema's type in words."""
        return self.shared.lister.type_name(schema)

    def type(self, name: TypeName) -> escape.Markdown:
        """Write a type in words, each component in it linked to its page."""
        return escape.Markdown(
            "".join(self._type_part(text, is_name=is_name) for text, is_name in name.parts)
        )

    def _type_part(self, text: str, *, is_name: bool) -> str:
        if is_name and text in self.shared.addresses.schemas:
            return f"[{escape.inline(text)}]({self.schema_link(text)})"
        return escape.piece(text)

    def parameter_type(self, parameter: Parameter | Header) -> escape.Markdown:
        """Write the type of a parameter or header; of one with `content`, that of its media type."""
        schema = schema_of(parameter)
        return escape.Markdown("") if schema is None else self.type(self.shared.lister.type_name(schema))

    def parameter_fields(self, parameter: Parameter | Header) -> tuple[Field, ...]:
        """List the parts of a parameter's or header's values."""
        schema = schema_of(parameter)
        return () if schema is None else self.shared.lister.fields(schema)

    def parameter_description(self, parameter: Parameter | Header) -> escape.Markdown:
        """Write the description for a table cell, then what narrows the value."""
        shared = self.shared
        return parameter_cells.description(parameter, shared.shaper, shared.requests, shared.words)

    def extensions(self, extensions: Mapping[str, Any]) -> str | None:
        """Write the extensions that the page shows nowhere else, as JSON."""
        samples = {name: left_over(extensions[name]) for name in CODE_SAMPLES if name in extensions}
        left = {
            name: value
            for name, value in {**extensions, **samples}.items()
            if name not in SHOWN_ELSEWHERE and not (name in samples and value == [])
        }
        return json_text(left) if left else None

    def parameter_example(self, parameter: Parameter) -> str | None:
        """Find the authored example as text, if there is one."""
        return parameter_cells.example(parameter, self.shared.requests)

    def encoded_parts(self, media_type: MediaType) -> list[EncodedPart]:
        """List how the parts of a body are written."""
        return encoded_parts(media_type, self.shared.words)

    def extension_notes(self, extensions: Mapping[str, Any]) -> escape.Markdown:
        """Write extensions as lines of a table's cell."""
        return escape.Markdown(cells.BREAK.join(extension_notes(extensions)))

    def examples(self, media_type: MediaType, direction: Direction) -> list[ShownExample]:
        """Show every authored example, or a generated one when there is none."""
        return list(iter_examples(media_type, direction, self.shared.requests.examples, self.shared.shaper))

    def excerpt(self, text: str, language: str, *name: str) -> Excerpt:
        """Cut a text that is too long for a page; a file beside the page then has all of it."""
        found = excerpt(text, language, file_name(self.anchor(*name)))
        if found.file_name is not None:
            self.files[str(PurePosixPath(self.src_uri).with_name(found.file_name))] = text + "\n"
        return found

    def excerpt_in(self, place: tuple[str, ...], text: str, language: str) -> Excerpt:
        """Cut a text as `excerpt` does; `place` is that of its part of the page."""
        return self.excerpt(text, language, *place)

    def first_with_schema(self, content: tuple[MediaType, ...], media_type: MediaType) -> MediaType:
        """Find the first media type of a body that has the schema of this one, maybe itself."""
        schemas = (media_type.schema, media_type.item_schema)
        return next(found for found in content if (found.schema, found.item_schema) == schemas)

    def by_tag(self, operations: Sequence[Operation]) -> list[tuple[Tag, int]]:
        """Count the operations of each tag, each under its first."""
        counts = Counter(tags_of(operation)[0] for operation in operations)
        return [(tag, counts[tag.name]) for tag in self.shared.api.tags if tag.name in counts]


@lru_cache(maxsize=65536)
def _anchor_part(part: str) -> str:
    return UNSAFE.sub("-", part).strip("-") or digest(part)
