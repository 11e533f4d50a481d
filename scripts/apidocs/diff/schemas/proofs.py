"""Proofs about the values of places: written as JSON Schema, decided by a library."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from apidocs.diff.schemas.conjunction import (
    Choice,
    Conjunction,
    Part,
    atoms_of,
    implied_kinds,
    is_one_way,
    iter_choices,
    stated_types,
)
from apidocs.diff.schemas.constraints import fraction
from apidocs.diff.schemas.digests import Digests
from apidocs.model.direction import Direction
from apidocs.model.schema.schema import Schema, Schemas

if TYPE_CHECKING:
    from jsonschema_rs import CanonicalSchema, Draft202012Validator, RegexOptions

# How many places below a place are looked into, the deepest first that is not too large.
DEPTHS: Final = (4, 2, 1)
# Beyond these numbers of schemas and of ways to choose among alternatives nothing is proved.
MOST_SCHEMAS: Final = 800
MOST_WAYS: Final = 32
MOST_MEMBERS: Final = 256
TYPES: Final = frozenset(("null", "boolean", "integer", "number", "string", "object", "array"))
NUMBERS: Final = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf")
LENGTHS: Final = (
    *("minLength", "maxLength", "minItems", "maxItems"),
    *("minProperties", "maxProperties", "minContains", "maxContains"),
)
# The keywords of one schema, of which nothing but the value is asked.
SINGLE: Final = {
    "additionalProperties": "additional_properties",
    "unevaluatedProperties": "unevaluated_properties",
    "propertyNames": "property_names",
    "items": "items",
    "unevaluatedItems": "unevaluated_items",
    "contains": "contains",
}
SAME_VALUE: Final = {"not": "not_", "if": "if_", "then": "then", "else": "else_"}

Json = Any


class TooLargeError(Exception):
    """A question that would take too long to answer."""


class Prover:
    """Answers questions about places of both sides, in one direction; what takes too long is not proved."""

    def __init__(
        self,
        schemas: tuple[Schemas, Schemas],
        direction: Direction | None,
        digests: Digests,
    ) -> None:
        self._schemas = schemas
        self._direction = direction
        self._digests = digests
        self._written: dict[tuple[Conjunction, int], Json] = {}
        self._canonical: dict[tuple[tuple[Conjunction, ...], int, bool], CanonicalSchema | None] = {}
        self._validators: dict[Conjunction, Draft202012Validator | None] = {}
        self._patterns: dict[str, Draft202012Validator | None] = {}

    def covers(self, wide: tuple[Conjunction, ...], narrow: tuple[Conjunction, ...]) -> bool:
        """Whether some place of the first ones takes each value that all of the second ones take."""
        for depth in DEPTHS:
            first, second = self._any(wide, depth), self._all(narrow, depth)
            if first is not None and second is not None:
                return _answer(partial(first.covers, second)) == "yes"
        return False

    def is_apart(self, places: tuple[Conjunction, ...]) -> bool:
        """Whether no value is taken by all of the places."""
        for depth in DEPTHS:
            joined = self._all(places, depth)
            if joined is not None:
                return _answer(joined.satisfiability) == "no"
        return False

    def accepts(self, place: Conjunction, value: object) -> bool | None:
        """Whether a place takes a value; None when that cannot be told."""
        if place not in self._validators:
            self._validators[place] = self._validator(place)
        validator = self._validators[place]
        return None if validator is None else bool(validator.is_valid(value))

    def matches(self, pattern: str, text: str) -> bool:
        """Whether a pattern is found in a text; one that is no regular expression is in none."""
        if pattern not in self._patterns:
            self._patterns[pattern] = _validator_of({"pattern": pattern})
        validator = self._patterns[pattern]
        return validator is not None and bool(validator.is_valid(text))

    def _validator(self, place: Conjunction) -> Draft202012Validator | None:
        for depth in DEPTHS:
            json = self._json(place, depth)
            if json is not None:
                return _validator_of(json)
        return None

    def _any(self, places: tuple[Conjunction, ...], depth: int) -> CanonicalSchema | None:
        return self._canonical_of(places, depth, is_any=True)

    def _all(self, places: tuple[Conjunction, ...], depth: int) -> CanonicalSchema | None:
        return self._canonical_of(places, depth, is_any=False)

    def _canonical_of(
        self, places: tuple[Conjunction, ...], depth: int, *, is_any: bool
    ) -> CanonicalSchema | None:
        key = (places, depth, is_any)
        if key not in self._canonical:
            written = [self._json(place, depth) for place in places]
            json = written[0] if len(written) == 1 else {"anyOf" if is_any else "allOf": written}
            self._canonical[key] = None if None in written else _canonical_of(json)
        return self._canonical[key]

    def _json(self, place: Conjunction, depth: int) -> Json:
        """Write a place as JSON Schema; None when that is too large."""
        key = (place, depth)
        if key not in self._written:
            try:
                self._written[key] = _Writer(self._schemas, self._direction, self._digests).place(
                    place, depth
                )
            except TooLargeError:
                self._written[key] = None
        return self._written[key]


class _Writer:
    def __init__(
        self,
        schemas: tuple[Schemas, Schemas],
        direction: Direction | None,
        digests: Digests,
    ) -> None:
        self._schemas, self._direction, self._digests = schemas, direction, digests
        self._count = 0

    def place(self, place: Conjunction, depth: int) -> Json:
        taken = dict(place.taken)
        atoms = atoms_of(place.parts, self._schemas)
        parts = [self._schema(side, schema, taken, depth, {}) for side, schema in place.parts]
        self._limit(atoms, taken)
        kinds = implied_kinds(atoms) if not any(_is_open(schema, taken) for _, schema in atoms) else None
        if place.kind is not None:
            parts.append({"type": place.kind})
        if kinds is not None:
            parts.append({"type": sorted(kinds)})
        return parts[0] if len(parts) == 1 else {"allOf": parts} if parts else True

    def _limit(self, atoms: tuple[Part, ...], taken: Mapping[Choice, int]) -> None:
        """Refuse a place with too many ways to choose among its alternatives."""
        counts = [
            len(members)
            for _, schema in atoms
            for keyword, members in iter_choices(schema)
            if (id(schema), keyword) not in taken
        ]
        if math.prod(counts) > (MOST_WAYS if len(counts) > 1 else MOST_MEMBERS):
            raise TooLargeError

    def _below(self, side: int, schema: Schema, depth: int) -> Json:
        """Write what stands one place further in."""
        place = Conjunction.of([(side, schema)])
        if depth == 0 and _has_parts(schema):
            return self._opaque(place)
        return self.place(place, depth - 1)

    def _opaque(self, place: Conjunction) -> Json:
        """Write what stands for a place that is not looked into: equal for equal places, and for no other."""
        stated = stated_types(atoms_of(place.parts, self._schemas))
        types = TYPES if stated is None else stated
        name = self._digests.of(place)
        simple = sorted(types - {"object", "array"}) if types != TYPES else []
        written: list[Json] = [{"type": simple}] if simple else []
        if "object" in types:
            written.append({"type": "object", "required": [name]})
        if "array" in types:
            written.append({"type": "array", "contains": {"const": name}})
        return {"anyOf": written}

    def _schema(
        self,
        side: int,
        schema: Schema,
        taken: Mapping[tuple[int, str], int],
        depth: int,
        inside: Mapping[int, bool],
    ) -> Json:
        """Write a schema; `inside` has what stands for each schema that is being written, met again.

        An allOf that contains itself adds nothing to it, nor does a choice that leads back to itself.
        """
        self._count += 1
        if self._count > MOST_SCHEMAS:
            raise TooLargeError
        if schema.boolean is not None and not schema.is_bare:
            return schema.boolean
        if id(schema) in inside:
            return inside[id(schema)]
        inside = {**inside, id(schema): True}
        chosen = dict.fromkeys(inside, False)

        def same(other: Schema) -> Json:
            return self._schema(side, other, taken, depth, inside)

        def member_of(other: Schema) -> Json:
            return self._schema(side, other, taken, depth, chosen)

        found: dict[str, Json] = _own(schema)
        parts = [] if schema.reference is None else [self._schemas[side][schema.reference]]
        all_of = [same(part) for part in (*parts, *schema.all_of)]
        for keyword, members in iter_choices(schema):
            number = taken.get((id(schema), keyword))
            if number is not None:
                all_of.append(same(members[number]))
            else:
                is_named = schema.discriminator is not None
                written = [member_of(member) for member in members]
                all_of.append({"anyOf" if is_named else keyword: written})
        others = ((keyword, getattr(schema, name)) for keyword, name in SAME_VALUE.items())
        found |= {keyword: same(other) for keyword, other in others if other is not None}
        found |= self._members(side, schema, depth)
        if all_of:
            found["allOf"] = all_of
        return found

    def _members(self, side: int, schema: Schema, depth: int) -> dict[str, Json]:
        found: dict[str, Json] = {}
        hidden = set()
        properties = {}
        for name, member in schema.properties.items():
            if is_one_way(atoms_of([(side, member)], self._schemas), self._direction):
                hidden.add(name)
                properties[name] = True
            else:
                properties[name] = self._below(side, member, depth)
        required = [name for name in dict.fromkeys(schema.required) if name not in hidden]
        patterns = {key: self._below(side, each, depth) for key, each in schema.pattern_properties.items()}
        dependent = {key: self._below(side, each, depth) for key, each in schema.dependent_schemas.items()}
        needed = {key: list(dict.fromkeys(names)) for key, names in schema.dependent_required.items()}
        written: dict[str, Json] = {
            "properties": properties,
            "required": required,
            "patternProperties": patterns,
            "dependentSchemas": dependent,
            "dependentRequired": needed,
            "prefixItems": [self._below(side, each, depth) for each in schema.prefix_items],
        }
        found |= {keyword: value for keyword, value in written.items() if value}
        for keyword, name in SINGLE.items():
            member = getattr(schema, name)
            if member is not None:
                found[keyword] = self._below(side, member, depth)
        return found


def _own(schema: Schema) -> dict[str, Json]:
    """Write what a schema says of a value itself; what is of the wrong type says nothing."""
    found: dict[str, Json] = {}
    if schema.types:
        if not TYPES.issuperset(schema.types):
            raise TooLargeError
        found["type"] = list(dict.fromkeys(schema.types))
    if schema.const:
        found["const"] = schema.const[0]
    if schema.enum is not None:
        found["enum"] = list(schema.enum)
    constraints = schema.constraints
    for keyword in (*NUMBERS, *LENGTHS):
        exact = fraction(constraints.get(keyword))
        if exact is None or (keyword == "multipleOf" and exact <= 0):
            continue
        if keyword in NUMBERS or (exact.denominator == 1 and exact >= 0):
            found[keyword] = constraints[keyword] if keyword in NUMBERS else int(exact)
    if constraints.get("uniqueItems") is True:
        found["uniqueItems"] = True
    pattern = constraints.get("pattern")
    if isinstance(pattern, str):
        # One that the library cannot read is only equal to itself.
        found["pattern"] = pattern if _is_pattern(pattern) else f"^{re.escape(pattern)}$"
    return found


def _is_open(schema: Schema, taken: Mapping[tuple[int, str], int]) -> bool:
    """Whether a choice of the schema is not made yet."""
    return any((id(schema), keyword) not in taken for keyword, _ in iter_choices(schema))


def _has_parts(schema: Schema) -> bool:
    """Whether a schema is more than a single value of a simple type."""
    if schema.reference is not None or schema.all_of or schema.alternatives or schema.not_ or schema.if_:
        return True
    members = (schema.properties, schema.pattern_properties, schema.prefix_items, schema.dependent_schemas)
    return any(members) or any(getattr(schema, name) is not None for name in SINGLE.values())


def _answer(ask: Callable[[], object]) -> str:
    """Return an answer of the library, "unknown" where it has none."""
    try:
        return str(ask())
    except (ValueError, OverflowError, RecursionError):
        return "unknown"


def _canonical_of(json: Json) -> CanonicalSchema | None:
    import jsonschema_rs  # noqa: PLC0415 - takes time to import, and few comparisons need it

    try:
        return jsonschema_rs.canonicalize(
            json, draft=jsonschema_rs.Draft202012, validate_formats=False, pattern_options=_linear()
        )
    except (ValueError, OverflowError, RecursionError):
        return None


def _validator_of(json: Json) -> Draft202012Validator | None:
    import jsonschema_rs  # noqa: PLC0415 - takes time to import, and few comparisons need it

    try:
        return jsonschema_rs.Draft202012Validator(json, validate_formats=False, pattern_options=_linear())
    except (ValueError, OverflowError, RecursionError):
        return None


@cache
def _is_pattern(pattern: str) -> bool:
    return _validator_of({"pattern": pattern}) is not None


@cache
def _linear() -> RegexOptions:
    """Patterns are tried in linear time: they are of strangers."""
    import jsonschema_rs  # noqa: PLC0415

    return jsonschema_rs.RegexOptions()
