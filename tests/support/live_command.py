"""Turns a project into one that is served while it is edited: a command, what it says, and its pages."""

import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from support.commands import commands_of, environment, free_port

PATIENCE = 60.0  # seconds until a test gives up; a rebuild takes one or two
QUIET = 0.5  # seconds in which a second rebuild would have begun


class Serving:
    """A command that serves a project, and what it says."""

    def __init__(self, project: Path, *arguments: str) -> None:
        self.project = project
        self.port = free_port()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            commands_of("-u", *arguments, f"127.0.0.1:{self.port}"),
            cwd=project,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    @property
    def said(self) -> str:
        return "".join(self.lines)

    @property
    def builds(self) -> int:
        return sum(line.startswith("build ") for line in self.lines[:])

    def get(self, page: str = "") -> str:
        """The page's HTML; "" when there is none."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/docs/{page}", timeout=PATIENCE
            ) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def wait_for(self, is_so: Callable[[str], bool], page: str = "") -> str:
        """Ask for the page until it is as expected, and give it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if is_so(text := self.get(page)):
                return text
            time.sleep(0.05)
        pytest.fail(f"{page or 'the home page'} never came to be as expected:\n{self.said}")

    def wait_for_builds(self, number: int) -> None:
        end = time.monotonic() + PATIENCE
        while self.builds < number and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(QUIET)
        assert self.builds == number, self.said

    def stop(self) -> int:
        """End it as Ctrl-C does, and give its exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=PATIENCE)
        finally:
            self.process.kill()
            self._reader.join(timeout=PATIENCE)
            assert self.process.stdout is not None
            self.process.stdout.close()
