"""Turns the tags of a document into the tree by which they are listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apidocs.model.tag import Tag


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
    top = [tag for tag in tags if not _has_parent(tag, tags)]
    groups = list(_iter_groups(top, tags, extensions.get("x-tagGroups")))
    grouped = {branch.tag.name for group in groups for branch in group.branches if branch.tag is not None}
    return (*groups, *(_branch(tag, tags) for tag in top if tag.name not in grouped))


def _has_parent(tag: Tag, tags: Sequence[Tag]) -> bool:
    """Tell whether the tag stands below another; one that is, by its parents, below itself stands alone."""
    parents = {found.name: found.parent for found in tags}
    seen = {tag.name}
    name = tag.parent
    while name in parents and name not in seen:
        seen.add(name)
        name = parents[name]
    return tag.parent in parents and name not in seen


def _branch(tag: Tag, tags: Sequence[Tag]) -> Branch:
    inside = (found for found in tags if found.parent == tag.name and _has_parent(found, tags))
    return Branch(tag.title, tag, tuple(_branch(found, tags) for found in inside))


def _iter_groups(top: Sequence[Tag], tags: Sequence[Tag], groups: object) -> Iterator[Branch]:
    left = {tag.name: tag for tag in top}
    for group in groups if isinstance(groups, list) else ():
        names = group.get("tags") if isinstance(group, dict) else None
        texts = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        found = [left.pop(name) for name in texts if name in left]
        if found:
            yield Branch(str(group.get("name") or ""), None, tuple(_branch(tag, tags) for tag in found))
