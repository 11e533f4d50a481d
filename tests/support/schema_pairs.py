"""Pairs of JSON Schemas to draw, one an edit of the other or written anew, and values near both."""

import copy
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

Json = Any
# Changes a schema in place.
Step = Callable[[st.DrawFn, Json], None]

NAMES = ("a", "b", "c")
FRESH = "fresh"  # of properties that an edit adds: an open object took them before, with any value
WORDS = ("", "x", "ab", "abc", "9")
NUMBERS = (-1, 0, 1, 2, 3, 5, 0.5, 1.5)
PATTERNS = ("^a", "b", "^[0-9]+$")
TYPES = ("string", "integer", "number", "boolean", "null", "object", "array")


@st.composite
def texts(draw: st.DrawFn) -> Json:
    found: Json = {"type": "string"}
    for keyword, values in (("minLength", (0, 1, 2)), ("maxLength", (1, 2, 3)), ("pattern", PATTERNS)):
        if draw(st.integers(0, 3)) == 0:
            found[keyword] = draw(st.sampled_from(values))
    return found


@st.composite
def numbers(draw: st.DrawFn) -> Json:
    found: Json = {"type": draw(st.sampled_from(("integer", "number")))}
    for keyword in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"):
        if draw(st.integers(0, 4)) == 0:
            found[keyword] = draw(st.sampled_from(NUMBERS))
    if draw(st.integers(0, 5)) == 0:
        found["multipleOf"] = draw(st.sampled_from((1, 2, 3, 0.5)))
    return found


def lists_of_values() -> st.SearchStrategy[Json]:
    values = st.sampled_from((*WORDS, *NUMBERS, True, False, None))
    enum = st.lists(values, min_size=1, max_size=4, unique_by=repr).map(lambda found: {"enum": found})
    return st.one_of(enum, values.map(lambda value: {"const": value}))


def scalars() -> st.SearchStrategy[Json]:
    kinds = st.lists(st.sampled_from(TYPES[:5]), min_size=1, max_size=3, unique=True)
    several = kinds.map(lambda names: {"type": names if len(names) > 1 else names[0]})
    return st.one_of(texts(), numbers(), lists_of_values(), several)


@st.composite
def objects(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    names = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    found: Json = {"type": "object", "properties": {name: draw(inner) for name in names}}
    required = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
    if required:
        found["required"] = required
    others = draw(st.sampled_from(("", "", "", "closed", "some")))
    if others:
        found["additionalProperties"] = False if others == "closed" else draw(inner)
    if draw(st.integers(0, 6)) == 0:
        found["minProperties"] = draw(st.integers(0, 2))
    if draw(st.integers(0, 6)) == 0:
        found["maxProperties"] = draw(st.integers(1, 3))
    return found


@st.composite
def arrays(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    found: Json = {"type": "array", "items": draw(inner)}
    for keyword, values in (("minItems", (1, 2)), ("maxItems", (1, 2)), ("uniqueItems", (True,))):
        if draw(st.integers(0, 4)) == 0:
            found[keyword] = draw(st.sampled_from(values))
    if draw(st.integers(0, 5)) == 0:
        found["prefixItems"] = [draw(inner)]
    return found


@st.composite
def unions(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    keyword = draw(st.sampled_from(("anyOf", "anyOf", "oneOf", "allOf")))
    found: Json = {keyword: draw(st.lists(inner, min_size=1, max_size=3))}
    if draw(st.integers(0, 3)) == 0:
        found["type"] = draw(st.sampled_from(TYPES))
    return found


def negations(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return inner.map(lambda schema: {"not": schema})


def schemas() -> st.SearchStrategy[Json]:
    first = st.one_of(scalars(), scalars(), scalars(), st.sampled_from(({}, True)).map(copy.deepcopy))
    return st.recursive(
        first,
        lambda inner: st.one_of(
            objects(inner), objects(inner), arrays(inner), unions(inner), negations(inner)
        ),
        max_leaves=6,
    )


def iter_places(schema: Json) -> Iterator[Json]:
    """Iterate over all schemas of a schema that can be edited."""
    if not isinstance(schema, dict):
        return
    yield schema
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for member in schema.get(keyword, ()):
            yield from iter_places(member)
    for member in schema.get("properties", {}).values():
        yield from iter_places(member)
    for keyword in ("items", "additionalProperties", "not"):
        yield from iter_places(schema.get(keyword))


def without_keyword(draw: st.DrawFn, place: Json) -> None:
    kept = {"properties", "items"}  # without a type they mean one
    keywords = [keyword for keyword in place if keyword not in kept]
    if keywords and not kept & place.keys():
        del place[draw(st.sampled_from(sorted(keywords)))]


def moved_bound(draw: st.DrawFn, place: Json) -> None:
    bounds = [key for key, value in place.items() if isinstance(value, int) and not isinstance(value, bool)]
    if bounds:
        keyword = draw(st.sampled_from(sorted(bounds)))
        place[keyword] = max(place[keyword] + draw(st.sampled_from((-1, 1))), 1 if keyword != "const" else -9)


def another_value(draw: st.DrawFn, place: Json) -> None:
    values = place.get("enum")
    if isinstance(values, list) and draw(st.booleans()) and len(values) > 1:
        values.pop()
    elif isinstance(values, list):
        values.append(draw(st.sampled_from((*WORDS, *NUMBERS, None))))


def wrapped(draw: st.DrawFn, place: Json) -> None:
    whole, keyword = dict(place), draw(st.sampled_from(("anyOf", "oneOf", "allOf")))
    place.clear()
    place[keyword] = [whole] if draw(st.booleans()) else [whole, draw(scalars())]


def replaced(draw: st.DrawFn, place: Json) -> None:
    place.clear()
    place.update(draw(scalars()))


def required(draw: st.DrawFn, place: Json) -> None:
    if "properties" in place:
        name = draw(st.sampled_from(NAMES))
        names = place.get("required", [])
        place["required"] = [each for each in names if each != name] if name in names else [*names, name]


def closed(draw: st.DrawFn, place: Json) -> None:
    if "properties" in place:
        if "additionalProperties" in place and draw(st.booleans()):
            del place["additionalProperties"]
        else:
            place["additionalProperties"] = draw(st.sampled_from((False, True, {"type": "string"})))


def more_properties(draw: st.DrawFn, place: Json) -> None:
    if "properties" in place:
        place["properties"][FRESH] = draw(scalars())


def fewer_properties(draw: st.DrawFn, place: Json) -> None:
    if place.get("properties"):
        del place["properties"][draw(st.sampled_from(sorted(place["properties"])))]


EDITS: tuple[Step, ...] = (
    without_keyword,
    moved_bound,
    another_value,
    wrapped,
    replaced,
    required,
    closed,
    more_properties,
    fewer_properties,
)


@st.composite
def edited_pairs(draw: st.DrawFn) -> tuple[Json, Json]:
    """Draw a schema, and a second one that is mostly a small edit of it."""
    return _pair(draw, EDITS, most=2)


def alone_in_union(draw: st.DrawFn, place: Json) -> None:
    whole = dict(place)
    place.clear()
    place[draw(st.sampled_from(("allOf", "anyOf", "oneOf")))] = [whole]


def twice(_: st.DrawFn, place: Json) -> None:
    whole = dict(place)
    place.clear()
    place["anyOf"] = [whole, copy.deepcopy(whole)]


def type_as_union(_: st.DrawFn, place: Json) -> None:
    if isinstance(place.get("type"), list):
        rest = {key: value for key, value in place.items() if key != "type"}
        members = [{"type": name, **copy.deepcopy(rest)} for name in place["type"]]
        place.clear()
        place["anyOf"] = members
    elif "type" in place:
        place["type"] = [place["type"]]


def split_values(draw: st.DrawFn, place: Json) -> None:
    values = place.get("enum")
    if isinstance(values, list) and len(values) > 1:
        rest = {key: value for key, value in place.items() if key != "enum"}
        count = draw(st.integers(1, len(values) - 1))
        place.clear()
        place["anyOf"] = [{**copy.deepcopy(rest), "enum": part} for part in (values[:count], values[count:])]
    elif "const" in place:
        place["enum"] = [place.pop("const")]


def other_bounds(_: st.DrawFn, place: Json) -> None:
    if place.get("type") == "integer":
        for exclusive, inclusive, step in (
            ("exclusiveMinimum", "minimum", 1),
            ("exclusiveMaximum", "maximum", -1),
        ):
            if isinstance(place.get(exclusive), int) and inclusive not in place:
                place[inclusive] = place.pop(exclusive) + step


def reordered(draw: st.DrawFn, place: Json) -> None:
    for keyword in ("anyOf", "oneOf", "allOf", "enum", "required"):
        if isinstance(place.get(keyword), list):
            place[keyword] = draw(st.permutations(place[keyword]))


def divided(draw: st.DrawFn, place: Json) -> None:
    """Move half of the keywords into a part of an allOf; those that depend on each other stay together."""
    together = {"properties", "additionalProperties", "items", "prefixItems", "type"}
    movable = sorted(key for key in place if key not in together)
    if movable:
        moved = draw(st.lists(st.sampled_from(movable), min_size=1, unique=True))
        place.setdefault("allOf", [])
        place["allOf"] = [*place["allOf"], {key: place.pop(key) for key in moved if key != "allOf"}]


def everything_said(_: st.DrawFn, place: Json) -> None:
    """Write what holds anyway."""
    if place.get("type") == "string":
        place.setdefault("minLength", 0)
    if place.get("type") == "array":
        place.setdefault("uniqueItems", False)
    if place.get("type") == "object":
        place.setdefault("additionalProperties", True)


REWRITINGS: tuple[Step, ...] = (
    alone_in_union,
    twice,
    type_as_union,
    split_values,
    other_bounds,
    reordered,
    divided,
    everything_said,
)


@st.composite
def rewritten_pairs(draw: st.DrawFn) -> tuple[Json, Json]:
    """Draw a schema, and another way to write the same values."""
    return _pair(draw, REWRITINGS, most=3)


def _pair(draw: st.DrawFn, steps: Sequence[Step], most: int) -> tuple[Json, Json]:
    """Draw a schema, and take one step or several at places of a copy."""
    base = draw(schemas())
    revision = copy.deepcopy(base)
    for _ in range(draw(st.integers(1, most))):
        places = list(iter_places(revision))
        if places:
            draw(st.sampled_from(steps))(draw, draw(st.sampled_from(places)))
    return base, revision


def values_near(schema: Json, depth: int = 3) -> list[Json]:
    """Return values at the edges of a schema: its constants, its bounds and one beyond, members left out."""
    found: list[Json] = [None, True, False, 0, 1, "", "ab", {}, []]
    if not isinstance(schema, dict):
        return found
    found += [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
    for value in schema.values():
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found += [
                value,
                value + 1,
                value - 1,
                value + 0.5,
                "a" * int(max(value, 0)),
                "9" * int(max(value, 0) + 1),
            ]
    found += ["abc", "b", "9"] if "pattern" in schema else []
    if depth:
        for keyword in ("anyOf", "oneOf", "allOf"):
            for member in schema.get(keyword, ()):
                found += values_near(member, depth - 1)
        found += values_near(schema["not"], depth - 1) if "not" in schema else []
        found += _objects_near(schema, depth)
        found += _arrays_near(schema, depth)
    return _distinct(found)


def joined_objects(values: list[Json]) -> list[Json]:
    """Return the objects of a list, and each two of them as one."""
    objects_ = [value for value in values if isinstance(value, dict)][:12]
    return [{**one, **other} for one in objects_ for other in objects_]


def _objects_near(schema: Json, depth: int) -> Iterator[Json]:
    properties = dict.fromkeys((*schema.get("properties", {}), *schema.get("required", ())))
    near = {name: values_near(schema.get("properties", {}).get(name, {}), depth - 1) for name in properties}
    if not near:
        others = schema.get("additionalProperties")
        if others is not None:
            yield from ({"c": value} for value in values_near(others, depth - 1))
        return
    rests: list[Json] = [{}]
    for name, values in near.items():
        rests = [{**rest, name: value} for rest in rests[:6] for value in values[:12]]
    yield from rests[:40]
    whole = rests[0]
    for name, values in near.items():
        for rest in rests[:8]:
            yield {key: value for key, value in rest.items() if key != name}
            yield from ({**rest, name: value} for value in values)
        yield {name: values[0]}
    yield from ({**whole, extra: value} for extra in NAMES for value in ("x", 1))


def _arrays_near(schema: Json, depth: int) -> Iterator[Json]:
    if "items" in schema or "prefixItems" in schema:
        values = values_near(schema.get("items", {}), depth - 1)
        for member in schema.get("prefixItems", ()):
            values += values_near(member, depth - 1)
        yield from ([value] for value in values)
        yield from ([value, value] for value in values)
        yield from ([value, other] for value, other in pairwise(values))
        yield from ([value] * 3 for value in values[:4])


def _distinct(values: list[Json]) -> list[Json]:
    seen: dict[str, Json] = {}
    for value in values:
        seen.setdefault(repr(value), value)
    return list(seen.values())[:400]
