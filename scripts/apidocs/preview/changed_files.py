"""Tells which files and pages differ between two sides, and which of them could run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from apidocs.pages.addresses import REFERENCE
from apidocs.preview.html_diff.longest_common_subsequence import equal_pairs


@dataclass(frozen=True)
class Lines:
    """Lines that follow each other, from 1: those of the revision, and of the base for what was removed."""

    kind: Literal["added", "changed", "removed"]
    first: int
    last: int

    def __str__(self) -> str:
        """Write them as people do: `7`, `7-9`."""
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


def changed_lines(before: str, after: str) -> tuple[Lines, ...]:
    """Return all stretches that differ, from the top."""
    return tuple(_iter_lines(before.splitlines(), after.splitlines()))


def _iter_lines(before: list[str], after: list[str]) -> Iterator[Lines]:
    start = 0, 0
    for one, other in [*equal_pairs(before, after), (len(before), len(after))]:
        if other > start[1]:
            yield Lines("changed" if one > start[0] else "added", start[1] + 1, other)
        elif one > start[0]:
            yield Lines("removed", start[0] + 1, one)
        start = one + 1, other + 1


Kind = Literal["added", "changed", "removed", "moved"]

# What is run or decides what runs; the rest of a project is data.
CODE: Final = (
    "scripts/",
    "templates/theme/",
    "mkdocs.yml",
    "Makefile",
    "requirements.lock",
    "pyproject.toml",
    ".github/",
)

# Kinds of files in docs/ that a browser may run.
RUNNABLE: Final = frozenset(
    {".htm", ".html", ".js", ".mjs", ".svg", ".svgz", ".wasm", ".xhtml", ".xml", ".xsl"}
)


@dataclass(frozen=True)
class FileChange:
    """A file or page that differs; `before` is where a moved page was, `lines` what differs in a guide."""

    path: str
    kind: Kind
    before: str = ""
    lines: tuple[Lines, ...] = ()


def compare_files(base: Path, revision: Path) -> tuple[FileChange, ...]:
    """List what differs among all files that people write, by path from the root."""
    return tuple(
        replace(change, lines=_lines(base / change.path, revision / change.path))
        if change.kind == "changed" and is_guide(change.path)
        else change
        for change in _iter_changes(_digests(base), _digests(revision))
    )


def compare_pages(
    before: Mapping[str, str], after: Mapping[str, str], moved: Mapping[str, str]
) -> tuple[FileChange, ...]:
    """List the pages whose text differs; `moved` leads from a page that is gone to where it is now."""
    gone = {path: moved[path] for path in before if path not in after and moved.get(path) in after}
    new = set(gone.values()) - set(before)
    found = [
        change
        for change in _iter_changes(before, after)
        if change.path not in new and (change.kind != "removed" or change.path not in gone)
    ]
    found += [FileChange(path, "moved", old) for old, path in gone.items() if path in new]
    return tuple(sorted(found, key=lambda change: (change.path.startswith(REFERENCE), change.path)))


def is_code(path: str) -> bool:
    """Whether a file decides what runs when the project is built."""
    return path.startswith(CODE)


def is_guide(path: str) -> bool:
    """Whether a file is a page that people write."""
    return path.startswith("docs/") and path.endswith(".md")


def disarm(base: Path, revision: Path) -> tuple[str, ...]:
    """Put the base's own in the place of each changed file in docs/ that a browser may run; return these.

    A new one is left empty, so that links to it still lead somewhere.
    """
    found = []
    for path in sorted((revision / "docs").rglob("*")):
        before = base / path.relative_to(revision)
        if path.suffix.lower() not in RUNNABLE or not path.is_file():
            continue
        content = before.read_bytes() if before.is_file() else b""
        if content != path.read_bytes():
            path.write_bytes(content)
            found.append(path.relative_to(revision).as_posix())
    return tuple(found)


def _iter_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FileChange]:
    for path in sorted({*before, *after}):
        if path not in before:
            yield FileChange(path, "added")
        elif path not in after:
            yield FileChange(path, "removed")
        elif before[path] != after[path]:
            yield FileChange(path, "changed")


def _lines(base: Path, revision: Path) -> tuple[Lines, ...]:
    return changed_lines(*(path.read_text(encoding="utf-8", errors="replace") for path in (base, revision)))


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            name = PurePosixPath(path.relative_to(folder).as_posix())
            found[str(name)] = sha256(path.read_bytes()).hexdigest()
    return found
