"""The limits that several schemas set together: numbers as one interval, lengths, patterns, formats."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

# Formats of numbers; all others are of texts.
NUMBER_FORMATS: Final = frozenset(
    (
        *("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float", "double", "decimal", "decimal128", "double-int"),
    )
)
# Each format with those that take all of its values and more.
WIDER_FORMATS: Final[Mapping[str, frozenset[str]]] = {
    "int8": frozenset(("int16", "int32", "int64", "float", "double")),
    "int16": frozenset(("int32", "int64", "float", "double")),
    "int32": frozenset(("int64", "double")),
    "uint8": frozenset(("uint16", "uint32", "uint64", "int16", "int32", "int64", "float", "double")),
    "uint16": frozenset(("uint32", "uint64", "int32", "int64", "float", "double")),
    "uint32": frozenset(("uint64", "int64", "double")),
    "float": frozenset(("double",)),
    "uri": frozenset(("uri-reference", "iri", "iri-reference")),
    "uri-reference": frozenset(("iri-reference",)),
    "iri": frozenset(("iri-reference",)),
    "email": frozenset(("idn-email",)),
    "hostname": frozenset(("idn-hostname",)),
}
# Patterns that any text matches.
ANY_TEXT: Final = frozenset(("", ".*", "^.*$", "^.*", ".*$", "^", "$"))
LENGTHS: Final = {
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}


@dataclass(frozen=True)
class Bound:
    """An end of an interval of numbers."""

    value: Fraction
    is_inclusive: bool = True

    def text(self, *, is_lower: bool) -> str:
        """Write it as a document does."""
        keyword = "minimum" if is_lower else "maximum"
        exclusive = f"exclusive{keyword.capitalize()}"
        return f"{keyword if self.is_inclusive else exclusive} {number(self.value)}"


@dataclass(frozen=True)
class Limits:
    """All limits of one kind of value; `most` is None where there is no end.

    `step` is what all numbers are multiples of, 1 for whole numbers. `contents` are the media types
    of what a text holds.
    """

    low: Bound | None = None
    high: Bound | None = None
    step: Fraction | None = None
    least: int = 0
    most: int | None = None
    is_unique: bool = False
    patterns: frozenset[str] = frozenset()
    formats: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no value can keep to them."""
        if self.most is not None and self.least > self.most:
            return True
        if self.low is None or self.high is None:
            return False
        is_point = self.low.value == self.high.value
        return self.low.value > self.high.value or (
            is_point and not (self.low.is_inclusive and self.high.is_inclusive)
        )


def limits_of(
    kind: str, written: Iterable[Mapping[str, Any]], kinds: frozenset[str], *, is_whole: bool
) -> Limits:
    """Return what the constraints of several schemas ask of a kind of value together.

    A keyword whose value is of the wrong type limits nothing. `kinds` are all that the place allows: a format
    is of numbers or of texts, where it can be of both.
    """
    found = Limits(step=Fraction(1) if kind == "number" and is_whole else None)
    for constraints in written:
        if constraints:
            found = _narrowed(found, kind, constraints, kinds)
    return _whole(found) if kind == "number" else found


def number(value: Fraction) -> str:
    """Write a number as JSON does."""
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def fraction(value: object) -> Fraction | None:
    """Return a number exactly as it is written in decimals; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return Fraction(repr(value))


def _narrowed(limits: Limits, kind: str, constraints: Mapping[str, Any], kinds: frozenset[str]) -> Limits:
    if kind == "number":
        limits = _with_numbers(limits, constraints)
    elif kind in LENGTHS:
        limits = _with_lengths(limits, kind, constraints)
    if kind == "string":
        pattern = constraints.get("pattern")
        if isinstance(pattern, str) and pattern not in ANY_TEXT:
            limits = replace(limits, patterns=limits.patterns | {pattern})
        limits = _with_contents(limits, constraints)
    format_ = constraints.get("format")
    if isinstance(format_, str) and _is_about(format_, kind, kinds):
        limits = replace(limits, formats=limits.formats | {format_})
    return limits


def _with_numbers(limits: Limits, constraints: Mapping[str, Any]) -> Limits:
    lows, highs = [limits.low], [limits.high]
    for keyword, ends, is_inclusive in (
        ("minimum", lows, True),
        ("exclusiveMinimum", lows, False),
        ("maximum", highs, True),
        ("exclusiveMaximum", highs, False),
    ):
        value = fraction(constraints.get(keyword))
        if value is not None:
            ends.append(Bound(value, is_inclusive))
    low = max(filter(None, lows), key=lambda end: (end.value, not end.is_inclusive), default=None)
    high = min(filter(None, highs), key=lambda end: (end.value, end.is_inclusive), default=None)
    step = fraction(constraints.get("multipleOf"))
    if step is not None and step > 0:
        step = step if limits.step is None else _shared_multiple(limits.step, step)
    else:
        step = limits.step
    return replace(limits, low=low, high=high, step=step)


def _with_lengths(limits: Limits, kind: str, constraints: Mapping[str, Any]) -> Limits:
    least, most = (_length(constraints.get(keyword)) for keyword in LENGTHS[kind])
    return replace(
        limits,
        least=max(limits.least, least or 0),
        most=min((end for end in (limits.most, most) if end is not None), default=None),
        is_unique=limits.is_unique or (kind == "array" and constraints.get("uniqueItems") is True),
    )


def _with_contents(limits: Limits, constraints: Mapping[str, Any]) -> Limits:
    """Write 3.1's ways to say bytes as the formats that 3.0 has for them; other encodings are formats too."""
    encoding, media_type = (constraints.get(key) for key in ("contentEncoding", "contentMediaType"))
    formats, contents = set(limits.formats), set(limits.contents)
    if isinstance(encoding, str):
        formats.add("byte" if encoding == "base64" else encoding)
    if media_type == "application/octet-stream" and not isinstance(encoding, str):
        formats.add("binary")
    elif isinstance(media_type, str) and media_type != "application/octet-stream":
        contents.add(media_type)
    return replace(limits, formats=frozenset(formats), contents=frozenset(contents))


def _is_about(format_: str, kind: str, kinds: frozenset[str]) -> bool:
    """Whether a format is of this kind of value, of all that the place allows."""
    first = frozenset(("number" if format_ in NUMBER_FORMATS else "string",))
    about = first & kinds or kinds & {"number", "string"} or kinds
    return kind in about


def _whole(limits: Limits) -> Limits:
    """Move the ends to the next multiple of the step: above 0 is from 1 on, for whole numbers."""
    if limits.step is None:
        return limits
    low, high, step = limits.low, limits.high, limits.step
    if low is not None:
        count = math.floor(low.value / step) + 1 if not low.is_inclusive else math.ceil(low.value / step)
        low = Bound(count * step)
    if high is not None:
        count = math.ceil(high.value / step) - 1 if not high.is_inclusive else math.floor(high.value / step)
        high = Bound(count * step)
    return replace(limits, low=low, high=high)


def _shared_multiple(first: Fraction, second: Fraction) -> Fraction:
    denominator = math.lcm(first.denominator, second.denominator)
    return Fraction(math.lcm(int(first * denominator), int(second * denominator)), denominator)


def _length(value: object) -> int | None:
    exact = fraction(value)
    return int(exact) if exact is not None and exact >= 0 and exact.denominator == 1 else None
