"""Turns pages on disk into the published site, which takes the place of the last one only when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from apidocs.mkdocs_site import SITE
from apidocs.progress import Progress
from apidocs.project import ROOT, Project
from apidocs.write import replace_folder

CONFIG_FILE = ROOT / "mkdocs.yml"


def publish_site(site_dir: Path, progress: Progress, *, strict: bool) -> None:
    """Build this project's site. Raises RefusedError, Abort or OSError, and then the last site stands."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    _publish(site_dir, progress, None, strict=strict)


def publish_reference(spec: str, site_dir: Path, progress: Progress, *, strict: bool) -> None:
    """Build a site that is the reference of one OpenAPI description and nothing else."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        docs_dir = Path(folder) / "docs"
        shutil.copytree(ROOT / "docs" / "assets", docs_dir / "assets")
        _publish(site_dir, progress, Project(spec, docs_dir, is_whole_site=True, strict=strict), strict=True)


def _publish(site_dir: Path, progress: Progress, project: Project | None, *, strict: bool) -> None:
    SITE.project, SITE.progress = project, progress
    with _beside(site_dir) as fresh:
        overrides = {} if project is None else {"docs_dir": str(project.docs_dir), "site_url": "", "nav": None}
        config = load_config(str(CONFIG_FILE), site_dir=str(fresh), strict=strict, **overrides)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)


@contextmanager
def _beside(site_dir: Path) -> Iterator[Path]:
    """A folder beside the site that becomes the site when all went well."""
    fresh = site_dir.with_name(f".{site_dir.name}.new")
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        yield fresh
        replace_folder(site_dir, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
