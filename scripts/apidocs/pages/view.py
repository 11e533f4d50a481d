"""What a template asks for: the words, rows and values of a page, in the language of its writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from markupsafe import Markup

from apidocs.document.document import Location
from apidocs.markdown import commonmark
from apidocs.markdown.escape import Html
from apidocs.model.api import Tag, tags_of
from apidocs.model.direction import Direction
from apidocs.model.error_codes import ADVICE, ErrorIndex, advice_of, first_code
from apidocs.model.info import ExternalDocs
from apidocs.model.media_type import Header, MediaType
from apidocs.model.operation import CODE_SAMPLES, Operation
from apidocs.model.parameter import Parameter
from apidocs.model.response import Response
from apidocs.model.schema.schema import Schema
from apidocs.model.tag import Branch
from apidocs.model.unconfirmed import UNCONFIRMED, unconfirmed, unconfirmed_parts
from apidocs.pages import cells
from apidocs.pages.addresses import SCHEMA_PAGES, SCHEMAS, file_name
from apidocs.pages.bodies import Body, BodyPart, Panel, Variant, is_long, joined, schemas_of, shape_panel
from apidocs.pages.encoding_rows import EncodedPart, encoded_parts
from apidocs.pages.examples import Excerpt, excerpt, iter_examples
from apidocs.pages.fields.field_table import Field
from apidocs.pages.fields.field_tree import FieldNode, tree_of
from apidocs.pages.fields.notes import iter_notes
from apidocs.pages.fields.type_names import TypeName
from apidocs.pages.indexes.authentication import SchemeUse
from apidocs.pages.next_calls import Answer, NextCall, iter_answers
from apidocs.pages.page_links import PageLinks
from apidocs.pages.writers import breakable, html_text, web_link
from apidocs.requests.parameter_values import schema_of
from apidocs.requests.samples import Sample, samples
from apidocs.requests.samples.authored import authored_samples, left_over
from apidocs.schemas.constraints import enum_values, enum_words
from apidocs.schemas.json_writer import compact_json, json_text

Made = TypeVar("Made")

# Extensions that have a place of their own: titles of tags, groups of tags, advice, what is unconfirmed.
SHOWN_ELSEWHERE: Final = frozenset({"x-displayName", "x-tagGroups", ADVICE, UNCONFIRMED})
# Names of fields that are also what other places of the page are called.
HEADINGS: Final = frozenset({"shape", "example", "whole", "element", "extensions", "header", "field"})
# A description of more characters stands after the call, not before it.
SHORT: Final = 300
# Of an answer's words so many stand on the line of its status.
LINE: Final = 160
# An index of more operations is one of tags.
LARGE: Final = 60
# What is kept for other pages that say the same.
MOST_WRITTEN: Final = 65_536
# Names that a tag's page lists of the schemas that its operations exchange.
MOST_OBJECTS: Final = 40
METHODS: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace", "query"})


@dataclass(frozen=True)
class ResponseWords:
    """What a response says: on its line, and below it what the line has no room for."""

    short: str
    code: str | None
    summary: str | None
    long: str | None


@dataclass(frozen=True)
class ErrorRow:
    """A line of the table of errors."""

    status: str
    code: str | None
    meaning: str
    message: str
    advice: str


@dataclass(frozen=True)
class Call:
    """A call that shows how a credential is sent."""

    title: str
    text: str


@dataclass(frozen=True)
class PageNames:
    """The parameters and fields that a page names, outer ones first, and values that a reader may send.

    `body` are the fields of the request body, `fields` all others.
    """

    parameters: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass
class Names:
    """The names of a page while it is made; of fields how deep the outermost of a name lies."""

    parameters: dict[str, None] = field(default_factory=dict)
    body: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    values: dict[str, None] = field(default_factory=dict)

    def frozen(self) -> PageNames:
        """Return them in the order in which search lists them."""
        body, fields = (
            tuple(sorted(names, key=lambda name: names[name])) for names in (self.body, self.fields)
        )
        return PageNames(tuple(self.parameters), body, fields, tuple(self.values))


@dataclass(frozen=True)
class View(PageLinks):
    """The functions that a template calls.

    `files` get what is cut from the page, `memo` what both writers need.
    """

    files: dict[str, str] = field(default_factory=dict)
    memo: dict[object, Any] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    _printed: dict[tuple[int, Direction | None], tuple[Schema, str]] = field(default_factory=dict)

    # ---- Operations ----

    def branches(self) -> list[tuple[int, Branch]]:
        """List the tags and groups of tags, each with its depth."""
        return [pair for branch in self.shared.api.tag_tree for pair in branch.walk()]

    def inner_tags(self, tag: Tag) -> list[Tag]:
        """List the tags right below a tag."""
        branches = (branch for _, branch in self.branches() if branch.tag == tag)
        return [inner.tag for branch in branches for inner in branch.branches if inner.tag is not None]

    def is_large(self) -> bool:
        """Tell whether a page of all operations would be too long."""
        return len(self.shared.api.operations) > LARGE

    def by_tag(self, operations: Sequence[Operation]) -> list[tuple[Tag, int]]:
        """Count the operations of each tag, each under its first."""
        counts = Counter(tags_of(operation)[0] for operation in operations)
        return [(tag, counts[tag.name]) for tag in self.shared.api.tags if tag.name in counts]

    def about(self, operation: Operation) -> str:
        """Give the first sentence of an operation's description, where it says more than its title."""
        said = commonmark.first_sentence(operation.description or "")
        return "" if said.rstrip(".").casefold() == operation.title.rstrip(".").casefold() else said

    def method_class(self, operation: Operation) -> str:
        """Name the class of a method; only one of the specification has its own."""
        method = operation.method.lower()
        return method if method in METHODS else "other"

    def path(self, operation: Operation) -> Markup:
        """Write the path of an operation, each parameter in it a link to its row."""
        path = breakable(operation.path)
        for parameter in operation.parameters:
            place = f"{{{breakable(parameter.name)}}}"
            if parameter.location == "path" and place in path:
                anchor = self.anchor("parameter", "path", parameter.name)
                path = Html(path.replace(place, Html(f'<a href="#{anchor}">{place}</a>'), 1))
        return path

    def is_short(self, description: str) -> bool:
        """Tell whether a description is so short that it stands before the call."""
        return len(description) <= SHORT and commonmark.is_single_paragraph(description)

    def repeats(self) -> bool:
        """Tell whether this site says a short description on both sides of the call."""
        return self.shared.repeats

    def samples(self, operation: Operation) -> tuple[Sample, ...]:
        """Write the call of an operation in every language, and what its author wrote."""

        def written() -> tuple[Sample, ...]:
            ours = samples(self.shared.requests.request(operation))
            return (*ours, *authored_samples(operation, ours))

        return self._once(("samples", id(operation)), written)

    def tab(self, group: str, number: int, label: str, *, is_open: bool) -> Markup:
        """Write the button of a tab and its name; the panel of the tab follows."""
        checked = " checked" if is_open else ""
        name = f"__{group}"
        return Html(
            f'<input type="radio" class="tabs__choice" name="{name}" id="{name}_{number}"{checked}>'
            f'<label for="{name}_{number}">{html_text(label)}</label>'
        )

    def callbacks(self, operation: Operation) -> Iterator[Answer]:
        """Give every request that the API sends because of an operation."""
        return iter_answers(operation)

    def next_calls(self, response: Response) -> list[NextCall]:
        """Find the calls that the response's links lead to."""
        return list(self.shared.next_calls.iter_calls(response))

    def response_words(self, response: Response) -> ResponseWords:
        """Say what a response is, in a line and below it."""
        description = response.description or ""
        summary = response.summary if response.summary != response.description else None
        plain = commonmark.plain_text(description)
        is_whole = commonmark.html_line(description) == html_text(plain) if description else True
        if summary:
            return ResponseWords(
                commonmark.plain_text(summary), first_code(response), None, description or None
            )
        if is_whole and len(plain) <= LINE:
            return ResponseWords(plain, first_code(response), None, None)
        short = commonmark.first_sentence(description)
        return ResponseWords(short if len(short) <= LINE else "", first_code(response), None, description)

    def is_bare(self, response: Response) -> bool:
        """Tell whether a response says no more than its line."""
        words = self.response_words(response)
        more = (words.long, response.headers, response.content, response.links, advice_of(response))
        return not any(more) and self.extensions(response.extensions) is None

    def advice(self, response: Response) -> str | None:
        """Find what an author says to do about a response."""
        return advice_of(response)

    def unconfirmed(self, operation: Operation, part: str = "") -> str | None:
        """Find why an operation, or a part of it, was marked as inferred."""
        return unconfirmed_parts(operation).get(part) if part else unconfirmed(operation.extensions)

    def unconfirmed_field(self, field: Field) -> str | None:
        """Find why a field was marked as inferred."""
        return unconfirmed(field.schema.extensions)

    # ---- Schemas ----

    def merged(self, schema: Schema) -> Schema:
        """Follow the schema's references and merge its allOf."""
        return self.shared.shaper.merged(schema)

    def whole(self, schema: Schema) -> Schema:
        """Merge the schema, without the example that its shape shows already."""
        return self.shared.lister.whole(schema)

    def fields(self, schema: Schema, direction: Direction | None = None) -> tuple[Field, ...]:
        """List the fields of a schema; in a body its own row comes first."""

        def listed() -> tuple[Field, ...]:
            root = () if direction is None else self.shared.lister.root(schema)
            return (*root, *self.shared.lister.fields(schema, direction))

        return self._once(("fields", id(schema), direction), listed)

    def tree(self, fields: Sequence[Field]) -> list[FieldNode]:
        """Put fields inside of those they are members of."""
        return tree_of(fields)

    def nothing_is_required(self, fields: Sequence[Field]) -> bool:
        """Tell whether no field of several says if it is required."""
        return len(fields) > 1 and not any(row.required or row.required_in for row in fields)

    def field_anchor(self, prefix: str, row: Field) -> Markup:
        """Write the anchor of a field, and keep its name for search."""
        self._name(prefix, row)
        own = ("field",) if row.path in HEADINGS and not row.roles else ()
        return self.anchor(prefix, *own, row.path or "whole", *row.roles, *row.only_in)

    def row(self, field: Field, write: Callable[..., Markup], *others: object) -> Markup:
        """Write the row of a field by a macro of the template."""
        return self._shared((field, self._way), lambda: write(field, *others))

    def roles(self, row: Field) -> str:
        """Say what a field is to the value at its path."""
        return ", ".join(map(self.in_words, row.roles)) or self.shared.words.say("fields.whole")

    def required_in(self, row: Field) -> str:
        """Say in which alternatives a field is required."""
        return self.writer.say(
            "fields.required_in", alternatives=", ".join(map(self.in_words, row.required_in))
        )

    def required(self, row: Field) -> str:
        """Say in a cell whether a field is required, or in which alternatives; nothing where nobody knows."""
        if row.required_in:
            return self.required_in(row)
        return self.writer.say("answers.yes" if row.required[0] else "answers.no") if row.required else ""

    def only_in(self, row: Field) -> str:
        """Say which alternatives have a field."""
        return self.writer.say("fields.only_in", alternatives=", ".join(map(self.in_words, row.only_in)))

    def field_words(self, row: Field) -> Markup:
        """Write what is said of a field."""
        title = row.title
        return self._shared(
            ("words", row.schema, title), lambda: cells.field_words(row.schema, title, self.writer)
        )

    def notes(self, schema: Schema) -> list[Markup | str]:
        """List all that narrows a merged schema, then the words of its discriminators."""
        return self._shared(("notes", schema, self._way), lambda: self._notes(schema))

    def cell(
        self,
        said: Sequence[Markup | str],
        narrowing: Sequence[Markup | str],
        values: Sequence[str],
        value_words: Sequence[tuple[str, str]],
    ) -> Markup:
        """Write into one cell of a twin's table what a page says in lists."""
        writer = self.writer
        written = [text if isinstance(text, Markup) else writer.text(text) for text in (*said, *narrowing)]
        first = Html(" ").join(filter(None, written[: len(said)]))
        allowed = writer.joined([])
        if values:
            codes = Html(", ").join(map(writer.code, values))
            allowed = Html(writer.say("values.all", values=codes))
        words = [Html(f"{writer.code(value)}: {writer.line(text)}") for value, text in value_words]
        return writer.joined([first, *written[len(said) :], allowed, *words])

    def values(self, schema: Schema) -> tuple[str, ...]:
        """List the values that an enum allows."""
        return enum_values(schema)

    def value_words(self, schema: Schema) -> list[tuple[str, str]]:
        """List what is said of each value of an enum."""
        return list(enum_words(schema))

    def body(self, media_type: MediaType, direction: Direction, anchor: str, first: MediaType) -> Body:
        """Make what a page shows of a media type; the shape that a page has printed already is only named."""
        return self._once(
            ("body", id(media_type), direction, anchor),
            lambda: self._body(media_type, direction, anchor, first),
        )

    def shape_panel(self, schema: Schema, direction: Direction | None, anchor: str) -> Panel:
        """Show the shape of a schema."""
        return shape_panel(schema, direction, self.shared.shaper, anchor, "shape.title")

    def _body(self, media_type: MediaType, direction: Direction, anchor: str, first: MediaType) -> Body:
        parts: list[BodyPart] = []
        panels: list[Panel] = []
        same_as = above = None
        if first is media_type:
            for schema, is_element in schemas_of(media_type):
                own = f"{anchor}-element" if is_element and parts else anchor
                key = "shape.of_element" if is_element else "shape.title"
                panel = shape_panel(schema, direction, self.shared.shaper, own, key)
                above = self._printed_name(schema, direction, panel)
                if above is None:
                    panels.append(panel)
                    parts.append(BodyPart(own, self.fields(schema, direction)))
        elif schemas_of(media_type):
            same_as = first.name
        shown = list(iter_examples(media_type, direction, self.shared.requests.examples, self.shared.shaper))
        if shown:
            variants = tuple(Variant.of_example(example, anchor) for example in shown)
            panels.append(Panel("example.title", f"{anchor}-example", variants))
        return Body(tuple(parts), tuple(joined(panels)), same_as, above)

    def _printed_name(self, schema: Schema, direction: Direction | None, panel: Panel) -> str | None:
        """Name a schema whose long shape the page has printed; note one that it prints now."""
        merged = self.merged(schema)
        if merged.name is None or merged.name not in self.shared.addresses.schemas or not is_long(panel):
            return None
        key = (id(merged), direction)
        if key in self._printed:
            return self._printed[key][1]
        self._printed[key] = (merged, merged.name)
        return None

    def type_name(self, schema: Schema) -> TypeName:
        """Name the schema's type in words."""
        return self.shared.lister.type_name(schema)

    def type(self, name: TypeName) -> Markup:
        """Write a type in words, each component in it linked to its page."""
        return self._shared(("type", name, self._way), lambda: self._type(name))

    def rest(self, name: str) -> str:
        """Lead to the schema whose page has the members that a table leaves out."""
        return self.writer.say("fields.rest", schema=self.schema_name(name))

    def in_words(self, name: str) -> str:
        """Say what a part is called: a name of ours in the language of the page."""
        return self.shared.words.in_words(name)

    def encoded_parts(self, media_type: MediaType) -> list[EncodedPart]:
        """List how the parts of a body are written."""
        return encoded_parts(media_type, self.writer)

    def first_with_schema(self, content: tuple[MediaType, ...], media_type: MediaType) -> MediaType:
        """Find the first media type of a body that has the schema of this one, maybe itself."""
        schemas = (media_type.schema, media_type.item_schema)
        return next(other for other in content if (other.schema, other.item_schema) == schemas)

    def schemas_by_letter(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Group the component schemas by letter, each with the first sentence of its description."""
        groups: dict[str, list[tuple[str, str]]] = {}
        components = self.shared.api.components
        for name in sorted(components, key=str.casefold):
            letter = name[:1].upper() if name[:1].isalnum() else "#"
            said = commonmark.first_sentence(self.merged(components[name]).description or "")
            groups.setdefault(letter, []).append((name, said))
        return [(letter, self.anchor("letter", letter), names) for letter, names in groups.items()]

    def objects_of(self, operations: Sequence[Operation]) -> list[str]:
        """Name the schemas that operations exchange directly, in the order of their first use."""
        found: dict[str, None] = {}
        for operation in operations:
            bodies = [operation.request_body] if operation.request_body is not None else []
            contents = [
                *(body.content for body in bodies),
                *(answer.content for answer in operation.responses),
            ]
            for media_type in (media_type for content in contents for media_type in content):
                for schema, _ in schemas_of(media_type):
                    names = [text for text, is_name in self.type_name(schema).parts if is_name]
                    found |= dict.fromkeys(names)
        return [name for name in found if name in self.shared.addresses.schemas][:MOST_OBJECTS]

    # ---- Parameters and headers ----

    def parameter_type(self, parameter: Parameter | Header) -> Markup:
        """Write the type of a parameter or header; of one with `content`, that of its media type."""
        schema = schema_of(parameter)
        return Html("") if schema is None else self.type(self.shared.lister.type_name(schema))

    def parameter_fields(self, parameter: Parameter | Header) -> tuple[Field, ...]:
        """List the parts of a parameter's or header's values."""
        schema = schema_of(parameter)
        return () if schema is None else self.shared.lister.fields(schema)

    def parameter_words(self, parameter: Parameter | Header) -> Markup:
        """Write what is said of a parameter."""
        return cells.parameter_words(parameter, self._schema_of(parameter), self.writer)

    def parameter_notes(self, parameter: Parameter | Header) -> list[Markup | str]:
        """List what narrows the value of a parameter, and how it is written."""
        shown = self.parameter_example(parameter) if isinstance(parameter, Parameter) else None
        return cells.parameter_notes(parameter, self._schema_of(parameter), shown, self.writer)

    def parameter_values(self, parameter: Parameter | Header) -> tuple[str, ...]:
        """List the values that a parameter may have, and keep its name for search."""
        schema = self._schema_of(parameter)
        values = () if schema is None else enum_values(schema)
        if isinstance(parameter, Parameter):
            self.names.parameters[parameter.name] = None
            self.names.values |= dict.fromkeys(values)
        else:
            self.names.fields.setdefault(parameter.name, 0)
        return values

    def parameter_value_words(self, parameter: Parameter | Header) -> list[tuple[str, str]]:
        """List what is said of each value of a parameter."""
        schema = self._schema_of(parameter)
        return [] if schema is None else self.value_words(schema)

    def parameter_example(self, parameter: Parameter) -> str | None:
        """Find the authored example as text, if there is one."""
        authored = self.shared.requests.parameter_example(parameter)
        if not authored:
            return None
        value = authored[0]
        return value if isinstance(value, str) and value.strip() else compact_json(value)

    # ---- Errors and credentials ----

    def error_rows(self, errors: ErrorIndex) -> list[ErrorRow]:
        """Make the table of errors: a row for each code, and for each status without one."""
        rows = []
        for status in errors.statuses:
            meaning = commonmark.plain_text(status.descriptions[0]) if status.descriptions else ""
            own = [error for error in errors.codes if status.status_code in error.statuses]
            rows += [
                ErrorRow(
                    status.status_code,
                    error.code,
                    commonmark.plain_text(_first(error.descriptions)) or meaning,
                    _first(error.messages),
                    _first(error.advice),
                )
                for error in own
            ] or [ErrorRow(status.status_code, None, meaning, "", _first(status.advice))]
        return rows

    def call_with(self, use: SchemeUse) -> Call | None:
        """Find the simplest call that sends a credential; None where no operation takes it."""
        takers = [taker for taker in use.takers if use.scheme.key in _only_choice(taker)]
        if not takers:
            return None
        taker = min(takers, key=lambda taker: (taker.method != "GET", len(taker.parameters)))
        return Call(taker.title, self.samples(taker)[0].text)

    def modes(self, use: SchemeUse) -> list[tuple[str, int]]:
        """Count the operations that ask for each scope or role of a scheme."""
        counts: Counter[str] = Counter()
        for taker in use.takers:
            scopes = {scope for choice in taker.security for scope in choice.schemes.get(use.scheme.key, ())}
            counts.update(sorted(scopes))
        return list(counts.items())

    # ---- Everywhere ----

    def web_link(self, url: str, text: str | None = None) -> Markup:
        """Write the link to an address on the web; any other is only said."""
        return web_link(self.writer, url, text)

    def external_docs(self, docs: ExternalDocs) -> Markup:
        """Write the link to where more is written."""
        return web_link(self.writer, docs.url, docs.description)

    def extensions(self, extensions: Mapping[str, Any]) -> str | None:
        """Write the extensions that the page shows nowhere else, as JSON."""
        own = {name: left_over(extensions[name]) for name in CODE_SAMPLES if name in extensions}
        left = {
            name: value
            for name, value in {**extensions, **own}.items()
            if name not in SHOWN_ELSEWHERE and not (name in own and value == [])
        }
        return json_text(left) if left else None

    def extension_notes(self, extensions: Mapping[str, Any]) -> Markup:
        """Write extensions as lines after what a cell says."""
        said = [self.writer.joined([note]) for note in cells.extension_notes(extensions, self.writer)]
        return self.writer.joined(["", *said]) if not said else Html("<br>") + self.writer.joined(said)

    def excerpt(self, text: str, language: str, *name: str) -> Excerpt:
        """Cut a text that is too long for a page; a file beside the page then has all of it."""
        shown = excerpt(text, language, file_name(self.anchor(*name)))
        if shown.file_name is not None:
            self.files[str(PurePosixPath(self.src_uri).with_name(shown.file_name))] = text + "\n"
        return shown

    def _once(self, key: object, make: Callable[[], Made]) -> Made:
        """Make something once for both writers of the page."""
        if key not in self.memo:
            self.memo[key] = make()
        made: Made = self.memo[key]
        return made

    def _shared(self, key: object, make: Callable[[], Made]) -> Made:
        """Write something once for all pages that say the same."""
        known, own = self.shared.written, (self.writer, key)
        if own not in known:
            if len(known) >= MOST_WRITTEN:
                known.clear()
            known[own] = make()
        made: Made = known[own]
        return made

    @cached_property
    def _way(self) -> str:
        """What pages have in common whose links to schemas are the same: all but those of schemas."""
        return self.src_uri if self.src_uri.startswith(SCHEMA_PAGES) else self.to(SCHEMAS)

    def _schema_of(self, parameter: Parameter | Header) -> Schema | None:
        written = schema_of(parameter)
        return None if written is None else self.shared.shaper.merged(written)

    def _name(self, prefix: str, row: Field) -> None:
        name = row.path.rstrip("[]").replace("]", ".").rpartition(".")[2]
        if name:
            depth = row.path.count(".") + row.path.count("[")
            names = self.names.body if prefix.startswith("request-body") else self.names.fields
            names[name] = min(depth, names.get(name, depth))
        if not prefix.startswith("response-"):
            self.names.values |= dict.fromkeys(enum_values(row.schema))

    def _notes(self, schema: Schema) -> list[Markup | str]:
        found = list(iter_notes(schema, self.writer))
        for part in self._discriminators(schema):
            discriminator = part.discriminator
            name = "" if discriminator is None else discriminator.property_name
            shown = self.writer.code(name)
            found.append(self.writer.say("constraints.keyword", keyword="discriminator", value=shown))
            found += [
                self.writer.say("constraints.mapped", name=word, value=target)
                for word, target in self._mapping(part, schema)
            ]
        return found

    def _type(self, name: TypeName) -> Markup:
        return Html("").join(self._type_part(text, is_name=is_name) for text, is_name in name.parts)

    def _discriminators(self, schema: Schema) -> list[Schema]:
        """List the schema and the parts of its allOf that tell their alternatives apart by a property."""
        found: list[Schema] = []
        for part in (schema, *schema.choices, *schema.conditions):
            known = [other.discriminator for other in found]
            if part.discriminator is not None and part.discriminator not in known:
                found.append(part)
        return found

    def _mapping(self, schema: Schema, whole: Schema) -> list[tuple[Markup | str, Markup]]:
        """List each word of the schema's discriminator with what it stands for; of such a one its own."""
        discriminator = schema.discriminator
        if discriminator is None:
            return []
        words: list[tuple[Markup | str, Location]] = [
            (self.writer.code(word), place) for word, place in discriminator.mapping.items()
        ]
        known = {*map(self.writer.code, whole.discriminator_values.get(discriminator.property_name, ()))}
        own = [
            (word, self._schema_at(place))
            for word, place in words
            if place == schema.location or word in known
        ]
        if own and not schema.alternatives:
            return list(own)
        if discriminator.default_mapping is not None:
            words.append((self.shared.words.say("fields.any_other"), discriminator.default_mapping))
        return [(word, self._schema_at(place)) for word, place in words]

    def _schema_at(self, place: Location) -> Markup:
        name = self.shared.api.schemas[place].name
        return self.type(TypeName(((name or place.pointer, name is not None),)))

    def _type_part(self, text: str, *, is_name: bool) -> Markup:
        if is_name and text in self.shared.addresses.schemas:
            return self.schema_name(text)
        written = self.writer.text(text)
        # The space at an end parts a word of ours from the name beside it.
        return Html(" " * text[:1].isspace() + written.strip() + " " * text[-1:].isspace())


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _only_choice(operation: Operation) -> tuple[str, ...]:
    """List the schemes that are asked for first, where that is one alone."""
    first = next(iter(operation.security), None)
    return tuple(first.schemes) if first is not None and len(first.schemes) == 1 else ()
