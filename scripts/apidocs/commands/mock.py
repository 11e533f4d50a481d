"""Serve a mock of the Local API on this machine: documented examples, checked requests, documented errors.

It is made from the description and is not the app. For this project's description it keeps a small library of
sessions, so that a created session can be read, tagged and focused; any other is served from its examples and
shapes. A client gets a certain documented answer with the header `Prefer: code=404`.
"""

from __future__ import annotations

import argparse
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from apidocs.project import IS_INSTALLED, ROOT

if TYPE_CHECKING:
    from apidocs.commands.terminal import Terminal
    from apidocs.document.document import Document
    from apidocs.live_api.mock.messages import Answer, Message
    from apidocs.live_api.mock.mock_api import MockApi

PORT = 18432
TOKEN = "mock-token"  # noqa: S105 - of the mock
MODES = ("disabled", "read-only", "full-automation")
FAULTS = {
    "refuse": "nothing listens on the port",
    "slow": "every answer takes thirty seconds",
    "stale-token": "the token was made anew, so every one is refused",
    "read-only": "the app lowered its mode, so writes are refused",
    "not-found": "nothing is there that an operation may miss",
    "server-error": "every operation answers 500",
    "no-cors": "pages of other origins cannot read the answers",
    "not-json": "another program has the port",
    "other-version": "the description that is served has another version",
}


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; 0 then, 1 when nothing could be served."""
    options = parse(arguments)
    # Imported only now: --help must not wait for it.
    from apidocs.commands.terminal import Terminal  # noqa: PLC0415
    from apidocs.problems import ProblemsError  # noqa: PLC0415

    terminal = Terminal()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve(options, terminal)
    except ProblemsError as error:
        terminal.warn(error.problems)
    except OSError as error:
        why = f"port {options.port}: {error.strerror or error}"
        terminal.warn([f"error: {why}: choose another one with --port"])
    else:
        return 0
    return 1


def serve(options: argparse.Namespace, terminal: Terminal) -> None:
    """Serve until it is interrupted."""
    from apidocs.document.load import load  # noqa: PLC0415
    from apidocs.live_api.mock.server import MockServer, closed_origin  # noqa: PLC0415

    document = load(options.spec or str(ROOT / "spec" / "openapi.yaml"))
    terminal.say(f"Mock server, made from {options.spec or 'spec/openapi.yaml'}: it is not the app.")
    if options.fault == "refuse" or options.mode == "disabled":
        terminal.say(f"Nothing listens at {closed_origin(options.port)}. Ctrl-C ends it.")
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(3600)
        return

    def log(message: Message, answer: Answer) -> None:
        reason = f": {answer.reason}" if answer.reason else ""
        terminal.say(f"{message.method} {message.target} {answer.status}{reason}")

    make_mock = partial(make, document, options)
    with MockServer(options.port, make_mock, log, docs=options.docs) as server:
        for line in introduction(server.mock, server.origin, options):
            terminal.say(line)
        with suppress(KeyboardInterrupt):
            server.serve_forever(poll_interval=0.1)


def make(document: Document, options: argparse.Namespace, origin: str) -> MockApi:
    """Make the mock of a description: with a library of sessions when it is this project's."""
    from apidocs.live_api.mock.faults import Fault  # noqa: PLC0415
    from apidocs.live_api.mock.local_api import local_api  # noqa: PLC0415
    from apidocs.live_api.mock.mock_api import MockApi  # noqa: PLC0415

    mock = MockApi(document, options.token, fault=Fault(options.fault) if options.fault else None)
    if options.spec is None:
        mock.state = local_api(mock, origin, options.mode or MODES[-1])
    return mock


def introduction(mock: MockApi, origin: str, options: argparse.Namespace) -> Iterator[str]:
    """Say where the mock is, what it asks for, and what is wrong with it."""
    from apidocs.live_api.mock.routes import base_path  # noqa: PLC0415

    api = mock.api
    yield f"{api.title} {api.version}, {len(api.operations)} operations. Ctrl-C ends it."
    if options.docs is not None:
        yield f"Docs: {origin}/docs/"
    if options.fault is not None:
        yield f"Fault: {FAULTS[options.fault]}."
    if options.spec is None:
        setting = '$env:{} = "{}"' if os.name == "nt" else 'export {}="{}"'
        yield setting.format("SESSIONDOCK_BASE_URL", f"{origin}/api/v1")
        yield setting.format("SESSIONDOCK_TOKEN", mock.token)
        return
    yield f"Base URL: {origin}{base_path(api.servers[0].default_url) if api.servers else ''}"
    if api.security_schemes:
        yield f"Token: {mock.token}"


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    faults = "".join(f"\n  {name:<14} {words}" for name, words in FAULTS.items())
    parser = argparse.ArgumentParser(
        prog="apidocs mock",
        description=__doc__,
        epilog=f"faults:{faults}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--spec",
        metavar="FILE_OR_URL",
        help="serve this OpenAPI description instead of this project's spec/openapi.yaml",
    )
    parser.add_argument(
        "--port", type=_port, default=PORT, help=f"where it listens (default: {PORT}; 0 takes a free one)"
    )
    parser.add_argument("--token", default=TOKEN, help=f"the only token that is accepted (default: {TOKEN})")
    parser.add_argument(
        "--mode", choices=MODES, help="the mode that the user of the app chose (default: full-automation)"
    )
    parser.add_argument("--fault", choices=FAULTS, metavar="FAULT", help="what is wrong with it, see below")
    parser.add_argument(
        "--docs",
        metavar="DIR",
        type=_folder,
        help="serve the folder that `offline --app` made below /docs/, as the app does",
    )
    options = parser.parse_args(arguments)
    if IS_INSTALLED and options.spec is None:
        parser.error("name the description with --spec FILE_OR_URL")
    if options.spec is not None and options.mode is not None:
        parser.error("--mode is one of SessionDock's modes: leave it out with --spec")
    return options


def _folder(text: str) -> Path:
    if not Path(text, "index.html").is_file():
        raise argparse.ArgumentTypeError(f"{text}: no docs are there: make them with offline --app")
    return Path(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 - the highest port
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 0 to 65535")
    return int(text)
