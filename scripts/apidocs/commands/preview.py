"""Make a preview of a change: the site of one revision, and what it changes for readers and clients.

Both revisions are taken from git, so neither the working tree nor the index is touched; uncommitted edits are
in it with --revision WORKTREE only. preview/ then holds site/, which begins with site/changes/index.html,
summary.md and changes.json.
"""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path

from apidocs.project import ROOT

FAILING = {"breaking": ("breaking",), "risky": ("breaking", "risky")}


def main(arguments: list[str] | None = None) -> int:
    """Make it; 0, or 1 when --fail-on asks for it, or 2 when the revision has no site."""
    options = parse(arguments)
    # Imported only now: --help must not wait for MkDocs.
    from apidocs.commands.terminal import INTERRUPTED, Terminal  # noqa: PLC0415
    from apidocs.preview.make import Options, make_preview  # noqa: PLC0415
    from apidocs.site.output.output_folder import OutputError, locate  # noqa: PLC0415

    # Ended by Ctrl-C or by a program, it takes what it began with it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    terminal = Terminal()
    chosen = Options(options.base, options.revision, options.title, options.url)
    try:
        report = make_preview(ROOT, locate(options.out), chosen, terminal)
    except (OutputError, OSError) as error:
        terminal.warn([f"error: {error}"])
        return 2
    except KeyboardInterrupt:
        terminal.warn([f"interrupted, so {os.path.relpath(options.out)}/ holds no preview"])
        return INTERRUPTED
    terminal.warn((report.problem or report.base_problem).splitlines())
    terminal.say(f"{report.verdict}; see {os.path.relpath(options.out)}/summary.md")
    if report.problem:
        return 2
    failing = FAILING.get(options.fail_on, ())
    is_unknown = bool(failing and report.base_problem)
    return int(is_unknown or any(each.change.level in failing for each in report.shown))


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="apidocs preview", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--base",
        metavar="REF",
        required=True,
        help="what the revision is compared with: where it left REF; the merge commit of a pull request is "
        "compared with its first parent",
    )
    parser.add_argument(
        "--revision",
        metavar="REF",
        default="HEAD",
        help="what is previewed (default: HEAD); WORKTREE is the last commit with all edits since",
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=ROOT / "preview", help="where it goes (default: preview/)"
    )
    parser.add_argument("--title", default="Preview", help="how the banner and the summary call it")
    parser.add_argument("--url", default="", help="where the site will stand: the summary's links lead there")
    parser.add_argument(
        "--fail-on",
        choices=FAILING,
        help="end with 1 when there is a change of this level or worse, or the base cannot be built",
    )
    options = parser.parse_args(arguments)
    if options.url and not options.url.endswith("/"):
        options.url += "/"
    return options
