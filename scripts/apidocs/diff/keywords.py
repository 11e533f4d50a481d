"""Compares the keywords of two schemas: what they say themselves, without looking inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from apidocs.diff.normal import Normal
from apidocs.diff.values import shown, written

# Whether a higher value of a bound leaves fewer values.
RISING: Final[Mapping[str, bool]] = {
    **dict.fromkeys(
        ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties", "minContains"), True
    ),
    **dict.fromkeys(
        ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties", "maxContains"), False
    ),
}
# Formats of which the first is a part of the second.
WIDER_FORMATS: Final = {("int32", "int64"), ("float", "double")}


@dataclass(frozen=True)
class Finding:
    """One difference of a schema; `part` is a property's name, "" is the schema itself."""

    aspect: str
    base: str | None = None
    revision: str | None = None
    part: str = ""


def iter_findings(base: Normal, revision: Normal) -> Iterator[Finding]:
    """Iterate over the differences; where the types have nothing in common, that is the only one."""
    types = _type_finding(base, revision)
    if types is not None:
        yield types
        if types.aspect == "type-changed":
            return
    if base.is_nullable != revision.is_nullable and not (base.is_any or revision.is_any):
        yield Finding("became-nullable" if revision.is_nullable else "became-not-nullable")
    yield from _iter_enum(base, revision)
    yield from _iter_constraints(base.constraints, revision.constraints)
    yield from _iter_default(base, revision)
    yield from _iter_properties(base, revision)
    if base.schema.deprecated != revision.schema.deprecated:
        yield Finding("deprecated" if revision.schema.deprecated else "undeprecated")


def _type_finding(base: Normal, revision: Normal) -> Finding | None:
    if base.types == revision.types:
        return None
    values = (_type_names(base), _type_names(revision))
    if base.types < revision.types:
        return Finding("type-widened", *values)
    return Finding("type-narrowed" if revision.types < base.types else "type-changed", *values)


def _type_names(side: Normal) -> str:
    if side.is_any:
        return "any type"
    names = side.types - {"integer"} if "number" in side.types else side.types
    return " or ".join(sorted(names)) or "nothing"


def _iter_enum(base: Normal, revision: Normal) -> Iterator[Finding]:
    if base.enum is None or revision.enum is None:
        if revision.enum is not None:
            yield Finding("enum-added", None, _values(revision.enum))
        elif base.enum is not None:
            yield Finding("enum-removed", _values(base.enum))
        return
    for key, value in base.enum.items():
        if key not in revision.enum:
            yield Finding("enum-value-removed", shown(value))
    for key, value in revision.enum.items():
        if key not in base.enum:
            yield Finding("enum-value-added", None, shown(value))


def _values(enum: Mapping[str, Any]) -> str:
    return ", ".join(shown(value) for value in enum.values())


def _iter_constraints(
    base: Mapping[str, tuple[Any, ...]], revision: Mapping[str, tuple[Any, ...]]
) -> Iterator[Finding]:
    """Compare one value of a keyword with one; of several those that only one side has came or went."""
    for keyword in dict.fromkeys((*base, *revision)):
        before, after = (
            {written(value): value for value in side.get(keyword, ())} for side in (base, revision)
        )
        gone = [value for key, value in before.items() if key not in after]
        came = [value for key, value in after.items() if key not in before]
        compare = COMPARED.get(keyword, _limit)
        if len(gone) == len(came) == 1:
            yield compare(keyword, gone[0], came[0])
        else:
            yield from (compare(keyword, value, None) for value in gone)
            yield from (compare(keyword, None, value) for value in came)


def _limit(keyword: str, before: Any, after: Any) -> Finding:  # noqa: ANN401 - JSON values
    texts = [None if value is None else f"{keyword} {shown(value)}" for value in (before, after)]
    if before is None:
        return Finding("limit-added", texts[0], texts[1])
    if after is None:
        return Finding("limit-removed", texts[0], texts[1])
    return Finding(f"limit-{_way(keyword, before, after)}", texts[0], texts[1])


def _way(keyword: str, before: Any, after: Any) -> str:  # noqa: ANN401 - JSON values
    """Whether a limit got tighter or looser, or is another one."""
    if not all(isinstance(value, (int, float)) for value in (before, after)):
        return "changed"
    if keyword in RISING:
        return "tightened" if (after > before) == RISING[keyword] else "loosened"
    if keyword == "multipleOf" and before and after:
        return "tightened" if after % before == 0 else "loosened" if before % after == 0 else "changed"
    return "changed"


def _format(_: str, before: Any, after: Any) -> Finding:  # noqa: ANN401 - JSON values
    texts = [None if value is None else shown(value) for value in (before, after)]
    if before is None or after is None:
        return Finding("format-added" if before is None else "format-removed", texts[0], texts[1])
    if (before, after) in WIDER_FORMATS:
        return Finding("type-widened", texts[0], texts[1])
    return Finding(
        "type-narrowed" if (after, before) in WIDER_FORMATS else "format-changed", texts[0], texts[1]
    )


def _pattern(_: str, before: Any, after: Any) -> Finding:  # noqa: ANN401 - JSON values
    texts = [None if value is None else shown(value) for value in (before, after)]
    way = "added" if before is None else "removed" if after is None else "changed"
    return Finding(f"pattern-{way}", texts[0], texts[1])


COMPARED: Final[Mapping[str, Callable[[str, Any, Any], Finding]]] = {"format": _format, "pattern": _pattern}


def _iter_default(base: Normal, revision: Normal) -> Iterator[Finding]:
    before, after = base.schema.default, revision.schema.default
    if written(list(before)) != written(list(after)):
        texts = ["none" if not found else shown(found[0]) for found in (before, after)]
        yield Finding("default-changed", texts[0], texts[1])


def _iter_properties(base: Normal, revision: Normal) -> Iterator[Finding]:
    for name in base.properties:
        was, is_ = name in base.required, name in revision.required
        if name not in revision.properties:
            yield Finding("required-property-removed" if was else "property-removed", name, None, name)
        elif was != is_:
            yield Finding("property-became-required" if is_ else "property-became-optional", None, None, name)
    for name in revision.properties:
        if name not in base.properties:
            is_required = name in revision.required
            yield Finding("required-property-added" if is_required else "property-added", None, name, name)
    if base.is_closed != revision.is_closed and "object" in base.types & revision.types:
        way = "forbidden" if revision.is_closed else "allowed"
        yield Finding(f"additional-properties-{way}")
