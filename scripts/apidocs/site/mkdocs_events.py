"""The events of an MkDocs build."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from apidocs.markdown.clean_html import clean
from apidocs.pages.pages import Page as ReferencePage
from apidocs.pages.speed.page_cache import KnownPages
from apidocs.pages.speed.template_cache import THEME
from apidocs.pages.words.catalogue import ENGLISH, read_words
from apidocs.pages.words.texts import Words
from apidocs.pipeline import Reference, generate
from apidocs.problems import Problem, ProblemsError
from apidocs.progress import Progress, Silent, counted
from apidocs.project import Project
from apidocs.site.connection import connection_of
from apidocs.site.finish.content_security_policy import with_policy
from apidocs.site.finish.finish import finish_site
from apidocs.site.finish.redirects import read_redirects, write_redirects
from apidocs.site.finish.trimming import lean_frame
from apidocs.site.generated_files import add_files, take_article
from apidocs.site.live.live_pages import LivePages, in_order
from apidocs.site.live.watch import watch_sources
from apidocs.site.mkdocs_warnings import iter_page_warnings, never_abort
from apidocs.site.navigation import describe_api, describe_reference, name_controls, place_reference
from apidocs.site.navigation_html import QuickNav
from apidocs.site.own_address import with_own_address
from apidocs.site.parallel_pages import SharedPages
from apidocs.site.search_index import SearchEntries

log = logging.getLogger("mkdocs.apidocs")


class RefusedError(Abort):
    """The document cannot be documented; carries what validation found."""

    def __init__(self, error: ProblemsError) -> None:
        super().__init__(str(error))
        self.problems = error.problems


class Site:
    """One site in the making; `project` and `progress` are set by whoever starts the build.

    While MkDocs serves, no event may raise: MkDocs would print a traceback and answer no request any more.
    `reference` is then the last good one.
    """

    def __init__(self) -> None:
        self.project: Project | None = None
        self.used_project = Project("", Path())
        self.progress: Progress = Silent()
        self.reference: Reference | None = None
        self.words = Words(ENGLISH, {})
        self.is_serving = False
        self.known: KnownPages | None = None
        self._pages: dict[str, Page] = {}
        self._own: dict[str, ReferencePage] = {}
        self._entries: SearchEntries | None = None
        self._nav: Navigation | None = None
        self._quick_nav: QuickNav | None = None
        self._shared: SharedPages | None = None
        self.live: LivePages | None = None
        self.contents: dict[str, str] = {}

    def take(self, reference: Reference) -> None:
        """Go on with a reference whose pages stand where those of the last build do."""
        self.reference = reference
        self._own = {page.src_uri: page for page in reference.pages}
        if self.live is not None:
            for src_uri, page in self._own.items():
                self.live.pages[src_uri].file.content_string = page.article
            self._entries = SearchEntries(self.live.config, reference)
            self._quick_nav = QuickNav(self.live.env, self.live.nav)

    def on_startup(self, *, command: str, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own contract
        """Remember whether MkDocs serves: then pages are made anew only where something has changed."""
        self.is_serving = command == "serve"
        self.known = (self.known or KnownPages()) if self.is_serving else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate the reference and put it into the navigation."""
        project = self.project or Project.from_folder(_root(config), strict=bool(config.strict))
        repeats = bool(config.extra.get("repeat_descriptions")) and not project.is_whole_site
        project = replace(project, language=config.theme.get("language", ENGLISH), repeats=repeats)
        self.used_project = project
        config.extra["problems"] = []
        if self.is_serving:
            never_abort(config)
            self._generate_or_keep(project, config)
        else:
            self._generate(project)
        if self.reference is not None and project.is_whole_site:
            describe_reference(config, self.reference)
        else:
            place_reference(config, self.reference)
        if self.reference is not None:
            config.extra["connection"] = connection_of(self.reference.api)
            describe_api(config, self.reference)
        self.words = self._read_words(project) if self.reference is None else self.reference.words
        name_controls(config, self.words)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the reference to those that people wrote."""
        self._own = {}
        if self.reference is not None:
            self._own = {page.src_uri: page for page in self.reference.pages}
            add_files(files, self.reference, config)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Begin the longest step: MkDocs makes HTML of each guide, then a page of each article."""
        self._pages, self.contents, self._nav, self.live = {}, {}, nav, None
        self._entries = None if self.reference is None else SearchEntries(config, self.reference)
        self.progress.start("publish", len(files.documentation_pages()))
        return nav

    def on_page_markdown(self, text: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401
        """Note the page for its twin; of a guide, warn of what MkDocs passes over."""
        src_uri = page.file.src_uri
        self._pages[src_uri] = page
        own = self._own.get(src_uri)
        if own is not None:
            take_article(page, own)
            return text
        for warning in iter_page_warnings(src_uri, text):
            log.warning("%s", warning)
        return with_own_address(text, page, config)

    def on_page_content(self, text: str, page: Page, **_: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        """Index the page for search. In a preview, remove what could run: a stranger may have written it."""
        if self.used_project.is_sandbox:
            text = page.content = self.contents[page.file.src_uri] = clean(text)
        if self._entries is not None:
            self._entries.take(page)
        return text

    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Make what pages share once, and share the pages out."""
        env.bytecode_cache = THEME
        env.cache = {}  # as `cache_size=-1`: all of them, without an order
        if self._nav is not None:
            self._quick_nav = QuickNav(env, self._nav)
            arguments = (config, files.documentation_pages(), self._nav, env)
            self._shared = SharedPages(self._pages_of_reference(), *arguments)
            self.live = LivePages(config, files, self._nav, env, self._pages)
        return env

    def _pages_of_reference(self) -> list[Page]:
        """List the pages that leave nothing but their file; a guide has its words in the search index too."""
        return [page for src_uri, page in self._pages.items() if src_uri in self._own]

    def on_page_context(self, context: TemplateContext, page: Page, **_: Any) -> TemplateContext:  # noqa: ANN401
        """Give the page its navigation."""
        quick_nav = self._quick_nav
        if quick_nav is not None:
            context["quick_nav"] = lambda: quick_nav.html(page, context)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, text: str, page: Page, **_: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        """Count the page and give it its policy."""
        del page
        self.progress.advance()
        return self._protected(text)

    def on_post_template(self, text: str, *, template_name: str, **_: Any) -> str:  # noqa: ANN401
        """Give the page for missing addresses its policy too; its style and script are our own."""
        if self.is_serving or not template_name.endswith(".html"):
            return text
        return with_policy(text, trusted=True)

    def _protected(self, text: str) -> str:
        """Leave a page that is served as it is: MkDocs adds an inline script to it that loads it again."""
        return text if self.is_serving else with_policy(lean_frame(text))

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the Markdown twins and llms.txt beside the pages."""
        if self._shared is not None:
            self._shared.finish(self.progress.advance)
        self.progress.finish(counted(len(self._pages), "page"))
        self.progress.start("finish")
        finish_site(config, in_order(self._pages, self._nav), self.reference, self.words)
        self._redirect(config)
        self.progress.finish(f"{counted(len(self._pages), 'Markdown twin')}, llms.txt")

    def on_build_error(self, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own contract
        """Leave nothing at work."""
        if self._shared is not None:
            self._shared.stop()

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:  # noqa: ANN401
        """Watch what people write and not what is generated from it: one edit, one rebuild."""
        watch_sources(server, config, _root(config))
        return server

    def _redirect(self, config: MkDocsConfig) -> None:
        """Keep old addresses alive; a site of another description has none."""
        if self.project is not None and self.project.is_whole_site:
            return
        try:
            redirects = read_redirects(_root(config) / "spec" / "redirects.yaml")
            write_redirects(
                redirects, Path(config.site_dir), self.words, names_files=not config.use_directory_urls
            )
        except ProblemsError as error:
            if not self.is_serving:
                raise RefusedError(error) from error
            for problem in error.problems:
                log.error("%s", problem)  # noqa: TRY400 - a traceback says nothing to whom it is shown

    def _read_words(self, project: Project) -> Words:
        """Read what the frame says when there are no pages yet; broken, it was told already."""
        try:
            return read_words(project.words_dir, project.language)
        except ProblemsError as error:
            if self.is_serving and self.words.texts:
                return self.words
            raise RefusedError(error) from error

    def _generate(self, project: Project) -> None:
        try:
            self.reference = generate(project, self.progress, self.known)
        except ProblemsError as error:
            raise RefusedError(error) from error

    def _generate_or_keep(self, project: Project, config: MkDocsConfig) -> None:
        try:
            self.reference = generate(project, self.progress, self.known)
        except ProblemsError as error:
            problems = error.problems
        except Exception as error:
            log.debug("generating the reference failed", exc_info=True)
            message = f"the reference cannot be generated: {type(error).__name__}: {error}"
            problems = (Problem(project.spec, 1, 1, "generator-failed", message, "error"),)
        else:
            return
        config.extra["problems"] = [str(problem) for problem in problems]
        for problem in problems:
            log.error("%s", problem)
        log.error("The last good pages stay until this is mended.")


SITE = Site()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
