"""Turns Tag Objects, and the tags that operations only use, into values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apidocs.document import Node
from apidocs.model.external_docs import ExternalDocs, read_external_docs
from apidocs.model.reading import extensions_of, list_of, text

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
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What readers call it: the summary, else the name that many generators read."""
        display_name = self.extensions.get("x-displayName")
        return next(
            (text for text in (self.summary, display_name) if isinstance(text, str) and text.strip()),
            self.name,
        )

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
            extensions_of(node),
        )


def read_tags(root: Node) -> tuple[Tag, ...]:
    """Return the declared tags in the document's order; of two with one name the first counts."""
    found: dict[str, Tag] = {}
    for node in list_of(root, "tags"):
        tag = Tag.from_spec(node)
        if tag.name:
            found.setdefault(tag.name, tag)
    return tuple(found.values())


def used_tags(declared: Sequence[Tag], names: Iterable[str]) -> Iterator[Tag]:
    """Iterate over the declared tags that say something or are used, then over names that no tag declares.

    Used are those among `names`, and the parents of those that are iterated over.
    """
    by_name = {tag.name: tag for tag in declared}
    used = dict.fromkeys(names)
    shown = set(used) | {tag.name for tag in declared if tag.description or tag.external_docs is not None}
    for name in sorted(shown):
        parent = by_name[name].parent if name in by_name else None
        while parent in by_name and parent not in shown:
            shown.add(parent)
            parent = by_name[parent].parent
    yield from (tag for tag in declared if tag.name in shown)
    yield from (Tag(name) for name in used if name not in by_name)
