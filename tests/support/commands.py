"""Turn the project into a copy in which commands run as a user runs them, and folders into digests."""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from pathlib import Path

from apidocs.commands import build
from support.project import ROOT, copy_project

__all__ = [
    "GOODBYE",
    "ROOT",
    "SMALL",
    "build_here",
    "commands_of",
    "copy_project",
    "copy_small_project",
    "edit",
    "environment",
    "files_of",
    "free_port",
    "run",
    "say",
    "small_configuration",
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

# What the small project says, in its document and its guides.
GOODBYE = """\
  /goodbye:
    get:
      operationId: sayGoodbye
      tags: [hello]
      summary: Say goodbye
      responses: {"204": {description: Nothing more.}}
"""
GUIDES = {
    "index.md": "# Greetings\n\nSay [hello](api-reference/hello/sayhello/index.md).\n",
    "installation/index.md": "---\ntitle: Installation\n---\n\n# Installation\n\nNothing is needed.\n",
    "manners/index.md": "# Manners\n\nA greeting has a [text](../api-reference/schemas/Greeting/index.md), "
    "and is followed by a [goodbye](../api-reference/hello/saygoodbye/index.md).\n",
}
NAV = """\
nav:
  - Home: index.md
  - Installation: installation/index.md
  - Manners: manners/index.md
  - API Reference: api-reference/index.md

"""


def copy_small_project(target: Path) -> Path:
    """Make a project with our theme, templates and scripts, and with few pages: it builds in no time."""
    for part in ("scripts", "templates", "docs/assets"):
        shutil.copytree(ROOT / part, target / part, ignore=shutil.ignore_patterns("__pycache__"))
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    texts = {f"docs/{name}": text for name, text in GUIDES.items()} | {
        "mkdocs.yml": small_configuration(configuration),
        "spec/openapi.yaml": SMALL.replace("components:\n", f"{GOODBYE}components:\n"),
        "spec/redirects.yaml": "{}\n",
    }
    for name, text in texts.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8")
    return target


def small_configuration(text: str) -> str:
    """Make a `mkdocs.yml` of this project that of the small one."""
    return re.sub(r"(?ms)^nav:\n.*?\n\n", NAV, text, count=1)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def build_here(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Do what `build.py` does in the folder, without the time a process takes to begin.

    What it raises and does not say is raised here.
    """
    written = [str(argument) for argument in arguments]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    before = Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = build.main(written)
    except SystemExit as end:  # of a command line that makes no sense
        status = int(end.code or 0)
    finally:
        os.chdir(before)
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return subprocess.CompletedProcess(written, status, *said)


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
    left_out = {"SITE_URL", "OFFLINE", "IN_APP", "SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING"}
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
