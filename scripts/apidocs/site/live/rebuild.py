"""Bring edits to the site that is served: the pages that they touch first, the rest after them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from apidocs.document.document import Document
from apidocs.pages.pages import NavSection, Page, nav_sections
from apidocs.pipeline import Check, Reference, generate, iter_downloads
from apidocs.problems import Problem
from apidocs.progress import Progress, Silent, counted
from apidocs.project import ROOT
from apidocs.site.connection import connection_of
from apidocs.site.live.watch import Stamps, stamps_of
from apidocs.site.mkdocs_events import SITE
from apidocs.site.output.atomic_folder import updating
from apidocs.site.publish import publish_live
from apidocs.validation.validate import find_errors, validate

log = logging.getLogger("mkdocs.apidocs")
DOCS_DIR = ROOT / "docs"


class LiveSite:
    """The site of this project as it is served at `site_url`, built in whole or in part.

    `ask` is called from another thread when `build` has something to do that no edit asks for.
    """

    def __init__(self, site_dir: Path, site_url: str, progress: Progress, ask: Callable[[], None]) -> None:
        self._site_dir, self._site_url = site_dir, site_url
        self._progress, self._ask = progress, ask
        self._stamps: Stamps = {}
        self._checking = threading.Lock()
        self._checked: tuple[Document, tuple[Problem, ...]] | None = None
        self._told: frozenset[Problem] = frozenset()

    def build(self) -> bool:
        """Bring the site up to date; say whether any page is another now. Raises as `publish_live`."""
        last, now = self._stamps, stamps_of(ROOT)
        edited = {path for path in last.keys() | now.keys() if last.get(path) != now.get(path)}
        if last and not edited:
            return self._settle()
        self._stamps = {}  # should this one fail, the next one is whole
        self._progress.start("build")
        count = self._update(edited) if last else None
        if count is None:
            publish_live(self._site_dir, Silent(), self._site_url)
            count = 0 if SITE.live is None else len(SITE.live.pages)
            self._tell()
        self._progress.finish(counted(count, "page"))
        self._stamps = now
        return count > 0

    def _update(self, edited: Collection[Path]) -> int | None:
        """Make the pages that an edit touches; None where it may touch more."""
        last = SITE.reference
        if last is None or SITE.live is None or SITE.live.is_broken:
            return None
        try:
            guides = SITE.live.pages.keys() - {page.src_uri for page in last.pages}
            if all(path.is_file() and path in {DOCS_DIR / src_uri for src_uri in guides} for path in edited):
                return self._publish(last, {_src_uri(path) for path in edited})
            if all(path in _files_of(last.document) for path in edited):
                warnings = _warnings(last)
                count = self._renew(last, lambda document: (*find_errors(document), *warnings))
                self._check_later()
                return count
        except Exception:  # whatever it is, a whole build meets it again and tells of it
            log.debug("the update failed", exc_info=True)
        return None

    def _renew(self, last: Reference, check: Check) -> int | None:
        """Make the reference anew and publish the pages that differ; None where more than pages differs."""
        new = generate(SITE.used_project, Silent(), SITE.known, check)
        if _frame(new) != _frame(last):
            return None
        changed = [page for page, other in zip(new.pages, last.pages, strict=True) if page != other]
        renamed = dict(set(_titles(new).items()) - set(_titles(last).items()))
        return self._publish(new, {page.src_uri for page in changed}, renamed, _files_beside(changed))

    def _publish(
        self,
        reference: Reference,
        src_uris: Collection[str],
        renamed: Mapping[str, str] = MappingProxyType({}),
        beside: Iterable[tuple[str, str]] = (),
    ) -> int:
        assert SITE.live is not None  # noqa: S101 - only what was built before is updated
        with updating(self._site_dir) as fresh:
            SITE.live.write_into(fresh)
            SITE.take(reference)
            count = SITE.live.update(src_uris, renamed, reference)
            _write(beside, fresh)
        return count

    def _check_later(self) -> None:
        """Validate beside the server; readers of the page do not wait for it."""
        threading.Thread(target=self._check, daemon=True).start()

    def _check(self) -> None:
        with self._checking:
            document = None if SITE.reference is None else SITE.reference.document
            if document is not None and (self._checked is None or self._checked[0] is not document):
                self._checked = (document, validate(document))
        self._ask()

    def _settle(self) -> bool:
        """Do what an edit did not wait for: mark what validation found, and write what is for download."""
        checked, last = self._checked, SITE.reference
        if checked is None or last is None or checked[0] is not last.document:
            return False
        self._checked = None
        is_same = set(checked[1]) == set(_warnings(last))
        count = 0 if is_same else self._renew(last, lambda _: checked[1])
        self._tell()
        if SITE.reference is not None and SITE.live is not None:
            with updating(self._site_dir) as fresh:
                _write(iter_downloads(SITE.reference), fresh)
                SITE.live.write_into(fresh)
                SITE.live.finish_downloads(SITE.reference)
        return bool(count)

    def _tell(self) -> None:
        """Say each problem that was not there the last time."""
        problems = () if SITE.reference is None else SITE.reference.problems
        for problem in problems:
            if problem not in self._told:
                log.warning("%s", problem)
        self._told = frozenset(problems)


def _frame(reference: Reference) -> tuple[object, ...]:
    """Return what pages show that is not their own: while it is the same, each page can be made alone."""
    api = reference.api
    pages = [(page.src_uri, sorted(page.files)) for page in reference.pages]
    sections = [_without_titles(section) for section in _sections(reference)]
    return pages, sections, connection_of(api), reference.words.texts


def _sections(reference: Reference) -> tuple[NavSection, ...]:
    return nav_sections(reference.api, reference.addresses, reference.words)


def _without_titles(section: NavSection) -> NavSection:
    """Leave out what operations are called: that stands in the navigation of the pages around them only."""
    operations = tuple(("", src_uri) for _, src_uri in section.operations)
    return replace(section, operations=operations, sections=tuple(map(_without_titles, section.sections)))


def _titles(reference: Reference) -> dict[str, str]:
    addresses = reference.addresses
    return {addresses.of(operation): operation.title for operation in reference.api.every_operation}


def _warnings(reference: Reference) -> tuple[Problem, ...]:
    """Return what was found in the document the last time."""
    return tuple(found for found in reference.problems if found not in reference.words.problems)


def _files_of(document: Document) -> set[Path]:
    return {Path(source.name).resolve() for source in document.sources.values()}


def _files_beside(pages: Collection[Page]) -> list[tuple[str, str]]:
    return [file for page in pages for file in page.files.items()]


def _write(files: Iterable[tuple[str, str]], folder: Path) -> None:
    for src_uri, text in files:
        path = folder / src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _src_uri(path: Path) -> str:
    return path.relative_to(DOCS_DIR).as_posix()
