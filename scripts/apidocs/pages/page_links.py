"""Links, headings and anchors, written from the point of view of one page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Final

from markupsafe import Markup

from apidocs.markdown import commonmark
from apidocs.markdown.escape import Html
from apidocs.model.api import Tag
from apidocs.model.operation import Operation
from apidocs.model.security import SecurityScheme
from apidocs.pages.addresses import AUTHENTICATION, digest, link, slug
from apidocs.pages.context import Shared
from apidocs.pages.writers import Writer, html_text

# What an anchor does not hold: it stands in an address and in an id.
UNSAFE: Final = re.compile(r"[^\w.]+", re.ASCII)
# The deepest heading that HTML has.
DEEPEST: Final = 6
# Marks of a status by its first digit.
CLASSES: Final = frozenset("12345")


@dataclass(frozen=True)
class Heading:
    """A heading as a table of contents lists it; `title` is plain text."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class PageLinks:
    """Where things are, from the page `src_uri`, which remembers whose each anchor is and its headings."""

    shared: Shared
    src_uri: str
    writer: Writer
    headings: list[Heading] = field(default_factory=list)
    _owners: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, target: str) -> Markup:
        """Write the relative link to a page or file of the reference."""
        return Html(link(self.src_uri, target))

    def link(self, operation: Operation) -> Markup:
        """Write the link to an operation's page."""
        return self.to(self.shared.addresses.of(operation))

    def tag_link(self, tag: Tag) -> Markup:
        """Write the link to a tag's index."""
        return self.to(self.shared.addresses.tags[tag.name])

    def tag_name(self, name: str) -> Markup:
        """Write a tag that an operation names, linked to its index; a tag of webhooks only has none."""
        branch = self.shared.api.branches.get(name)
        if branch is None or branch.tag is None:
            return self.writer.code(name)
        return self.writer.link(self.writer.text(branch.title), self.tag_link(branch.tag))

    def schema_link(self, name: str) -> Markup:
        """Write the link to a component schema's page."""
        return self.to(self.shared.addresses.schemas[name])

    def schema_name(self, name: str) -> Markup:
        """Write the name of a component schema, linked to its page."""
        return self.writer.link(self.writer.text(name), self.schema_link(name))

    def scheme_link(self, key: str) -> Markup:
        """Write the name of a security scheme, linked to where it is explained."""
        anchor = self.shared.addresses.schemes.get(key)
        if anchor is None:
            return self.writer.code(key)
        return self.writer.link(self.writer.text(key), f"{self.to(AUTHENTICATION)}#{anchor}")

    def scheme_anchor(self, scheme: SecurityScheme) -> Markup:
        """Write the anchor of a security scheme on the page of all of them."""
        return Html(self.shared.addresses.schemes[scheme.key])

    def marks(self, level: int) -> Markup:
        """Write the marks that begin a heading of Markdown."""
        return Html("#" * min(level, DEEPEST))

    def title(self, text: str, anchor: str | None = None) -> Markup:
        """Write the page's own heading."""
        own = slug(text) if anchor is None else anchor
        return self.heading(1, text, self._owned(own, ("title",)))

    def heading(  # noqa: PLR0913 - the parts of a heading
        self,
        level: int,
        text: str,
        anchor: str,
        classes: str = "",
        *,
        words: str = "",
        chip: str = "",
        is_marked: bool = False,
        has_link: bool = True,
    ) -> Html:
        """Write a heading of HTML and list it for the table of contents, with the `words` after it there."""
        said = Html(text) if isinstance(text, Markup) else html_text(text)
        depth = min(level, DEEPEST)
        self.headings.append(Heading(depth, anchor, f"{Html(said).striptags()} {words}".strip()))
        marks = f' class="{classes}"' if classes else ""
        kind = "chip chip--required" if is_marked else "chip"
        beside = f' <span class="{kind}">{html_text(chip)}</span>' if chip else ""
        title = html_text(self.writer.words.say("frame.link"))
        way = (
            f' <a class="headerlink" href="#{anchor}" title="{title}"> </a>' if has_link and level > 1 else ""
        )
        return Html(f'<h{depth} id="{anchor}"{marks}>{said}{beside}{way}</h{depth}>')

    def introduction(self, text: str) -> Markup:
        """Write a description whose headings are parts of the page."""
        number = count(1)
        return commonmark.html_with_headings(
            text,
            lambda words: self._owned(slug(words), ("introduction", str(next(number)))),
            lambda level, words, anchor: self.heading(2 + level, words, anchor),
        )

    def linked_heading(self, level: int, text: str, target: str, anchor: str) -> Html:
        """Write a heading that leads to a page."""
        return self.heading(level, self.writer.link(html_text(text), target), anchor)

    def status_class(self, status_code: str) -> str:
        """Name the class of a status, which colors it."""
        first = status_code[:1]
        return f"{first}xx" if first in CLASSES else "default"

    def anchor(self, *parts: str) -> Markup:
        """Write an anchor of the page: the same for the same parts, another for others."""
        return self._owned("-".join(map(anchor_part, parts)), parts)

    def _owned(self, wanted: str, parts: tuple[str, ...]) -> Markup:
        """Return the wanted anchor, with a number if it is another one's."""
        candidate, number = wanted, 2
        while self._owners.setdefault(candidate, parts) != parts:
            candidate = f"{wanted}-{number}"
            number += 1
        return Html(candidate)

    def anchor_in(self, place: tuple[str, ...], *parts: str) -> Markup:
        """Write an anchor of a part of the page that may be there several times, such as a callback."""
        return self.anchor(*place, *parts)


@lru_cache(maxsize=65536)
def anchor_part(part: str) -> str:
    """Write one part of an anchor."""
    return UNSAFE.sub("-", part).strip("-") or digest(part)
