"""What a preview has to tell, whoever it is told to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from apidocs.diff.change import Change, Place
from apidocs.diff.rules.level import LEVELS, Level
from apidocs.preview.changed_files import FileChange, is_code
from apidocs.preview.impact import Impact

# Where the report is inside the site.
FOLDER: Final = "changes"
SEVERAL: Final = 3
RENDERED: Final = "Each side is rendered with its own scripts, with the packages of the checkout."
SOURCES: Final = ("docs/", "spec/", "templates/")
REDIRECTS: Final = "spec/redirects.yaml"
# The problem of a preview as it stands until it ends.
NOT_ENDED: Final = "it is still being made, or it was killed: then run the command again"


@dataclass(frozen=True)
class Shown:
    """A change with what a report prints beside it: the operations, where to look, where it is written."""

    change: Change
    links: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True)
class ShownPage:
    """A page that differs; `href` is the page and `compared` its before and after, "" when there is none.

    `titles` are those of an operation before and after, where they differ, and `redirect` is the line of
    redirects.yaml that would keep the old address of a page that moved.
    """

    change: FileChange
    title: str
    href: str
    compared: str
    titles: tuple[str, str] | None = None
    redirect: str = ""


@dataclass(frozen=True)
class Report:
    """Everything; `problem` says why there is no site of the revision, `notes` what was left out of it.

    `base_problem` says why nothing is compared: the base cannot be built.

    `url` is where the site will stand, "" when nobody knows.
    """

    title: str
    base: str
    revision: str
    url: str = ""
    shown: tuple[Shown, ...] = ()
    impacts: tuple[Impact, ...] = ()
    pages: tuple[ShownPage, ...] = ()
    files: tuple[FileChange, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    base_problem: str = ""

    @property
    def by_level(self) -> Mapping[Level, tuple[Shown, ...]]:
        """The changes, most important first."""
        return {level: tuple(each for each in self.shown if each.change.level == level) for level in LEVELS}

    @property
    def code(self) -> tuple[FileChange, ...]:
        """Changed files that decide what runs."""
        return tuple(each for each in self.files if is_code(each.path))

    @property
    def sources(self) -> tuple[FileChange, ...]:
        """Changed files that pages are made of: guides, assets, templates, the description."""
        return tuple(each for each in self.files if each.path.startswith(SOURCES) and not is_code(each.path))

    @property
    def verdict(self) -> str:
        """One line: what a reviewer has to know."""
        if self.problem == NOT_ENDED:
            return "This preview has not ended"
        if self.problem:
            return "The documentation of this revision cannot be built"
        if self.base_problem:
            return "The documentation of the base cannot be built, so nothing is compared"
        counts = [f"{len(found)} {level}" for level, found in self.by_level.items() if found]
        wrong = sum(each.is_wrong for each in self.impacts)
        parts = [f"API changes: {', '.join(counts)}" if counts else "No API change"]
        parts += [f"{wrong} {'line' if wrong == 1 else 'lines'} of the guides now wrong"] if wrong else []
        pages = len(self.pages)
        return "; ".join(
            [*parts, f"{pages} pages differ" if pages > 1 else f"{'one' if pages else 'no'} page differs"]
        )


def iter_lines(change: FileChange) -> Iterator[str]:
    """Name the lines of a guide that changed as file:line; what was removed has lines in the base only."""
    for lines in change.lines:
        of_base = " of the base" if lines.kind == "removed" else ""
        yield f"{change.path}:{lines}{of_base}"


def iter_calls(change: Change) -> Iterator[tuple[str, Place]]:
    """Name each operation of a change by its request line, as the revision has it."""
    for place in change.places:
        operation = place.operation
        if operation is not None:
            yield f"{operation.method} {operation.path}", place
