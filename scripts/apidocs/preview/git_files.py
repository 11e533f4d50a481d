"""The files of a description as a revision of a git repository has them."""

from __future__ import annotations

import posixpath
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from apidocs.preview.git_archive import ArchiveError, write_members
from apidocs.site.output.atomic_folder import scratch

PREFIX: Final = "git:"


class GitError(Exception):
    """A file of a revision cannot be read; the text says why."""


def is_git_address(location: str) -> bool:
    """Whether a location is written as `git:REF:PATH`."""
    return location.startswith(PREFIX)


@contextmanager
def checked_out(location: str) -> Iterator[tuple[str, str]]:
    """Write the folder of `git:REF:PATH` to a temporary place; give that place, and the file's path in it.

    PATH is as `git show REF:PATH` takes it: from the root of the repository, or from the current folder when
    it begins with `./`. Nothing is read but by git, so no file of the working tree counts. Raises GitError.
    """
    ref, _, path = location.removeprefix(PREFIX).partition(":")
    if not ref or not path:
        raise GitError(f"{location}: write git:REF:PATH, for example git:main:spec/openapi.yaml")
    root = _git(location, "rev-parse", "--show-toplevel").strip()
    if path.startswith("./"):
        path = posixpath.normpath(_git(location, "rev-parse", "--show-prefix").strip() + path)
    commit = _git(
        location, "-C", root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    folder = posixpath.dirname(path)
    with scratch() as target:
        _extract(location, root, commit.strip(), folder, target)
        if not (target / path).is_file():
            raise GitError(f"{location}: there is no file {path} in {ref}")
        yield str(target), path


def _extract(location: str, root: str, commit: str, folder: str, target: Path) -> None:
    git = shutil.which("git") or "git"
    command = [git, "-C", root, "archive", "--format=tar", commit, *([folder] if folder else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            write_members(process.stdout, target)
        except ArchiveError as error:
            process.kill()
            raise GitError(f"{location}: {error}") from error
        except tarfile.TarError as error:
            process.kill()
            raise GitError(f"{location}: there is no folder {folder or '.'} in that revision") from error


def _git(location: str, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        raise GitError(f"{location}: git is not installed")
    done = subprocess.run([git, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = done.stderr.strip() or "there is no such revision; `git fetch` brings those of a remote"
        raise GitError(f"{location}: {reason}")
    return done.stdout
