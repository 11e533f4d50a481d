"""Pairs the alternatives of two schemas: equal ones first, then those of one name, then those most alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apidocs.diff.fingerprint import Fingerprints
from apidocs.diff.normal import Normalizer
from apidocs.model.schema import Schema


@dataclass(frozen=True)
class Side:
    """What is needed of one side to compare its schemas."""

    normalizer: Normalizer
    fingerprints: Fingerprints


def pair_choices(
    base: Schema, revision: Schema, sides: tuple[Side, Side]
) -> tuple[list[tuple[Schema, Schema]], list[Schema], list[Schema]]:
    """Pair the choices of two schemas, equal ones first; return the pairs, what went, and what came."""
    left, right = (
        list(side.normalizer.choices(schema)) for side, schema in zip(sides, (base, revision), strict=True)
    )
    pairs = []
    if len(left) > 1 or len(right) > 1:
        waiting = {sides[1].fingerprints.of(each): each for each in right}
        equal = [(each, waiting.get(sides[0].fingerprints.of(each))) for each in left]
        pairs = [(before, after) for before, after in equal if after is not None]
        left = [each for each, after in equal if after is None]
        right = [each for each in right if all(each is not after for _, after in pairs)]
    count = min(len(left), len(right))
    return [*pairs, *zip(left, right, strict=False)], left[count:], right[count:]


@dataclass(frozen=True)
class Paired:
    """Alternatives that belong together, and those that only one side has."""

    pairs: tuple[tuple[Schema, Schema], ...]
    removed: tuple[Schema, ...]
    added: tuple[Schema, ...]


def pair_alternatives(
    base: Sequence[Schema], revision: Sequence[Schema], base_side: Side, revision_side: Side
) -> Paired:
    """Pair each alternative at most once."""
    pairs: list[tuple[Schema, Schema]] = []
    left, right = list(base), list(revision)
    for key in (_by_content, _by_name, _by_shape):
        waiting: dict[str, list[Schema]] = {}
        for schema in right:
            waiting.setdefault(key(schema, revision_side), []).append(schema)
        for schema in list(left):
            wanted = key(schema, base_side)
            if wanted and waiting.get(wanted):
                found = waiting[wanted].pop(0)
                pairs.append((schema, found))
                left = [each for each in left if each is not schema]
                right = [each for each in right if each is not found]
    if len(left) == len(right) == 1 and not pairs:
        return Paired(((left[0], right[0]),), (), ())
    return Paired(tuple(pairs), tuple(left), tuple(right))


def _by_content(schema: Schema, side: Side) -> str:
    return side.fingerprints.of(schema)


def _by_name(schema: Schema, side: Side) -> str:
    merged = side.normalizer.merged(schema)
    return merged.name or merged.title or ""


def _by_shape(schema: Schema, side: Side) -> str:
    """Objects that share a property, and values of one simple type, are taken for the same alternative."""
    normal = side.normalizer.normal(schema, None)
    if normal.is_any:
        return ""
    return " ".join((*sorted(normal.types), *list(normal.properties)[:1]))
