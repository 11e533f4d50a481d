"""Show a build to a person: its steps, its problems and how it ends; plainly when nobody watches."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable

from apidocs.problems import ProblemsError
from apidocs.progress import counted
from apidocs.project import ROOT

BAR = 24
DOCS_DIR = ROOT / "docs"
INTERRUPTED = 130  # what a shell calls a program that Ctrl-C ended
PIPE_CLOSED = 141  # and one whose output nobody reads any more


class Terminal:
    """One line for each step, with what it did and how long it took; a bar while a long one runs."""

    def __init__(self) -> None:
        self.warnings = 0
        self._is_live = sys.stdout.isatty()
        self._step, self._total, self._done, self._began = "", 0, 0, 0.0

    def start(self, step: str, total: int = 0) -> None:
        """Begin a step."""
        self._step, self._total, self._done, self._began = step, total, 0, time.monotonic()
        self._show(f"{step:<10}")

    def advance(self) -> None:
        """Move the bar."""
        self._done += 1
        if self._total:
            full = BAR * min(self._done, self._total) // self._total
            self._show(f"{self._step:<10}[{'#' * full}{'.' * (BAR - full)}] {self._done}/{self._total}")

    def finish(self, summary: str) -> None:
        """Print the step's line."""
        self.say(f"{self._step:<10}{summary} ({time.monotonic() - self._began:.2f} s)")

    def say(self, line: str) -> None:
        """Print a line in the place of the bar."""
        self._show("")
        _write(sys.stdout, line)

    def warn(self, lines: Iterable[object]) -> None:
        """Print lines on the error stream, and count them."""
        self._show("")
        for line in lines:
            self.warnings += 1
            _write(sys.stderr, str(line))

    def _show(self, line: str) -> None:
        if self._is_live:
            sys.stdout.write(f"\r\x1b[K{line}")
            sys.stdout.flush()


def run(work: Callable[[Terminal], None]) -> int:
    """Do the work; 0, or 1 when it could not be done and why has been said, or 130 when Ctrl-C ended it."""
    # Imported only now: a build that has nothing to do needs no MkDocs.
    from apidocs.site.live.server import AddressError  # noqa: PLC0415
    from apidocs.site.mkdocs_warnings import line_of, taking_warnings  # noqa: PLC0415
    from apidocs.site.output.output_folder import OutputError  # noqa: PLC0415
    from apidocs.site.publish import PublishError  # noqa: PLC0415

    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a terminal may know ASCII only
    signal.signal(signal.SIGINT, signal.default_int_handler)
    terminal = Terminal()
    try:
        with taking_warnings(lambda record: terminal.warn([line_of(record, DOCS_DIR)])):
            work(terminal)
    except ProblemsError as error:
        terminal.warn(error.problems)
        terminal.warn([f"error: {counted(len(error.problems), 'problem')}, so nothing was changed"])
    except (PublishError, OutputError, AddressError, OSError) as error:
        terminal.warn([f"error: {error}"])
    except KeyboardInterrupt:
        terminal.warn(["interrupted, so nothing was changed"])
        return INTERRUPTED
    else:
        return 0
    return 1


def _write(stream: object, line: str) -> None:
    r"""Print a line whose text cannot steer the terminal: an escape is shown as `\x1b`."""
    shown = "".join(char if char.isprintable() or char == "\n" else f"\\x{ord(char):02x}" for char in line)
    try:
        print(shown, file=stream, flush=True)  # type: ignore[call-overload]
    except BrokenPipeError:  # who reads it, such as `head`, has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)
