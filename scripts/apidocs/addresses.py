"""Turns names into page addresses that are stable, tell collisions apart and are safe on every file system."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Final, TypeVar

from apidocs.document import Location
from apidocs.escape import ascii_words
from apidocs.model.api import Api, tags_of
from apidocs.model.operation import Operation

Key = TypeVar("Key")

# The folder of the reference below that of all pages.
REFERENCE: Final = "api-reference"
INDEX: Final = f"{REFERENCE}/index.md"
SCHEMAS: Final = f"{REFERENCE}/schemas/index.md"
ERRORS: Final = f"{REFERENCE}/errors/index.md"
# Folders of the reference that are not tags, and names that Windows keeps for devices.
RESERVED: Final = frozenset({"schemas", "errors", "index", "openapi"})
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
# A path of the site must fit in 255 bytes on every file system; most hosts and zip tools want it far shorter.
LONGEST: Final = 80


@dataclass(frozen=True)
class Addresses:
    """The `src_uri` of each page, relative to the folder of all pages."""

    tags: Mapping[str, str]
    operations: Mapping[Location, str]
    schemas: Mapping[str, str]

    @classmethod
    def from_api(cls, api: Api) -> Addresses:
        """An operation's page stands under its first tag; the other tags list it."""
        tags = distinct((tag.name for tag in api.tags), slug, taken=RESERVED)
        operations: dict[Location, str] = {}
        for tag in api.tags:
            own = [operation for operation in api.operations if tags_of(operation)[0] == tag.name]
            slugs = distinct(own, lambda operation: slug(operation.operation_id), key=lambda found: found.location)
            operations |= {location: f"{REFERENCE}/{tags[tag.name]}/{name}/index.md" for location, name in slugs.items()}
        schemas = distinct(api.components, file_name)
        return cls(
            {name: f"{REFERENCE}/{found}/index.md" for name, found in tags.items()},
            operations,
            {name: f"{REFERENCE}/schemas/{found}/index.md" for name, found in schemas.items()},
        )

    def of(self, operation: Operation) -> str:
        """The operation's page."""
        return self.operations[operation.location]


def link(source: str, target: str) -> str:
    """The relative link from one page's source to another's."""
    return relpath(target, dirname(source) or ".")


def slug(name: str) -> str:
    """Lower-case words and hyphens; a name without any ASCII letter or digit is known by its digest."""
    return _safe(ascii_words(name), name)


def file_name(name: str) -> str:
    """The name as it is written, as far as a file name may hold it."""
    plain = re.fullmatch(r"[A-Za-z0-9][\w.-]*(?<!\.)", name, re.ASCII)
    return _safe(name, name) if plain else slug(name)


def _safe(found: str, name: str) -> str:
    if not found or DEVICES.fullmatch(found.split(".")[0]):
        return (found + "-" if found else "") + digest(name)
    return found if len(found) <= LONGEST else f"{found[:LONGEST]}-{digest(name)}"


def digest(name: str) -> str:
    """Eight characters that stand for the name and for no other one likely to be beside it."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def distinct(
    names: Iterable[Key],
    slug_of: Callable[[Key], str],
    *,
    key: Callable[[Key], object] = lambda name: name,
    taken: frozenset[str] = frozenset(),
) -> dict[object, str]:
    """A slug for each name, in order; the second of two that a file system would confuse gets a number."""
    used = set(taken)
    found: dict[object, str] = {}
    for name in names:
        wanted = candidate = slug_of(name)
        number = 2
        while candidate.lower() in used:
            candidate = f"{wanted}-{number}"
            number += 1
        used.add(candidate.lower())
        found[key(name)] = candidate
    return found
