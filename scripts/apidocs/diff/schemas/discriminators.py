"""The differences between discriminators: the property, its values, and the schemas that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apidocs.diff.schemas.allowed import Allowed
from apidocs.diff.schemas.conjunction import Conjunction, Part, iter_choices
from apidocs.diff.schemas.finding import Child, Finding
from apidocs.document.document import Location
from apidocs.document.references import split_pointer
from apidocs.model.schema.schema import Discriminator

# Where the components are whose names stand for them on the wire.
COMPONENTS = (("components", "schemas"), ("definitions",))


def iter_discriminators(
    base: Conjunction, revision: Conjunction, allowed: Allowed
) -> Iterator[Finding | Child]:
    """Iterate over what changed in the property that tells alternatives apart, and in its values."""
    before, after = _discriminator(base, allowed), _discriminator(revision, allowed)
    if before is None or after is None:
        if after is not None:
            yield Finding("discriminator-added", None, after.property_name)
        elif before is not None:
            yield Finding("discriminator-removed", before.property_name)
        return
    if before.property_name != after.property_name:
        yield Finding("discriminator-changed", before.property_name, after.property_name)
        return
    gone = (value for value in before.mapping if value not in after.mapping)
    come = (value for value in after.mapping if value not in before.mapping)
    yield from (Finding("discriminator-value-removed", value) for value in gone)
    yield from (Finding("discriminator-value-added", None, value) for value in come)
    for value, target in before.mapping.items():
        if value in after.mapping:
            yield from _iter_target(value, (before, after), (target, after.mapping[value]), allowed)


def _iter_target(
    value: str,
    discriminators: tuple[Discriminator, Discriminator],
    targets: tuple[Location, Location],
    allowed: Allowed,
) -> Iterator[Finding | Child]:
    """Compare what a value stands for; a schema that has another name, or moved, is compared as it is."""
    places = [Conjunction.of([(side, allowed.schema(side, target))]) for side, target in enumerate(targets)]
    names = [_name(target) for target in targets]
    others = {_name(target) for target in discriminators[1].mapping.values()}
    is_same = names[0] == names[1] or allowed.digest(places[0]) == allowed.digest(places[1])
    if not is_same and names[0] in others:
        yield Finding("discriminator-value-moved", f"{value}: {names[0]}", f"{value}: {names[1]}")
    elif discriminators[0].has_heirs or not is_same:
        yield Child("", places[0], places[1])


def component_name(location: Location) -> str | None:
    """Return the name of a component; None for a schema that is written elsewhere."""
    tokens = split_pointer(location.pointer)
    return tokens[-1] if tuple(tokens[:-1]) in COMPONENTS else None


def _name(location: Location) -> str:
    return split_pointer(location.pointer)[-1]


def _discriminator(place: Conjunction, allowed: Allowed) -> Discriminator | None:
    """Return the first discriminator of a place, with the names that stand for components unwritten.

    One that names what builds on a schema is the schema's own, and not of what builds on it.
    """
    own = [schema.reference or schema.location for _, schema in place.parts]
    for part in _iter_atoms(place, allowed):
        discriminator, location = part[1].discriminator, part[1].location
        if discriminator is None:
            continue
        is_own = any(
            location.uri == each.uri and f"{location.pointer}/".startswith(f"{each.pointer}/") for each in own
        )
        if is_own or not discriminator.has_heirs:
            return _completed(part, discriminator)
    return None


def _iter_atoms(place: Conjunction, allowed: Allowed) -> Iterator[Part]:
    """Iterate over the schemas of a place, then of its alternatives: one of them may be a union."""
    waiting, seen = [place], set()
    for each in waiting:
        for side, schema in allowed.atoms(each):
            if id(schema) not in seen:
                seen.add(id(schema))
                yield side, schema
                choices = () if schema.discriminator is not None else iter_choices(schema)
                waiting += [Conjunction.of([(side, member)]) for _, members in choices for member in members]


def _completed(part: Part, discriminator: Discriminator) -> Discriminator:
    """Add the names of listed components that the mapping leaves out (OpenAPI 3.1, section 4.8.25)."""
    mapped = {*discriminator.mapping.values()}
    implicit: Mapping[str, Location] = {
        name: member.reference
        for member in part[1].alternatives
        if member.reference is not None and member.reference not in mapped
        for name in [component_name(member.reference)]
        if name is not None
    }
    return Discriminator(
        discriminator.property_name,
        {**implicit, **discriminator.mapping},
        discriminator.default_mapping,
        discriminator.has_heirs,
    )
