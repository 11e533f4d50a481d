"""The comparison of the parts of forms and multipart bodies: their media types, styles and headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from apidocs.diff.change import Place
from apidocs.diff.change_log import Log
from apidocs.diff.media_type_names import covering_range, normal_media_type
from apidocs.diff.schemas.allowed import Allowed
from apidocs.diff.schemas.conjunction import Conjunction, Part
from apidocs.model.direction import Direction
from apidocs.model.media_type import Encoding, Header, MediaType
from apidocs.model.mime import FORM

BYTES: Final = "application/octet-stream"
NOTHING: Final = Encoding()


def compare_parts(  # noqa: PLR0913, PLR0917 - both sides, how they are sent, and where
    base: MediaType, revision: MediaType, direction: Direction, place: Place, log: Log, allowed: Allowed
) -> None:
    """Compare how the properties of both sides are written; an encoding without a property says nothing."""
    before, after = _properties(base, 0, allowed), _properties(revision, 1, allowed)
    is_form = base.name.lower().startswith(FORM)
    for name in before:
        if name not in after:
            continue
        encodings = base.encoding.get(name, NOTHING), revision.encoding.get(name, NOTHING)
        kinds = [{cell.kind for cell in allowed.cells(side[name])} for side in (before, after)]
        styles = [
            _style(encoding, kind, is_form=is_form) for encoding, kind in zip(encodings, kinds, strict=True)
        ]
        if styles[0] != styles[1]:
            texts = [style or "a part of its own" for style in styles]
            log.add(f"{direction}-part-style-changed", name, *texts, place=place)
        elif styles[0] is None:
            types = [
                _media_types(encoding, side[name], allowed)
                for encoding, side in zip(encodings, (before, after), strict=True)
            ]
            _compare_media_types(name, types[0], types[1], direction, place, log)
        _compare_headers(name, encodings[0].headers, encodings[1].headers, direction, place, log)


def _properties(media_type: MediaType, side: int, allowed: Allowed) -> Mapping[str, Conjunction]:
    if media_type.schema is None:
        return {}
    found: dict[str, Conjunction] = {}
    for cell in allowed.cells(Conjunction.of([(side, media_type.schema)])):
        if cell.kind == "object":
            members = allowed.members(cell)
            found |= {name: members.of(name) for name in members.declared}
    return found


def _style(encoding: Encoding, kinds: set[str], *, is_form: bool) -> str | None:
    """Say how a list or object is written; None where its media type says that.

    OpenAPI 3.1, section 4.8.15: in a form `style` has a default, elsewhere it counts only if written.
    """
    is_written = encoding.style is not None or encoding.explode is not None or encoding.allow_reserved
    if not is_written and (not is_form or encoding.content_type is not None):
        return None
    if not kinds & {"array", "object"}:
        return "form" if is_form else None
    style = encoding.style or "form"
    is_exploded = style == "form" if encoding.explode is None else encoding.explode
    return f"{style}{', explode' * is_exploded}"


def _media_types(encoding: Encoding, place: Conjunction, allowed: Allowed) -> frozenset[str]:
    """Return the media types that a part may have; commas divide those that are written."""
    if encoding.content_type is not None:
        names = (normal_media_type(name) for name in encoding.content_type.split(","))
        return frozenset(name for name in names if name)
    return frozenset(_iter_defaults(place, allowed))


def _iter_defaults(place: Conjunction, allowed: Allowed) -> Iterator[str]:
    """Iterate over the defaults (OpenAPI 3.1, section 4.8.15): bytes, JSON for objects, else plain text."""
    written = [_content_of(part) for part in allowed.atoms(place)]
    own = next((name for name in written if name is not None), None)
    if own is not None:
        yield own
        return
    if allowed.is_anything(place):
        yield BYTES
        return
    for cell in allowed.cells(place):
        if cell.kind == "object":
            yield "application/json"
        elif cell.kind == "array":
            yield from _iter_defaults(allowed.members(cell).rest, allowed)
        elif cell.kind != "null":
            yield "text/plain"


def _content_of(part: Part) -> str | None:
    """Return the media type that a schema gives its text, of whatever spelling."""
    constraints = part[1].constraints
    media_type = constraints.get("contentMediaType")
    if isinstance(media_type, str):
        return normal_media_type(media_type)
    is_bytes = constraints.get("format") in {"binary", "byte"} or "contentEncoding" in constraints
    return BYTES if is_bytes else None


def _compare_media_types(  # noqa: PLR0913, PLR0917 - both sides, how they are sent, and where
    name: str,
    before: frozenset[str],
    after: frozenset[str],
    direction: Direction,
    place: Place,
    log: Log,
) -> None:
    gone = sorted(each for each in before - after if covering_range(each, after) is None)
    come = sorted(each for each in after - before if covering_range(each, before) is None)
    for media_type in gone:
        log.add(f"{direction}-part-media-type-removed", name, media_type, place=place)
    for media_type in come:
        log.add(f"{direction}-part-media-type-added", name, None, media_type, place=place)


def _compare_headers(  # noqa: PLR0913, PLR0917 - both sides, how they are sent, and where
    part: str,
    before: tuple[Header, ...],
    after: tuple[Header, ...],
    direction: Direction,
    place: Place,
    log: Log,
) -> None:
    """Compare the headers of a part; its Content-Type is said elsewhere (OpenAPI 3.1, section 4.8.15)."""
    sides = [
        {each.name.lower(): each for each in side if each.name.lower() != "content-type"}
        for side in (before, after)
    ]
    for key in dict.fromkeys((*sides[0], *sides[1])):
        was, is_ = sides[0].get(key), sides[1].get(key)
        if was is None and is_ is not None:
            kind = "required-" * (is_.required and direction == "request")
            log.add(f"{direction}-part-{kind}header-added", is_.name, part, part, place=place)
        elif was is not None and is_ is None:
            kind = "required-" * (was.required and direction == "response")
            log.add(f"{direction}-part-{kind}header-removed", was.name, part, part, place=place)
        elif was is not None and is_ is not None and was.required != is_.required:
            if is_.required and direction == "request":
                log.add(f"{direction}-part-required-header-added", is_.name, part, part, place=place)
            elif was.required and direction == "response":
                log.add(f"{direction}-part-required-header-removed", was.name, part, part, place=place)
