"""Extract a revision of the repository into a folder, without touching the working tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path, PurePosixPath
from typing import IO, Final

# What one side may take on disk: many times this project, and an end.
MAX_BYTES: Final = 500_000_000
MAX_FILES: Final = 50_000
# All files are as old as each other: Python then takes what it compiled for a side for the other one's too.
TIME: Final = 315_532_800


class ArchiveError(Exception):
    """A revision cannot be read; the text says why."""


def find_commit(repository: Path, ref: str) -> str:
    """Return the full id of what a ref names. Raises ArchiveError."""
    return _git(repository, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").strip()


def find_fork_point(repository: Path, base: str, revision: str) -> str:
    """Return where the revision left the base; the base itself where history is cut short."""
    try:
        return _git(repository, "merge-base", base, revision).strip()
    except ArchiveError:
        return base


def extract(repository: Path, commit: str, folder: Path) -> tuple[str, ...]:
    """Write the files of a commit below the folder; return the paths that were left out.

    A symbolic link could lead out of the checkout, so none is made; a commit's own .gitattributes may keep
    files out of what git packs, and so hide that they changed. Raises ArchiveError.
    """
    git = shutil.which("git") or "git"
    command = [git, "-C", str(repository), "archive", "--format=tar", commit]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            _write(process.stdout, folder)
        except (tarfile.TarError, ArchiveError) as error:
            process.kill()
            raise ArchiveError(f"{commit}: {error}") from error
    names = _git(repository, "ls-tree", "-r", "-z", "--name-only", commit).split("\0")
    return tuple(name for name in names if name and not (folder / name).is_file())


def share_compiled(source: Path, target: Path) -> None:
    """Give a side what Python compiled for the other one, where the scripts of both are the same."""
    for compiled in (source / "scripts").rglob("__pycache__/*.pyc"):
        script = compiled.parent.parent / f"{compiled.name.partition('.')[0]}.py"
        other = target / script.relative_to(source)
        if other.is_file() and script.is_file() and other.read_bytes() == script.read_bytes():
            (other.parent / "__pycache__").mkdir(exist_ok=True)
            shutil.copyfile(compiled, other.parent / "__pycache__" / compiled.name)


def _write(stream: IO[bytes], folder: Path) -> None:
    size, files = 0, 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            if not member.isfile() or name.is_absolute() or ".." in name.parts:
                continue
            size, files = size + member.size, files + 1
            if size > MAX_BYTES or files > MAX_FILES:
                raise ArchiveError(f"it holds more than {MAX_BYTES:,} bytes or {MAX_FILES:,} files")
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            content = archive.extractfile(member)
            path.write_bytes(b"" if content is None else content.read())
            os.utime(path, (TIME, TIME))


def _git(repository: Path, *arguments: str) -> str:
    git = shutil.which("git") or "git"
    answer = subprocess.run(  # noqa: S603
        [git, "-C", str(repository), *arguments], capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise ArchiveError(f"git {arguments[0]} {arguments[-1]}: {answer.stderr.strip()}")
    return answer.stdout
