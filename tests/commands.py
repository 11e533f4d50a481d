"""Turn the project into a copy in which commands run as a user runs them, and folders into digests."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from browser.sites import ROOT, copy_project

__all__ = [
    "ROOT",
    "SMALL",
    "commands_of",
    "copy_project",
    "files_of",
    "free_port",
    "run",
    "say",
    "write_small",
]

SMALL = """\
openapi: 3.1.0
info: {title: Greetings, version: "1.0", description: Says hello.}
servers: [{url: "https://greetings.example/v1"}]
tags: [{name: hello, description: Greets.}]
paths:
  /hello/{name}:
    get:
      operationId: sayHello
      tags: [hello]
      summary: Say hello
      parameters:
        - {name: name, in: path, required: true, description: Whom to greet., schema: {type: string}}
      responses:
        "200":
          description: The greeting.
          content: {application/json: {schema: {$ref: "#/components/schemas/Greeting"}}}
components:
  schemas:
    Greeting: {type: object, properties: {text: {type: string}}}
"""


def run(
    project: Path, *arguments: str | Path, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in the project: a script with its arguments, or `-m` and a module."""
    return subprocess.run(
        commands_of(*arguments),
        cwd=project,
        env=environment() | dict(variables or {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def commands_of(*arguments: str | Path) -> list[str]:
    return [sys.executable, *(str(argument) for argument in arguments)]


def environment() -> dict[str, str]:
    """Leave out what would change a site."""
    left_out = {"SITE_URL", "OFFLINE", "SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING"}
    return {name: value for name, value in os.environ.items() if name not in left_out}


def say(answer: subprocess.CompletedProcess[str]) -> str:
    """All that a command said, for the message of a failed test."""
    return f"exit {answer.returncode}\n{answer.stdout}{answer.stderr}"


def files_of(*folders: Path) -> dict[str, str]:
    """Every file below the folders, hidden ones too, with the digest of its bytes."""
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_small(folder: Path, text: str = SMALL) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "greetings.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
