"""Compares bodies: whether there is one, its media types, its schemas, how its parts are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from apidocs.diff.alternatives import Side
from apidocs.diff.change import Place
from apidocs.diff.log import Log
from apidocs.diff.ranges import Ranges
from apidocs.diff.schemas import SchemaComparison
from apidocs.direction import Direction
from apidocs.media_types import is_json
from apidocs.model.media_type import Encoding, MediaType
from apidocs.model.operation import Operation
from apidocs.model.schema import Schema

# Media types whose body is no JSON text: what 3.0 calls a binary string is nothing to compare.
BYTES = "binary"


def compare_request_body(base: Operation, revision: Operation, log: Log, schemas: SchemaComparison) -> None:
    """Compare what is sent."""
    before, after = base.request_body, revision.request_body
    place = Place(base, revision, "request-body")
    if before is None and after is not None:
        log.add("request-required-body-added" if after.required else "request-body-added", place=place)
    elif before is not None and after is None:
        log.add("request-body-removed", place=place)
    elif before is not None and after is not None:
        if before.required != after.required:
            way = "required" if after.required else "optional"
            log.add(f"request-body-became-{way}", place=place)
        compare_content(before.content, after.content, "request", place, log, schemas)


def compare_content(  # noqa: PLR0913, PLR0917 - both sides, and where
    base: Sequence[MediaType],
    revision: Sequence[MediaType],
    direction: Direction,
    place: Place,
    log: Log,
    schemas: SchemaComparison,
) -> None:
    """Compare the representations of a body."""
    types = Ranges(_by_name(base), _by_name(revision), _range_of)
    for was, is_ in types.pairs:
        before, after = types.before[was], types.after[is_]
        left, right = _schema(before, schemas.sides[0]), _schema(after, schemas.sides[1])
        schemas.add(left, right, direction, place)
        schemas.add(before.item_schema, after.item_schema, direction, place)
        if direction == "request":
            _compare_encoding(before.encoding, after.encoding, place, log)
    for name in types.removed:
        log.add(f"{direction}-media-type-removed", types.before[name].name, place=place)
    for way, found in (("widened", types.widened), ("joined", types.joined)):
        for range_, names in found.items():
            log.add(f"{direction}-media-type-{way}", range_, ", ".join(names), range_, place=place)
    for way, found in (("narrowed", types.narrowed), ("split", types.split)):
        for range_, names in found.items():
            kept = ", ".join(names)
            log.add(f"{direction}-media-type-{way}", kept, range_, kept, place=place)
    for name in types.added:
        log.add(f"{direction}-media-type-added", types.after[name].name, place=place)


def _range_of(name: str, listed: Collection[str]) -> str | None:
    """Return the range that covers a media type, the nearest one first (OpenAPI 3.1, section 4.8.14.1)."""
    ranges = (f"{name.partition('/')[0]}/*", "*/*")
    return next((each for each in ranges if each in listed and each != name), None)


def _by_name(content: Sequence[MediaType]) -> dict[str, MediaType]:
    """Index by name: media types know no case, and JSON is always UTF-8 (RFC 8259, section 8.1)."""
    found: dict[str, MediaType] = {}
    for media_type in content:
        name = media_type.name.lower().replace(" ", "")
        found.setdefault(name.removesuffix(";charset=utf-8") if is_json(name) else name, media_type)
    return found


def _schema(media_type: MediaType, side: Side) -> Schema | None:
    """Return nothing for a body of bytes: 3.0 calls it a binary string, 3.1 does not describe it."""
    schema = media_type.schema
    if schema is None or is_json(media_type.name):
        return schema
    return None if side.normalizer.merged(schema).constraints.get("format") == BYTES else schema


def _compare_encoding(
    base: Mapping[str, Encoding], revision: Mapping[str, Encoding], place: Place, log: Log
) -> None:
    for name in dict.fromkeys((*base, *revision)):
        before, after = (_written(found.get(name)) for found in (base, revision))
        if before != after:
            log.add("request-encoding-changed", name, before, after, place=place)


def _written(encoding: Encoding | None) -> str:
    """Say how a part is written, what is not said as its default (OpenAPI 3.1, section 4.8.15)."""
    if encoding is None:
        return "form, explode"
    style = encoding.style or "form"
    is_exploded = style == "form" if encoding.explode is None else encoding.explode
    way = f"{style}{', explode' * is_exploded}"
    return way if encoding.content_type is None else encoding.content_type
