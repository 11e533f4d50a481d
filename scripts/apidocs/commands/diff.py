"""Compare two OpenAPI descriptions and say what changed for clients.

BASE and REVISION are files, http addresses, or git:REF:PATH. Ends with 0; with 1 when --fail-on asks for it;
with 2 when a description cannot be read. Levels that mkdocs.yml of the current folder sets
(extra.change_levels) hold here as in a preview.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from apidocs.diff.rules.level import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apidocs.commands.terminal import Terminal
    from apidocs.diff.change import Change
    from apidocs.document.document import Document

CONFIG = Path("mkdocs.yml")


def main(arguments: list[str] | None = None) -> int:
    """Compare, and print what changed."""
    options = parse(arguments)
    # Imported only now: --help must not wait for it.
    from apidocs.commands.terminal import Terminal  # noqa: PLC0415
    from apidocs.preview.git_files import GitError  # noqa: PLC0415
    from apidocs.preview.levels import LevelsError  # noqa: PLC0415
    from apidocs.problems import ProblemsError  # noqa: PLC0415

    terminal = Terminal()
    if options.explain is not None:
        return explain(options.explain, terminal)
    try:
        changes = compare(options, terminal)
    except ProblemsError as error:
        terminal.warn(error.problems)
        return 2
    except (GitError, LevelsError, OSError) as error:
        terminal.warn([f"error: {error}"])
        return 2
    failing = LEVELS[: LEVELS.index(options.fail_on) + 1] if options.fail_on else ()
    return int(any(change.level in failing for change in changes))


def compare(options: argparse.Namespace, terminal: Terminal) -> Sequence[Change]:
    """Print the changes in the form that is asked for, and return them. Raises what `main` tells."""
    from apidocs.diff.compare import compare  # noqa: PLC0415
    from apidocs.diff.outputs.changelog import to_markdown  # noqa: PLC0415
    from apidocs.diff.outputs.changes_json import to_json  # noqa: PLC0415
    from apidocs.diff.outputs.terminal_text import iter_text  # noqa: PLC0415
    from apidocs.model.api import Api  # noqa: PLC0415
    from apidocs.preview.levels import read_levels, with_levels  # noqa: PLC0415

    with ExitStack() as stack:
        documents = [read(location, options, stack) for location in (options.base, options.revision)]
        base, revision = (Api.from_spec(document.document) for document in documents)
        levels = read_levels(CONFIG) if CONFIG.is_file() else {}
        changes = with_levels(compare(base, revision), levels)

        def source(change: Change) -> str:
            return written_at(change, documents)

        if options.json:
            sys.stdout.write(to_json(changes, source))
        elif options.changelog:
            sys.stdout.write(to_markdown(base, revision, changes))
        else:
            for line in iter_text(changes, source):
                terminal.say(line)
    return changes


@dataclass(frozen=True)
class Side:
    """A description, and how its files are called in place of where they are read."""

    document: Document
    folder: str = ""
    name: str = ""

    def called(self, text: str) -> str:
        """Write the names of files as the command was given them."""
        return text.replace(self.folder, self.name) if self.folder else text


def read(location: str, options: argparse.Namespace, stack: ExitStack) -> Side:
    """Read one side. Raises ProblemsError and GitError."""
    from apidocs.document.load import load  # noqa: PLC0415
    from apidocs.document.reach import Reach  # noqa: PLC0415
    from apidocs.preview.git_files import PREFIX, checked_out, is_git_address  # noqa: PLC0415
    from apidocs.problems import ProblemsError  # noqa: PLC0415

    reach = Reach(outside=options.allow_outside, remote=options.allow_remote)
    if not is_git_address(location):
        return Side(load(location, reach))
    root, path = stack.enter_context(checked_out(location))
    name = location[: location.index(":", len(PREFIX)) + 1]
    try:
        return Side(load(f"{root}/{path}", reach), f"{root}/", name)
    except ProblemsError as error:
        problems = (replace(each, file=each.file.replace(f"{root}/", name)) for each in error.problems)
        raise ProblemsError(problems) from error


def written_at(change: Change, sides: Sequence[Side]) -> str:
    """Return file:line of a change in the revision, or in the base where the revision has nothing of it."""
    locations = (change.base_location, change.revision_location)
    for location, side in zip(locations[::-1], sides[::-1], strict=True):
        if location is not None and location.uri in side.document.sources:
            problem = side.document.problem(location, change.id, "")
            return f"{side.called(problem.file)}:{problem.line}"
    return ""


def explain(id_: str, terminal: Terminal) -> int:
    """Say what a kind of change means; 2 when there is none of this id."""
    from apidocs.diff.outputs.terminal_text import iter_explanation  # noqa: PLC0415
    from apidocs.diff.rules.rule import RULES  # noqa: PLC0415

    if id_ not in RULES:
        near = difflib.get_close_matches(id_, RULES, n=3, cutoff=0.5)
        hint = f": did you mean {' or '.join(near)}?" if near else ""
        terminal.warn([f"error: {id_} is no kind of change{hint}"])
        return 2
    for line in iter_explanation(id_):
        terminal.say(line)
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="apidocs diff", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", metavar="BASE", nargs="?", help="the older description")
    parser.add_argument("revision", metavar="REVISION", nargs="?", help="the newer description")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the changes as JSON, for programs")
    form.add_argument("--changelog", action="store_true", help="print the changes as Markdown")
    form.add_argument("--explain", metavar="ID", help="say what a kind of change means, and compare nothing")
    parser.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=LEVELS,
        help="end with 1 when there is a change of this level or a worse one: breaking, risky or safe",
    )
    parser.add_argument(
        "--allow-outside",
        action="store_true",
        help="follow references to files outside the folders of the descriptions",
    )
    parser.add_argument(
        "--allow-remote", action="store_true", help="follow references to http and https addresses"
    )
    options = parser.parse_args(arguments)
    if options.explain is None and options.revision is None:
        parser.error("name two descriptions: diff.py BASE REVISION")
    return options
