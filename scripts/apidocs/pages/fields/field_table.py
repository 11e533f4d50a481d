"""The rows of a schema's fields, at any depth that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from apidocs.document.document import Location
from apidocs.model.direction import Direction, is_one_way
from apidocs.model.schema.schema import Schema
from apidocs.pages.fields.field import Field
from apidocs.pages.fields.type_names import TypeName, TypeNamer
from apidocs.pages.words.texts import Words
from apidocs.schemas.constraints import has_words
from apidocs.schemas.members import Member, has_members, iter_members
from apidocs.schemas.shape.shape import Shaper

__all__ = ["Field", "FieldLister", "TypeName"]

# What has a page of its own is listed in another schema's table while the rows are no more than these.
MAX_ROWS: Final = 60
MAX_DEPTH: Final = 7
# Of the table of a schema with a page of its own other pages have no more rows than these.
MOST_ROWS_ELSEWHERE: Final = 200


@dataclass
class _Row:
    """A field, the schema of the members it has, how they are reached, and what they are inside of."""

    own: Field
    owner: Schema
    path: str
    inside: tuple[Location, ...]
    members: list[_Row]
    has_members: bool = True
    is_open: bool = True


class FieldLister:
    """Lists the fields of one document's schemas."""

    def __init__(self, shaper: Shaper, words: Words) -> None:
        self._shaper = shaper
        self._merged = shaper.merged
        self._words = words
        self._namer = TypeNamer(shaper.merger, words)
        self._known: dict[tuple[int, Direction | None], tuple[Schema, tuple[Field, ...]]] = {}

    def type_name(self, schema: Schema) -> TypeName:
        """Return the type in words."""
        return self._namer.type_name(schema)

    def whole(self, schema: Schema) -> Schema:
        """Return a schema merged, without the example that its shape shows already."""
        found = self._merged(schema)
        elements = found if found.items is None else self._merged(found.items)
        is_shape = not found.alternatives and not elements.alternatives
        if is_shape and isinstance(next(iter(found.examples), None), (dict, list)):
            return replace(found, examples=found.examples[1:])
        return found

    def root(self, schema: Schema) -> tuple[Field, ...]:
        """Return the row of the whole, where it says or names anything that no other row does."""
        merged = self.whole(schema)
        type_name = self._namer.type_name(schema)
        is_named = any(is_name for _, is_name in type_name.parts)
        if not has_words(merged) and not is_named and not merged.alternatives:
            return ()
        return (Field("", type_name, (), merged, is_recursive=False),)

    def fields(self, schema: Schema, direction: Direction | None = None) -> tuple[Field, ...]:
        """Return the rows of a table, parents before their members.

        What is written inside the schema is listed in whole. What has a page of its own follows level by
        level, as deep as MAX_ROWS allows. Members of a field that leads back to a schema it is inside of are
        not repeated: it is marked recursive. In a body a table has its beginning, where a page has the rest.
        """
        merged = self._merged(schema)
        key = (id(merged), direction)
        if key in self._known:
            return self._known[key][1]
        found = _Listing(self._shaper, self._namer, direction, merged).fields()
        found = found if direction is None else self._begun(found, merged)
        if merged.name is not None:
            self._known[key] = (merged, found)
        return found

    def _begun(self, fields: tuple[Field, ...], schema: Schema) -> tuple[Field, ...]:
        """Return the fields of a body, so many of them that a row says how many more another page has."""
        while schema.name is None and _is_plain_array(schema) and schema.items is not None:
            schema = self._merged(schema.items)
        if schema.name is None or len(fields) <= MOST_ROWS_ELSEWHERE:
            return fields
        count = self._words.say("fields.more", count=len(fields) - MOST_ROWS_ELSEWHERE)
        more = Schema(schema.location)
        rest = Field("…", TypeName(((count, False),)), (), more, is_recursive=False, rest=schema.name)
        return (*fields[:MOST_ROWS_ELSEWHERE], rest)


class _FullError(Exception):
    """There are more rows than there is room for."""


class _Listing:
    """One table under way; `root` is the schema it is of."""

    def __init__(self, shaper: Shaper, namer: TypeNamer, direction: Direction | None, root: Schema) -> None:
        self._merged = shaper.merged
        self._home = shaper.home
        self._namer = namer
        self._direction = direction
        self._root = root
        self._left = MAX_ROWS
        self._is_limited = True

    def fields(self) -> tuple[Field, ...]:
        """Return every row, each before its members."""
        top, closed = self._first()
        for _ in range(1, MAX_DEPTH):
            opened = self._opened(closed)
            if not opened:
                break
            for row, (members, _) in zip(closed, opened, strict=True):
                row.members = members
            closed = [row for _, rows in opened for row in rows]
        for row in closed:
            row.own = replace(row.own, rest=self._rest(row))
        return tuple(_iter_fields(top))

    def _first(self) -> tuple[list[_Row], list[_Row]]:
        """Return the first level and the rows that are closed; alternatives with a page only if they fit."""
        owner, path = self._elements(self._root, "")
        top = _Row(Field("", TypeName(()), (), owner, is_recursive=False), owner, path, (), [])
        try:
            return self._open(top)
        except _FullError:
            self._is_limited = False
            found = self._open(top)
        self._is_limited, self._left = True, 0
        return found

    def _opened(self, closed: Sequence[_Row]) -> list[tuple[list[_Row], list[_Row]]]:
        """Open each row; nothing when none has members, or together more than there is room for."""
        try:
            return [self._open(row) for row in closed]
        except _FullError:
            return []

    def _open(self, row: _Row) -> tuple[list[_Row], list[_Row]]:
        """Return the rows of a row's members, opened where they are the root's, and the closed ones."""
        members, closed = [], []
        for member in self._iter_rows(row):
            members.append(member)
            self._left -= 1
            if self._is_limited and self._left < 0:
                raise _FullError
            if member.is_open:
                member.members, below = self._open(member)
                closed += below
            elif member.has_members:
                closed.append(member)
        return members, closed

    def _iter_rows(self, row: _Row) -> Iterator[_Row]:
        inside = (*row.inside, row.owner.location)
        for member in iter_members(row.owner, self._merged, with_named=self._is_limited):
            schema = self._merged(member.schema)
            if not is_one_way(schema, self._direction):
                yield self._row(member, schema, row, inside)

    def _row(self, member: Member, schema: Schema, parent: _Row, inside: tuple[Location, ...]) -> _Row:
        path = _joined(parent.path, member.path)
        roles = (*parent.own.roles, member.role) if member.role else parent.own.roles
        owner, below = self._elements(schema, path)
        is_recursive = owner.location in inside and not member.is_label
        type_name = self._namer.type_name(member.schema)
        own = Field(
            path,
            type_name,
            member.required,
            schema,
            is_recursive,
            roles,
            member.only_in or parent.own.only_in,
            required_in=member.required_in,
        )
        is_parent = not is_recursive and not member.is_label and has_members(owner)
        is_open = is_parent and self._is_written_in_root(owner)
        return _Row(own, owner, below, inside, [], has_members=is_parent, is_open=is_open)

    def _elements(self, schema: Schema, path: str) -> tuple[Schema, str]:
        """Return the schema of an array's innermost elements, `[]` for each level; others as they are.

        Elements of which more is to be said than their type are members of the array, with a row.
        """
        seen = set()
        merged = self._merged(schema)
        while _is_plain_array(merged) and merged.location not in seen and merged.items is not None:
            seen.add(merged.location)
            elements = self._merged(merged.items)
            if has_words(elements) or elements.alternatives:
                break
            merged, path = elements, f"{path}[]"
        return merged, path

    def _is_written_in_root(self, schema: Schema) -> bool:
        """Whether the text of the schema is part of the root's, so that no other page has it."""
        place, root = schema.location, self._root.location
        return schema.name is None and place.uri == root.uri and place.pointer.startswith(f"{root.pointer}/")

    def _rest(self, row: _Row) -> str | None:
        """Return the name of the schema whose page lists the members of a closed row."""
        home = self._home(row.owner)
        return None if home in {text for text, is_name in row.own.type.parts if is_name} else home


def _is_plain_array(schema: Schema) -> bool:
    others = (schema.prefix_items, schema.properties, schema.alternatives, schema.choices)
    return schema.items is not None and schema.contains is None and not any(others)


def _joined(path: str, own: str) -> str:
    return path + own if not path or not own or own.startswith("[") else f"{path}.{own}"


def _iter_fields(rows: Sequence[_Row], depth: int = 0) -> Iterator[Field]:
    for row in rows:
        yield row.own if depth == 0 else replace(row.own, depth=depth)
        yield from _iter_fields(row.members, depth + 1)
