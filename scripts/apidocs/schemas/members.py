"""The members of a schema: everything that may stand inside its values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Final, NamedTuple

from apidocs.document.document import Location
from apidocs.model.schema.schema import Schema
from apidocs.schemas.constraints import BOOLEANS, has_words, says_more
from apidocs.schemas.labels import Label, alternative, numbered

Merged = Callable[[Schema], Schema]

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
_narrowing: Final = attrgetter(*ROLES)
# These have the number of the one they belong to.
NUMBERED: Final = {"then": "if", "else": "if"}


@dataclass(frozen=True)
class Member:
    """A part of a value: `path` is how it is reached, "" for what a `role` says of the value itself.

    `required` is empty when nothing says. `only_in` are the labels of the alternatives that have the member,
    when others have not. `is_label`: its own members are listed among those of what it is an alternative of.
    """

    path: str
    schema: Schema
    role: str = ""
    required: tuple[bool, ...] = ()
    only_in: tuple[str, ...] = ()
    is_label: bool = False


class Leaf(NamedTuple):
    """An alternative: what it is called, all that it says, and what is written where it is one."""

    label: str
    schema: Schema
    written: Schema


def iter_members(owner: Schema, merged: Merged, *, with_named: bool = True) -> Iterator[Member]:
    """Iterate over the members of a merged schema, each once.

    `/pattern/` stands for patternProperties, `<key>` for additionalProperties, `[]` for the elements of an
    array, `[0]` for one of prefixItems. A member that several alternatives have, each in its own way, is any
    of these. Members of alternatives that have a page of their own may be left out.
    """
    known = set()
    for member in _iter_own(owner):
        known.add(_key(member))
        yield member
    if not owner.alternatives and not owner.choices:
        return
    leaves = list(iter_leaves(owner, merged))
    for leaf in leaves:
        if leaf.schema.name is None:
            yield from [Member("", leaf.schema, leaf.label, is_label=True)] * has_words(leaf.schema)
        elif says_more(leaf.written, leaf.schema):
            yield Member("", leaf.written, leaf.label, is_label=True)
    listed = [(leaf.label, leaf.schema) for leaf in leaves if with_named or leaf.schema.name is None]
    yield from (member for member in _of_alternatives(owner, listed, merged) if _key(member) not in known)


def _iter_own(owner: Schema) -> Iterator[Member]:
    for name, schema in owner.properties.items():
        path = name or '""'  # a path of nothing is that of the value itself
        yield Member(path, schema, required=(name in owner.required,) if owner.required else ())
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


def iter_leaves(owner: Schema, merged: Merged) -> Iterator[Leaf]:
    """Iterate over every alternative at any depth; one that leads back ends there."""
    seen = {owner.location}
    waiting = list(_alternatives(owner))
    number = 0
    while waiting:
        written = waiting.pop(0)
        leaf = merged(written)
        if leaf.location in seen:
            continue
        seen.add(leaf.location)
        number += 1
        yield Leaf(leaf.name or leaf.title or alternative(number), leaf, written)
        waiting[:0] = _alternatives(leaf)


def _alternatives(schema: Schema) -> Iterator[Schema]:
    for chooses in (schema, *schema.choices):
        yield from chooses.alternatives


def _of_alternatives(owner: Schema, leaves: list[tuple[str, Schema]], merged: Merged) -> list[Member]:
    """Return the members of all alternatives, each once, with the labels of those that have it."""
    found: dict[tuple[str, str], dict[str, Member]] = {}
    for label, leaf in leaves:
        for member in _iter_own(leaf):
            found.setdefault(_key(member), {}).setdefault(label, member)
    count = len({label for members in found.values() for label in members})
    return [_joined(owner, members, merged, count) for members in found.values()]


def _joined(owner: Schema, members: dict[str, Member], merged: Merged, count: int) -> Member:
    first = next(iter(members.values()))
    said = [member.required[0] for member in members.values() if member.required]
    is_required = (all(said) and len(said) == len(members)) or first.path in owner.required
    return replace(
        first,
        schema=_any_of(owner, members, merged),
        required=(is_required,) if said or owner.required else (),
        only_in=tuple(members) if len(members) < count else (),
    )


def _key(member: Member) -> tuple[str, str]:
    return member.path, member.role


def _any_of(owner: Schema, members: dict[str, Member], merged: Merged) -> Schema:
    """Return a member's schema where all alternatives have one, else the choice between theirs."""
    first = next(iter(members.values()))
    by_id = {id(member.schema): (label, merged(member.schema)) for label, member in members.items()}
    if len(by_id) == 1:
        return first.schema
    different = [schema for _, schema in by_id.values()]
    values = _all_values(different)
    return Schema(
        Location(owner.location.uri, f"{owner.location.pointer}/oneOf/{first.path}"),
        any_of=tuple(_told_apart(label, schema, values) for label, schema in by_id.values()),
        enum=values,
        constraints=_shared([schema.constraints for schema in different]),
        description=next((found.description for found in different if found.description is not None), None),
    )


def _told_apart(label: str, schema: Schema, values: tuple[Any, ...] | None) -> Schema:
    """Return what an alternative says of its member by itself, under the alternative's label."""
    if values is not None:  # they are said together
        schema = replace(schema, enum=None, const=())
    return (
        replace(schema, title=schema.title or label) if schema.name is None and has_words(schema) else schema
    )


def _shared(written: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    return {
        keyword: value
        for keyword, value in written[0].items()
        if all(constraints.get(keyword) == value for constraints in written)
    }


def _all_values(schemas: list[Schema]) -> tuple[Any, ...] | None:
    """Return every value of the enums and consts, when each schema has one: the words of a discriminator."""
    values = [schema.enum if schema.enum is not None else schema.const for schema in schemas]
    return (
        tuple({repr(value): value for group in values for value in group}.values()) if all(values) else None
    )
