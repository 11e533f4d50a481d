"""Join the parts of an allOf into one schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, Final

from apidocs.model.schema.all_of_constraints import CONTAINS_BOUNDS, iter_unjoined, joined_constraints
from apidocs.model.schema.schema import EMPTY, Discriminator, Schema

# Schemas that apply to the same place of a value: two of them must both hold.
APPLIED: Final = (
    "additional_properties",
    "unevaluated_properties",
    "property_names",
    "unevaluated_items",
    "content_schema",
)
# Choices of one whole: each of them may be combined with each of the others.
MOST_CHOICES: Final = 16
# Of these each part keeps its own, with what belongs to it: two of them cannot be written as one.
ALONE: Final = (("contains",), ("not_",), ("if_", "then", "else_"))


def combined(parts: Sequence[Schema], schema: Schema) -> Schema:
    """Return one schema that says what all parts, merged already, and the schema itself say.

    What only one can say (a description, an example) is the schema's own word, else that of a part without
    a name, else the first part's. Annotations of all parts hold (JSON Schema 2020-12, core, section 7.7.1):
    the whole is deprecated when a part is. An example of a part is one of the whole when the part is all that
    gives the value a form, when it gives none itself, or when no parts of the value could be missing from it.
    """
    own = replace(schema, reference=None, is_bare=False, all_of=())
    everything = (*parts, own)
    stands_for = parts[0] if schema.reference is not None and parts else own
    here = [part for part in parts if part.name is None]  # what is written at this very place
    words = (own, *here, *(part for part in parts if part.name is not None))
    sole = _sole_contributor(everything)
    choices = _choices(everything, stands_for)
    left_out = max(len(choices) - MOST_CHOICES, 0) + sum(part.choices_left_out for part in everything)
    alone, conditions = _alone(everything)
    limits = joined_constraints(_own_constraints(part, alone.get("contains")) for part in everything)
    discriminator = _first(part.discriminator for part in words)
    const = _first(part.const for part in words) or ()
    enum = _enum([part.enum for part in everything if part.enum is not None])
    others = _other_discriminators(everything, discriminator, stands_for)
    return replace(
        own,
        location=stands_for.location,
        name=stands_for.name,
        boolean=False
        if any(part.boolean is False for part in everything) or not _may_be(everything)
        else None,
        types=_types([part.types for part in everything if part.types]),
        is_void_nullable=any(part.is_void_nullable for part in everything),
        title=_first(part.title for part in (own, stands_for, sole, *here) if part is not None),
        description=next((part.description for part in words if part.description is not None), None),
        const=const,
        enum=enum,
        default=_first(part.default for part in words) or (),
        examples=next(_iter_examples(own, sole, here, const or enum), ()),
        constraints=limits,
        properties=_properties(part.properties for part in everything),
        pattern_properties=_properties(part.pattern_properties for part in everything),
        required=tuple(dict.fromkeys(name for part in everything for name in part.required)),
        dependent_required=_dependent(part.dependent_required for part in everything),
        dependent_schemas=_properties(part.dependent_schemas for part in everything),
        one_of=choices[0].one_of if choices else (),
        any_of=choices[0].any_of if choices else (),
        choices=tuple(choices[1:MOST_CHOICES]),
        choices_left_out=left_out,
        conditions=(*conditions, *iter_unjoined(everything, limits), *others),
        discriminator=discriminator,
        discriminator_values=_values_of_discriminators(everything),
        read_only=any(part.read_only for part in everything),
        write_only=any(part.write_only for part in everything),
        deprecated=any(part.deprecated for part in everything),
        external_docs=_first(part.external_docs for part in words),
        xml=_first(part.xml for part in words),
        extensions=_extensions([part for part in everything if part.name is None or part in (own, sole)]),
        **_applied(everything),
        **_elements(everything),
        **alone,
    )


def _extensions(parts: Iterable[Schema]) -> Mapping[str, Any]:
    """Return the extensions of parts: the whole itself, the one it amounts to, and those without a page."""
    found: dict[str, Any] = {}
    for part in parts:
        found |= part.extensions
    return found or EMPTY


def _sole_contributor(parts: Iterable[Schema]) -> Schema | None:
    """Return the only part that says what the value looks like, if it is only one."""
    contributors = [part for part in parts if _forms(part)]
    return contributors[0] if len(contributors) == 1 else None


def _values_and_parts(part: Schema) -> tuple[Any, ...]:
    return part.properties, part.one_of, part.any_of, part.enum, part.const


def _iter_examples(
    own: Schema, sole: Schema | None, here: Sequence[Schema], allowed: Sequence[Any] | None
) -> Iterator[tuple[Any, ...]]:
    """Iterate over the examples of the parts whose examples are ones of the whole."""
    for part in (own, sole):
        if part is not None and part.examples:
            yield part.examples
    for part in here:
        fitting = tuple(value for value in part.examples if not allowed or value in allowed)
        is_whole = not _forms(part) or not any(isinstance(value, (dict, list)) for value in fitting)
        if fitting and is_whole:
            yield fitting


def _forms(part: Schema) -> bool:
    return bool(part.types or part.items or any(_values_and_parts(part)))


def _choices(parts: Iterable[Schema], stands_for: Schema) -> list[Schema]:
    """Return the parts that offer a choice, as schemas of nothing else, and those that they kept, each once.

    Two parts may have a choice from the same one; without this, each level would double them.
    """
    found: dict[tuple[int, ...], Schema] = {}
    for part in parts:
        if (part.one_of or part.any_of) and not _chooses(part, stands_for):
            choice = Schema(part.location, one_of=part.one_of, any_of=part.any_of)
            found.setdefault(_key(part), replace(choice, discriminator=part.discriminator))
        for kept in part.choices:
            found.setdefault(_key(kept), kept)
    return list(found.values())


def _key(choice: Schema) -> tuple[int, ...]:
    return (*map(id, choice.one_of), 0, *map(id, choice.any_of))


def _chooses(part: Schema, child: Schema) -> bool:
    """Whether the child is one of the part's alternatives: a parent's choice of its own children is made."""
    alternatives = part.one_of + part.any_of
    return child.location in {alternative.reference or alternative.location for alternative in alternatives}


def _types(written: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the types that all parts allow; where they contradict each other, the last part's."""
    common = written[0] if written else ()
    for types in written[1:]:
        common = tuple(_iter_common(common, types)) or types
    return common


def _may_be(parts: Sequence[Schema]) -> bool:
    """Whether a value may be of a type that all parts allow."""
    written = [part.types for part in parts if part.types]
    common = written[0] if written else ()
    for types in written[1:]:
        common = tuple(_iter_common(common, types))
        if not common:
            return False
    return True


def _iter_common(first: tuple[str, ...], second: tuple[str, ...]) -> Iterator[str]:
    for name in first:
        if name in second or (name == "integer" and "number" in second):
            yield name
        elif name == "number" and "integer" in second:
            yield "integer"


def _enum(written: Sequence[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    if not written:
        return None
    shared = tuple(value for value in written[-1] if all(value in values for values in written))
    return shared or written[-1]


def _own_constraints(part: Schema, contains: Schema | None) -> Mapping[str, Any]:
    """Return the constraints but for the bounds of a `contains` that is not the whole's own."""
    if CONTAINS_BOUNDS.isdisjoint(part.constraints) or part.contains is contains:
        return part.constraints
    return {key: value for key, value in part.constraints.items() if key not in CONTAINS_BOUNDS}


def _properties(written: Iterable[Mapping[str, Schema]]) -> Mapping[str, Schema]:
    """Return each property once, where it first stands; one that two parts describe must satisfy both."""
    found: dict[str, Schema] = {}
    for properties in written:
        for name, schema in properties.items():
            known = found.get(name)
            found[name] = schema if known is None else _both(known, schema)
    return found or EMPTY


def _dependent(written: Iterable[Mapping[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for needed in written:
        for name, names in needed.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *names)))
    return found or EMPTY


def _applied(parts: Sequence[Schema]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in APPLIED:
        schemas = [schema for part in parts if (schema := getattr(part, name)) is not None]
        found[name] = reduce(_both, schemas) if schemas else None
    return found


def _elements(parts: Sequence[Schema]) -> dict[str, Any]:
    """Return the schemas of an array's elements; each must satisfy what every part says of its place.

    Beyond the prefix of a part that is what its `items` say (JSON Schema 2020-12, section 10.3.1.2).
    """
    places = range(max(len(part.prefix_items) for part in parts))
    written = [[_element(part, place) for part in parts] for place in places]
    prefix = [reduce(_both, [schema for schema in schemas if schema is not None]) for schemas in written]
    rest = [part.items for part in parts if part.items is not None]
    items = reduce(_both, rest) if rest else None
    end = next((place for place, schema in enumerate(prefix) if schema.boolean is False), None)
    if end is not None:  # so no element may be there, nor after it
        prefix, items = prefix[:end], prefix[end]
    return {"prefix_items": tuple(prefix), "items": items}


def _element(part: Schema, place: int) -> Schema | None:
    return part.prefix_items[place] if place < len(part.prefix_items) else part.items


def _other_discriminators(
    parts: Sequence[Schema], first: Discriminator | None, whole: Schema
) -> Iterator[Schema]:
    """Iterate over the discriminators by other properties than the first one's, as schemas of the whole."""
    names = set() if first is None else {first.property_name}
    for found in (holder.discriminator for part in parts for holder in (part, *part.conditions)):
        if found is not None and found.property_name not in names:
            names.add(found.property_name)
            yield Schema(whole.location, discriminator=found)


def _values_of_discriminators(parts: Sequence[Schema]) -> Mapping[str, tuple[str, ...]]:
    """Return the values by which the whole is known: what builds on a schema has its own."""
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        found |= part.discriminator_values
    return found or EMPTY


def _alone(parts: Sequence[Schema]) -> tuple[dict[str, Any], list[Schema]]:
    """Return the first condition of each kind, and all others as schemas of nothing else."""
    found: dict[str, Any] = {}
    others = []
    for names, holder in _conditions(parts):
        own = {name: getattr(holder, name) for name in names}
        if names[0] in found:
            bounds = {key: value for key, value in holder.constraints.items() if key in CONTAINS_BOUNDS}
            others.append(
                Schema(holder.location, constraints=bounds if "contains" in names else EMPTY, **own)
            )
        else:
            found |= own
    return found, others


def _conditions(parts: Sequence[Schema]) -> Iterable[tuple[tuple[str, ...], Schema]]:
    """Return kind and holder of every condition, each once: two parts may have it from the same one."""
    holders = (holder for part in parts for holder in (part, *part.conditions))
    written = (
        (names, holder) for holder in holders for names in ALONE if getattr(holder, names[0]) is not None
    )
    return {id(getattr(holder, names[0])): (names, holder) for names, holder in written}.values()


def _both(first: Schema, second: Schema) -> Schema:
    if first is second or first.boolean is True:
        return second
    if second.boolean is not None:
        return first if second.boolean else second
    if first.boolean is False:
        return first
    return Schema(second.location, all_of=(first, second), description=second.description)


def _first(values: Iterable[Any]) -> Any:  # noqa: ANN401 - as given
    return next((value for value in values if value), None)
