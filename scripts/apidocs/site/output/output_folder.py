"""Check what a command may replace or delete: only what a command of ours wrote."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from apidocs.project import ROOT

OWN_SITE: Final = ROOT / "site"
# Stands in each folder that a command wrote and names its files: all others in it are somebody else's.
MANIFEST: Final = ".build-manifest.json"
ABOUT: Final = "The files that a build wrote here: the next build replaces them, and removes no other."
# Folders of the project that hold what people write.
WRITTEN: Final = frozenset({"docs", "scripts", "spec", "templates", "tests"})
MOST_NAMED: Final = 5

IsOurs = Callable[[Path], bool]
"""Tells whether a file is one that the same command wrote."""


class OutputError(Exception):
    """An output cannot go there; the text says why, and how to mend it."""


def locate(path: Path) -> Path:
    """Make a path absolute without following a link at its end, so that the link itself can be refused."""
    if path.name in {"", ".."}:
        return path.resolve()
    return path.parent.resolve() / path.name


def check_output(target: Path, sources: Iterable[Path] = (), is_ours: IsOurs | None = None) -> None:
    """Refuse a target that holds anything but an earlier output of ours. Raises OutputError and OSError.

    Every command goes through this before it replaces or deletes anything. The target, as `locate` returns
    it, is a folder, or with `is_ours` a file. `sources` are files that the output is made from, beside this
    project's own.
    """
    _check_place(target, (ROOT, *sources))
    try:
        mode = target.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        _check_way(target)
        return
    if stat.S_ISLNK(mode):
        raise OutputError(f"{target}: this is a symbolic link to {target.readlink()}: name what it leads to")
    if is_ours is None:
        _check_folder(target, mode)
    else:
        _check_file(target, mode, is_ours)


def begins_with(start: str) -> IsOurs:
    """Tell a file of ours by its first characters."""
    first = start.encode()

    def is_ours(path: Path) -> bool:
        with path.open("rb") as stream:
            return stream.read(len(first)) == first

    return is_ours


def write_manifest(folder: Path) -> None:
    """Record what is in a folder as ours. Raises OSError."""
    files = sorted(name for name in _iter_names(folder) if name != MANIFEST)
    text = json.dumps({"about": ABOUT, "files": files}, ensure_ascii=False, indent=0)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8", errors="surrogateescape")


def find_unknown(folder: Path) -> list[str]:
    """List what is in a folder that no command of ours wrote there. Raises OSError."""
    return sorted(set(_iter_names(folder)) - _read_manifest(folder))


def _check_place(target: Path, sources: Iterable[Path]) -> None:
    if any(source.is_relative_to(target) for source in sources):
        raise OutputError(f"{target}: this holds what the output is made from: name another place")
    inside = target.relative_to(ROOT).parts if target.is_relative_to(ROOT) else ()
    if inside and (inside[0] in WRITTEN or inside[0].startswith(".")):
        raise OutputError(f"{target}: {inside[0]} is one of this project's own folders: name another place")


def _check_way(target: Path) -> None:
    nearest = next(parent for parent in target.parents if os.path.lexists(parent))
    if not nearest.is_dir():
        raise OutputError(f"{target}: {nearest} is no folder: name another place")


def _check_folder(folder: Path, mode: int) -> None:
    if not stat.S_ISDIR(mode):
        raise OutputError(f"{folder}: this is a file: name a folder")
    unknown = find_unknown(folder)
    if not unknown:
        return
    names = ", ".join(unknown[:MOST_NAMED])
    names += f" and {len(unknown) - MOST_NAMED:,} more" if len(unknown) > MOST_NAMED else ""
    if (folder / MANIFEST).is_file():
        mend = "move what you want to keep (files of docs/ come with each build), or name another folder"
    else:
        mend = "name an empty folder or a new one, or delete this one if it is an output of an older version"
    problem = f"this folder holds files that no build wrote, and a new one would remove them: {names}"
    raise OutputError(f"{folder}: {problem}: {mend}")


def _check_file(file: Path, mode: int, is_ours: IsOurs) -> None:
    if stat.S_ISDIR(mode):
        raise OutputError(f"{file}: this is a folder: name a file")
    if not stat.S_ISREG(mode):
        raise OutputError(f"{file}: this is no ordinary file: name another one")
    if file.stat().st_size > 0 and not is_ours(file):
        problem = "this command did not write this file, and would overwrite it"
        raise OutputError(f"{file}: {problem}: name another file, or delete this one first")


def _read_manifest(folder: Path) -> set[str]:
    """Return the names of our files; a manifest that cannot be read names none."""
    path = folder / MANIFEST
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return set()
        value = json.loads(path.read_text(encoding="utf-8", errors="surrogateescape"))
        return {MANIFEST, *map(str, value["files"])}
    except FileNotFoundError:
        return set()
    except (ValueError, LookupError, TypeError):
        return {MANIFEST}


def _iter_names(folder: Path) -> Iterator[str]:
    """Name everything in a folder but folders; a link is a name of its own, wherever it leads."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry))
                else:
                    yield Path(entry).relative_to(folder).as_posix()
