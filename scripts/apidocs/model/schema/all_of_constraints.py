"""Join the constraints of the parts of an allOf, and name those that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, Final

from apidocs.model.schema.schema import EMPTY, Schema

CONTAINS_BOUNDS: Final = frozenset(("minContains", "maxContains"))


def _shared_multiple(first: float, second: float) -> float:
    """Return the least number that is a multiple of both, as `multipleOf` asks; of 0.1 and 0.25 it is 0.5."""
    one, other = Fraction(repr(first)), Fraction(repr(second))
    if one <= 0 or other <= 0:
        return second
    denominator = lcm(one.denominator, other.denominator)
    found = Fraction(lcm(int(one * denominator), int(other * denominator)), denominator)
    return int(found) if found.denominator == 1 else float(found)


# What two parts of an allOf that both set a bound ask for together.
JOINED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    **dict.fromkeys(
        ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties", "minContains"), max
    ),
    **dict.fromkeys(
        ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties", "maxContains"), min
    ),
    "uniqueItems": lambda first, second: first or second,
    "multipleOf": _shared_multiple,
}


def joined_constraints(written: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the constraints that hold together; of two that cannot be joined the last."""
    found: dict[str, Any] = {}
    for constraints in written:
        for keyword, value in constraints.items():
            found[keyword] = _joined(keyword, found[keyword], value) if keyword in found else value
    return found or EMPTY


def _joined(keyword: str, first: Any, second: Any) -> Any:  # noqa: ANN401 - JSON values
    join = JOINED.get(keyword)
    is_comparable = isinstance(first, (int, float)) and isinstance(second, (int, float))
    return join(first, second) if join is not None and is_comparable else second


def iter_unjoined(parts: Sequence[Schema], whole: Mapping[str, Any]) -> Iterator[Schema]:
    """Iterate over what else holds: patterns and formats that are not the whole's, each by itself, once."""
    said = [*whole.items()]
    for holder in (holder for part in parts for holder in (part, *part.conditions)):
        for keyword, value in holder.constraints.items():
            if keyword not in JOINED and (keyword, value) not in said:
                said.append((keyword, value))
                yield Schema(holder.location, constraints={keyword: value})
