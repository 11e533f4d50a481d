"""Pack a finished site into one zip whose bytes depend on its files alone."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from apidocs.site.output.atomic_folder import replacing_file
from apidocs.site.output.output_folder import MANIFEST

# The earliest moment a zip can hold: the files' own times would make every zip another.
MOMENT = (1980, 1, 1, 0, 0, 0)
UNIX = 3
ORDINARY_FILE = 0o100644
README: Final = "README.txt"
CHECKSUMS: Final = "SHA256SUMS"
ABOUT: Final = f"""\
{{name}}

This folder is a whole website, to be read without a network. Open index.html in a browser: its pages,
search, tabs and copy buttons work from disk, in a folder of any name. It works on a web server for static
files too, at its root or below any path.

index.html    the first page; each page has its Markdown beside it, as index.md
llms.txt      the list of all pages, for programs and AI agents
{CHECKSUMS}    the checksum of every other file; to verify them: shasum -a 256 -c {CHECKSUMS}
"""


def pack(site_dir: Path, target: Path) -> int:
    """Write every file of the site into the zip, below a folder of the zip's name; the number of files.

    A README and the checksums of all others come with them. A failure leaves the last zip. Raises OSError,
    and OutputError when the target is no such zip.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with replacing_file(target, is_zip_of_ours) as fresh, zipfile.ZipFile(fresh, "w") as archive:
        for name, content in _iter_files(site_dir, target.stem):
            archive.writestr(_member(f"{target.stem}/{name}"), content)
            count += 1
    return count


def is_zip_of_ours(path: Path) -> bool:
    """Tell whether a file is a zip that `pack` wrote, under whatever name."""
    try:
        with zipfile.ZipFile(path) as archive:
            first, *_, last = archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return False
    return first.endswith(f"/{README}") and last.endswith(f"/{CHECKSUMS}")


def _iter_files(site_dir: Path, name: str) -> Iterator[tuple[str, bytes]]:
    manifest = site_dir / MANIFEST  # of a folder that is replaced as a whole, which an unpacked zip is not
    yield README, ABOUT.format(name=name).encode()
    sums = [_checksum(README, ABOUT.format(name=name).encode())]
    for path in sorted(path for path in site_dir.rglob("*") if path.is_file() and path != manifest):
        inside, content = path.relative_to(site_dir).as_posix(), path.read_bytes()
        sums.append(_checksum(inside, content))
        yield inside, content
    yield CHECKSUMS, "".join(sums).encode()


def _checksum(name: str, content: bytes) -> str:
    """Write one line as `sha256sum` and `shasum` read it."""
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"


def _member(name: str) -> zipfile.ZipInfo:
    """Describe a file of the zip; what Python would take from this machine is set."""
    member = zipfile.ZipInfo(name, MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = UNIX
    member.external_attr = ORDINARY_FILE << 16
    return member
