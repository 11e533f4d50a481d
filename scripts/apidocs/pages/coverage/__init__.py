"""Report the texts of a document that no page shows, each with the reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from apidocs.document.document import Document
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.coverage.owners import Owners
from apidocs.pages.coverage.reasons import reason_of
from apidocs.pages.coverage.texts import Text, iter_texts
from apidocs.pages.coverage.words import is_in, page_words
from apidocs.pages.pages import Page

# Of a longer text the report has the beginning; the pointer leads to all of it.
LONGEST = 120


@dataclass(frozen=True)
class Omission:
    """A text that no page shows; `file` is "" for the root file."""

    file: str
    pointer: str
    is_name: bool
    text: str
    reason: str


@dataclass(frozen=True)
class Report:
    """How many texts the document has, and those that no page shows."""

    texts: int
    omissions: tuple[Omission, ...]

    @property
    def summary(self) -> str:
        """The report in one line."""
        counts = Counter(omission.reason for omission in self.omissions)
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(counts.items()))
        shown = self.texts - len(self.omissions)
        return f"{shown:,} of {self.texts:,} texts of the document are shown" + (
            f"; not shown: {reasons}" if reasons else ""
        )

    def to_json(self) -> str:
        """Write the report for other programs."""
        whole = {"texts": self.texts, "omissions": [asdict(omission) for omission in self.omissions]}
        return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def report_of(document: Document, api: Api, addresses: Addresses, pages: tuple[Page, ...]) -> Report:
    """Look up each text of the document in the pages that should show it."""
    owners = Owners(document, api, addresses, pages)
    words = {
        page.src_uri: page_words("\n".join((page.title, page.summary, page.twin, *page.files.values())))
        for page in pages
    }
    texts = list(iter_texts(document))
    return Report(len(texts), tuple(_iter_omissions(texts, document, owners, words)))


def _iter_omissions(
    texts: list[Text], document: Document, owners: Owners, words: dict[str, str]
) -> Iterator[Omission]:
    for text in texts:
        location = text.location
        pages = sorted(owners.pages_of(location, text.tokens))
        if not any(is_in(text.text, words[page]) for page in pages if page in words):
            reason = reason_of(text, document, has_pages=bool(pages))
            yield Omission(location.uri, location.pointer, text.is_name, text.text[:LONGEST], reason)
