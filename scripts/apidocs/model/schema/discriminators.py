"""Complete the mappings of discriminators, and find the schemas that build on them by allOf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from apidocs.document.document import Location
from apidocs.model.schema.schema import Discriminator, Schema, reference_to


def with_heirs(
    schemas: Mapping[Location, Schema], components: Mapping[str, Location]
) -> dict[Location, Schema]:
    """Return all schemas; one with a discriminator and no oneOf or anyOf offers what builds on it by allOf.

    OpenAPI 3.1, section 4.8.25: those need not be listed, and each is known by its name where no mapping
    names it. Swagger 2.0 (Schema Object, `discriminator`) has no other way.
    """
    heirs = _Heirs(schemas, components)
    return {location: heirs.told(schema) for location, schema in schemas.items()}


class _Heirs:
    def __init__(self, schemas: Mapping[Location, Schema], components: Mapping[str, Location]) -> None:
        self._schemas = schemas
        self._names = {location: name for name, location in components.items()}
        self._children: dict[Location, list[Location]] = {}
        for location in self._names:
            for parent in _parents(schemas[location]):
                self._children.setdefault(parent, []).append(location)

    def told(self, schema: Schema) -> Schema:
        discriminator = _discriminator(schema)
        if discriminator is None:
            return schema
        listed = [found.reference for found in schema.alternatives if found.reference is not None]
        if schema.alternatives:
            return replace(schema, discriminator=self._named(discriminator, listed))
        heirs = list(dict.fromkeys((*discriminator.mapping.values(), *self._iter_heirs(schema.location))))
        heirs = [heir for heir in heirs if heir != schema.location]
        named = replace(self._named(discriminator, heirs), has_heirs=bool(heirs))
        return replace(schema, discriminator=named, one_of=tuple(map(reference_to, heirs)))

    def _named(self, discriminator: Discriminator, listed: list[Location]) -> Discriminator:
        """Add the names of the components that the mapping leaves out."""
        mapped = {*discriminator.mapping.values()}
        implicit = {self._names[found]: found for found in listed if found in self._names.keys() - mapped}
        return replace(discriminator, mapping={**discriminator.mapping, **implicit})

    def _iter_heirs(self, parent: Location) -> Iterator[Location]:
        """Iterate over what builds on a schema, and on that, each once and in the order of the document."""
        found = {parent}
        waiting = [parent]
        while waiting:
            fresh = [child for child in self._children.get(waiting.pop(), ()) if child not in found]
            found.update(fresh)
            waiting += fresh
        return (location for location in self._names if location in found and location != parent)


def _discriminator(schema: Schema) -> Discriminator | None:
    """Return the schema's own one, which may stand in a part of its allOf that is written right there."""
    written = (schema, *(part for part in schema.all_of if part.reference is None))
    return next((part.discriminator for part in written if part.discriminator is not None), None)


def _parents(schema: Schema) -> Iterator[Location]:
    return (part.reference for part in schema.all_of if part.reference is not None)
