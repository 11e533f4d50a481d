"""Serve the site of this project to a browser and show each edit by itself.

Edits of mkdocs.yml and of anything in docs/, spec/ and templates/ are seen. When one of them cannot be built,
the problems stand here and on the page, and the last good pages stay until the next good edit.
"""

from __future__ import annotations

import argparse
import signal
import sys

from apidocs.project import IS_INSTALLED


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; 0 then, 1 when nothing could be served."""
    options = parse(arguments)
    if IS_INSTALLED:
        return _serve_mkdocs_site(options)
    # Imported only now: --help must not wait for MkDocs.
    from apidocs.commands.terminal import run  # noqa: PLC0415
    from apidocs.site.live.server import serve_live  # noqa: PLC0415

    # Ended by a program, it cleans up as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return run(lambda terminal: serve_live(options.address, terminal, terminal.say))


def _serve_mkdocs_site(options: argparse.Namespace) -> int:
    """Serve the MkDocs site of the current folder, whose mkdocs.yml names the plugin."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    address = None if options.address is None else "{}:{}".format(*options.address)
    try:
        serve(dev_addr=address)
    except MkDocsException as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="apidocs serve", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--address",
        metavar="HOST:PORT",
        type=_address,
        help="where to serve (default: dev_addr of mkdocs.yml, and without that 127.0.0.1:8000)",
    )
    return parser.parse_args(arguments)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:  # noqa: PLR2004 - the highest port
        raise argparse.ArgumentTypeError(f"{text!r} is no HOST:PORT such as 127.0.0.1:8001")
    return host, int(port)
