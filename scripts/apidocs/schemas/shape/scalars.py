"""An example value of a schema without parts: the author's, else one within its constraints."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from apidocs.model.schema.schema import Schema
from apidocs.schemas.shape.patterns import LONGEST, matches, matching_text
from apidocs.schemas.types import IMPLIED_TYPES, has_type

DATE_TIME: Final = "2025-01-15T12:34:56Z"
PLACEHOLDER: Final = "<string>"
# What a value of any type looks like, which no author wrote.
ANYTHING: Final = "<any>"


def authored_values(schema: Schema) -> Iterator[Any]:
    """Iterate over what the author says a value is, in the order of preference.

    An example (0, false, "" and null too), const, enum, default. Of an enum the values that all else allows
    come first, and null last. A default that is empty hides the parts of an object or array, so it is none.
    """
    yield from schema.examples
    yield from schema.const
    values = schema.enum or ()
    yield from (value for value in values if value is not None and _is_allowed(value, schema))
    yield from (value for value in values if value is not None and not _is_allowed(value, schema))
    yield from [None] * any(value is None for value in values)
    if schema.default and not (has_parts(schema) and schema.default[0] in (None, {}, [])):
        yield from schema.default


def _is_allowed(value: object, schema: Schema) -> bool:
    """Whether a value is of the schema's types and within its constraints."""
    if not has_type(value, schema.types):
        return False
    constraints = schema.constraints
    if isinstance(value, str):
        shortest, longest = _length(constraints, "minLength", 0), constraints.get("maxLength")
        is_long = isinstance(longest, (int, float)) and len(value) > longest
        return (
            len(value) >= shortest
            and not is_long
            and all(matches(pattern, value) for pattern in _iter_patterns(schema))
        )
    number, step = _fraction(value), _fraction(constraints.get("multipleOf"))
    if number is None:
        return True
    low, high = _bounds(constraints)
    return _is_within(number, low, high) and (not step or (number / step).denominator == 1)


def has_parts(schema: Schema) -> bool:
    """Whether the schema says what is inside its objects or arrays."""
    return bool(
        schema.properties
        or schema.pattern_properties
        or schema.prefix_items
        or schema.items is not None
        or (schema.additional_properties is not None and schema.additional_properties.boolean is None)
    )


def scalar(kind: str, schema: Schema) -> Any:  # noqa: ANN401 - a JSON value of that kind
    """Return a value of a type without parts: `true`, 0, `<string>`, or what the constraints want instead."""
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return _number(schema, is_integer=kind == "integer")
    if kind == "null":
        return None
    return _string(schema) if kind == "string" else "<nothing>" if schema.boolean is False else f"<{kind}>"


def _number(schema: Schema, *, is_integer: bool) -> float:
    """Return 0 where that is allowed, else the allowed number nearest to it."""
    multiple = step = _fraction(schema.constraints.get("multipleOf"))
    if step is None or step <= 0:
        step = Fraction(1)
    elif is_integer:
        step = Fraction(step.numerator)
    low, high = _bounds(schema.constraints)
    found = _nearest(low, high, step)
    if not _is_within(found, low, high) and not is_integer and multiple is None:
        found = (low[0] + high[0]) / 2 if low and high else found
    return int(found) if found.denominator == 1 else float(found)


Bound = tuple[Fraction, bool]  # a limit, and whether it is itself excluded


def _bounds(constraints: Mapping[str, Any]) -> tuple[Bound | None, Bound | None]:
    """Return the lower and the upper limit of a number."""
    found = {keyword: _fraction(constraints.get(keyword)) for keyword in IMPLIED_TYPES}
    low = _bound(found["minimum"], found["exclusiveMinimum"], 1)
    return low, _bound(found["maximum"], found["exclusiveMaximum"], -1)


def _bound(inclusive: Fraction | None, exclusive: Fraction | None, side: int) -> Bound | None:
    """Return the tighter of two limits: the greater of lower ones (side 1), the less of upper ones (-1)."""
    found = [(limit, out) for limit, out in ((inclusive, False), (exclusive, True)) if limit is not None]
    return max(found, key=lambda bound: (bound[0] * side, bound[1]), default=None)


def _nearest(low: Bound | None, high: Bound | None, step: Fraction) -> Fraction:
    """Return the multiple of the step that is nearest to 0 and within the limit on 0's side."""
    if low is not None and not _is_within(Fraction(0), low, None):
        return (math.floor(low[0] / step) + 1 if low[1] else math.ceil(low[0] / step)) * step
    if high is not None and not _is_within(Fraction(0), None, high):
        return (math.ceil(high[0] / step) - 1 if high[1] else math.floor(high[0] / step)) * step
    return Fraction(0)


def _is_within(number: Fraction, low: Bound | None, high: Bound | None) -> bool:
    above = low is None or number > low[0] or (number == low[0] and not low[1])
    return above and (high is None or number < high[0] or (number == high[0] and not high[1]))


def _fraction(value: object) -> Fraction | None:
    """Return a number of the document as it is written; `Fraction(0.1)` would not be a tenth."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return Fraction(repr(value))


def _string(schema: Schema) -> str:
    """Return the placeholder where it is allowed, else a text of the pattern and length asked for."""
    constraints = schema.constraints
    if constraints.get("format") == "date-time":
        return DATE_TIME
    shortest, longest = _length(constraints, "minLength", 0), _length(constraints, "maxLength", LONGEST)
    text = PLACEHOLDER.ljust(min(shortest, LONGEST), ".")[:longest]
    patterns = list(_iter_patterns(schema))
    if all(matches(pattern, text) for pattern in patterns):
        return text
    made = [matching_text(pattern, shortest, longest) for pattern in patterns]
    found = [each for each in made if each is not None]
    found += ["".join(found), "".join(reversed(found))] if len(found) > 1 else []
    fitting = (each for each in found if len(patterns) == 1 or _fits(each, patterns, longest))
    return next(fitting, found[0] if found else text)


def _fits(text: str, patterns: list[str], longest: int) -> bool:
    return len(text) <= longest and all(matches(pattern, text) for pattern in patterns)


def _iter_patterns(schema: Schema) -> Iterator[str]:
    """Iterate over the patterns that a text must match, of the parts of an allOf too."""
    written = (holder.constraints.get("pattern") for holder in (schema, *schema.conditions))
    return (pattern for pattern in written if isinstance(pattern, str))


def _length(constraints: Mapping[str, Any], keyword: str, default: int) -> int:
    value = constraints.get(keyword)
    return int(value) if isinstance(value, (int, float)) and math.isfinite(value) and value >= 0 else default
