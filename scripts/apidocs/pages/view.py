"""What a template asks the model for: words, rows and values of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from apidocs.document.document import Location
from apidocs.markdown import escape
from apidocs.model.api import Tag, tags_of
from apidocs.model.direction import Direction
from apidocs.model.info import ExternalDocs
from apidocs.model.media_type import Header, MediaType
from apidocs.model.operation import CODE_SAMPLES, Operation
from apidocs.model.parameter import Parameter
from apidocs.model.response import Response
from apidocs.model.schema.schema import Schema
from apidocs.model.tag import Branch
from apidocs.pages import cells, parameter_cells
from apidocs.pages.addresses import file_name
from apidocs.pages.encoding_rows import EncodedPart, encoded_parts
from apidocs.pages.examples import Excerpt, ShownExample, excerpt, iter_examples
from apidocs.pages.fields.field_table import Field
from apidocs.pages.fields.type_names import TypeName
from apidocs.pages.next_calls import Answer, NextCall, iter_answers
from apidocs.pages.page_links import PageLinks
from apidocs.pages.parameter_cells import extension_notes
from apidocs.requests.parameter_values import schema_of
from apidocs.requests.samples import Sample, samples
from apidocs.requests.samples.authored import authored_samples, left_over
from apidocs.schemas.json_writer import json_text
from apidocs.schemas.shape.shape import Alternative, Shape

# Extensions that have a place of their own: titles of tags, groups of tags.
SHOWN_ELSEWHERE: Final = frozenset({"x-displayName", "x-tagGroups"})
# Names of fields that are also what headings beside them are called.
HEADINGS: Final = frozenset({"shape", "example", "whole", "element", "extensions", "header", "field"})


@dataclass(frozen=True)
class View(PageLinks):
    """The functions a template calls; `src_uri` is the page it renders, `files` get what is cut from it."""

    files: dict[str, str] = field(default_factory=dict)

    def branches(self) -> list[tuple[int, Branch]]:
        """List the tags and groups of tags, each with its depth."""
        return [found for branch in self.shared.api.tag_tree for found in branch.walk()]

    def inner_tags(self, tag: Tag) -> list[Tag]:
        """List the tags right below a tag."""
        branches = (branch for _, branch in self.branches() if branch.tag == tag)
        return [inner.tag for branch in branches for inner in branch.branches if inner.tag is not None]

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
        root = () if direction is None else self.shared.lister.root(schema)
        return (*root, *self.shared.lister.fields(schema, direction))

    def narrowing(self, schema: Schema) -> escape.Markdown:
        """Write all that narrows a merged schema, then the words of its discriminators."""
        discriminators = (
            cells.discriminator(found, self._mapping(found, schema)) for found in self._discriminators(schema)
        )
        return escape.Markdown(cells.BREAK.join([*cells.constraints(schema), *discriminators]))

    def field_description(self, field: Field) -> escape.Markdown:
        """Write what is said of a field."""
        return cells.field_description(field, self.shared.words)

    def field_name(self, prefix: str, field: Field) -> escape.Markdown:
        """Write how a field is reached, what it is to the value there, and the anchor of its row."""
        roles = ", ".join(map(self.in_words, field.roles)) or self.shared.words.say("fields.whole")
        own = ("field",) if field.path in HEADINGS and not field.roles else ()
        anchor = self.anchor(prefix, *own, field.path or "whole", *field.roles, *field.only_in)
        return cells.field_name(field, roles, anchor)

    def required(self, field: Field) -> str:
        """Say whether a field is required, and where it is so only in some alternatives, in which."""
        words = self.shared.words
        if field.required_in:
            return words.say("fields.required_in", alternatives=self._listed(field.required_in))
        if not field.required:
            return "\N{EN DASH}"
        return words.say("answers.yes" if field.required[0] else "answers.no")

    def _listed(self, names: Sequence[str]) -> escape.Markdown:
        return escape.Markdown(escape.inline(", ".join(map(self.in_words, names))))

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

    def _discriminators(self, schema: Schema) -> list[Schema]:
        """List the schema and the parts of its allOf that tell their alternatives apart by a property."""
        found: list[Schema] = []
        for part in (schema, *schema.choices, *schema.conditions):
            if part.discriminator is not None and part.discriminator not in [
                each.discriminator for each in found
            ]:
                found.append(part)
        return found

    def _mapping(self, schema: Schema, whole: Schema) -> list[tuple[str, escape.Markdown]]:
        """List each word of the schema's discriminator with what it stands for; of such a one its own."""
        discriminator = schema.discriminator
        if discriminator is None:
            return []
        words = discriminator.mapping.items()
        known = whole.discriminator_values.get(discriminator.property_name, ())
        own = [
            (word, self._schema_at(place))
            for word, place in words
            if place == schema.location or word in known
        ]
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
