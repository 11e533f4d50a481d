"""Schemas to draw: few names, words and numbers, so that two of them often meet."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from support.schema_pairs.described import PREFIX, Described

Json = Any

NAMES = ("a", "b", "c")
KIND = "kind"  # the property that discriminators read
COMPONENTS = ("Cat", "Dog", "Tree")
WORDS = ("", "x", "ab", "abc", "9", "Cat")
NUMBERS = (-1, 0, 1, 2, 3, 5, 0.5, 1.5)
PATTERNS = ("^a", "b", "^[0-9]+$")
NAME_PATTERNS = ("^a", "^[bc]$", "c")
TYPES = ("string", "integer", "number", "boolean", "null", "object", "array")
VALUES = st.sampled_from((*WORDS, *NUMBERS, True, False, None, {}, {"a": 1}, [], ["x"]))
FORMATS = {"string": ("date", "uuid"), "integer": ("int32", "int64"), "number": ("float", "double")}


@cache
@st.composite
def texts(draw: st.DrawFn) -> Json:
    found: Json = {"type": "string"}
    for keyword, values in (("minLength", (0, 1, 2)), ("maxLength", (1, 2, 3)), ("pattern", PATTERNS)):
        if draw(st.integers(0, 3)) == 0:
            found[keyword] = draw(st.sampled_from(values))
    return _with_format(draw, found)


@st.composite
def numbers(draw: st.DrawFn) -> Json:
    found: Json = {"type": draw(st.sampled_from(("integer", "number")))}
    for keyword in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"):
        if draw(st.integers(0, 4)) == 0:
            found[keyword] = draw(st.sampled_from(NUMBERS))
    if draw(st.integers(0, 5)) == 0:
        found["multipleOf"] = draw(st.sampled_from((1, 2, 3, 0.5)))
    return _with_format(draw, found)


def _with_format(draw: st.DrawFn, schema: Json) -> Json:
    if draw(st.integers(0, 7)) == 0:
        schema["format"] = draw(st.sampled_from(FORMATS[schema["type"]]))
    return schema


@st.composite
def lists_of_values(draw: st.DrawFn) -> Json:
    values = draw(st.lists(VALUES, min_size=1, max_size=4, unique_by=repr))
    found: Json = {"enum": values} if draw(st.booleans()) else {"const": values[0]}
    if draw(st.integers(0, 4)) == 0:
        found["type"] = draw(st.sampled_from(TYPES))
    if draw(st.integers(0, 7)) == 0:
        found["enum"] = [*values, draw(VALUES)]
        found["const"] = draw(VALUES)
    return found


@cache
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
        keyword = draw(st.sampled_from(("additionalProperties",) * 3 + ("unevaluatedProperties",)))
        found[keyword] = False if others == "closed" else draw(inner)
    for keyword, least, most in (("minProperties", 0, 2), ("maxProperties", 1, 3)):
        if draw(st.integers(0, 6)) == 0:
            found[keyword] = draw(st.integers(least, most))
    rare = draw(st.integers(0, 15))
    if rare == 0:
        found["patternProperties"] = {draw(st.sampled_from(NAME_PATTERNS)): draw(inner)}
    elif rare == 1:
        found["propertyNames"] = draw(texts())
    elif rare == 2:
        found["dependentRequired"] = {draw(st.sampled_from(NAMES)): [draw(st.sampled_from(NAMES))]}
    elif rare == 3:
        found["dependentSchemas"] = {draw(st.sampled_from(NAMES)): draw(inner)}
    return found


@st.composite
def arrays(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    found: Json = {"type": "array", "items": draw(inner)}
    for keyword, values in (("minItems", (1, 2)), ("maxItems", (1, 2)), ("uniqueItems", (True,))):
        if draw(st.integers(0, 4)) == 0:
            found[keyword] = draw(st.sampled_from(values))
    if draw(st.integers(0, 5)) == 0:
        found["prefixItems"] = [draw(inner)]
    if draw(st.integers(0, 7)) == 0:
        found["contains"] = draw(inner)
        for keyword, most in (("minContains", 2), ("maxContains", 2)):
            if draw(st.integers(0, 3)) == 0:
                found[keyword] = draw(st.integers(0, most))
    if draw(st.integers(0, 9)) == 0:
        found["unevaluatedItems"] = draw(st.one_of(st.just(value=False), inner))
        if draw(st.booleans()):
            del found["items"]
    return found


@st.composite
def unions(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    keyword = draw(st.sampled_from(("anyOf", "anyOf", "oneOf", "allOf")))
    found: Json = {keyword: draw(st.lists(inner, min_size=1, max_size=3))}
    if draw(st.integers(0, 3)) == 0:
        found["type"] = draw(st.sampled_from(TYPES))
    return found


@st.composite
def conditions(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    """Draw a condition; a discriminator within one tells nobody anything."""
    inner = inner.filter(lambda schema: "discriminator" not in repr(schema))
    if draw(st.booleans()):
        return {"not": draw(inner)}
    found: Json = {"if": draw(inner)}
    for keyword in draw(st.sampled_from((("then",), ("else",), ("then", "else")))):
        found[keyword] = draw(inner)
    return found


@st.composite
def named_unions(draw: st.DrawFn) -> Json:
    """Draw a choice of components that a property tells apart."""
    names = draw(st.lists(st.sampled_from(COMPONENTS), min_size=1, max_size=2, unique=True))
    found: Json = {
        draw(st.sampled_from(("oneOf", "anyOf"))): [{"$ref": PREFIX + name} for name in names],
        "discriminator": {"propertyName": KIND},
    }
    values = draw(st.lists(st.sampled_from(("x", "ab")), max_size=2, unique=True))
    if values:
        found["discriminator"]["mapping"] = {value: PREFIX + draw(st.sampled_from(names)) for value in values}
    return found


@cache
def references() -> st.SearchStrategy[Json]:
    return st.sampled_from(COMPONENTS).map(lambda name: {"$ref": PREFIX + name})


@cache
def schemas() -> st.SearchStrategy[Json]:
    anything = st.sampled_from(({}, True)).map(copy.deepcopy)
    first = st.one_of(scalars(), scalars(), scalars(), scalars(), anything, references(), named_unions())
    return st.recursive(
        first,
        lambda inner: st.one_of(
            *(objects(inner), objects(inner), arrays(inner), unions(inner), conditions(inner))
        ),
        max_leaves=6,
    )


@cache
@st.composite
def described(draw: st.DrawFn) -> Described:
    """Draw a schema with its components, which are objects of a kind and may contain each other."""
    schema = draw(schemas())
    found = Described(schema)
    waiting = [schema]
    while waiting:
        for name in COMPONENTS:
            if name not in found.components and PREFIX + name in repr(waiting[0]):
                found.components[name] = draw(components())
                waiting.append(found.components[name])
        waiting.pop(0)
    return found


@cache
@st.composite
def components(draw: st.DrawFn) -> Json:
    found = draw(objects(_parts_of_components()))
    found["properties"][KIND] = {"type": "string"}
    found["required"] = [*found.get("required", ()), KIND]
    return found


@cache
def _parts_of_components() -> st.SearchStrategy[Json]:
    return st.one_of(scalars(), scalars(), references(), arrays(references()))
