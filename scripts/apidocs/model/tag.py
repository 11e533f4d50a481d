"""Turns Tag Objects, and the tags that operations only use, into values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from apidocs.document import Node
from apidocs.model.external_docs import ExternalDocs, read_external_docs
from apidocs.model.reading import list_of, text

UNTAGGED = "default"


@dataclass(frozen=True)
class Tag:
    """A group of operations; `summary`, `parent` and `kind` are OpenAPI 3.2's (section 4.22)."""

    name: str
    description: str | None = None
    summary: str | None = None
    parent: str | None = None
    kind: str | None = None
    external_docs: ExternalDocs | None = None

    @classmethod
    def from_spec(cls, node: Node) -> Tag:
        """Read one Tag Object."""
        return cls(
            text(node, "name") or "",
            text(node, "description"),
            text(node, "summary"),
            text(node, "parent"),
            text(node, "kind"),
            read_external_docs(node),
        )


def read_tags(root: Node) -> tuple[Tag, ...]:
    """Return the declared tags in the document's order; of two with one name the first counts."""
    found: dict[str, Tag] = {}
    for node in list_of(root, "tags"):
        tag = Tag.from_spec(node)
        if tag.name:
            found.setdefault(tag.name, tag)
    return tuple(found.values())


def used_tags(declared: Iterable[Tag], names: Iterable[str]) -> Iterator[Tag]:
    """Iterate over the declared tags among `names`, then over the names that no tag declares."""
    used = dict.fromkeys(names)
    for tag in declared:
        if tag.name in used:
            del used[tag.name]
            yield tag
    yield from (Tag(name) for name in used)
