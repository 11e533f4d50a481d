"""The program `apidocs`: find a command by its name and run it."""

from __future__ import annotations

import argparse
import signal
import sys
from importlib import import_module
from typing import Final

from apidocs.project import IS_INSTALLED

INTERRUPTED: Final = 130  # what a shell calls a program that Ctrl-C ended
COMMANDS: Final = {
    "build": "build the site of this project, or the reference of one description",
    "serve": "serve the site and show each edit in the browser",
    "preview": "show what a change does to the site and to the API",
    "diff": "compare two descriptions and say what changed for clients",
    "offline": "pack the site into a zip that opens from disk",
    "new": "begin a project of docs from a description",
    "mock": "serve a mock of the API, made from its description",
    "drift": "compare a running app with its docs",
    "corpus": "build every description of a folder and check each site",
}

# What works in a checkout of this repository only.
IN_A_CHECKOUT: Final = ("preview", "corpus")


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the first argument names, with the others; return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    name = given[0] if given and given[0] in _commands() else _parse(given)
    # Until the command is there, nothing can be left undone: Ctrl-C may end it at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    command = import_module(f"apidocs.commands.{name}")  # only now: each of them takes its time
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return int(command.main(given[1:]))
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED


def _parse(arguments: list[str]) -> str:
    """Explain the commands, or refuse what names none; then the program ends."""
    listed = "\n".join(f"  {name:<8} {words}" for name, words in _commands().items())
    parser = argparse.ArgumentParser(
        prog="apidocs",
        description="Generate, serve and check the docs of an API from its OpenAPI description.",
        epilog=f"commands:\n{listed}\n\n`apidocs COMMAND --help` explains its options.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=_commands(), metavar="COMMAND", help="one of those below")
    parser.add_argument("options", nargs=argparse.REMAINDER, metavar="...", help="options of the command")
    return str(parser.parse_args(arguments).command)


def _commands() -> dict[str, str]:
    """Return the commands there are: an installed package has no revisions of ours to compare."""
    return {name: words for name, words in COMMANDS.items() if not (IS_INSTALLED and name in IN_A_CHECKOUT)}
