"""Complete the mappings of discriminators, and find the schemas that build on them by allOf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from apidocs.document.document import Location
from apidocs.model.schema.schema import EMPTY, Discriminator, Schema, reference_to

# Schemas that one builds on, at any distance, whose discriminators are asked for its values.
MOST_ANCESTORS: Final = 100


def with_heirs(
    schemas: Mapping[Location, Schema], components: Mapping[str, Location]
) -> dict[Location, Schema]:
    """Return all schemas; one with a discriminator and no oneOf or anyOf offers what builds on it by allOf.

    OpenAPI 3.1, section 4.8.25: those need not be listed, and each is known by its name where no mapping
    names it. Swagger 2.0 (Schema Object, `discriminator`) has no other way. What builds on a schema that has
    a discriminator of another property is an alternative of that one: each level fixes its own value.
    """
    heirs = _Heirs(schemas, components)
    found = {location: heirs.told(schema) for location, schema in schemas.items()}
    return {location: heirs.known(schema, found) for location, schema in found.items()}


class _Heirs:
    def __init__(self, schemas: Mapping[Location, Schema], components: Mapping[str, Location]) -> None:
        self._schemas = schemas
        self._names = {location: name for name, location in components.items()}
        self._children: dict[Location, list[Location]] = {}
        for location in self._names:
            for parent in _parents(schemas[location]):
                self._children.setdefault(parent, []).append(location)

    def told(self, schema: Schema) -> Schema:
        """Return a schema whose discriminator names all alternatives; what builds on it is among these."""
        discriminator = _discriminator(schema)
        if discriminator is None:
            return schema
        listed = [found.reference for found in schema.alternatives if found.reference is not None]
        if schema.alternatives:
            return replace(schema, discriminator=self._named(discriminator, listed))
        found = self._iter_heirs(schema.location, discriminator.property_name)
        heirs = list(dict.fromkeys((*discriminator.mapping.values(), *found)))
        heirs = [heir for heir in heirs if heir != schema.location]
        named = replace(self._named(discriminator, heirs), has_heirs=bool(heirs))
        return replace(schema, discriminator=named, one_of=tuple(map(reference_to, heirs)))

    def known(self, schema: Schema, told: Mapping[Location, Schema]) -> Schema:
        """Return a component with the values by which the discriminators of what it builds on know it."""
        if schema.location not in self._names or not schema.all_of:
            return schema
        found: dict[str, tuple[str, ...]] = {}
        for ancestor, line in islice(self._iter_ancestors(schema.location), MOST_ANCESTORS):
            discriminator = told[ancestor].discriminator if ancestor in told else None
            if discriminator is not None and discriminator.property_name not in found:
                values = next(filter(None, (_values(discriminator, place) for place in line)), ())
                found |= {discriminator.property_name: values} if values else {}
        return replace(schema, discriminator_values=found or EMPTY)

    def _named(self, discriminator: Discriminator, listed: list[Location]) -> Discriminator:
        """Add the names of the components that the mapping leaves out."""
        mapped = {*discriminator.mapping.values()}
        implicit = {self._names[found]: found for found in listed if found in self._names.keys() - mapped}
        return replace(discriminator, mapping={**discriminator.mapping, **implicit})

    def _iter_heirs(self, parent: Location, property_name: str) -> Iterator[Location]:
        """Iterate over what builds on a schema, and on that, each once and in the order of the document."""
        found = {parent}
        waiting = [parent]
        while waiting:
            fresh = [child for child in self._children.get(waiting.pop(), ()) if child not in found]
            found.update(fresh)
            waiting += (child for child in fresh if not self._has_other(child, property_name))
        return (location for location in self._names if location in found and location != parent)

    def _has_other(self, location: Location, property_name: str) -> bool:
        """Whether a schema has a discriminator by another property."""
        found = _discriminator(self._schemas[location])
        return found is not None and found.property_name != property_name

    def _iter_ancestors(self, location: Location) -> Iterator[tuple[Location, tuple[Location, ...]]]:
        """Iterate over what a schema builds on, the nearest first, each with the way to it."""
        seen = {location}
        waiting: list[tuple[Location, tuple[Location, ...]]] = [(location, (location,))]
        while waiting:
            place, line = waiting.pop(0)
            for parent in _parents(self._schemas[place]) if place in self._schemas else ():
                if parent not in seen:
                    seen.add(parent)
                    yield parent, line
                    waiting.append((parent, (*line, parent)))


def _discriminator(schema: Schema) -> Discriminator | None:
    """Return the schema's own one, which may stand in a part of its allOf that is written right there."""
    written = (schema, *(part for part in schema.all_of if part.reference is None))
    return next((part.discriminator for part in written if part.discriminator is not None), None)


def _values(discriminator: Discriminator, location: Location) -> tuple[str, ...]:
    return discriminator.words.get(location, ())


def _parents(schema: Schema) -> Iterator[Location]:
    return (part.reference for part in schema.all_of if part.reference is not None)
