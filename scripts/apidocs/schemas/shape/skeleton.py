"""Build a JSON value that shows what a schema allows, within a number of values and a depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from apidocs.document.document import Location
from apidocs.model.direction import Direction, is_hidden
from apidocs.model.mime import is_json
from apidocs.model.schema.merging import Merger
from apidocs.model.schema.schema import Discriminator, Schema
from apidocs.schemas.json_writer import compact_json
from apidocs.schemas.shape.choices import Chooser
from apidocs.schemas.shape.conditions import Conditions, iter_forbidden
from apidocs.schemas.shape.scalars import authored_values, scalar
from apidocs.schemas.shape.undeclared_properties import iter_undeclared
from apidocs.schemas.shape.unique_elements import distinct_elements
from apidocs.schemas.types import type_of

Path = frozenset[Location]
Merged = Callable[[Schema], Schema]

NOWHERE: Final[Path] = frozenset()

# What stands for a value that leads back to a schema it is inside of.
RECURSIVE: Final = object()


class TooLargeError(Exception):
    """The value has more parts than a page should show."""


@dataclass(frozen=True)
class Limits:
    """How large a value may be: in values, and in levels of objects and arrays.

    `is_whole`: nothing may be left out. `is_last`: nothing smaller will be tried, so what is too much is cut.
    """

    values: int
    depth: int
    is_whole: bool = False
    is_last: bool = False


class Built(NamedTuple):
    """A value, or RECURSIVE, and whether it was cut; `is_at_limit`: it has as many levels as it may have."""

    value: Any
    is_cut: bool
    is_at_limit: bool


class _Known(NamedTuple):
    """A value made before of a schema (which keeps its id taken), with its size in values and its height."""

    schema: Schema
    value: Any
    size: int
    height: int


class Skeletons:
    """Makes values; remembers those of component schemas that are the same wherever they are used."""

    def __init__(self, merger: Merger, chooser: Chooser) -> None:
        self.merger = merger
        self.chooser = chooser
        self.conditions = Conditions(merger)
        self._known: dict[Direction | None, dict[int, _Known]] = {}

    def build(
        self, schema: Schema, direction: Direction | None, limits: Limits, inside: Path = NOWHERE
    ) -> Built:
        """Return the value of a schema. Raises TooLargeError."""
        walk = _Walk(self, self._known.setdefault(direction, {}), direction, limits)
        value = walk.build(schema, inside, limits.depth)
        return Built(value, walk.is_cut, walk.lowest <= 0)


class _Walk:
    """One value under way: `path` are the schemas a part is inside of, `depth` the levels it may have."""

    def __init__(
        self, skeletons: Skeletons, known: dict[int, _Known], direction: Direction | None, limits: Limits
    ) -> None:
        self.is_cut = False
        self._merged = skeletons.merger.merged
        self._chooser = skeletons.chooser
        self._conditions = skeletons.conditions
        self._known = known
        self._direction = direction
        self._limits = limits
        self._left = limits.values
        self.lowest = limits.depth  # the least depth that was reached so far
        self._is_least = False  # only what must be there is built
        self._losses = 0  # parts that are not what they would be elsewhere: cut, or recursive

    def build(self, schema: Schema, path: Path, depth: int) -> Any:  # noqa: ANN401 - a JSON value, or RECURSIVE
        merged = self._merged(schema)
        known = self._known.get(id(merged))
        if known is not None and known.height <= depth:
            self._spend(known.size, depth - known.height)
            return known.value
        self._spend(1, depth)
        for authored in authored_values(merged):
            return authored
        if merged.location in path:
            return self._end(merged, path, depth)
        generate = self._generated if merged.name is None else self._remembered
        return generate(merged, path | {merged.location}, depth)

    def _end(self, schema: Schema, path: Path, depth: int) -> Any:  # noqa: ANN401
        """Return what ends a recursion: an alternative without parts, if there is one."""
        self._losses += 1
        for alternative in map(self._merged, schema.alternatives):
            if type_of(alternative) in ("string", "integer", "number", "boolean"):
                return self.build(alternative, path, depth)
        return RECURSIVE

    def _spend(self, values: int, depth: int) -> None:
        self._left -= values
        self.lowest = min(self.lowest, depth)
        if self._left < 0 and not self._limits.is_last:
            raise TooLargeError

    def _remembered(self, schema: Schema, path: Path, depth: int) -> Any:  # noqa: ANN401
        left, losses, lowest = self._left, self._losses, self.lowest
        self.lowest = depth
        value = self._generated(schema, path, depth)
        if self._losses == losses:
            self._known[id(schema)] = _Known(schema, value, left - self._left + 1, depth - self.lowest)
        self.lowest = min(lowest, self.lowest)
        return value

    def _generated(self, schema: Schema, path: Path, depth: int) -> Any:  # noqa: ANN401
        if schema.one_of or schema.any_of:
            return self._chosen(schema, path, depth)
        schema = self._conditions.met(schema)
        kind = type_of(schema)
        if kind == "object":
            return self._object(schema, path, depth - 1) if depth > 0 else self._cut({})
        if kind == "array":
            return self._array(schema, path, depth - 1) if depth > 0 else self._cut([])
        if kind == "string" and schema.content_schema is not None and _holds_json(schema):
            value = self.build(schema.content_schema, path, depth)
            return scalar(kind, schema) if value is RECURSIVE else compact_json(value)
        return scalar(kind, schema)

    def _cut(self, value: Any = None) -> Any:  # noqa: ANN401
        self.is_cut = True
        self._losses += 1
        return value

    def _chosen(self, schema: Schema, path: Path, depth: int) -> Any:  # noqa: ANN401
        self._losses += self._chooser.leads_back(schema, path)
        choices = () if self._chooser.is_endless(schema) else self._chooser.iter_choices(schema, path)
        for choice in choices:
            is_itself = choice.location == schema.location
            value = (self._generated if is_itself else self.build)(choice, path, depth)
            if value is not RECURSIVE:
                return value
            if self._is_full():
                break
        self._losses += 1
        if schema.properties:
            return self._generated(replace(schema, one_of=(), any_of=(), choices=()), path, depth)
        alternatives = map(self._merged, schema.alternatives)
        is_nullable = any("null" in found.types for found in (schema, *alternatives))
        return None if is_nullable else RECURSIVE

    def _object(self, schema: Schema, path: Path, depth: int) -> Any:  # noqa: ANN401
        """Return an object; RECURSIVE where a member that it must have leads back in any case."""
        found: dict[str, Any] = {}
        losses = self._losses
        for name, property_ in schema.properties.items():
            merged = self._merged(property_)
            if self._is_full():
                break
            is_required = name in schema.required
            if is_hidden(merged, self._direction) or (self._is_least and not is_required):
                continue
            value = self.build(property_, path, depth)
            if value is RECURSIVE:
                value = self._back(property_, merged, depth, is_required=is_required)
            if value is not RECURSIVE:
                found[name] = value
            elif is_required and self._is_least:
                return RECURSIVE
        for name, undeclared in iter_undeclared(schema, found, self._merged):
            if (
                self._is_least
                and len(found) >= _least(schema, "minProperties")
                and name not in schema.required
            ):
                break
            value = RECURSIVE if self._is_full() else self.build(undeclared, path, depth)
            found.update({} if value is RECURSIVE else {name: value})
        found.update(_discriminator_values(schema, found, self._merged))
        for name in iter_forbidden(schema, found):
            found.pop(name, None)
        is_short = len(found) < _least(schema, "minProperties") and self._losses > losses
        return RECURSIVE if is_short and not self.is_cut else found

    def _back(self, schema: Schema, merged: Schema, depth: int, *, is_required: bool) -> Any:  # noqa: ANN401
        """Return what stands for a member that leads back: null or nothing inside it, where that is allowed.

        One that need not be there is left out instead. Of one that must be there the least value is shown.
        """
        if "null" in merged.types:
            return None
        kind = type_of(merged)
        if kind == "array" and not _least(merged, "minItems"):
            return []
        if not is_required:
            is_empty = kind == "object" and not merged.required and not _least(merged, "minProperties")
            return {} if is_empty and not merged.alternatives else RECURSIVE
        return RECURSIVE if self._is_least else self._least_value(schema, depth)

    def _least_value(self, schema: Schema, depth: int) -> Any:  # noqa: ANN401
        """Return the value that has only what it must have, of the first alternatives that come to an end."""
        self._is_least = True
        value = self.build(schema, NOWHERE, depth)
        self._is_least = False
        return {} if value is RECURSIVE else value

    def _is_full(self) -> bool:
        """Whether no value is left; then what is being built is cut."""
        if self._left >= 0:
            return False
        self._cut()
        return True

    def _array(self, schema: Schema, path: Path, depth: int) -> Any:  # noqa: ANN401
        """Return an array; RECURSIVE where elements that it must have lead back in any case."""
        elements: list[Any] = []
        losses = self._losses
        for element in self._iter_elements(schema):
            if self._is_full():
                break
            value = self.build(element, path, depth)
            if value is not RECURSIVE:
                elements.append(value)
        is_short = len(elements) < _least(schema, "minItems") and self._losses > losses
        if is_short and not self.is_cut:
            return RECURSIVE
        if not schema.constraints.get("uniqueItems"):
            return elements
        return distinct_elements(elements, None if schema.items is None else self._merged(schema.items))

    def _iter_elements(self, schema: Schema) -> Iterator[Schema]:
        """Iterate over the prefix, what must be contained, and as many elements more as there must be.

        Where none must be there is one.
        """
        least, most = (schema.constraints.get(keyword) for keyword in ("minItems", "maxItems"))
        most = most if isinstance(most, int) else self._limits.values
        first = (*schema.prefix_items, *self._conditions.contained(schema))
        yield from self._as_many(first[:most], len(schema.prefix_items) + 1)
        least = least if isinstance(least, int) else 0
        items = next((found for found in (schema.items, schema.contains) if found is not None), None)
        if items is None and least > len(first):
            items = Schema(Location(schema.location.uri, f"{schema.location.pointer}/items"))  # anything
        if items is None or items.boolean is False:
            return
        wanted = max(least - len(first), 0 if first else 1)
        wanted = min(wanted, most - len(first), self._limits.values + 1)
        yield from self._as_many([items] * wanted, 0 if len(first) > len(schema.prefix_items) else 1)

    def _as_many(self, elements: Sequence[Schema], most: int) -> Sequence[Schema]:
        """Return the elements, only so many of them where something may be left out."""
        if self._limits.is_whole or len(elements) <= most:
            return elements
        self._cut()
        return elements[:most]


def _holds_json(schema: Schema) -> bool:
    """Whether a string is a JSON text as it stands (JSON Schema 2020-12, validation, section 8.5)."""
    media_type = schema.constraints.get("contentMediaType")
    return isinstance(media_type, str) and is_json(media_type) and "contentEncoding" not in schema.constraints


def _least(schema: Schema, keyword: str) -> int:
    """Return how many there must be."""
    least = schema.constraints.get(keyword)
    return least if isinstance(least, int) else 0


def _discriminator_values(schema: Schema, found: dict[str, Any], merged: Merged) -> dict[str, str]:
    """Return the values by which discriminators know this schema (OpenAPI 3.1, section 4.8.25).

    What the property's own schema allows counts more. A name that the mapping does not have is said only
    where that says nothing.
    """
    values = dict(schema.discriminator_values)
    discriminator = schema.discriminator
    if discriminator is not None:
        values.setdefault(discriminator.property_name, discriminator.words.get(schema.location, ()))
    said: dict[str, str] = {}
    for name in (name for name in values if name in found):
        property_ = merged(schema.properties[name]) if name in schema.properties else schema
        allowed = property_.const or property_.enum or values[name]
        fitting = [value for value in values[name] if value in allowed]
        if not fitting and not _is_told(discriminator) and not any(True for _ in authored_values(property_)):
            fitting = [schema.name] if schema.name is not None else []
        said |= {name: fitting[0]} if fitting else {}
    return said


def _is_told(discriminator: Discriminator | None) -> bool:
    return discriminator is None or bool(discriminator.mapping)
