"""The HTML of a part of a page, and its headings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading as the table of contents lists it."""

    level: int
    anchor: str
    name: str


@dataclass(frozen=True)
class Part:
    """The HTML of a part of a page, whatever page that is.

    `pieces` are HTML and, at odd places, the relative links between, as they were written; `anchors` are the
    ids, of which `made` were made from headings; `own_links` lead to other parts of the same page.
    """

    pieces: tuple[str, ...]
    anchors: tuple[str, ...]
    made: frozenset[str]
    headings: tuple[Heading, ...]
    own_links: tuple[str, ...]
    title: str | None
    tab_sets: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is shown."""
        return self.pieces == ("",)
