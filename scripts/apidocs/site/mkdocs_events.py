"""The events of an MkDocs build, which hand each step to the build of the site."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

import jinja2
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from apidocs.markdown.clean_html import clean
from apidocs.problems import ProblemsError
from apidocs.progress import Silent, counted
from apidocs.project import Project
from apidocs.site.checks.guide_check import GuideCheck
from apidocs.site.finish.content_security_policy import with_policy
from apidocs.site.finish.finish import finish_site
from apidocs.site.finish.trimming import lean_frame
from apidocs.site.generated_files import ReferencePages
from apidocs.site.live.watch import watch_sources
from apidocs.site.mkdocs_warnings import find_guide_problem, iter_page_warnings
from apidocs.site.own_address import with_own_address
from apidocs.site.site_build import RefusedError, SiteBuild
from apidocs.site.site_pages import SitePages

log = logging.getLogger("mkdocs.apidocs")

NAME: Final = "apidocs-site"
"""What the events are called among the plugins of a build."""


class MkDocsEvents(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """The events of one build; they stand among the plugins of its configuration and of no other."""

    def __init__(self, build: SiteBuild) -> None:
        self._build = build
        self._own = ReferencePages()
        self._guides: GuideCheck | None = None

    @property
    def _pages(self) -> SitePages:
        assert self._build.pages is not None  # noqa: S101 - on_nav comes before all that asks
        return self._build.pages

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate the reference and put it into the navigation."""
        self._build.configure(config)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the reference to those that people wrote; its folder holds nothing else."""
        reference = self._build.reference
        if reference is not None:
            for file in self._own.taken(files):
                files.remove(file)
            self._own.add(files, reference, config)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Begin the longest step: MkDocs makes HTML of each guide, then a page of each article."""
        self._build.pages = SitePages(config, nav, self._own, self._build.reference)
        # A preview tells what is wrong with guides itself: only what the change has broken.
        if self._build.reference is not None and not self._build.project.is_sandbox:
            self._guides = GuideCheck([self._build.reference.api])
        self._build.progress.start("publish", len(files.documentation_pages()))
        return nav

    def on_page_markdown(self, text: str, page: Page, config: MkDocsConfig, **_: Any) -> str:  # noqa: ANN401
        """Note the page for its twin; of a guide, warn of what MkDocs passes over."""
        if self._pages.add(page):
            return text
        for warning in iter_page_warnings(page.file.src_uri, text):
            log.warning("%s", warning)
        if self._guides is not None:
            for fault in self._guides.iter_faults(page.file.content_string):
                log.warning("%s", fault.placed(f"docs/{page.file.src_uri}"))
        return with_own_address(text, page, config)

    def on_page_content(self, text: str, page: Page, **_: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        """Index the page for search. In a preview, remove what could run: a stranger may have written it."""
        if self._build.project.is_sandbox:
            text = page.content = self._pages.contents[page.file.src_uri] = clean(text)
        self._pages.index(page)
        return text

    def on_env(self, env: jinja2.Environment, files: Files, **_: Any) -> jinja2.Environment:  # noqa: ANN401
        """Make what pages share once, and share the pages out."""
        self._pages.share(env, files)
        return env

    def on_page_context(self, context: TemplateContext, page: Page, **_: Any) -> TemplateContext:  # noqa: ANN401
        """Give the page its navigation."""
        self._pages.give_navigation(page, context)
        return context

    def on_post_page(self, text: str, **_: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        """Count the page and give it its policy; one that is served gets it with the script of MkDocs."""
        self._build.progress.advance()
        return text if self._build.is_serving else with_policy(lean_frame(text))

    def on_post_template(self, text: str, *, template_name: str, **_: Any) -> str:  # noqa: ANN401
        """Give the page for missing addresses its policy too; its style and script are our own."""
        if self._build.is_serving or not template_name.endswith(".html"):
            return text
        return with_policy(text, trusted=True)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the Markdown twins and llms.txt beside the pages."""
        build, pages, progress = self._build, self._pages, self._build.progress
        pages.finish(progress.advance)
        progress.finish(counted(len(pages), "page"))
        progress.start("finish")
        finish_site(config, pages.in_order(), build.reference, build.words)
        build.redirect(config)
        progress.finish(f"{counted(len(pages), 'Markdown twin')}, llms.txt")

    def on_build_error(self, error: Exception, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own contract
        """Leave nothing at work, and name the guide that stopped the build. Raises RefusedError."""
        if self._build.pages is not None:
            self._build.pages.stop()
        if (problem := find_guide_problem(error)) is not None:
            raise RefusedError(ProblemsError([problem])) from error


class Hook:
    """The hook in mkdocs.yml: where MkDocs itself is run, each of its builds is one of this project's site.

    A build that `publish` began has its events already.
    """

    def __init__(self) -> None:
        self._is_serving = False
        self._last: SiteBuild | None = None

    def on_startup(self, *, command: str, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own contract
        """Remember whether MkDocs serves: then it builds again and again, and nothing may stop it."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the events of a build; MkDocs goes on with this one of theirs."""
        if NAME not in config.plugins:
            project = Project.from_folder(_root(config), strict=bool(config.strict))
            self._last = SiteBuild(project, Silent(), is_serving=self._is_serving, last=self._last)
            config.plugins[NAME] = MkDocsEvents(self._last)
        return config

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:  # noqa: ANN401
        """Watch what people write and not what is generated from it: one edit, one rebuild."""
        watch_sources(server, config, _root(config))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
