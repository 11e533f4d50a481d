"""Tag Objects, and tags that only operations name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from apidocs.document.document import Node
from apidocs.model.info import ExternalDocs, read_external_docs
from apidocs.model.reading import extensions_of, list_of, text

UNTAGGED = "default"


# Tags below each other; one that stands deeper is listed on its own, with those below it.
MOST_LEVELS: Final = 10


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


@dataclass(frozen=True)
class Branch:
    """A tag with the tags inside it, or a group of tags that is none itself."""

    title: str
    tag: Tag | None
    branches: tuple[Branch, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Branch]]:
        """Give this branch and all inside it, each with its depth."""
        yield depth, self
        for branch in self.branches:
            yield from branch.walk(depth + 1)


def tag_tree(tags: Sequence[Tag], extensions: Mapping[str, Any]) -> tuple[Branch, ...]:
    """Put each tag once below its `parent` (OpenAPI 3.2, section 4.22), and others into `x-tagGroups`.

    Tags keep the document's order; those in no group follow the groups.
    """
    levels = _levels(tags)
    inside: dict[str | None, list[Tag]] = {}
    for tag in tags:
        inside.setdefault(tag.parent if levels[tag.name] else None, []).append(tag)
    top = inside.pop(None, [])
    groups = list(_iter_groups(top, inside, extensions.get("x-tagGroups")))
    grouped = {branch.tag.name for group in groups for branch in group.branches if branch.tag is not None}
    return (*groups, *(_branch(tag, inside) for tag in top if tag.name not in grouped))


def _levels(tags: Sequence[Tag]) -> dict[str, int]:
    """Return how many tags each stands below; one that is, by its parents, below itself stands alone.

    So does one that stands too deep, with those below it.
    """
    parents = {tag.name: tag.parent for tag in tags}
    levels: dict[str, int | None] = {}
    for tag in tags:
        name: str | None = tag.name
        way: dict[str, None] = {}
        while name in parents and name not in levels and name not in way:
            way[name] = None
            name = parents[name]
        level = None if name in way else levels.get(name or "", -1)
        for below in reversed(way):
            level = None if level is None else level + 1
            levels[below] = level
    return {name: (level or 0) % MOST_LEVELS for name, level in levels.items()}


def _branch(tag: Tag, inside: Mapping[str | None, Sequence[Tag]]) -> Branch:
    return Branch(tag.title, tag, tuple(_branch(found, inside) for found in inside.get(tag.name, ())))


def _iter_groups(
    top: Sequence[Tag], inside: Mapping[str | None, Sequence[Tag]], groups: object
) -> Iterator[Branch]:
    left = {tag.name: tag for tag in top}
    for group in groups if isinstance(groups, list) else ():
        names = group.get("tags") if isinstance(group, dict) else None
        texts = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        found = [left.pop(name) for name in texts if name in left]
        if found:
            yield Branch(str(group.get("name") or ""), None, tuple(_branch(tag, inside) for tag in found))
