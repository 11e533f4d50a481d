"""Turns a finished site into one zip whose bytes depend on its files alone."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

# The earliest moment a zip can hold: the files' own times would make every zip another.
MOMENT = (1980, 1, 1, 0, 0, 0)


def pack(site_dir: Path, target: Path) -> None:
    """Write every file of the site into the zip, below a folder of the zip's name. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site_dir.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(f"{target.stem}/{path.relative_to(site_dir).as_posix()}", MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes())
    os.replace(fresh, target)
