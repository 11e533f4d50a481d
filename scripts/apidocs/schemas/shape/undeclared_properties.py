"""Example properties for additionalProperties, patternProperties and undeclared required names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from string import ascii_lowercase, digits
from typing import Any, Final

from apidocs.document.document import Location
from apidocs.model.schema.schema import Schema
from apidocs.schemas.shape.patterns import matches, matching_text
from apidocs.schemas.shape.scalars import authored_values, scalar
from apidocs.schemas.types import type_of

# The name of a property that may have any name.
ANY_KEY: Final = "<key>"


def iter_undeclared(
    schema: Schema, found: Mapping[str, Any], merged: Callable[[Schema], Schema]
) -> Iterator[tuple[str, Schema]]:
    """Iterate over name and schema of the undeclared properties that an object shows.

    Those that are required come first, then one for each pattern, then `<key>` for additionalProperties, and
    as many more as minProperties asks for. `found` are the properties it has already, and grows meanwhile.
    """
    extra = _extra(schema)
    for name in schema.required:
        if name not in found and name not in schema.properties:
            yield name, _schema_for(name, schema) or extra or _anything(schema, name)
    most = schema.constraints.get("maxProperties")
    for name, undeclared in _iter_optional(schema, extra, found, merged):
        if name not in found and not (isinstance(most, int) and len(found) >= most):
            yield name, undeclared


def _extra(schema: Schema) -> Schema | None:
    """Return the schema of properties with any name: additionalProperties, else unevaluatedProperties."""
    for found in (schema.additional_properties, schema.unevaluated_properties):
        if found is not None:
            return found
    return None


def _anything(schema: Schema, name: str) -> Schema:
    return Schema(Location(schema.location.uri, f"{schema.location.pointer}/{name}"))


def _schema_for(name: str, schema: Schema) -> Schema | None:
    patterns = schema.pattern_properties.items()
    return next((found for pattern, found in patterns if matches(pattern, name)), None)


def _iter_optional(
    schema: Schema, extra: Schema | None, found: Mapping[str, Any], merged: Callable[[Schema], Schema]
) -> Iterator[tuple[str, Schema]]:
    for pattern, undeclared in schema.pattern_properties.items():
        name = matching_text(pattern)
        if name is not None and undeclared.boolean is not False:
            yield name, undeclared
    keys = _keys(None if schema.property_names is None else merged(schema.property_names))
    if extra is not None and extra.boolean is None:
        yield next(keys), extra
    least = schema.constraints.get("minProperties")
    if isinstance(least, int) and (extra is None or extra.boolean is not False):
        for key in islice(keys, min(least, 100)):
            if len(found) < least:
                yield key, extra or _anything(schema, key)


def _keys(names: Schema | None) -> Iterator[str]:
    """Iterate over different names, of those that propertyNames allows."""
    if names is None:
        yield from _numbered(ANY_KEY)
        return
    authored = [value for value in authored_values(names) if isinstance(value, str)]
    if names.enum is not None and authored:
        yield from authored
        return
    made = scalar(type_of(names), names) if names.constraints else ANY_KEY
    first = authored[0] if authored else made if isinstance(made, str) else ANY_KEY
    yield first
    yield from (key for key in _numbered(first) if key != first and _is_allowed(key, names.constraints))


def _numbered(name: str) -> Iterator[str]:
    """Iterate over a name and others of it: with a number at the end, then with another last character."""
    yield name
    yield from (f"{name}-{number}" for number in range(2, 102))
    yield from (name[:-1] + letter for letter in ascii_lowercase + digits)


def _is_allowed(name: str, constraints: Mapping[str, Any]) -> bool:
    shortest, longest, pattern = map(constraints.get, ("minLength", "maxLength", "pattern"))
    is_too_short = isinstance(shortest, int) and len(name) < shortest
    is_too_long = isinstance(longest, int) and len(name) > longest
    return not is_too_short and not is_too_long and (not isinstance(pattern, str) or matches(pattern, name))
