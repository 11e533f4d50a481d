"""Check that a folder may be replaced by a site."""

from __future__ import annotations

from pathlib import Path

from apidocs.document.fetch import is_url
from apidocs.pages.addresses import REFERENCE
from apidocs.project import ROOT

# What every site of ours has, and hardly another folder; `.git` and its like are never ours.
MARKS = ("index.html", "llms.txt", f"{REFERENCE}/openapi.json")
OWN_SITE = ROOT / "site"


class SiteDirError(Exception):
    """The site cannot go there; the text says why, and how to mend it."""


def check_site_dir(site_dir: Path, spec: str | None = None) -> None:
    """Refuse a folder that holds anything but an earlier site. Raises SiteDirError and OSError.

    `spec` is the place of another description than this project's; its site never goes into `site/`.
    """
    if spec is not None and site_dir == OWN_SITE:
        raise SiteDirError(f"{site_dir}: this is where this project's own site stands: name another folder")
    sources = [ROOT] if spec is None or is_url(spec) else [ROOT, Path(spec).resolve()]
    if any(source.is_relative_to(site_dir) for source in sources):
        raise SiteDirError(f"{site_dir}: this folder holds what the site is made from: name another one")
    if site_dir != OWN_SITE and _is_source(site_dir):
        raise SiteDirError(f"{site_dir}: this folder is one of this project's own: name another one")
    if site_dir.exists() and site_dir != OWN_SITE:
        _check_earlier(site_dir)


def _is_source(site_dir: Path) -> bool:
    """Whether it is a folder of the project with something written by hand in it, or below one."""
    own = ("docs", "scripts", "spec", "templates", "tests")
    inside = site_dir.relative_to(ROOT).parts if site_dir.is_relative_to(ROOT) else ()
    return bool(inside) and (inside[0] in own or inside[0].startswith("."))


def _check_earlier(site_dir: Path) -> None:
    if not site_dir.is_dir():
        raise SiteDirError(f"{site_dir}: this is a file: name a folder")
    names = [path.name for path in site_dir.iterdir()]
    is_ours = all((site_dir / mark).is_file() for mark in MARKS)
    if names and (not is_ours or any(name.startswith(".") for name in names)):
        raise SiteDirError(
            f"{site_dir}: this folder holds other files than a site that was built here, and building would "
            "remove them: name an empty folder or a new one"
        )
