"""The alternatives of a place: one for each way to take a member of each oneOf and anyOf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from apidocs.diff.schemas.conjunction import Choice, Conjunction, Part, atoms_of, iter_choices
from apidocs.model.schema.schema import Schema, Schemas

# Alternatives of one place beyond this number are not told apart: a choice among more is one condition.
MOST_ROWS: Final = 256
# The fields of a schema that limit a value by themselves.
LIMITING: Final = (
    *("types", "const", "enum", "constraints", "properties", "pattern_properties", "required"),
    *("additional_properties", "unevaluated_properties", "property_names", "dependent_required"),
    *("dependent_schemas", "items", "prefix_items", "unevaluated_items", "contains", "content_schema"),
    *("not_", "if_"),
)


@dataclass(frozen=True)
class Condition:
    """One more thing that a value must satisfy: the keyword, its schemas, and its names or bounds."""

    keyword: str
    schemas: tuple[Conjunction | None, ...] = ()
    names: tuple[Any, ...] = ()


@dataclass(frozen=True, eq=False)
class Row:
    """One alternative: all that holds when one member is taken of each choice.

    `members` are those taken, the outermost first. `exclusive` are the members of each oneOf: a value
    must satisfy exactly one of them. `unresolved` are choices among too many. `is_told` says that a
    discriminator tells a member: no other alternative stands in for this one.
    """

    place: Conjunction
    atoms: tuple[Part, ...]
    members: tuple[Part, ...] = ()
    exclusive: tuple[tuple[Conjunction, ...], ...] = ()
    unresolved: tuple[Condition, ...] = ()
    is_told: bool = False


@dataclass(frozen=True, eq=False)
class _Choice:
    """A oneOf or anyOf of which no member is taken yet; `above` are the schemas that lead to it."""

    side: int
    schema: Schema
    keyword: str
    members: tuple[Schema, ...]
    above: frozenset[int]

    @property
    def key(self) -> Choice:
        """What tells it from other choices."""
        return id(self.schema), self.keyword

    @property
    def places(self) -> tuple[Conjunction, ...]:
        """The members as places."""
        return tuple(Conjunction.of([(self.side, member)]) for member in self.members)

    @property
    def is_exclusive(self) -> bool:
        """Whether a value must satisfy one member only, which no discriminator tells."""
        return self.keyword == "oneOf" and len(self.members) > 1 and self.schema.discriminator is None


def iter_alternatives(place: Conjunction, schemas: tuple[Schemas, Schemas]) -> Iterator[Row]:
    """Iterate over the alternatives of a place, each once."""
    seen = set()
    for row in _expand(place, schemas):
        limiting = frozenset((side, id(schema)) for side, schema in row.atoms if says_something(schema))
        if (limiting, row.exclusive) not in seen:
            seen.add((limiting, row.exclusive))
            yield row


def says_something(schema: Schema) -> bool:
    """Whether a schema limits a value by itself."""
    return schema.boolean is False or any(getattr(schema, name) for name in LIMITING)


def _expand(place: Conjunction, schemas: tuple[Schemas, Schemas]) -> list[Row]:
    """Take each member of the first choice that waits, and so on."""
    made = dict(place.taken)
    atoms = atoms_of(place.parts, schemas)
    open_ = [(Row(place, atoms), _choices(atoms, frozenset()))]
    done: list[Row] = []
    while open_:
        row, waiting = open_.pop()
        if not waiting:
            done.append(row)
            continue
        choice, *rest = waiting
        ways = len(done) + len(open_) + len(choice.members)
        if ways > MOST_ROWS and choice.key not in made:
            condition = Condition(choice.keyword, choice.places)
            open_.append((replace(row, unresolved=(*row.unresolved, condition)), rest))
            continue
        if choice.is_exclusive:
            row = replace(row, exclusive=(*row.exclusive, choice.places))
        numbers = [made[choice.key]] if choice.key in made else range(len(choice.members))
        for number in reversed(numbers):
            longer = _with_member(row, choice, number, schemas)
            if longer is not None:
                more, inner = longer
                open_.append((more, [*inner, *rest]))
    return done


def _with_member(
    row: Row, choice: _Choice, number: int, schemas: tuple[Schemas, Schemas]
) -> tuple[Row, list[_Choice]] | None:
    """Add a member to a row, with the choices that it has; None where it only leads back to itself."""
    member = (choice.side, choice.members[number])
    above = choice.above | {id(choice.schema)}
    atoms = atoms_of([member], schemas)
    if any(id(schema) in above for _, schema in atoms):
        return None
    known = {(side, id(schema)) for side, schema in row.atoms}
    fresh = tuple((side, schema) for side, schema in atoms if (side, id(schema)) not in known)
    place = replace(row.place, taken=row.place.taken | {(choice.key, number)})
    is_told = row.is_told or choice.schema.discriminator is not None
    members = (*row.members, member)
    row = replace(row, place=place, atoms=(*row.atoms, *fresh), members=members, is_told=is_told)
    return row, _choices(fresh, above)


def _choices(atoms: Iterable[Part], above: frozenset[int]) -> list[_Choice]:
    return [
        _Choice(side, schema, *choice, above) for side, schema in atoms for choice in iter_choices(schema)
    ]
