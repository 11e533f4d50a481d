"""The members of a schema: everything that may stand inside its values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Final

from apidocs.model.schema.content_of import NOTHING, Content, content_of
from apidocs.model.schema.schema import Schema
from apidocs.schemas.alternatives import Alternative, Merged, iter_alternatives
from apidocs.schemas.constraints import BOOLEANS, has_words
from apidocs.schemas.json_writer import compact_json
from apidocs.schemas.labels import Label, numbered
from apidocs.schemas.types import is_named

# What the subschemas are to the value itself that narrow it and name no part of it.
ROLES: Final = {
    "property_names": Label("property names", "roles_of_fields.property_names"),
    "contains": Label("contains", "roles_of_fields.contains"),
    "unevaluated_items": Label("other elements", "roles_of_fields.unevaluated_items"),
    "content_schema": Label("content", "roles_of_fields.content_schema"),
    "not_": Label("must not be", "roles_of_fields.not"),
    "if_": Label("if", "roles_of_fields.if"),
    "then": Label("then", "roles_of_fields.then"),
    "else_": Label("else", "roles_of_fields.else"),
}
# Names of properties that cannot be taken for a path, nor for what stands for names of any kind.
PLAIN_NAME: Final = re.compile(r"[^.\[\]\"/<>\s][^.\[\]\"\s]*")
_narrowing: Final = attrgetter(*ROLES)
# These have the number of the one they belong to.
NUMBERED: Final = {"then": "if", "else": "if"}


@dataclass(frozen=True)
class Member:
    """A part of a value: `path` is how it is reached, "" for what a `role` says of the value itself.

    `required` is empty when nothing says, or when only some alternatives require it: `required_in` are their
    labels. `only_in` are the labels of the alternatives that say this of the member, when others do not.
    `is_label`: its own members are listed among those of what it is an alternative of.
    """

    path: str
    schema: Schema
    role: str = ""
    required: tuple[bool, ...] = ()
    required_in: tuple[str, ...] = ()
    only_in: tuple[str, ...] = ()
    is_label: bool = False


Key = tuple[str, str]


@dataclass(frozen=True)
class _Listed:
    """An alternative with its own members, by path and role."""

    alternative: Alternative
    members: Mapping[Key, Member]


def iter_members(owner: Schema, merged: Merged, *, with_named: bool = True) -> Iterator[Member]:
    """Iterate over the members of a merged schema, all that is said of one after another.

    `/pattern/` stands for patternProperties, `<key>` for additionalProperties, `[]` for the elements of an
    array, `[0]` for one of prefixItems. What the schema says of a member comes first, then what alternatives
    say of it: once for all that say the same. Members of alternatives that have a page of their own may be
    left out.
    """
    if not owner.alternatives and not owner.choices:
        yield from _iter_own(owner)
        return
    alternatives = list(iter_alternatives(owner, merged))
    listed = [
        _Listed(found, {_key(member): member for member in _iter_own(found.schema)})
        for found in alternatives
        if with_named or found.schema.name is None
    ]
    own = {_key(member): member for member in _iter_own(owner)}
    for key, member in own.items():
        in_ = tuple(found.label for found in alternatives if _requires(found.schema, member))
        is_some = bool(in_) and member.required != (True,)
        yield replace(member, required=(), required_in=in_) if is_some else member
        yield from _iter_said(owner, key, member, listed, merged)
    yield from _iter_labels(alternatives, with_named=with_named)
    keys = dict.fromkeys(key for found in listed for key in found.members if key not in own)
    for key in keys:
        yield from _iter_said(owner, key, None, listed, merged)


def has_members(owner: Schema) -> bool:
    """Whether a merged schema has members, or alternatives, which may have some."""
    return bool(owner.alternatives) or next(_iter_own(owner), None) is not None


def _iter_labels(alternatives: Sequence[Alternative], *, with_named: bool) -> Iterator[Member]:
    """Iterate over the alternatives of which more is to be said than their type."""
    for found in alternatives:
        named = found.schema
        is_elsewhere = named.name is not None and is_named(named) and not with_named
        said = found.written if is_elsewhere else named
        if said.title is not None and any(_iter_own(said)):
            said = replace(said, title=None)  # its members are listed, under the title
        if has_words(said):
            yield Member("", found.written, found.label, is_label=True)


def _requires(schema: Schema, member: Member) -> bool:
    return not member.role and member.path in map(_path_of, schema.required)


def _iter_said(
    owner: Schema, key: Key, base: Member | None, listed: Sequence[_Listed], merged: Merged
) -> Iterator[Member]:
    """Iterate over what alternatives say of a member besides what the schema itself does."""
    known = set() if base is None else {content_of(merged(base.schema)), NOTHING}
    groups: dict[Content, list[_Listed]] = {}
    for found in listed:
        if key in found.members:
            content = content_of(merged(found.members[key].schema))
            if content not in known:
                groups.setdefault(content, []).append(found)
    count = sum(bool(found.members) for found in listed)
    for found_in in _joined_values(key, groups, merged):
        first = found_in[0].members[key]
        labels = tuple(found.alternative.label for found in found_in)
        is_all = base is None and len(labels) == count
        yield replace(
            first,
            schema=_of_all([found.members[key].schema for found in found_in], base, merged),
            only_in=() if is_all else labels,
            **_required_by(owner, first, found_in),
        )


def _required_by(owner: Schema, member: Member, found_in: Sequence[_Listed]) -> dict[str, Any]:
    """Return whether a member is required, or by which alternatives only."""
    if member.role:
        return {}
    requiring = tuple(
        found.alternative.label for found in found_in if _requires(found.alternative.schema, member)
    )
    is_required = _requires(owner, member) or len(requiring) == len(found_in)
    if is_required or not requiring:
        is_said = bool(owner.required) or any(found.alternative.schema.required for found in found_in)
        return {"required": (is_required,) if is_said else (), "required_in": ()}
    return {"required": (), "required_in": requiring}


def _joined_values(
    key: Key, groups: Mapping[Content, list[_Listed]], merged: Merged
) -> Iterator[list[_Listed]]:
    """Iterate over the alternatives that say the same; those whose values a discriminator tells are one."""
    told: list[_Listed] = []
    for found_in in groups.values():
        for found in found_in:
            schema = merged(found.members[key].schema)
            values = schema.const or schema.enum
            is_told = (
                bool(values)
                and values == found.alternative.values.get(key[0])
                and not _says_more_than_values(schema)
            )
            if is_told:
                told.append(found)
        if found_in[-1] not in told:
            yield found_in
    if told:
        yield told


def _says_more_than_values(schema: Schema) -> bool:
    return has_words(replace(schema, const=(), enum=None))


def _of_all(schemas: Sequence[Schema], base: Member | None, merged: Merged) -> Schema:
    """Return what several alternatives say of a member; where they do not name its type, the base does."""
    first, *others = (merged(schema) for schema in schemas)
    if len({content_of(schema) for schema in (first, *others)}) > 1:
        values = tuple(value for schema in (first, *others) for value in schema.const or schema.enum or ())
        return replace(first, const=(), enum=values, name=None)
    types = () if base is None else merged(base.schema).types
    return replace(first, types=types) if types and not first.types and not first.name else schemas[0]


def _key(member: Member) -> Key:
    return member.path, member.role


def _iter_own(owner: Schema) -> Iterator[Member]:
    for name, schema in owner.properties.items():
        yield Member(_path_of(name), schema, required=(name in owner.required,) if owner.required else ())
    for pattern, schema in owner.pattern_properties.items():
        yield Member(f"/{pattern}/", schema)
    for extra in (owner.additional_properties, owner.unevaluated_properties):
        if extra is not None and extra.boolean is None:
            yield Member("<key>", extra)
            break
    for index, schema in enumerate(owner.prefix_items):
        yield Member(f"[{index}]", schema)
    if owner.items is not None and owner.items.boolean is None:
        yield Member("[]", owner.items)
    yield from _iter_roles(owner)


def _path_of(name: str) -> str:
    """Return the name of a property as a step of a path: quoted where it would read as several steps."""
    return name if PLAIN_NAME.fullmatch(name) else compact_json(name)


def _iter_roles(owner: Schema) -> Iterator[Member]:
    """Iterate over what narrows the value; the conditions that parts of an allOf repeat are numbered."""
    if not (owner.conditions or owner.dependent_schemas or any(_narrowing(owner))):
        return
    counts: Counter[str] = Counter()
    for holder in (owner, *owner.conditions):
        for field, kind, written in zip(ROLES, ROLES.values(), _narrowing(holder), strict=True):
            role, schema = kind, written
            if schema is not None and (schema.boolean is None or field not in BOOLEANS):
                number = counts[NUMBERED.get(kind, kind)] + (kind not in NUMBERED)
                counts[kind] = number
                if number > 1:
                    role, schema = numbered(role, number), _with_bounds(schema, holder)
                yield Member("", schema, role)
    for name, schema in owner.dependent_schemas.items():
        yield Member("", schema, Label(f"if there is {name}", "roles_of_fields.if_there_is", name=name))


def _with_bounds(schema: Schema, holder: Schema) -> Schema:
    """Let a condition say itself how often it is to hold: the constraints of the whole are of the first."""
    if not holder.constraints:
        return schema
    return Schema(schema.location, all_of=(schema,), constraints=holder.constraints)
