"""What a template asks for of operations and everything around them, in the language of its writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from markupsafe import Markup

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
from apidocs.pages.addresses import file_name
from apidocs.pages.content.bodies import (
    Body,
    BodyPart,
    Panel,
    Variant,
    is_long,
    joined,
    schemas_of,
    shape_panel,
)
from apidocs.pages.content.encoding_rows import EncodedPart, encoded_parts
from apidocs.pages.content.examples import Excerpt, excerpt, iter_examples
from apidocs.pages.fields import cells
from apidocs.pages.fields.field_table import Field
from apidocs.pages.fields.field_view import FieldView
from apidocs.pages.indexes.authentication import SchemeUse
from apidocs.pages.next_calls import Answer, NextCall, iter_answers
from apidocs.pages.writers import breakable, html_text, web_link
from apidocs.requests.parameter_values import schema_of
from apidocs.requests.samples import Sample, samples
from apidocs.requests.samples.authored import authored_samples, left_over
from apidocs.requests.samples.run_record import digest
from apidocs.schemas.constraints import enum_values
from apidocs.schemas.json_writer import compact_json, json_text

# Extensions that have a place of their own: titles of tags, groups of tags, advice, what is unconfirmed.
SHOWN_ELSEWHERE: Final = frozenset({"x-displayName", "x-tagGroups", ADVICE, UNCONFIRMED})
# A description of more characters stands after the call, not before it.
SHORT: Final = 300
# Of an answer's words so many stand on the line of its status.
LINE: Final = 160
# An index of more operations is one of tags.
LARGE: Final = 60
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
class View(FieldView):
    """The functions that a template calls.

    `files` get what is cut from the page.
    """

    files: dict[str, str] = field(default_factory=dict)
    _printed: dict[tuple[int, Direction | None], tuple[Schema, str]] = field(default_factory=dict)

    # ---- Operations ----

    def branches(self) -> list[tuple[int, Branch]]:
        """List the tags and groups of tags, each with its depth."""
        return [pair for branch in self.shared.api.tag_tree for pair in branch.walk()]

    def inner_tags(self, tag: Tag) -> list[Tag]:
        """List the tags right below a tag."""
        branch = self.shared.api.branches.get(tag.name)
        return [inner.tag for inner in branch.branches if inner.tag is not None] if branch else []

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
        return self.shared.choices.repeats

    def samples(self, operation: Operation) -> tuple[Sample, ...]:
        """Write the call of an operation in every language, and what its author wrote."""

        def written() -> tuple[Sample, ...]:
            ours = samples(self.shared.requests.request(operation), self.shared.choices.languages)
            return (*ours, *authored_samples(operation, ours))

        return self._once(("samples", id(operation)), written)

    def samples_run(self, operation: Operation) -> list[str]:
        """Name the languages whose sample was run against the mock, and is as it was then."""
        run = self.shared.choices.samples_run
        return [sample.label for sample in self.samples(operation) if digest(sample) in run]

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
        return self._once(("response", id(response)), lambda: _response_words(response))

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

    # ---- Bodies ----

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

    def _schema_of(self, parameter: Parameter | Header) -> Schema | None:
        written = schema_of(parameter)
        return None if written is None else self.shared.shaper.merged(written)


def _response_words(response: Response) -> ResponseWords:
    description = response.description or ""
    summary = response.summary if response.summary != response.description else None
    plain = commonmark.plain_text(description)
    is_whole = commonmark.html_line(description) == html_text(plain) if description else True
    if summary:
        return ResponseWords(commonmark.plain_text(summary), first_code(response), None, description or None)
    if is_whole and len(plain) <= LINE:
        return ResponseWords(plain, first_code(response), None, None)
    short = commonmark.first_sentence(description)
    if len(short) > LINE:
        return ResponseWords("", first_code(response), None, description)
    return ResponseWords(short, first_code(response), None, _after(short, description))


def _after(sentence: str, description: str) -> str:
    """Return what follows a sentence that stands elsewhere, or all where that might change its meaning."""
    rest = description.removeprefix(sentence)
    goes_on = rest.lstrip()[:1].isalpha() and "](" not in sentence
    return rest.lstrip() if rest != description and goes_on else description


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _only_choice(operation: Operation) -> tuple[str, ...]:
    """List the schemes that are asked for first, where that is one alone."""
    first = next(iter(operation.security), None)
    return tuple(first.schemes) if first is not None and len(first.schemes) == 1 else ()
