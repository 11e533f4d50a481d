"""The comparison of bodies: whether there is one, its media types, its schemas, how its parts are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from apidocs.diff.change import Place
from apidocs.diff.change_log import Log
from apidocs.diff.match_ranges import Ranges
from apidocs.diff.media_type_names import covering_range, essence, normal_media_type
from apidocs.diff.parts import compare_parts
from apidocs.diff.schemas.compare import SchemaComparison
from apidocs.document.document import Location
from apidocs.model.direction import Direction
from apidocs.model.media_type import MediaType
from apidocs.model.mime import FORM, is_json, is_sequential, is_text, is_xml
from apidocs.model.operation import Operation
from apidocs.model.request_body import RequestBody
from apidocs.model.schema.schema import Schema


def compare_request_body(
    base: Operation,
    revision: Operation,
    log: Log,
    schemas: SchemaComparison,
    direction: Direction = "request",
) -> None:
    """Compare what is sent: by the client, or in a call that the API makes."""
    before, after = base.request_body, revision.request_body
    place = Place(base, revision, "request-body")
    if before is None or after is None:
        if before is not after:
            log.add(_presence(after, direction), place=place)
        return
    if before.required != after.required:
        way = "required" if after.required else "optional"
        log.add(f"{'request' if direction == 'request' else 'sent'}-body-became-{way}", place=place)
    compare_content(before.content, after.content, direction, place, log, schemas)


def _presence(after: RequestBody | None, direction: Direction) -> str:
    if direction == "response":
        return "sent-body-removed" if after is None else "sent-body-added"
    if after is None:
        return "request-body-removed"
    return "request-required-body-added" if after.required else "request-body-added"


def compare_content(  # noqa: PLR0913, PLR0917 - both sides, how they are sent, and where
    base: Sequence[MediaType],
    revision: Sequence[MediaType],
    direction: Direction,
    place: Place,
    log: Log,
    schemas: SchemaComparison,
) -> None:
    """Compare the representations of a body."""
    types = Ranges(_by_name(base), _by_name(revision), covering_range)
    for was, is_ in types.pairs:
        before, after = types.before[was], types.after[is_]
        _compare_schemas(before, after, direction, place, schemas)
        if _has_parts(was) and _has_parts(is_):
            compare_parts(before, after, direction, place, log, schemas.allowed(direction))
    for name in types.removed:
        log.add(f"{direction}-media-type-removed", types.before[name].name, place=place)
    for way, found in (("widened", types.widened), ("joined", types.joined)):
        for range_, names in found.items():
            kind = _kind(names, range_, way)
            log.add(f"{direction}-media-type-{kind}", range_, ", ".join(names), range_, place=place)
    for way, found in (("narrowed", types.narrowed), ("split", types.split)):
        for range_, names in found.items():
            kept = ", ".join(names)
            log.add(f"{direction}-media-type-{_kind(names, range_, way)}", kept, range_, kept, place=place)
    for name in types.added:
        log.add(f"{direction}-media-type-added", types.after[name].name, place=place)


def _kind(names: Sequence[str], range_: str, way: str) -> str:
    """Whether only parameters such as charset came or went."""
    is_same = way in {"widened", "narrowed"} and all(essence(name) == range_ for name in names)
    return "parameters-changed" if is_same else way


def _by_name(content: Sequence[MediaType]) -> dict[str, MediaType]:
    found: dict[str, MediaType] = {}
    for media_type in content:
        found.setdefault(normal_media_type(media_type.name), media_type)
    return found


def _compare_schemas(
    before: MediaType, after: MediaType, direction: Direction, place: Place, schemas: SchemaComparison
) -> None:
    is_by_item = before.item_schema is not None or after.item_schema is not None
    if is_by_item and is_sequential(before.name):
        sides = _item(before, schemas, 0), _item(after, schemas, 1)
        schemas.add(*sides, direction, place)
        return
    is_bytes = not _is_described(before.name) and not _is_described(after.name)
    left, right = (
        _text(each.schema, schemas, side) if is_bytes else each.schema
        for side, each in enumerate((before, after))
    )
    schemas.add(left, right, direction, place, is_xml=is_xml(before.name))
    schemas.add(before.item_schema, after.item_schema, direction, place)


def _item(media_type: MediaType, schemas: SchemaComparison, side: int) -> Schema | None:
    """Return the schema of an item: a sequence is modelled as an array (OpenAPI 3.2, section 4.14.1)."""
    if media_type.item_schema is not None or media_type.schema is None:
        return media_type.item_schema
    merged = schemas.merged(media_type.schema, side)
    return merged.items if "array" in merged.types or merged.items is not None else media_type.schema


def _is_described(name: str) -> bool:
    """Whether a schema is of the parts of a body, and not of its bytes or text as a whole."""
    return (
        is_json(name)
        or is_xml(name)
        or is_sequential(name)
        or _has_parts(name)
        or (is_text(name) and not name.lower().startswith("text/"))
    )


def _has_parts(name: str) -> bool:
    return name.lower().startswith((FORM, "multipart/"))


def _text(schema: Schema | None, schemas: SchemaComparison, side: int) -> Schema:
    """Write each way to describe bytes as a text: none at all, as in 3.1, or a format, as in 3.0.

    OpenAPI 3.1, sections 4.8.14.1 and 4.8.24.2: the key of `content` says the media type of the whole.
    """
    merged = Schema(Location("", "")) if schema is None else schemas.merged(schema, side)
    is_plain = not merged.types or merged.types == ("string",)
    has_parts = (
        merged.properties or merged.items is not None or merged.alternatives or merged.boolean is False
    )
    if not is_plain or has_parts or merged.enum is not None or merged.const:
        return merged if schema is None else schema
    constraints = {
        key: value
        for key, value in merged.constraints.items()
        if key != "contentMediaType" and not (key == "format" and value == "binary")
    }
    return schemas.once(replace(merged, types=("string",), constraints=constraints), schema, side)
