"""What may stand at a place: the alternatives of a schema at any depth, with all that each asserts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from apidocs.document.document import Location
from apidocs.model.schema.schema import EMPTY, Schema
from apidocs.schemas.constraints import written_value
from apidocs.schemas.labels import Label, alternative, numbered

Merged = Callable[[Schema], Schema]
Keyword = Literal["oneOf", "anyOf"]

# Alternatives at all depths; a schema with more of them says so, and its own page leads to each.
MOST_ALTERNATIVES: Final = 200
# Values of a property that an alternative without a title is called by.
MOST_VALUES: Final = 3


@dataclass(frozen=True)
class Alternative:
    """One way to satisfy a oneOf or anyOf.

    `label` is what it is called, and no other alternative of the same schema is: its name, its title, the
    value that tells it apart, or a number. `schema` is all that it asserts, `written` what stands in the list
    itself: a `$ref`, for one. `values` are those by which discriminators choose it, by property.
    """

    label: str
    schema: Schema
    written: Schema
    keyword: Keyword
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Choice:
    """Alternatives that exclude each other (oneOf) or do not (anyOf), beside what holds for all of them."""

    keyword: Keyword
    alternatives: tuple[Schema, ...]
    owner: Schema


def choices_of(schema: Schema) -> Iterator[Choice]:
    """Iterate over the choices that a merged schema offers: several, where parts of an allOf have some."""
    for owner in (schema, *schema.choices):
        if owner.one_of:
            yield Choice("oneOf", owner.one_of, owner)
        if owner.any_of:
            yield Choice("anyOf", owner.any_of, owner)


def iter_alternatives(schema: Schema, merged: Merged) -> Iterator[Alternative]:
    """Iterate over the alternatives of a merged schema at any depth, each before those inside it.

    One that leads back ends there.
    """
    return _told_apart(_at_any_depth(schema, merged))


def _told_apart(alternatives: Iterable[Alternative]) -> Iterator[Alternative]:
    """Add a number to the label of those that are called the same."""
    labels: Counter[str] = Counter()
    for found in alternatives:
        labels[found.label] += 1
        count = labels[found.label]
        yield found if count == 1 else replace(found, label=numbered(found.label, count))


def _at_any_depth(schema: Schema, merged: Merged) -> Iterator[Alternative]:
    seen = {schema.location}
    waiting = list(_direct(schema, merged, "", EMPTY))
    while waiting and len(seen) <= MOST_ALTERNATIVES:
        found, number = waiting.pop(0)
        place = found.schema.location if found.written.is_bare else found.written.location
        if place in seen:
            continue
        seen.add(place)
        yield found
        if found.schema.alternatives:
            waiting[:0] = _direct(found.schema, merged, f"{number}.", found.values)


def direct_alternatives(schema: Schema, merged: Merged) -> list[Alternative]:
    """Return the alternatives of the first choice of a merged schema, in their order."""
    first = next(choices_of(schema), None)
    if first is None:
        return []
    found = (found for found, _ in _of_choice(first, merged, "", 1, schema.discriminator_values))
    return list(_told_apart(found))


def _direct(
    schema: Schema, merged: Merged, prefix: str, values: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Alternative, str]]:
    number = 1
    for choice in choices_of(schema):
        yield from _of_choice(choice, merged, prefix, number, values)
        number += len(choice.alternatives)


def _of_choice(
    choice: Choice, merged: Merged, prefix: str, first: int, values: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Alternative, str]]:
    """Iterate over the alternatives of one choice, with the number of each; `first` is that of the first."""
    schemas = [merged(written) for written in choice.alternatives]
    described = _described(schemas, choice.owner, merged)
    for index, (written, schema) in enumerate(zip(choice.alternatives, schemas, strict=True)):
        number = f"{prefix}{first + index}"
        own = values_of_alternative(choice.owner, schema.location)
        by_value = next(iter(own.values()), ())[:1]
        named = schema.name or schema.title or "".join(by_value) or described[index]
        label = named or alternative(number)
        yield Alternative(label, schema, written, choice.keyword, {**values, **own}), number


def values_of_alternative(owner: Schema, place: Location) -> Mapping[str, tuple[str, ...]]:
    """Return the values by which a schema's discriminator chooses what stands at a place."""
    discriminator = owner.discriminator
    if discriminator is None:
        return EMPTY
    values = discriminator.words.get(place, ())
    return {discriminator.property_name: values} if values else EMPTY


def _described(schemas: Sequence[Schema], owner: Schema, merged: Merged) -> list[str]:
    """Describe alternatives by what tells them apart: the values of one property, else what they require."""
    untitled = [schema for schema in schemas if schema.name is None and schema.title is None]
    if not untitled:
        return [""] * len(schemas)
    for name in dict.fromkeys(name for schema in untitled for name in schema.properties):
        values = [_values_of(schema, name, merged) for schema in schemas]
        written = [text for group in values for text in {written_value(value) for value in group}]
        if sum(map(bool, values)) > 1 and len(written) == len(set(written)):
            return [_by_values(name, group) for group in values]
    required = [tuple(name for name in schema.required if name not in owner.required) for schema in schemas]
    if all(required) and len(set(required)) == len(required):
        return [
            Label(f"alternative with {', '.join(names)}", "shape.with", names=", ".join(names))
            for names in required
        ]
    return [""] * len(schemas)


def _values_of(schema: Schema, name: str, merged: Merged) -> tuple[Any, ...]:
    if name not in schema.properties:
        return ()
    found = merged(schema.properties[name])
    return found.const or found.enum or ()


def _by_values(name: str, values: tuple[Any, ...]) -> str:
    if not values:
        return ""
    shown = [written_value(value) for value in values[:MOST_VALUES]]
    return f"{name}: {', '.join([*shown, *['…'] * (len(values) > MOST_VALUES)])}"
