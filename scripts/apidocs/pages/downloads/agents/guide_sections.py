"""The sections of guides, as a search of the documentation returns them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apidocs.markdown.guides import iter_headings, prose


@dataclass(frozen=True)
class Guide:
    """A guide: its `src_uri`, its title, the address of its page, and its Markdown."""

    src_uri: str
    title: str
    address: str
    text: str


@dataclass(frozen=True)
class GuideSection:
    """The part of a guide from one heading of level 2 to the next."""

    guide: Guide
    heading: str
    text: str

    @property
    def title(self) -> str:
        """What a reader calls it."""
        return f"{self.guide.title}: {self.heading}"


def iter_sections(guides: Sequence[Guide]) -> Iterator[GuideSection]:
    """Give the sections of all guides that say anything, in order."""
    for guide in guides:
        headings = [found for found in iter_headings(guide.text) if found.level == 2]  # noqa: PLR2004 - an H2
        lines = guide.text.splitlines()
        ends = [*(found.line - 1 for found in headings[1:]), len(lines)]
        for heading, end in zip(headings, ends, strict=False):
            text = "\n".join(lines[heading.line : end]).strip()
            if re.search(r"\w", prose(text)):
                yield GuideSection(guide, heading.text, text)
