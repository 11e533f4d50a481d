"""Turns MkDocs' build events into ours: pages before it reads them, twins and indexes after it wrote them."""

from __future__ import annotations

import html
import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page

from apidocs.addresses import ERRORS, INDEX, REFERENCE
from apidocs.commonmark import plain_text
from apidocs.errors import ProblemsError
from apidocs.finish import finish_site
from apidocs.pages import nav_sections
from apidocs.pipeline import Reference, generate
from apidocs.progress import Progress, Silent
from apidocs.project import Project

log = logging.getLogger("mkdocs.apidocs")
# MkDocs stamps gzip members with this; the same input must give the same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


class RefusedError(Abort):
    """The document cannot be documented; carries what validation found."""

    def __init__(self, error: ProblemsError) -> None:
        super().__init__(str(error))
        self.problems = error.problems


class Site:
    """One site in the making; `project` and `progress` are set by whoever starts the build."""

    def __init__(self) -> None:
        self.project: Project | None = None
        self.progress: Progress = Silent()
        self.reference: Reference | None = None
        self.is_serving = False

    def on_startup(self, *, command: str, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own contract
        """Remember whether MkDocs serves: it then must never be stopped by a problem."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate the reference and put it into the navigation."""
        project = self.project or project_of(config)
        config.extra["problems"] = []
        try:
            self.reference = generate(project, self.progress)
        except ProblemsError as error:
            if not self.is_serving:
                raise RefusedError(error) from error
            config.extra["problems"] = [str(problem) for problem in error.problems]
            log.error("The last good pages stay until this is mended:\n%s", error)  # noqa: TRY400 - no traceback
        if self.is_serving:
            config.strict = False
        if self.reference is not None:
            _describe(config, self.reference, project)
        return config

    def on_page_content(self, text: str, page: Page, **_: Any) -> str:  # noqa: ANN401 - MkDocs' own contract
        """Count the page; its content stays as it is."""
        del page
        self.progress.advance()
        return text

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the Markdown twins and llms.txt beside the pages."""
        finish_site(Path(config.docs_dir), Path(config.site_dir), config, self.reference)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:  # noqa: ANN401
        """Watch what people write and not what is generated from it: one edit, one rebuild."""
        docs_dir = Path(config.docs_dir)
        server.unwatch(str(docs_dir))
        server.watch(str(docs_dir), recursive=False)
        project = self.project or project_of(config)
        folders = [path for path in sorted(docs_dir.iterdir()) if path.is_dir() and not path.name.startswith(".")]
        for path in [*folders, Path(project.spec).parent, project.templates]:
            if path.name != REFERENCE:
                server.watch(str(path))
        return server


SITE = Site()


def project_of(config: MkDocsConfig) -> Project:
    """The project that mkdocs.yml stands for."""
    root = Path(config.config_file_path).parent
    return Project(
        spec=os.path.relpath(root / "spec" / "openapi.yaml"),
        docs_dir=Path(config.docs_dir),
        templates=root / "templates",
        strict=config.strict,
    )


def _describe(config: MkDocsConfig, reference: Reference, project: Project) -> None:
    """Set the navigation; a site that is only a reference takes its name and hero from the document too."""
    if project.is_whole_site:
        title = reference.api.title
        config.site_name = title
        config.site_description = plain_text(reference.api.description or title)[:155]
        config.copyright = None
        config.extra["hero"] = {"line": title, "text": plain_text(reference.api.summary or reference.api.version)}
        config.nav = _reference_nav(reference)
        config.nav[0] = {"Home": "index.md"}
    else:
        config.nav = [
            {title: _reference_nav(reference)} if target == INDEX else {title: target}
            for entry in config.nav or []
            for title, target in entry.items()
        ]


def _reference_nav(reference: Reference) -> list[Any]:
    """The reference's navigation; titles are escaped, for MkDocs prints them as HTML."""
    nav: list[Any] = [INDEX]
    for section in nav_sections(reference.api, reference.addresses):
        operations = [{html.escape(title): src_uri} for title, src_uri in section.operations]
        nav.append({html.escape(section.title): [section.src_uri, *operations]})
    return [*nav, {"Errors": ERRORS}]
