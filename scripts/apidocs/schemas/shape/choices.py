"""Choose the alternative of a oneOf or anyOf that a shape shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from apidocs.document.document import Location
from apidocs.model.schema.all_of import combined
from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import EMPTY, Discriminator, Schema
from apidocs.schemas.labels import alternative

# What a schema may say of its values beside its alternatives.
NARROWING: Final = (
    *("types", "enum", "const", "constraints", "required", "properties", "pattern_properties"),
    *("additional_properties", "unevaluated_properties", "property_names", "items", "prefix_items"),
    *("unevaluated_items", "contains", "content_schema", "not_", "if_", "conditions"),
    *("dependent_required", "dependent_schemas"),
)


class Chooser:
    """Chooses among oneOf and anyOf; the same choice gives the same schema."""

    def __init__(self, merger: Merger) -> None:
        self._merger = merger
        self._chosen: dict[tuple[int, ...], tuple[Schema, Schema]] = {}  # the first value keeps the key alive

    def leads_back(self, schema: Schema, inside: tuple[Location, ...]) -> bool:
        """Whether the choice depends on where it is made: an alternative is one of the schemas `inside`."""
        groups = _iter_groups(schema)
        return any(self._merger.merged(found).location in inside for group in groups for found in group)

    def choice(self, schema: Schema, inside: tuple[Location, ...]) -> Schema | None:
        """Return a merged schema with the first usable alternative of each of its choices, and its own words.

        Usable is what is not only null, not forbidden and not one of the schemas `inside` of which it stands;
        first come those of a type that the schema itself allows. None when a choice leaves nothing.
        """
        picks = [self._pick(alternatives, schema, inside) for alternatives in _iter_groups(schema)]
        usable = [pick for pick in picks if pick is not None]
        if len(usable) < len(picks):
            return None
        key = (id(schema), *map(id, usable))
        if key not in self._chosen:
            chosen = _without_others(_joined(schema, usable), schema, usable[0], self._merger)
            self._chosen[key] = (schema, chosen)
        return self._chosen[key][1]

    def _pick(
        self, alternatives: tuple[Schema, ...], schema: Schema, inside: tuple[Location, ...]
    ) -> Schema | None:
        merged = [self._merger.merged(alternative) for alternative in alternatives]
        usable = [found for found in merged if _is_usable(found) and found.location not in inside]
        fitting = (found for found in usable if not contradict(found.types, schema.types))
        return next(fitting, usable[0] if usable else None)


def iter_alternatives(schema: Schema, merged: Callable[[Schema], Schema]) -> Iterator[tuple[str, Schema]]:
    """Iterate over each usable alternative of the first choice: its label, and the schema with it alone."""
    names = [name for name in ("one_of", "any_of") if getattr(schema, name)]
    words = {} if schema.discriminator is None else _words(schema.discriminator)
    for number, one in enumerate(getattr(schema, names[0]) if names else (), 1):
        found = merged(one)
        if _is_usable(found):
            label = found.name or found.title or words.get(found.location) or alternative(number)
            only: dict[str, Any] = {names[0]: (one,), "name": None, "examples": (), "default": ()}
            yield label, replace(schema, **only)


def _words(discriminator: Discriminator) -> dict[Location, str]:
    return {location: word for word, location in reversed(list(discriminator.mapping.items()))}


def _iter_groups(schema: Schema) -> Iterator[tuple[Schema, ...]]:
    for chooses in (schema, *schema.choices):
        yield from (alternatives for alternatives in (chooses.one_of, chooses.any_of) if alternatives)


def _is_usable(schema: Schema) -> bool:
    is_null = schema.types == ("null",) or schema.const == (None,) or schema.enum == (None,)
    return schema.boolean is not False and not is_null


def contradict(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether no value is of one of the first types and of one of the second."""
    numeric = {"integer", "number"}
    shared = set(first) & set(second) or (numeric & set(first) and numeric & set(second))
    return bool(first) and bool(second) and not shared


def _joined(schema: Schema, picks: list[Schema]) -> Schema:
    """Join what all say; the result stands for the first pick, and a discriminator tells which it is."""
    own = replace(schema, one_of=(), any_of=(), choices=(), discriminator=None, examples=(), default=())
    first, *others = picks
    result = first
    if others or _says_something(own):
        result = combined([own, *others, first], Schema(first.location, name=first.name))
    return replace(result, discriminator=schema.discriminator) if schema.discriminator else result


def _says_something(schema: Schema) -> bool:
    """Whether anything narrows a value besides the alternatives, a condition included."""
    return any(getattr(schema, name) not in (None, (), EMPTY) for name in NARROWING)


def _without_others(chosen: Schema, schema: Schema, pick: Schema, merger: Merger) -> Schema:
    """Leave out what only the other alternatives of a oneOf ask for: with it, two of them would hold."""
    others = [merger.merged(other) for other in schema.one_of]
    if not chosen.properties or not all(_only_requires(other) for other in others):
        return chosen
    names = {name for other in others for name in other.required} - {*pick.required, *schema.required}
    kept = {name: found for name, found in chosen.properties.items() if name not in names}
    return replace(chosen, properties=kept)


def _only_requires(schema: Schema) -> bool:
    return bool(schema.required) and not schema.properties
