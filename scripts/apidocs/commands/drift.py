"""Compare a running app with its docs: its description, and its answers to the documented examples.

Nothing but GET requests is sent, none of them through a proxy. Ends with 0 when both say the same, with 1
when they do not, and with 2 when the app cannot be asked.
"""

from __future__ import annotations

import argparse
import os

from apidocs.project import IS_INSTALLED, ROOT

URL = "http://127.0.0.1:18432/openapi.json"
TOKEN = "SESSIONDOCK_TOKEN"  # noqa: S105 - the name of a variable


def main(arguments: list[str] | None = None) -> int:
    """Compare; print what differs."""
    options = parse(arguments)
    # Imported only now: --help must not wait for it.
    from apidocs.commands.terminal import Terminal  # noqa: PLC0415
    from apidocs.document.load import load  # noqa: PLC0415
    from apidocs.live_api.drift.answers import AnswerChecker  # noqa: PLC0415
    from apidocs.live_api.drift.app import App, AppError  # noqa: PLC0415
    from apidocs.live_api.drift.description import compare_descriptions  # noqa: PLC0415
    from apidocs.model.api import Api  # noqa: PLC0415
    from apidocs.problems import ProblemsError  # noqa: PLC0415
    from apidocs.progress import counted  # noqa: PLC0415

    terminal = Terminal()
    try:
        document = load(options.spec or str(ROOT / "spec" / "openapi.yaml"))
        documented = Api.from_spec(document)
        app = App(options.url, options.token)
        served = Api.from_spec(app.description())
        findings = [
            *compare_descriptions(documented, served),
            *AnswerChecker(document, documented).check(app),
        ]
    except ProblemsError as error:
        terminal.warn(error.problems)
        return 2
    except AppError as error:
        terminal.warn([f"error: {error}"])
        return 2
    for finding in findings:
        terminal.say(str(finding))
    terminal.say(f"{counted(len(findings), 'difference')} between the docs and {options.url}")
    return int(bool(findings))


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="apidocs drift", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--url", default=URL, help=f"where the app serves its OpenAPI description (default: {URL})"
    )
    parser.add_argument(
        "--spec",
        metavar="FILE_OR_URL",
        help="the documented description (default: this project's spec/openapi.yaml)",
    )
    parser.add_argument(
        "--token", default=os.environ.get(TOKEN, ""), help=f"the token of the app (default: ${TOKEN})"
    )
    options = parser.parse_args(arguments)
    if IS_INSTALLED and options.spec is None:
        parser.error("name the description with --spec FILE_OR_URL")
    return options
