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
from apidocs.project import Project
from apidocs.site.connection import connection_of
from apidocs.site.live.live_pages import LivePages
from apidocs.site.live.watch import Stamps, stamps_of
from apidocs.site.output.atomic_folder import updating
from apidocs.site.publish import publish_live
from apidocs.site.site_build import SiteBuild
from apidocs.validation.validate import find_errors, validate

log = logging.getLogger("mkdocs.apidocs")


class LiveSite:
    """The site of a project as it is served at `site_url`, built in whole or in part.

    `ask` is called from another thread when `build` has something to do that no edit asks for.
    """

    def __init__(
        self, project: Project, site_dir: Path, site_url: str, progress: Progress, ask: Callable[[], None]
    ) -> None:
        self._project, self._site_dir, self._site_url = project, site_dir, site_url
        self._last: SiteBuild | None = None
        self._progress, self._ask = progress, ask
        self._stamps: Stamps = {}
        self._checking = threading.Lock()
        self._checked: tuple[Document, tuple[Problem, ...]] | None = None
        self._told: frozenset[Problem] = frozenset()

    def build(self) -> bool:
        """Bring the site up to date; say whether any page is another now. Raises as `publish_live`."""
        last, now = self._stamps, stamps_of(self._project.root)
        edited = {path for path in last.keys() | now.keys() if last.get(path) != now.get(path)}
        if last and not edited:
            return self._settle()
        self._stamps = {}  # should this one fail, the next one is whole
        self._progress.start("build")
        count = self._update(edited) if last else None
        if count is None:
            count = self._publish_all()
        self._progress.finish(counted(count, "page"))
        self._stamps = now
        return count > 0

    def _publish_all(self) -> int:
        build = SiteBuild(self._project, Silent(), is_serving=True, last=self._last)
        publish_live(self._site_dir, build, self._site_url)
        self._last = build
        self._tell()
        return 0 if build.pages is None else len(build.pages)

    @property
    def _reference(self) -> Reference | None:
        return None if self._last is None else self._last.reference

    @property
    def _live(self) -> LivePages | None:
        return None if self._last is None or self._last.pages is None else self._last.pages.live

    def _update(self, edited: Collection[Path]) -> int | None:
        """Make the pages that an edit touches; None where it may touch more."""
        last, live = self._reference, self._live
        if last is None or live is None or live.is_broken:
            return None
        try:
            docs_dir = self._project.docs_dir
            guides = {docs_dir / uri for uri in live.pages.keys() - {page.src_uri for page in last.pages}}
            if all(path.is_file() and path in guides for path in edited):
                return self._publish(last, {path.relative_to(docs_dir).as_posix() for path in edited})
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
        assert self._last is not None  # noqa: S101 - whose reference is made anew
        new = generate(self._last.project, Silent(), self._last.known, check)
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
        live = self._live
        assert self._last is not None and live is not None  # noqa: S101, PT018 - what is updated was built
        with updating(self._site_dir) as fresh:
            live.write_into(fresh)
            self._last.take(reference)
            count = live.update(src_uris, renamed, reference)
            _write(beside, fresh)
        return count

    def _check_later(self) -> None:
        """Validate beside the server; readers of the page do not wait for it."""
        threading.Thread(target=self._check, daemon=True).start()

    def _check(self) -> None:
        with self._checking:
            reference = self._reference
            document = None if reference is None else reference.document
            if document is not None and (self._checked is None or self._checked[0] is not document):
                self._checked = (document, validate(document))
        self._ask()

    def _settle(self) -> bool:
        """Do what an edit did not wait for: mark what validation found, and write what is for download."""
        checked, last = self._checked, self._reference
        if checked is None or last is None or checked[0] is not last.document:
            return False
        self._checked = None
        is_same = set(checked[1]) == set(_warnings(last))
        count = 0 if is_same else self._renew(last, lambda _: checked[1])
        self._tell()
        reference, live = self._reference, self._live
        if reference is not None and live is not None:
            with updating(self._site_dir) as fresh:
                _write(iter_downloads(reference), fresh)
                live.write_into(fresh)
                live.finish_downloads(reference)
        return bool(count)

    def _tell(self) -> None:
        """Say each problem that was not there the last time."""
        problems = () if self._reference is None else self._reference.problems
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
