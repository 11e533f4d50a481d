"""The constraints of a schema as pairs of keyword and value."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from operator import attrgetter
from typing import Any, Final

from apidocs.model.schema.schema import Schema, Xml
from apidocs.model.unconfirmed import UNCONFIRMED
from apidocs.schemas.json_reader import read_json
from apidocs.schemas.json_writer import compact_json

Constraint = tuple[str, str]

# Line ends and the like, which a cell of a table cannot hold as they are.
CONTROLS: Final = re.compile(r"[\x00-\x1f]")

# How the texts begin that are JSON values themselves.
OTHER_VALUE: Final = re.compile(r"[\[{\"\d-]|true$|false$|null$")

# Keywords that close or open a schema with a boolean.
BOOLEANS: Final = {
    "items": "items",
    "additional_properties": "additionalProperties",
    "unevaluated_properties": "unevaluatedProperties",
    "unevaluated_items": "unevaluatedItems",
    "property_names": "propertyNames",
    "contains": "contains",
}
_closing: Final = attrgetter(*BOOLEANS)
# What a keyword is called where a field cannot be called so.
XML_WORDS: Final = {"node_type": "nodeType"}
# What the extensions that describe the values of an enum are called in the field.
ENUM_WORDS: Final = ("x-enum-descriptions", "x-enumDescriptions")


def constraints_of(schema: Schema) -> tuple[Constraint, ...]:
    """Return keyword and value, as JSON but for plain text, in the order of the specification."""
    return tuple((keyword, _written(value)) for keyword, value in _iter_values(schema))


def enum_values(schema: Schema) -> tuple[str, ...]:
    """Return the values that an enum allows, each as it is written."""
    return tuple(map(_element, schema.enum or ()))


def enum_words(schema: Schema) -> tuple[Constraint, ...]:
    """Return each value of the enum with what an extension says of it."""
    values = schema.enum or ()
    for words in (schema.extensions.get(keyword) for keyword in ENUM_WORDS):
        if isinstance(words, Mapping):
            return tuple((_written(value), str(words[str(value)])) for value in values if str(value) in words)
        if isinstance(words, list):
            return tuple((_written(value), str(said)) for value, said in zip(values, words, strict=False))
    return ()


def has_words(schema: Schema) -> bool:
    """Whether the schema says anything besides its type and its parts."""
    title = None if letters(schema.title or "") == letters(schema.name or "") else schema.title
    words = (title, schema.description, schema.discriminator, schema.external_docs)
    return (
        schema.deprecated
        or schema.is_void_nullable
        or bool(schema.choices_left_out)
        or any(word is not None for word in words)
        or any(_iter_values(schema))
    )


def letters(text: str) -> str:
    """Return what names have in common that are written in different ways."""
    return re.sub(r"[\W_]", "", text).lower()


def _iter_values(schema: Schema) -> Iterator[tuple[str, Any]]:
    if schema.enum is not None:
        yield "enum", schema.enum
    for value in schema.const:
        yield "const", value
    for value in schema.default:
        yield "default", value
    yield from _iter_constraints(schema)
    yield from [("readOnly", True)] * schema.read_only + [("writeOnly", True)] * schema.write_only
    yield from _iter_required(schema)
    for keyword, found in zip(BOOLEANS.values(), _closing(schema), strict=True):
        if found is not None and found.boolean is not None:
            yield keyword, found.boolean
    for value in schema.examples:
        yield "example", value
    if schema.xml is not None:
        yield "xml", _xml(schema.xml)
    for keyword, value in schema.extensions.items():
        if keyword != UNCONFIRMED and (keyword not in ENUM_WORDS or not enum_words(schema)):
            yield keyword, value


def _iter_constraints(schema: Schema) -> Iterator[tuple[str, Any]]:
    yield from schema.constraints.items()
    for condition in schema.conditions:
        if condition.contains is None:  # whose bounds are said where it is
            yield from condition.constraints.items()


def _iter_required(schema: Schema) -> Iterator[tuple[str, Any]]:
    """Iterate over what must be there and has no row of its own to say so."""
    undeclared = [name for name in schema.required if name not in schema.properties]
    if undeclared:
        yield "required", tuple(undeclared)
    for name, names in schema.dependent_required.items():
        yield "dependentRequired", f"{_element(name)}: {_written(names)}"


def _xml(xml: Xml) -> str:
    named = {XML_WORDS.get(key, key): value for key, value in asdict(xml).items() if value}
    return ", ".join(key if value is True else f"{key} {value}" for key, value in named.items())


def written_value(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write a value as JSON, but a text as it is, unless it would not be seen or read as another value."""
    if isinstance(value, int) and abs(value) > sys.float_info.max:
        return _power(value)
    return value if isinstance(value, str) and _is_plain(value) else compact_json(value)


def _power(value: int) -> str:
    """Write a number beyond the floats as `1e400`, the way that authors do, and not in hundreds of digits."""
    digits = str(abs(value))
    fraction = digits[1:].rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[0]}{'.' if fraction else ''}{fraction}e{len(digits) - 1}"


def _is_plain(text: str) -> bool:
    is_seen = text.strip() == text != "" and not CONTROLS.search(text)
    return is_seen and not (OTHER_VALUE.match(text) and _is_json(text))


def _is_json(text: str) -> bool:
    try:
        read_json(text)
    except ValueError:
        return False
    return True


def _written(value: Any) -> str:  # noqa: ANN401 - a JSON value
    if isinstance(value, tuple) and value:
        return ", ".join(map(_element, value))
    return written_value(value)


def _element(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Write one of several values; a text with a comma would be seen as two of them."""
    return compact_json(value) if isinstance(value, str) and "," in value else written_value(value)
