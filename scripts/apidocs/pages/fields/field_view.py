"""What a template asks for of schemas and their fields, in the language of its writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

from markupsafe import Markup

from apidocs.document.document import Location
from apidocs.markdown.escape import Html
from apidocs.model.direction import Direction
from apidocs.model.schema.schema import Schema
from apidocs.model.unconfirmed import unconfirmed
from apidocs.pages.addresses import SCHEMA_PAGES, SCHEMAS
from apidocs.pages.fields import cells
from apidocs.pages.fields.field_table import Field
from apidocs.pages.fields.field_tree import FieldNode, tree_of
from apidocs.pages.fields.notes import iter_notes
from apidocs.pages.fields.type_names import TypeName
from apidocs.pages.page_links import PageLinks
from apidocs.pages.page_names import Names
from apidocs.schemas.constraints import Constraint, constraints_of, enum_values, enum_words

Made = TypeVar("Made")

# Names of fields that are also what other places of the page are called.
HEADINGS: Final = frozenset({"shape", "example", "whole", "element", "extensions", "header", "field"})
# What is kept for other pages that say the same.
MOST_WRITTEN: Final = 65_536


@dataclass(frozen=True)
class FieldView(PageLinks):
    """The functions for schemas, their fields and types; `memo` has what both writers need."""

    memo: dict[object, Any] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

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
        return self.writer.say("fields.only_in", alternatives=", ".join(self.alternatives(row)))

    def alternatives(self, row: Field) -> list[str]:
        """Name the alternatives that have a field, as the tabs of their shapes do."""
        return [self.in_words(name) for name in row.only_in]

    def field_words(self, row: Field) -> Markup:
        """Write what is said of a field."""
        title = row.title
        return self._shared(
            ("words", row.schema, title), lambda: cells.field_words(row.schema, title, self.writer)
        )

    def format(self, schema: Schema) -> str | None:
        """Find the format that a merged schema has beside its type; none where it has several."""
        formats = [value for keyword, value in constraints_of(schema) if keyword == "format"]
        return formats[0] if len(formats) == 1 else None

    def notes(self, schema: Schema, without: Constraint | None = None) -> list[Markup | str]:
        """List all that narrows a merged schema, then the words of its discriminators."""

        def noted() -> list[Markup | str]:
            return list(iter_notes(schema, self.writer, without=without))

        found = [*self._shared(("notes", schema, without), noted)]
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
        first = Html(" ".join(filter(None, written[: len(said)])))
        allowed = writer.joined([])
        if values:
            codes = Html(", ".join(map(writer.code, values)))
            allowed = Html(writer.say("values.all", values=codes))
        words = [Html(f"{writer.code(value)}: {writer.line(text)}") for value, text in value_words]
        return writer.joined([first, *written[len(said) :], allowed, *words])

    def values(self, schema: Schema) -> tuple[str, ...]:
        """List the values that an enum allows."""
        return enum_values(schema)

    def value_words(self, schema: Schema) -> list[tuple[str, str]]:
        """List what is said of each value of an enum."""
        return list(enum_words(schema))

    def unconfirmed_field(self, field: Field) -> str | None:
        """Find why a field was marked as inferred."""
        return unconfirmed(field.schema.extensions)

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

    def _name(self, prefix: str, row: Field) -> None:
        name = row.path.rstrip("[]").replace("]", ".").rpartition(".")[2]
        if name:
            depth = row.path.count(".") + row.path.count("[")
            names = self.names.body if prefix.startswith("request-body") else self.names.fields
            names[name] = min(depth, names.get(name, depth))
        if not prefix.startswith("response-"):
            self.names.values |= dict.fromkeys(enum_values(row.schema))

    def _type(self, name: TypeName) -> Markup:
        return Html("".join(self._type_part(text, is_name=is_name) for text, is_name in name.parts))

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
        known = {
            *discriminator.words.get(schema.location, ()),
            *whole.discriminator_values.get(discriminator.property_name, ()),
        }
        places = list(discriminator.mapping.items())
        own = [] if schema.alternatives else [(word, place) for word, place in places if word in known]
        words: list[tuple[Markup | str, Markup]] = [
            (self.writer.code(word), self._schema_at(place)) for word, place in own or places
        ]
        if not own and discriminator.default_mapping is not None:
            any_other = self.shared.words.say("fields.any_other")
            words.append((any_other, self._schema_at(discriminator.default_mapping)))
        return words

    def _schema_at(self, place: Location) -> Markup:
        name = self.shared.api.schemas[place].name
        return self.type(TypeName(((name or place.pointer, name is not None),)))

    def _type_part(self, text: str, *, is_name: bool) -> Markup:
        if is_name and text in self.shared.addresses.schemas:
            return self.schema_name(text)
        written = self.writer.text(text)
        # The space at an end parts a word of ours from the name beside it.
        return Html(" " * text[:1].isspace() + written.strip() + " " * text[-1:].isspace())
