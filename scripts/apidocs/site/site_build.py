"""One build of a site: what it is made of, and what has come of it."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from apidocs.pages.speed.page_cache import KnownPages
from apidocs.pages.words.catalogue import ENGLISH, read_words
from apidocs.pages.words.texts import Words
from apidocs.pipeline import Reference, generate
from apidocs.problems import Problem, ProblemsError
from apidocs.progress import Progress
from apidocs.project import Project
from apidocs.site.connection import connection_of
from apidocs.site.finish.redirects import read_redirects, write_redirects
from apidocs.site.mkdocs_warnings import never_abort
from apidocs.site.navigation import (
    describe_api,
    describe_reference,
    leave_out_idle_scripts,
    name_controls,
    place_reference,
)
from apidocs.site.site_pages import SitePages

log = logging.getLogger("mkdocs.apidocs")


class RefusedError(Abort):
    """The document cannot be documented; carries what validation found."""

    def __init__(self, error: ProblemsError) -> None:
        super().__init__(str(error))
        self.problems = error.problems


class SiteBuild:
    """One build of a site. Whoever publishes creates it, and MkDocs' events carry it out.

    While a site is served, no step raises: MkDocs would print a traceback and answer no request any more. The
    reference and the words of the `last` build then stay until the document is mended.
    """

    def __init__(
        self,
        project: Project,
        progress: Progress,
        *,
        is_serving: bool = False,
        last: SiteBuild | None = None,
    ) -> None:
        self.project, self.progress, self.is_serving = project, progress, is_serving
        self.reference: Reference | None = None if last is None else last.reference
        self.words: Words = Words(ENGLISH, {}) if last is None else last.words
        self.known: KnownPages | None = last.known if last is not None else None
        if is_serving and self.known is None:
            self.known = KnownPages()
        self.pages: SitePages | None = None

    def configure(self, config: MkDocsConfig) -> None:
        """Generate the reference, and describe it to MkDocs. Raises RefusedError."""
        repeats = bool(config.extra.get("repeat_descriptions")) and not self.project.is_whole_site
        language = config.theme.get("language", ENGLISH)
        choices = replace(self.project.choices, repeats=repeats)
        self.project = replace(self.project, language=language, choices=choices)
        config.extra["problems"] = []
        if self.is_serving:
            never_abort(config)
            self._generate_or_keep(config)
        else:
            self._generate()
        if self.reference is not None and self.project.is_whole_site:
            describe_reference(config, self.reference)
        else:
            place_reference(config, self.reference)
        if self.reference is not None:
            connection = config.extra["connection"] = connection_of(self.reference.api)
            leave_out_idle_scripts(config, connection)
            describe_api(config, self.reference)
        self.words = self._read_words() if self.reference is None else self.reference.words
        name_controls(config, self.words)

    def take(self, reference: Reference) -> None:
        """Go on with a reference whose pages stand where those of the last one do."""
        self.reference = reference
        if self.pages is not None:
            self.pages.take(reference)

    def redirect(self, config: MkDocsConfig) -> None:
        """Keep old addresses alive; a site of another description has none. Raises RefusedError."""
        if self.project.is_whole_site:
            return
        try:
            redirects = read_redirects(self.project.redirects)
            has_files = not config.use_directory_urls
            write_redirects(redirects, Path(config.site_dir), self.words, names_files=has_files)
        except ProblemsError as error:
            if not self.is_serving:
                raise RefusedError(error) from error
            for problem in error.problems:
                log.error("%s", problem)  # noqa: TRY400 - a traceback says nothing to whom it is shown

    def _read_words(self) -> Words:
        """Read what the frame says when there are no pages yet; broken, it was told already."""
        try:
            return read_words(self.project.words_dir, self.project.language)
        except ProblemsError as error:
            if self.is_serving and self.words.texts:
                return self.words
            raise RefusedError(error) from error

    def _generate(self) -> None:
        try:
            self.reference = generate(self.project, self.progress, self.known)
        except ProblemsError as error:
            raise RefusedError(error) from error

    def _generate_or_keep(self, config: MkDocsConfig) -> None:
        try:
            self._generate()
        except RefusedError as error:
            problems = error.problems
        except Exception as error:
            log.debug("generating the reference failed", exc_info=True)
            message = f"the reference cannot be generated: {type(error).__name__}: {error}"
            problems = (Problem(self.project.spec, 1, 1, "generator-failed", message, "error"),)
        else:
            return
        config.extra["problems"] = [str(problem) for problem in problems]
        for problem in problems:
            log.error("%s", problem)
        log.error("The last good pages stay until this is mended.")
