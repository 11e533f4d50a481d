"""Choose the alternative of a oneOf or anyOf that a shape shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, NamedTuple

from apidocs.document.document import Location
from apidocs.model.schema.all_of import combined
from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import EMPTY, Schema
from apidocs.schemas.alternatives import Choice, choices_of, values_of_alternative
from apidocs.schemas.shape.scalars import authored_values

# What a schema may say of its values beside its alternatives.
NARROWING: Final = (
    *("types", "enum", "const", "constraints", "required", "properties", "pattern_properties"),
    *("additional_properties", "unevaluated_properties", "property_names", "items", "prefix_items"),
    *("unevaluated_items", "contains", "content_schema", "not_", "if_", "conditions"),
    *("dependent_required", "dependent_schemas"),
)


class _Choice(NamedTuple):
    """A choice as it is read once: the usable alternatives, or the schema itself, and all their places."""

    usable: tuple[Schema, ...]
    itself: Schema | None
    places: list[Location]


class Chooser:
    """Chooses among oneOf and anyOf; the same choice gives the same schema."""

    def __init__(self, merger: Merger) -> None:
        self._merger = merger
        self._known: dict[int, tuple[Schema, list[_Choice]]] = {}
        self._chosen: dict[tuple[int, ...], tuple[Schema, Schema]] = {}  # the first value keeps the key alive
        self._endless: dict[int, Schema] = {}

    def leads_back(self, schema: Schema, inside: AbstractSet[Location]) -> bool:
        """Whether the choice depends on where it is made: an alternative is one of the schemas `inside`."""
        return not all(inside.isdisjoint(places) for _, _, places in self._choices(schema))

    def is_endless(self, schema: Schema) -> bool:
        """Whether whatever is chosen is a choice again, however often: no value ever stands there."""
        waiting, seen = [schema], {id(schema): schema}
        while waiting:
            found = waiting.pop()
            if id(found) in self._endless:
                continue
            is_choice = bool(found.alternatives) and found.discriminator is None and not found.properties
            if not is_choice or any(True for _ in authored_values(found)):
                return False
            chosen = {id(each): each for each in map(self._merger.merged, found.alternatives)}
            waiting += (each for key, each in chosen.items() if key not in seen)
            seen |= chosen
        self._endless |= seen
        return True

    def choice(self, schema: Schema, inside: AbstractSet[Location]) -> Schema | None:
        """Return a merged schema with the first usable alternative of each of its choices, and its own words.

        Usable is what is not only null, not forbidden and not one of the schemas `inside` of which it stands;
        first come those of a type that the schema itself allows. None when a choice leaves nothing.
        """
        return next(self.iter_choices(schema, inside), None)

    def iter_choices(self, schema: Schema, inside: AbstractSet[Location]) -> Iterator[Schema]:
        """Iterate over what `choice` may return: each usable alternative of the first choice."""
        first, *others = self._choices(schema)
        picks = [next(_iter_usable(choice, inside), None) for choice in others]
        usable = [pick for pick in picks if pick is not None]
        if len(usable) < len(others):
            return
        for pick in _iter_usable(first, inside):
            yield self._with(schema, [pick, *usable])

    def chosen(self, schema: Schema, alternative: Schema) -> Schema | None:
        """Return a merged schema with this alternative of its first choice, as `choice` does."""
        pick = self._merger.merged(alternative)
        others = [next(_iter_usable(choice, frozenset()), None) for choice in self._choices(schema)[1:]]
        usable = [other for other in others if other is not None]
        return self._with(schema, [pick, *usable]) if is_usable(pick) and len(usable) == len(others) else None

    def _choices(self, schema: Schema) -> list[_Choice]:
        """Return the choices of a schema, as they are wherever it stands."""
        if id(schema) not in self._known:
            found = [self._read(choice, schema) for choice in choices_of(schema)]
            self._known[id(schema)] = (schema, found)
        return self._known[id(schema)][1]

    def _read(self, choice: Choice, schema: Schema) -> _Choice:
        merged = [self._merger.merged(alternative) for alternative in choice.alternatives]
        usable = [each for each in merged if is_usable(each)]
        known = [each for each in usable if not _is_excluded(choice.owner, each, schema)]
        fitting = [each for each in known or usable if not contradict(each.types, schema.types)]
        others = [each for each in known or usable if contradict(each.types, schema.types)]
        has_heirs = choice.owner.discriminator is not None and choice.owner.discriminator.has_heirs
        itself = None if known or not has_heirs else Schema(schema.location, name=schema.name)
        return _Choice((*fitting, *others), itself, [each.location for each in merged])

    def _with(self, schema: Schema, picks: list[Schema]) -> Schema:
        key = (id(schema), *map(id, picks))
        if key not in self._chosen:
            chosen = _without_others(_joined(schema, picks), schema, picks[0], self._merger)
            self._chosen[key] = (schema, chosen)
        return self._chosen[key][1]


def _iter_usable(choice: _Choice, inside: AbstractSet[Location]) -> Iterator[Schema]:
    """Iterate over the usable alternatives; where none of the heirs of a schema is, it is one itself."""
    if choice.itself is not None:
        yield choice.itself
        return
    yield from (each for each in choice.usable if each.location not in inside)


def _is_excluded(owner: Schema, alternative: Schema, schema: Schema) -> bool:
    """Whether a discriminator further out has a value that this alternative does not have."""
    values = values_of_alternative(owner, alternative.location).items()
    known = schema.discriminator_values
    return any(name in known and set(known[name]).isdisjoint(own) for name, own in values)


def is_usable(schema: Schema) -> bool:
    """Whether a merged alternative allows any value but null."""
    is_null = schema.types == ("null",) or schema.const == (None,) or schema.enum == (None,)
    return schema.boolean is not False and not is_null


def contradict(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether no value is of one of the first types and of one of the second."""
    numeric = {"integer", "number"}
    shared = set(first) & set(second) or (numeric & set(first) and numeric & set(second))
    return bool(first) and bool(second) and not shared


def _joined(schema: Schema, picks: list[Schema]) -> Schema:
    """Join what all say; the result stands for the first pick, and discriminators know it as that."""
    own = replace(schema, one_of=(), any_of=(), choices=(), discriminator=None, examples=(), default=())
    first, *others = {id(pick): pick for pick in picks}.values()  # several choices may share one
    result = first
    if others or _says_something(own):
        result = combined([own, *others, first], Schema(first.location, name=first.name))
    values: Mapping[str, tuple[str, ...]] = dict(schema.discriminator_values)
    for choice, pick in zip(choices_of(schema), picks, strict=True):
        values = {**values_of_alternative(choice.owner, pick.location), **values}
    values = {**result.discriminator_values, **values} or EMPTY
    discriminator = result.discriminator or schema.discriminator
    if values == result.discriminator_values and discriminator is result.discriminator:
        return result
    return replace(result, discriminator_values=values, discriminator=discriminator)


def _says_something(schema: Schema) -> bool:
    """Whether anything narrows a value besides the alternatives, a condition included."""
    return any(getattr(schema, name) not in (None, (), EMPTY) for name in NARROWING)


def _without_others(chosen: Schema, schema: Schema, pick: Schema, merger: Merger) -> Schema:
    """Leave out what only the other alternatives of a oneOf ask for: with it, two of them would hold."""
    if not chosen.properties or schema.discriminator is not None:
        return chosen
    others = [merger.merged(other) for other in schema.one_of]
    asked = (
        set(other.required) - {*pick.required, *schema.required}
        for other in others
        if other is not pick and _may_hold(other, chosen, merger)
    )
    names = {name for found in asked for name in found}
    if not names:
        return chosen
    kept = {name: found for name, found in chosen.properties.items() if name not in names}
    return replace(chosen, properties=kept)


def _may_hold(other: Schema, chosen: Schema, merger: Merger) -> bool:
    """Whether an object with all properties of the chosen alternative may satisfy another one too."""
    closed = other.additional_properties is not None and other.additional_properties.boolean is False
    is_inside = not closed or chosen.properties.keys() <= other.properties.keys()
    if contradict(other.types, chosen.types or ("object",)) or not is_inside:
        return False
    return all(
        _may_be_both(merger.merged(other.properties[name]), merger.merged(found))
        for name, found in chosen.properties.items()
        if name in other.properties
    )


def _may_be_both(first: Schema, second: Schema) -> bool:
    values = [found.const or found.enum for found in (first, second)]
    if values[0] and values[1] and not any(value in values[1] for value in values[0]):
        return False
    return not contradict(first.types, second.types)
