"""Steps from one schema to another: edits, and other ways to write the same values."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from support.schema_pairs.described import LISTS, MAPPINGS, PREFIX, SINGLE, Described, mapping_of
from support.schema_pairs.draw import (
    KIND,
    NAMES,
    NUMBERS,
    PATTERNS,
    TYPES,
    WORDS,
    described,
    scalars,
    schemas,
)

Json = Any
# Changes a place of a description in place.
Step = Callable[[st.DrawFn, Described, Json], None]

FRESH = "fresh"  # of properties that an edit adds: an open object took them before, with any value
MOST_TRIES = 8  # of steps that do not fit the place that is drawn
# The keywords that say without a type that an object or array is meant.
MEANING = frozenset(
    (
        *("properties", "items", "prefixItems", "patternProperties", "required", "additionalProperties"),
        *("unevaluatedProperties", "unevaluatedItems", "contains", "propertyNames", "dependentRequired"),
        *("dependentSchemas", "minProperties", "maxProperties", "minItems", "maxItems", "uniqueItems"),
    )
)


def without_keyword(draw: st.DrawFn, _: Described, place: Json) -> None:
    kept = {"type", "properties", "items"} if MEANING & place.keys() else {"properties"}
    kept |= {"oneOf", "anyOf"} if "discriminator" in place else set()
    keywords = [keyword for keyword in place if keyword not in kept]
    if keywords:
        del place[draw(st.sampled_from(sorted(keywords)))]


def moved_bound(draw: st.DrawFn, _: Described, place: Json) -> None:
    bounds = [key for key, value in place.items() if isinstance(value, int) and not isinstance(value, bool)]
    if bounds:
        keyword = draw(st.sampled_from(sorted(bounds)))
        least = {"const": -9, "multipleOf": 1}.get(keyword, 0)
        place[keyword] = max(place[keyword] + draw(st.sampled_from((-1, 1))), least)


def another_pattern(draw: st.DrawFn, _: Described, place: Json) -> None:
    if "pattern" in place or place.get("type") == "string":
        place["pattern"] = draw(st.sampled_from(PATTERNS))


def another_type(draw: st.DrawFn, _: Described, place: Json) -> None:
    if "type" in place and not MEANING & place.keys():
        place["type"] = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True))


def another_value(draw: st.DrawFn, _: Described, place: Json) -> None:
    values = place.get("enum")
    if isinstance(values, list) and draw(st.booleans()) and len(values) > 1:
        values.pop()
    elif isinstance(values, list):
        values.append(draw(st.sampled_from((*WORDS, *NUMBERS, None))))
    elif "const" in place:
        place["const"] = draw(st.sampled_from((*WORDS, *NUMBERS, None)))


def wrapped(draw: st.DrawFn, _: Described, place: Json) -> None:
    if not is_component(place):
        whole, keyword = dict(place), draw(st.sampled_from(("anyOf", "oneOf", "allOf")))
        place.clear()
        place[keyword] = [whole] if draw(st.booleans()) else [whole, draw(scalars())]


def another_member(draw: st.DrawFn, _: Described, place: Json) -> None:
    for keyword in ("anyOf", "oneOf", "allOf"):
        members = place.get(keyword, ())
        if len(members) > 1 and "discriminator" not in place:
            if draw(st.booleans()):
                members.pop(draw(st.integers(0, len(members) - 1)))
            else:
                members.append(draw(schemas_without_references()))
            return


@cache
def schemas_without_references() -> st.SearchStrategy[Json]:
    return schemas().filter(lambda schema: PREFIX not in repr(schema))


def negated(_: st.DrawFn, __: Described, place: Json) -> None:
    if not is_component(place):
        whole = dict(place)
        place.clear()
        place["not"] = {"not": whole}


def replaced(draw: st.DrawFn, _: Described, place: Json) -> None:
    if not is_component(place):
        place.clear()
        place.update(draw(scalars()))


def referred(draw: st.DrawFn, whole: Described, place: Json) -> None:
    if not is_component(place) and whole.components:
        place.clear()
        place["$ref"] = PREFIX + draw(st.sampled_from(sorted(whole.components)))


def required(draw: st.DrawFn, _: Described, place: Json) -> None:
    if "properties" in place:
        name = draw(st.sampled_from(NAMES))
        names = place.get("required", [])
        place["required"] = [each for each in names if each != name] if name in names else [*names, name]


def closed(draw: st.DrawFn, _: Described, place: Json) -> None:
    if "properties" in place:
        keyword = draw(st.sampled_from(("additionalProperties", "unevaluatedProperties")))
        if keyword in place and draw(st.booleans()):
            del place[keyword]
        else:
            place[keyword] = draw(st.sampled_from((False, True, {"type": "string"})))


def ended(draw: st.DrawFn, _: Described, place: Json) -> None:
    if "items" in place:
        keyword = draw(st.sampled_from(("unevaluatedItems", "prefixItems", "contains")))
        part = draw(scalars())
        place[keyword] = [part] if keyword == "prefixItems" else part


def more_properties(draw: st.DrawFn, _: Described, place: Json) -> None:
    if "properties" in place:
        place["properties"][FRESH] = draw(scalars())


def fewer_properties(draw: st.DrawFn, _: Described, place: Json) -> None:
    names = sorted(place.get("properties", {}).keys() - {KIND})
    if names:
        del place["properties"][draw(st.sampled_from(names))]


def remapped(draw: st.DrawFn, _: Described, place: Json) -> None:
    """Let a value of a discriminator lead elsewhere, or give it one more or one less."""
    if "discriminator" in place:
        mapping = place["discriminator"].setdefault("mapping", {})
        members = [member["$ref"] for member in place.get("oneOf", place.get("anyOf", ()))]
        if mapping and draw(st.booleans()):
            del mapping[min(mapping)]
        else:
            mapping[draw(st.sampled_from(("x", "ab", "Cat")))] = draw(st.sampled_from(members))


EDITS: tuple[Step, ...] = (
    *(without_keyword, moved_bound, another_pattern, another_type, another_value, another_member),
    *(wrapped, negated, replaced, referred),
    *(required, closed, ended, more_properties, fewer_properties, remapped),
)


@st.composite
def edited_pairs(draw: st.DrawFn) -> tuple[Described, Described]:
    """Draw a schema, and a second one that is mostly a small edit of it."""
    return _pair(draw, EDITS, most=2)


def is_component(place: Json) -> bool:
    return KIND in place.get("properties", {})


def alone_in_union(draw: st.DrawFn, _: Described, place: Json) -> None:
    whole = dict(place)
    place.clear()
    place[draw(st.sampled_from(("allOf", "anyOf", "oneOf")))] = [whole]


def twice(_: st.DrawFn, __: Described, place: Json) -> None:
    whole = dict(place)
    place.clear()
    place["anyOf"] = [whole, copy.deepcopy(whole)]


def type_as_union(_: st.DrawFn, __: Described, place: Json) -> None:
    if isinstance(place.get("type"), list):
        rest = {key: value for key, value in place.items() if key not in {"type", "format"}}
        members = [{"type": name, **copy.deepcopy(rest)} for name in place["type"]]
        place.clear()
        place["anyOf"] = members
    elif "type" in place:
        place["type"] = [place["type"]]


def split_values(draw: st.DrawFn, _: Described, place: Json) -> None:
    values = place.get("enum")
    if isinstance(values, list) and len(values) > 1:
        rest = {key: value for key, value in place.items() if key != "enum"}
        count = draw(st.integers(1, len(values) - 1))
        place.clear()
        place["anyOf"] = [{**copy.deepcopy(rest), "enum": part} for part in (values[:count], values[count:])]
    elif "const" in place and "enum" not in place:
        place["enum"] = [place.pop("const")]


def other_bounds(_: st.DrawFn, __: Described, place: Json) -> None:
    if place.get("type") == "integer":
        for exclusive, inclusive, step in (
            ("exclusiveMinimum", "minimum", 1),
            ("exclusiveMaximum", "maximum", -1),
        ):
            if isinstance(place.get(exclusive), int) and inclusive not in place:
                place[inclusive] = place.pop(exclusive) + step


def reordered(draw: st.DrawFn, _: Described, place: Json) -> None:
    for keyword in ("anyOf", "oneOf", "allOf", "enum", "required"):
        if isinstance(place.get(keyword), list):
            place[keyword] = draw(st.permutations(place[keyword]))


def divided(draw: st.DrawFn, _: Described, place: Json) -> None:
    """Move half of the keywords into a part of an allOf; those that depend on each other stay together."""
    together = {"properties", "patternProperties", "additionalProperties", "items", "prefixItems", "type"}
    together |= {"contains", "minContains", "maxContains", "unevaluatedProperties", "unevaluatedItems"}
    together |= {"if", "then", "else", "oneOf", "anyOf", "discriminator", "format", "$ref"}
    movable = sorted(key for key in place if key not in together)
    if movable:
        moved = draw(st.lists(st.sampled_from(movable), min_size=1, unique=True))
        place.setdefault("allOf", [])
        place["allOf"] = [*place["allOf"], {key: place.pop(key) for key in moved if key != "allOf"}]


def everything_said(_: st.DrawFn, __: Described, place: Json) -> None:
    """Write what holds anyway."""
    if place.get("type") == "string":
        place.setdefault("minLength", 0)
    if place.get("type") == "array":
        place.setdefault("uniqueItems", False)
        if "contains" in place:
            place.setdefault("minContains", 1)
    if place.get("type") == "object" and not {"unevaluatedProperties", "dependentSchemas"} & place.keys():
        place.setdefault("additionalProperties", True)
    if "discriminator" in place:
        place["discriminator"]["mapping"] = mapping_of(place)


def denied_twice(_: st.DrawFn, __: Described, place: Json) -> None:
    """Deny a simple value twice: of others, annotations would be lost."""
    if place.get("type") in TYPES[:5] and "format" not in place:
        whole = dict(place)
        place.clear()
        place["not"] = {"not": whole}


def hoisted(_: st.DrawFn, whole: Described, place: Json) -> None:
    name = f"Part{len(whole.components)}"
    whole.components[name] = dict(place)
    place.clear()
    place["$ref"] = PREFIX + name


def otherwise_chosen(_: st.DrawFn, __: Described, place: Json) -> None:
    """A discriminator tells one member anyway."""
    if "discriminator" in place:
        was, is_ = ("oneOf", "anyOf") if "oneOf" in place else ("anyOf", "oneOf")
        place[is_] = place.pop(was)


def otherwise_needed(_: st.DrawFn, __: Described, place: Json) -> None:
    for name, needed in place.pop("dependentRequired", {}).items():
        place.setdefault("dependentSchemas", {})
        place["dependentSchemas"].setdefault(name, {"type": "object", "required": needed})


def otherwise_closed(_: st.DrawFn, __: Described, place: Json) -> None:
    among = {"allOf", "anyOf", "oneOf", "if", "dependentSchemas", "$ref"}
    if not among & place.keys() and "additionalProperties" in place and "unevaluatedProperties" not in place:
        place["unevaluatedProperties"] = place.pop("additionalProperties")


REWRITINGS: tuple[Step, ...] = (
    *(alone_in_union, twice, type_as_union, split_values, other_bounds, reordered, divided),
    *(everything_said, denied_twice, hoisted, otherwise_chosen, otherwise_needed, otherwise_closed),
)


@st.composite
def rewritten_pairs(draw: st.DrawFn) -> tuple[Described, Described]:
    """Draw a schema, and another way to write the same values; of what 3.0 can say, in its words at times."""
    base, revision = _pair(draw, REWRITINGS, most=3)
    places = base.places()
    if draw(st.integers(0, 3)) == 0 and places and all(map(_can_be_older, places)):
        _write_as_3_0(base)
    return base, revision


# What 3.0 has of the keywords that are drawn; a type may be one or null.
OLDER = frozenset(
    (
        *("type", "enum", "const", "format", "pattern", "minLength", "maxLength", "multipleOf"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "properties", "required"),
        *("additionalProperties", "minProperties", "maxProperties", "items", "minItems", "maxItems"),
        *("uniqueItems", "allOf", "anyOf", "oneOf", "not", "discriminator"),
    )
)


def _can_be_older(place: Json) -> bool:
    types = place.get("type", [])
    names = [types] if isinstance(types, str) else types
    both = ({"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}, {"enum", "const"})
    return (
        place.keys() <= OLDER
        and (not names or (names[0] != "null" and names[1:] in ([], ["null"])))
        and not any(pair <= place.keys() for pair in both)
        and not any(value is True for value in _below(place))
        and not any(isinstance(value, bool) for value in (*place.get("enum", ()), place.get("const")))
    )


def _below(place: Json) -> list[Json]:
    found = [place[keyword] for keyword in SINGLE if keyword in place and keyword != "additionalProperties"]
    found += [member for keyword in LISTS for member in place.get(keyword, ())]
    return [*found, *(member for keyword in MAPPINGS for member in place.get(keyword, {}).values())]


def _write_as_3_0(whole: Described) -> None:
    whole.version = "3.0.3"
    for place in whole.places():
        if isinstance(place.get("type"), list):
            names = place["type"]
            place["type"] = names[0]
            if names[1:]:
                place["nullable"] = True
        if "const" in place:
            place["enum"] = [place.pop("const")]
        for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if exclusive in place:
                place[inclusive], place[exclusive] = place[exclusive], True


def _pair(draw: st.DrawFn, steps: Sequence[Step], most: int) -> tuple[Described, Described]:
    """Draw a schema, and take one step or several at places of a copy."""
    base = draw(described())
    revision = base.copied()
    left = draw(st.integers(1, most))
    for _ in range(MOST_TRIES):
        places, before = revision.places(), repr(revision)
        if places and left:
            draw(st.sampled_from(steps))(draw, revision, draw(st.sampled_from(places)))
            left -= repr(revision) != before
    return base, revision
