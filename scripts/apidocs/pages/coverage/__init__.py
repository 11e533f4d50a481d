"""Report the texts of a document that no page shows, each with the reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from apidocs.document.document import Document
from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.coverage.assertions import is_said
from apidocs.pages.coverage.owners import Owners
from apidocs.pages.coverage.reasons import reason_of
from apidocs.pages.coverage.said import Pages
from apidocs.pages.coverage.texts import Text, iter_texts
from apidocs.pages.pages import Page
from apidocs.pages.words.texts import Words

# Of a longer text the report has the beginning; the pointer leads to all of it.
LONGEST = 120
# A page says the assertion, but an operation that reaches it leads there over another page.
FURTHER_AWAY = "further-away"


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


def report_of(
    document: Document, api: Api, addresses: Addresses, pages: tuple[Page, ...], words: Words
) -> Report:
    """Look up each text and assertion of the document in the pages that should show it."""
    texts = list(iter_texts(document))
    lookup = _Lookup(document, Owners(document, api, addresses, pages), Pages(pages, words))
    return Report(len(texts), tuple(lookup.iter_omissions(texts)))


@dataclass(frozen=True)
class _Lookup:
    document: Document
    owners: Owners
    pages: Pages

    def iter_omissions(self, texts: list[Text]) -> Iterator[Omission]:
        for text in texts:
            owners = self.owners.pages_of(text.location, text.tokens)
            reason = self._reason(text, sorted(owners))
            if reason is not None:
                location = text.location
                yield Omission(location.uri, location.pointer, text.is_name, text.text[:LONGEST], reason)

    def _reason(self, text: Text, owners: list[str]) -> str | None:
        """Return why a page of those that should show it does not; none where all of them do."""
        operations = [page for page in owners if self.owners.is_operation(page)]
        if text.keyword is None or not operations:
            is_shown = any(self.pages.holds(page, text.text) for page in owners)
            return None if is_shown else reason_of(text, self.document, has_pages=bool(owners))
        home = self.owners.home_of(text.location)
        near = [home] if home is not None and self._is_said(text, home, is_home=True) else []
        missing = [page for page in operations if not self._is_near(text, page, near)]
        if missing:
            others = (page for page in owners if page not in (home, *operations))
            near += [page for page in others if self._is_said(text, page)]
            missing = [page for page in missing if not self._is_near(text, page, near)]
        if not missing:
            return None
        return FURTHER_AWAY if near else reason_of(text, self.document, has_pages=True)

    def _is_near(self, text: Text, page: str, near: Sequence[str]) -> bool:
        """Whether a page says an assertion, or leads to one of those that do."""
        return any(self.pages.leads_to(page, target) for target in near) or self._is_said(text, page)

    def _is_said(self, text: Text, page: str, *, is_home: bool = False) -> bool:
        return is_said(text, self.document, self.pages, page, is_home=is_home)
