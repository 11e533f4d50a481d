"""Turns a finished site into one zip whose bytes depend on its files alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

# The earliest moment a zip can hold: the files' own times would make every zip another.
MOMENT = (1980, 1, 1, 0, 0, 0)
UNIX = 3
ORDINARY_FILE = 0o100644


def pack(site_dir: Path, target: Path) -> int:
    """Write every file of the site into the zip, below a folder of the zip's name; the number of files.

    A failure leaves the last zip. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    paths = sorted(path for path in site_dir.rglob("*") if path.is_file())
    try:
        with zipfile.ZipFile(fresh, "w") as archive:
            for path in paths:
                name = f"{target.stem}/{path.relative_to(site_dir).as_posix()}"
                archive.writestr(_member(name), path.read_bytes())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return len(paths)


def _member(name: str) -> zipfile.ZipInfo:
    """Describe a file of the zip; what Python would take from this machine is set."""
    member = zipfile.ZipInfo(name, MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = UNIX
    member.external_attr = ORDINARY_FILE << 16
    return member
