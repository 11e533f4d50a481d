"""Links, headings and anchors from one page's point of view."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from apidocs.markdown import escape
from apidocs.model.api import Tag
from apidocs.model.operation import Operation
from apidocs.model.security import SecurityScheme
from apidocs.pages.addresses import AUTHENTICATION, digest, link, slug
from apidocs.pages.context import Shared

# What an anchor does not hold: it stands in an address, in an id and in an attribute list.
UNSAFE: Final = re.compile(r"[^\w.]+", re.ASCII)
# The deepest heading that HTML has.
DEEPEST: Final = 6


@dataclass(frozen=True)
class PageLinks:
    """Where things are, from the page `src_uri`, which remembers whose each anchor is."""

    shared: Shared
    src_uri: str
    _owners: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, target: str) -> escape.Markdown:
        """Write the relative link to a page or file of the reference."""
        return escape.Markdown(link(self.src_uri, target))

    def link(self, operation: Operation) -> escape.Markdown:
        """Write the link to an operation's page."""
        return self.to(self.shared.addresses.of(operation))

    def tag_link(self, tag: Tag) -> escape.Markdown:
        """Write the link to a tag's index."""
        return self.to(self.shared.addresses.tags[tag.name])

    def tag_name(self, name: str) -> escape.Markdown:
        """Write a tag that an operation names, linked to its index; a tag of webhooks only has none."""
        tag = next((tag for tag in self.shared.api.tags if tag.name == name), None)
        return (
            escape.code(name)
            if tag is None
            else escape.Markdown(f"[{escape.inline(tag.title)}]({self.tag_link(tag)})")
        )

    def schema_link(self, name: str) -> escape.Markdown:
        """Write the link to a component schema's page."""
        return self.to(self.shared.addresses.schemas[name])

    def scheme_link(self, key: str) -> escape.Markdown:
        """Write the name of a security scheme, linked to where it is explained."""
        anchor = self.shared.addresses.schemes.get(key)
        if anchor is None:
            return escape.code(key)
        return escape.Markdown(f"[{escape.inline(key)}]({self.to(AUTHENTICATION)}#{anchor})")

    def scheme_anchor(self, scheme: SecurityScheme) -> escape.Markdown:
        """Write the anchor of a security scheme on the page of all of them."""
        return escape.Markdown(self.shared.addresses.schemes[scheme.key])

    def heading(self, level: int) -> escape.Markdown:
        """Write the marks that begin a heading of this level."""
        return escape.Markdown("#" * min(level, DEEPEST))

    def title(self, text: str, anchor: str | None) -> escape.Markdown:
        """Write the page's own heading; in English its text alone gives the anchor that it has everywhere."""
        mark = "" if anchor in (None, slug(text)) else f" {{ #{anchor} }}"
        return escape.Markdown(f"# {escape.inline(text)}{mark}")

    def anchor(self, *parts: str) -> escape.Markdown:
        """Write an anchor of the page: the same for the same parts, another for others."""
        wanted = candidate = "-".join(map(anchor_part, parts))
        number = 2
        while self._owners.setdefault(candidate, parts) != parts:
            candidate = f"{wanted}-{number}"
            number += 1
        return escape.Markdown(candidate)

    def anchor_in(self, place: tuple[str, ...], *parts: str) -> escape.Markdown:
        """Write an anchor of a part of the page that may be there several times, such as a callback."""
        return self.anchor(*place, *parts)


@lru_cache(maxsize=65536)
def anchor_part(part: str) -> str:
    """Write one part of an anchor."""
    return UNSAFE.sub("-", part).strip("-") or digest(part)
