"""Tells from a media type's name how a body of it is written."""

from __future__ import annotations

from typing import Final

FORM: Final = "application/x-www-form-urlencoded"
# Media types whose body is a sequence of JSON values (OpenAPI 3.2, section 4.14.3).
JSON_LINES: Final = frozenset(
    {"application/jsonl", "application/x-jsonlines", "application/x-ndjson", "application/ndjson"}
)
JSON_SEQUENCES: Final = frozenset({"application/json-seq", "application/geo+json-seq"})
EVENTS: Final = "text/event-stream"
# Of `application`, those that are text though they are neither JSON nor XML.
TEXTS: Final = frozenset({"application/yaml", "application/x-yaml", "application/graphql", "application/sql"})
# What a range of media types stands for when a request has to name one.
CONCRETE: Final = {
    "*/*": "application/json",
    "application/*": "application/json",
    "text/*": "text/plain",
    "image/*": "image/png",
    "audio/*": "audio/mpeg",
    "video/*": "video/mp4",
}


def essence_of(media_type: str) -> str:
    """Return the name without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def concrete(media_type: str) -> str:
    """Return the name that a request sends; a range becomes the likeliest member of it."""
    essence = essence_of(media_type)
    return CONCRETE.get(essence, "application/octet-stream" if "*" in essence else media_type)


def is_json(media_type: str) -> bool:
    """Whether values of this media type are written as JSON."""
    essence = essence_of(concrete(media_type))
    return essence.endswith(("+json", "/json"))


def is_xml(media_type: str) -> bool:
    """Whether values of this media type are written as XML."""
    return essence_of(media_type).endswith(("+xml", "/xml"))


def is_sequential(media_type: str) -> bool:
    """Whether a body of this media type is a sequence of items."""
    essence = essence_of(media_type)
    return essence in JSON_LINES or essence in JSON_SEQUENCES or essence == EVENTS


def is_text(media_type: str) -> bool:
    """Whether a body of this media type can be written down."""
    essence = essence_of(media_type)
    is_structured = is_json(essence) or is_xml(essence) or is_sequential(essence)
    return is_structured or essence.startswith("text/") or essence in (*TEXTS, FORM)
