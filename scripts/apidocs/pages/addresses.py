"""Addresses of pages: stable, unique, and safe on every file system."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from apidocs.document.document import Location
from apidocs.markdown.escape import ascii_words
from apidocs.model.api import Api, tags_of
from apidocs.model.operation import Operation

Key = TypeVar("Key")

# The folder of the reference below that of all pages.
REFERENCE: Final = "api-reference"
INDEX: Final = f"{REFERENCE}/index.md"
SCHEMA_PAGES: Final = f"{REFERENCE}/schemas/"
SCHEMAS: Final = f"{SCHEMA_PAGES}index.md"
ERRORS: Final = f"{REFERENCE}/errors/index.md"
WEBHOOKS: Final = f"{REFERENCE}/webhooks/index.md"
AUTHENTICATION: Final = f"{REFERENCE}/authentication/index.md"
# What stands beside the tags' folders already, and in every folder.
BESIDE_TAGS: Final = frozenset({"schemas", "errors", "webhooks", "authentication", "index", "openapi"})
BESIDE_PAGES: Final = frozenset({"index"})
# Names that Windows keeps for devices, with any extension.
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
# Names of folders that look like files of the site, to us and to web servers.
LIKE_FILES: Final = re.compile(r".*\.(html?|css|m?js|md)", re.IGNORECASE)
# The longest name of a folder: two of them and what is around them must fit in the 260 characters of Windows.
LONGEST: Final = 60
DIGEST: Final = 8


@dataclass(frozen=True)
class Addresses:
    """The `src_uri` of each page, relative to the folder of all pages.

    `schemes` are the anchors of the security schemes, which share one page.
    """

    tags: Mapping[str, str]
    operations: Mapping[Location, str]
    schemas: Mapping[str, str]
    schemes: Mapping[str, str]

    @classmethod
    def from_api(cls, api: Api) -> Addresses:
        """Give an operation its page under its first tag; the other tags list it.

        A webhook's page is called by the webhook's name; tags list none.
        """
        tags = distinct(((tag.name, tag.name, slug(tag.name)) for tag in api.tags), BESIDE_TAGS)
        operations: dict[Location, str] = {}
        for tag, own in operations_by_tag(api).items():
            slugs = distinct((found.location, found.operation_id, slug(found.operation_id)) for found in own)
            operations |= {location: _page(tags[tag], name) for location, name in slugs.items()}
        hooks = distinct((hook.location, hook.path, webhook_slug(hook)) for hook in api.webhooks)
        operations |= {location: _page("webhooks", name) for location, name in hooks.items()}
        schemas = distinct((name, name, file_name(name)) for name in api.components)
        schemes = distinct((key, key, f"scheme-{slug(key)}") for key in api.security_schemes)
        return cls(
            {name: _page(found) for name, found in tags.items()},
            operations,
            {name: _page("schemas", found) for name, found in schemas.items()},
            schemes,
        )

    def of(self, operation: Operation) -> str:
        """Find the operation's page."""
        return self.operations[operation.location]


def operations_by_tag(api: Api) -> dict[str, list[Operation]]:
    """Group the operations by their first tag, in the order of the tags."""
    found: dict[str, list[Operation]] = {tag.name: [] for tag in api.tags}
    for operation in api.operations:
        found[tags_of(operation)[0]].append(operation)
    return found


def link(source: str, target: str) -> str:
    """Write the relative link from one page's source to another's."""
    folders, path = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < len(folders) and shared < len(path) - 1 and folders[shared] == path[shared]:
        shared += 1
    return "/".join([".."] * (len(folders) - shared) + path[shared:])


def slug(name: str) -> str:
    """Write a name in lower-case words and hyphens; one without ASCII letters is its digest."""
    return _safe(ascii_words(name), name)


def webhook_slug(webhook: Operation) -> str:
    """Write the webhook's name; one that comes by another method than POST has that too."""
    return slug(webhook.path if webhook.method == "POST" else f"{webhook.path}-{webhook.method}")


def file_name(name: str) -> str:
    """Write the name as it is, as far as a folder may be called so."""
    is_plain = re.fullmatch(r"[A-Za-z0-9]([\w.-]*\w)?", name, re.ASCII) and not LIKE_FILES.fullmatch(name)
    return _safe(name, name) if is_plain else slug(name)


def digest(name: str, length: int = DIGEST) -> str:
    """Write a few characters that stand for the name and for no other one likely to be beside it."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def distinct(names: Iterable[tuple[Key, str, str]], taken: frozenset[str] = BESIDE_PAGES) -> dict[Key, str]:
    """Tell apart the slugs of names that a file system would confuse; each is given as key, name and slug.

    Of those that collide one keeps its slug: the name that is its own slug, else the first in the alphabet.
    The others get a digest of what they are. So no address depends on the order of a document, and what is
    added to it moves an existing page only when it has the better right to the slug.
    """
    wanted = {key: (name, found) for key, name, found in names}
    used = set(taken)
    found: dict[Key, str] = {}
    for key in sorted(wanted, key=lambda key: (wanted[key][1] != wanted[key][0], wanted[key][0], str(key))):
        name = _free(wanted[key][1], str(key), used)
        used.add(name.lower())
        found[key] = name
    return {key: found[key] for key in wanted}


def _free(wanted: str, identity: str, used: set[str]) -> str:
    candidate, length = wanted, DIGEST
    while candidate.lower() in used:
        candidate = f"{wanted[:LONGEST]}-{digest(identity, length)}"
        length += 1
    return candidate


def _page(*folders: str) -> str:
    return "/".join((REFERENCE, *folders, "index.md"))


def _safe(found: str, name: str) -> str:
    if found and len(found) <= LONGEST and not DEVICES.fullmatch(found):
        return found
    kept = found[:LONGEST].replace(".", "-").rstrip("-")  # con.txt is a device too
    return "-".join(filter(None, (kept, digest(name))))
