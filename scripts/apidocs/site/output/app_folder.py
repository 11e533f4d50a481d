"""Lay out a finished site as the folder that an app serves itself, with notes for whoever serves it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Final

from apidocs.project import RESOURCES
from apidocs.site.output.atomic_folder import replacing
from apidocs.site.output.output_folder import MANIFEST

NOTES: Final = "SERVING.md"
ABOUT: Final = "docs.json"
DESCRIPTION: Final = "openapi.json"
# What only a site on the web has a use for: pages of a host, with addresses from its root.
LEFT_OUT: Final = ("404.html", "sitemap.xml*", MANIFEST)


def lay_out(site_dir: Path, target: Path) -> int:
    """Copy the site into the folder, with `docs.json` and the notes; return the number of files.

    A failure leaves the last folder. Raises OSError, and OutputError when it is not ours to replace.
    """
    with replacing(target) as fresh:
        shutil.copytree(site_dir, fresh, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
        (fresh / ABOUT).write_text(_about(site_dir), encoding="utf-8")
        shutil.copyfile(RESOURCES / "templates" / "app" / NOTES, fresh / NOTES)
        return sum(path.is_file() for path in fresh.rglob("*"))


def _about(site_dir: Path) -> str:
    """Say which descriptions the docs are made from: the version, and the digest of the file beside them."""
    descriptions = [
        {
            "file": path.relative_to(site_dir).as_posix(),
            "version": str(json.loads(path.read_text(encoding="utf-8"))["info"].get("version", "")),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(site_dir.rglob(DESCRIPTION))
    ]
    return json.dumps({"descriptions": descriptions}, indent=2) + "\n"
