"""Publish a site: build it beside the last one, and replace that when it is whole."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from apidocs.document.fetch import is_url
from apidocs.document.reach import INSIDE, Reach
from apidocs.pages.speed.workers import collecting_seldom
from apidocs.pipeline import Reference
from apidocs.problems import Problem, ProblemsError
from apidocs.progress import Progress
from apidocs.project import RESOURCES, ROOT, Project
from apidocs.site.finish.foreign_requests import find_foreign_fetches
from apidocs.site.mkdocs_events import NAME, MkDocsEvents
from apidocs.site.mkdocs_warnings import taking_warnings
from apidocs.site.output.atomic_folder import SUFFIX, replacing, scratch
from apidocs.site.output.output_folder import OWN_SITE, OutputError, check_output
from apidocs.site.site_build import RefusedError, SiteBuild

# The form of a site that is one reference alone.
REFERENCE_CONFIG = RESOURCES / "mkdocs.yml"
# Material prints an advertisement otherwise.
os.environ["NO_MKDOCS_2_WARNING"] = "1"


class PublishError(Exception):
    """MkDocs could not make the site; the text says why, as far as the lines before it do not."""


@dataclass(frozen=True)
class PreviewSide:
    """One side of a preview: its reference, the HTML of each page by `src_uri`, and MkDocs' warnings."""

    reference: Reference
    pages: Mapping[str, str]
    warnings: tuple[str, ...]


def publish_site(site_dir: Path, progress: Progress, *, strict: bool) -> Reference:
    """Build this project's site; a warning of MkDocs stops it, one of validation only when `strict`.

    Raises ProblemsError, PublishError and OutputError; then the last site stands.
    """
    check_output(site_dir)
    build = SiteBuild(Project.from_folder(ROOT, strict=strict), progress)
    _publish(site_dir, build, strict=True)
    return _generated(build)


def publish_preview(site_dir: Path, progress: Progress) -> PreviewSide:
    """Build one side of a preview: no warning stops it, and templates and guides may be a stranger's.

    Raises as `publish_site`.
    """
    check_output(site_dir)
    build = SiteBuild(replace(Project.from_folder(ROOT, strict=False), is_sandbox=True), progress)
    warnings: list[str] = []
    with taking_warnings(lambda record: warnings.append(record.getMessage())):
        _publish(site_dir, build, strict=False)
    contents = {} if build.pages is None else build.pages.contents
    return PreviewSide(_generated(build), contents, tuple(warnings))


def publish_reference(
    spec: str,
    site_dir: Path,
    progress: Progress,
    *,
    reach: Reach = INSIDE,
    strict: bool,
) -> Reference:
    """Build a site that is the reference of one OpenAPI description only. Raises as `publish_site`."""
    sources = () if is_url(spec) else (Path(spec).resolve(),)
    check_output(site_dir, sources)
    if site_dir == OWN_SITE:
        raise OutputError(f"{site_dir}: this is where this project's own site stands: name another folder")
    with scratch() as folder:
        project = Project(spec, folder, is_whole_site=True, strict=strict, reach=reach)
        # Its own sign stays with this project: without it, the theme's is taken.
        ignored = shutil.ignore_patterns("favicon.svg")
        shutil.copytree(RESOURCES / "docs" / "assets", project.docs_dir / "assets", ignore=ignored)
        build = SiteBuild(project, progress)
        options: dict[str, Any] = {"docs_dir": str(project.docs_dir), "site_url": "", "nav": None}
        _publish(site_dir, build, REFERENCE_CONFIG, strict=strict, **options)
    return _generated(build)


def live_config(project: Project, site_dir: Path) -> MkDocsConfig:
    """Load the configuration of a site that is served while people write. Raises PublishError."""
    try:
        return load_config(str(project.config_file), site_dir=str(site_dir), strict=False)
    except MkDocsException as error:
        raise PublishError(str(error)) from error


def publish_live(site_dir: Path, build: SiteBuild, site_url: str) -> None:
    """Build a site that is served, whatever is wrong with its document. Raises as `publish_site`."""
    _publish(site_dir, build, strict=False, site_url=site_url)


def publish_mkdocs_site(site_dir: Path, progress: Progress, *, strict: bool) -> None:
    """Build any MkDocs site whose mkdocs.yml names the plugin. Raises PublishError and OutputError."""
    check_output(site_dir)
    with _replacing(site_dir, progress, RESOURCES / "templates") as fresh:
        _run_mkdocs(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(fresh), strict=strict), "build")


def _publish(
    site_dir: Path,
    build: SiteBuild,
    config_file: Path | None = None,
    **options: Any,  # noqa: ANN401 - values of mkdocs.yml
) -> None:
    with _replacing(site_dir, build.progress, build.project.templates) as fresh:
        config = load_config(str(config_file or build.project.config_file), site_dir=str(fresh), **options)
        config.plugins[NAME] = MkDocsEvents(build)
        _run_mkdocs(config, "serve" if build.is_serving else "build")
        if not build.is_serving:
            _check_origins(fresh)


@contextmanager
def _replacing(site_dir: Path, progress: Progress, templates: Path) -> Iterator[Path]:
    """Give a new folder that takes the place of `site_dir` when nothing fails; else say what failed."""
    try:
        with replacing(site_dir, say=progress.say) as fresh:
            yield fresh
    except RefusedError as error:
        raise ProblemsError(error.problems) from error
    except jinja2.TemplateError as error:
        raise ProblemsError([_template_problem(error, templates)]) from error
    except MkDocsException as error:
        raise PublishError(_explain(error)) from error
    except OSError as error:
        raise PublishError(_explain_disk(site_dir, error)) from error


def _generated(build: SiteBuild) -> Reference:
    """Return what a build that did not fail has left."""
    assert build.reference is not None  # noqa: S101 - RefusedError otherwise
    return build.reference


def _run_mkdocs(config: MkDocsConfig, command: Literal["build", "serve"]) -> None:
    config.plugins.on_startup(command=command, dirty=False)
    try:
        with collecting_seldom():
            build(config)
    finally:
        config.plugins.on_shutdown()


def _check_origins(site_dir: Path) -> None:
    """Whoever reads without a network misses what comes from elsewhere, and elsewhere learns who reads."""
    fetches = find_foreign_fetches(site_dir)
    if fetches:
        raise PublishError(
            "\n".join(
                [*fetches, "the site would fetch these from other origins: keep a copy in docs/assets/"]
            )
        )


def _explain(error: MkDocsException) -> str:
    if isinstance(error, Abort) and "strict" in str(error):
        return "the warnings above stop the build: mend each of them"
    return str(error)


def _explain_disk(site_dir: Path, error: OSError) -> str:
    reason = str(error.strerror or error)
    if error.filename:  # where it would have been in the site, not where it is made
        place = rf"/\.[^/]*{SUFFIX}/new(?=/|$)"
        reason += ": " + re.sub(place, lambda _: f"/{site_dir.name}", str(error.filename))
    mend = "make room, or name another folder with --site-dir"
    return f"{site_dir}: the site cannot be written ({reason}): {mend}"


def _template_problem(error: jinja2.TemplateError, templates: Path) -> Problem:
    """Where the innermost of our own templates fails; another's line says nothing to whom it is shown."""
    file, line = str(templates / "theme"), 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or error.name or file, error.lineno
    else:
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename.startswith(str(templates)):
                file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
    message = f"{' '.join(str(error).split())}: mend the template"
    return Problem(os.path.relpath(file), line, 1, "template-failed", message, "error")
