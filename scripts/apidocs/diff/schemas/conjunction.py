"""Schemas that hold together at one place of a value, of either side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from apidocs.model.direction import Direction
from apidocs.model.schema.schema import Schema, Schemas

# The number of the side, 0 for the base, and a schema as it is written there.
Part = tuple[int, Schema]
# The object that offers a choice and the keyword that holds it.
Choice = tuple[int, str]


@dataclass(frozen=True)
class Conjunction:
    """What is said of a place; none of it allows any value.

    `taken` has the number of the member for each choice that is made already, and `kind` is the only kind of
    value that is meant. Two are equal when they are of the same schemas.
    """

    parts: tuple[Part, ...] = ()
    taken: frozenset[tuple[Choice, int]] = frozenset()
    kind: str | None = None

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Conjunction:
        """Join schemas, each once."""
        return cls(tuple({(side, id(schema)): (side, schema) for side, schema in parts}.values()))


ANYTHING: Final = Conjunction()


def iter_choices(schema: Schema) -> Iterator[tuple[str, tuple[Schema, ...]]]:
    """Iterate over the choices that a schema offers itself, by keyword.

    What builds on a schema with a discriminator is none: a value may be of the schema alone.
    """
    has_heirs = schema.discriminator is not None and schema.discriminator.has_heirs
    if schema.one_of and not has_heirs:
        yield "oneOf", schema.one_of
    if schema.any_of:
        yield "anyOf", schema.any_of


def atoms_of(parts: Iterable[Part], schemas: tuple[Schemas, Schemas]) -> tuple[Part, ...]:
    """Return the schemas that hold at a place, `$ref` and allOf followed, each once and in order."""
    found: dict[tuple[int, int], Part] = {}
    waiting = list(parts)[::-1]
    while waiting:
        side, schema = waiting.pop()
        if (side, id(schema)) in found:
            continue
        found[side, id(schema)] = (side, schema)
        waiting += [(side, part) for part in schema.all_of[::-1]]
        if schema.reference is not None:
            waiting.append((side, schemas[side][schema.reference]))
    return tuple(part for part in found.values() if not part[1].is_bare)


def is_one_way(atoms: Iterable[Part], direction: Direction | None) -> bool:
    """Whether a property is for the other direction only: readOnly in a request, writeOnly in a response."""
    if direction is None:
        return False
    return any(schema.read_only if direction == "request" else schema.write_only for _, schema in atoms)


# A schema without `type` is meant to be of the type that these keywords speak of.
IMPLIED: Final = (
    ("object", ("properties", "pattern_properties", "required", "additional_properties")),
    ("array", ("items", "prefix_items")),
)
# Keywords that leave no doubt of it; of the others the letter and the meaning may differ.
PLAIN: Final = ("properties", "items", "prefix_items")
# Of these keywords a text is meant, as in 3.1's way to describe bytes.
CONTENT: Final = frozenset(("contentEncoding", "contentMediaType"))


def stated_types(atoms: Iterable[Part]) -> frozenset[str] | None:
    """Return the types that all schemas allow; None when none of them states any."""
    found: frozenset[str] | None = None
    for _, schema in atoms:
        if schema.types:
            types = frozenset(schema.types)
            found = types if found is None else _common(found, types)
    return found


def implied_kinds(atoms: Iterable[Part]) -> frozenset[str] | None:
    """Return the kinds of value that schemas without a type or a list of values are meant for."""
    atoms = tuple(atoms)
    if any(schema.types or schema.const or schema.enum is not None for _, schema in atoms):
        return None
    if any(schema.constraints.keys() & CONTENT for _, schema in atoms):
        return frozenset(("string",))
    kinds = (
        kind
        for kind, fields in IMPLIED
        if any(getattr(schema, name) for _, schema in atoms for name in fields)
    )
    return frozenset(kinds) or None


def is_in_doubt(atoms: Iterable[Part]) -> bool:
    """Whether a type is meant that is not written, and the letter says another thing."""
    atoms = tuple(atoms)
    is_plain = any(getattr(schema, name) for _, schema in atoms for name in PLAIN)
    is_text = any(schema.constraints.keys() & CONTENT for _, schema in atoms)
    return implied_kinds(atoms) is not None and not is_plain and not is_text


def _common(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    whole = (
        {"integer"}
        if ("integer" in first | second) and _has_numbers(first) and _has_numbers(second)
        else set()
    )
    both = first & second
    return both if "number" in both else both | whole


def _has_numbers(types: frozenset[str]) -> bool:
    return bool(types & {"integer", "number"})
