"""Extract a revision of the repository into a folder, without touching the working tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import IO, Final

# What one side may take on disk: many times this project, and an end.
MAX_BYTES: Final = 500_000_000
MAX_FILES: Final = 50_000
# All files are as old as each other: Python then takes what it compiled for a side for the other one's too.
TIME: Final = 315_532_800
WORKTREE: Final = "WORKTREE"
SHORT: Final = 10
# Where a host keeps the merge commit of a pull request, and where its checkouts put it.
PULL_REQUEST: Final = re.compile(r"refs/(?:remotes/)?(?:pull|merge-requests)/")


class ArchiveError(Exception):
    """A revision cannot be read; the text says why."""


@dataclass(frozen=True)
class Side:
    """A tree of the repository: its id, how people call it, and the variables with which git finds it."""

    tree: str
    name: str
    variables: Mapping[str, str] = field(default_factory=dict)


def find_sides(
    repository: Path, base: str, revision: str, folder: Path
) -> tuple[Side, Side, tuple[str, ...]]:
    """Find what is compared: where the revision left the base, and the revision; and notes on both.

    `revision` may be WORKTREE, of which git's objects are then written into the folder. Raises ArchiveError.
    """
    commit = _find_commit(repository, "HEAD" if revision == WORKTREE else revision)
    left, notes = _find_fork_point(repository, _find_commit(repository, base), commit)
    if revision == WORKTREE:
        return Side(left, left[:SHORT]), _write_worktree(repository, folder), notes
    if commit == _find_commit(repository, "HEAD"):
        notes += _note_uncommitted(repository)
    return Side(left, left[:SHORT]), Side(commit, commit[:SHORT]), notes


def _find_commit(repository: Path, ref: str) -> str:
    try:
        return _git(repository, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").strip()
    except ArchiveError as error:
        fetch = "git fetch --unshallow" if _is_shallow(repository) else f"git fetch origin {ref}"
        problem = f"{ref}: this repository has no such commit"
        raise ArchiveError(f"{problem}: fetch it (`{fetch}`), or name another one") from error


def _find_fork_point(repository: Path, base: str, revision: str) -> tuple[str, tuple[str, ...]]:
    """Return where the revision left the base, of a pull request's merge commit its first parent.

    Such a commit is on no branch, and its first parent is what the host merged with: an older base would
    tell what came since as the pull request's own.
    """
    first = _first_parent(repository, revision)
    if first is not None and not _is_kept(repository, revision) and _is_ancestor(repository, base, first):
        note = "The revision is a merge commit that is on no branch: it is compared with its first parent"
        return first, (note,)
    try:
        return _git(repository, "merge-base", base, revision).strip(), ()
    except ArchiveError as error:
        if _is_shallow(repository):
            problem = "this clone is shallow, and where the revision left the base is not in it"
            raise ArchiveError(f"{problem}: fetch the rest with `git fetch --unshallow`") from error
        raise ArchiveError("base and revision have no commit in common: name another base") from error


def _is_shallow(repository: Path) -> bool:
    return _git(repository, "rev-parse", "--is-shallow-repository").strip() == "true"


def _first_parent(repository: Path, commit: str) -> str | None:
    """Return the first parent of a merge commit."""
    parents = _git(repository, "rev-list", "--parents", "--max-count=1", commit).split()[1:]
    return parents[0] if len(parents) > 1 else None


def _is_kept(repository: Path, commit: str) -> bool:
    """Tell whether a branch or tag has the commit; that of a pull request is none."""
    names = _git(repository, "for-each-ref", "--format=%(refname)", f"--contains={commit}")
    return any(not PULL_REQUEST.match(name) for name in names.split())


def _is_ancestor(repository: Path, ancestor: str, commit: str) -> bool:
    return _git(repository, "rev-list", "--max-count=1", ancestor, f"^{commit}").strip() == ""


def _note_uncommitted(repository: Path) -> tuple[str, ...]:
    lines = _git(repository, "status", "--porcelain", "--untracked-files=all", "--", ".").splitlines()
    if not lines:
        return ()
    counted = "1 uncommitted file is" if len(lines) == 1 else f"{len(lines):,} uncommitted files are"
    return (f"{counted} not in this preview: --revision {WORKTREE} shows what is not committed",)


def _write_worktree(repository: Path, folder: Path) -> Side:
    """Make a tree of all files that git does not ignore; its index and objects stay as they are."""
    folder.mkdir()
    kept = _git(repository, "rev-parse", "--path-format=absolute", "--git-path", "objects").strip()
    variables = {
        "GIT_INDEX_FILE": str(folder / "index"),
        "GIT_OBJECT_DIRECTORY": str(folder),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": kept,
    }
    _git(repository, "read-tree", "HEAD", variables=variables)
    _git(repository, "add", "--all", "--", ".", variables=variables)
    tree = _git(repository, "write-tree", variables=variables).strip()
    return Side(tree, "working tree", variables)


def extract(repository: Path, side: Side, folder: Path) -> tuple[str, ...]:
    """Write the files of a side below the folder; return the paths that were left out.

    A symbolic link could lead out of the checkout, so none is made; a commit's own .gitattributes may keep
    files out of what git packs, and so hide that they changed. Raises ArchiveError.
    """
    git = shutil.which("git") or "git"
    command = [git, "-C", str(repository), "archive", "--format=tar", side.tree]
    environment = {**os.environ, **side.variables}
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            write_members(process.stdout, folder)
        except (tarfile.TarError, ArchiveError) as error:
            process.kill()
            raise ArchiveError(f"{side.name}: {error}") from error
    tree = ["ls-tree", "-r", "-z", "--name-only", side.tree]
    names = _git(repository, *tree, variables=side.variables).split("\0")
    return tuple(name for name in names if name and not (folder / name).is_file())


def share_compiled(source: Path, target: Path) -> None:
    """Give a side what Python compiled for the other one, where the scripts of both are the same."""
    for compiled in (source / "scripts").rglob("__pycache__/*.pyc"):
        script = compiled.parent.parent / f"{compiled.name.partition('.')[0]}.py"
        other = target / script.relative_to(source)
        if other.is_file() and script.is_file() and other.read_bytes() == script.read_bytes():
            (other.parent / "__pycache__").mkdir(exist_ok=True)
            shutil.copyfile(compiled, other.parent / "__pycache__" / compiled.name)


def write_members(stream: IO[bytes], folder: Path) -> None:
    """Write the ordinary files of an archive below the folder. Raises ArchiveError and tarfile.TarError."""
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


def _git(repository: Path, *arguments: str, variables: Mapping[str, str] = MappingProxyType({})) -> str:
    git = shutil.which("git") or "git"
    answer = subprocess.run(  # noqa: S603
        [git, "-C", str(repository), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )
    if answer.returncode:
        raise ArchiveError(f"git {arguments[0]} {arguments[-1]}: {answer.stderr.strip()}")
    return answer.stdout
