"""A program that ends commands at chosen steps: `killed.py PLAN`, with a project as the current folder.

A step is a change of the disk, a program that begins or a port that is taken: between two steps a kill leaves
what it leaves at the second. What is killed is a copy of this program (fork), which has imported and compiled
all that the command needs; any other run takes place in this program itself. So twenty kills cost little.

PLAN is JSON: `command`; `edits`, pairs of a file and its text, written in turn before a run; `removed`, names
that are removed before it; `kept`, names whose files must be the same after the next run; `kills` and
`interrupts`, how many runs are killed and how many get a Ctrl-C; `seed`. It prints JSON: what a clean run
says, and a line for whatever was wrong.
"""

import io
import json
import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2

sys.path.insert(0, str(Path("scripts").resolve()))  # of the project, which must be found first
from apidocs.commands.main import main as apidocs_main

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "subprocess.Popen", "socket.bind"}
WRITING = os.O_WRONLY | os.O_RDWR
PATIENCE = 120  # seconds until what does not end is a failure
INTERRUPTED = 130
ENDLESS = "Ctrl-C ends it"


class Steps:
    """Counts steps; at one of them this process gets a signal, and a file to be written is empty."""

    def __init__(self) -> None:
        self.count, self.last, self.number = 0, 0, 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if not writes and event not in CHANGES:
            return
        self.count += 1
        if self.count == self.last:
            self.last = 0
            if writes and isinstance(arguments[0], str) and not arguments[0].startswith("/dev/"):
                with suppress(OSError):
                    Path(arguments[0]).write_bytes(b"")
            os.kill(os.getpid(), self.number)


class Said(io.TextIOWrapper):
    """What a command says; one that never ends by itself gets a Ctrl-C when it says so."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def write(self, text: str) -> int:
        if ENDLESS in text:
            os.kill(os.getpid(), signal.SIGINT)
        return super().write(text)


STEPS = Steps()


def run(command: list[str], last: int = 0, number: int = 0) -> tuple[int, str]:
    """Run a command, with a signal at one of its steps; its exit code, and what it says but for seconds."""
    said = Said()
    STEPS.count, STEPS.last, STEPS.number = 0, last, number
    with redirect_stdout(said), redirect_stderr(said):
        code = apidocs_main(command)
    return code, re.sub(r" \(\d+\.\d\d s\)", "", said.buffer.getvalue().decode())  # type: ignore[attr-defined]


def kill(command: list[str], last: int) -> bool:
    """Run a command in a copy of this process and kill that at a step; whether it came so far."""
    child = os.fork()
    if child == 0:
        try:
            run(command, last, signal.SIGKILL)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def state(names: list[str]) -> dict[str, str]:
    """The files of what a command writes."""
    files = (path for name in names for path in (Path(name), *Path(name).rglob("*")) if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


def iter_left() -> Iterator[str]:
    """Name working folders, temporary folders and processes."""
    folders = (Path(), Path("docs"), Path("dist"))
    yield from (str(path) for folder in folders for path in folder.glob(".*.building"))
    yield from (str(path) for path in Path(os.environ["TMPDIR"]).iterdir())
    end = time.monotonic() + PATIENCE
    while processes() and time.monotonic() < end:  # one that has been killed takes a moment to go
        time.sleep(0.02)
    yield from (f"process {number}" for number in processes())


def processes() -> list[str]:
    """The other processes whose current folder is in the project, on Linux."""
    found = []
    for path in Path("/proc").iterdir():
        with suppress(OSError):
            is_other = path.name.isdecimal() and path.name != str(os.getpid())
            if is_other and (path / "cwd").readlink().is_relative_to(Path.cwd()):
                found.append(path.name)
    return found


def remember_templates() -> None:
    """Compile each template once: the commands then take their time for what a kill can tear."""
    compile_: Any = jinja2.Environment.compile
    known: dict[object, Any] = {}

    def compile_once(environment: jinja2.Environment, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        key = (arguments, tuple(options.items()), environment.trim_blocks, environment.lstrip_blocks)
        if key not in known:
            known[key] = compile_(environment, *arguments, **options)
        return known[key]

    setattr(jinja2.Environment, "compile", compile_once)  # noqa: B010 - its overloads are not of interest


def choose(seed: int, count: int, total: int) -> list[int]:
    """Choose steps at which a run is ended."""
    return sorted(random.Random(seed).sample(range(1, total + 1), min(count, total)))  # noqa: S311


def main(plan: dict[str, Any]) -> dict[str, Any]:  # noqa: C901 - one story
    """Run the command, end it at some of its steps, and compare what is there after the next run."""
    command, kept, removed, seed = plan["command"], plan["kept"], plan["removed"], plan["seed"]
    edits = plan["edits"]
    wrong: list[str] = []

    def prepare(number: int) -> None:
        Path(edits[number][0]).write_text(edits[number][1], encoding="utf-8")
        for name in removed:
            shutil.rmtree(name, ignore_errors=True)

    def compare(number: int, where: str) -> None:
        if removed and state(kept) == clean[number][1]:
            return  # it was done, so nobody runs it again
        again = (run(command), state(kept))
        if again != clean[number]:
            wrong.append(f"{where}: the next run differs: {again[0]}, clean {clean[number][0]}")
        wrong.extend(f"{where}: {left} is left" for left in iter_left())

    remember_templates()
    sys.addaudithook(STEPS)
    clean = []
    for number in range(len(edits)):
        prepare(number)
        clean.append((run(command), state(kept)))
    steps = STEPS.count
    for place, step in enumerate(choose(seed, plan["kills"], steps)):
        prepare(place % len(edits))
        if not kill(command, step):
            wrong.append(f"step {step}: it was not killed")
        compare(place % len(edits), f"step {step}")
    for step in choose(seed + 1, plan["interrupts"], steps):
        prepare(0)
        code, said = run(command, step, signal.SIGINT)
        last = said.splitlines()[-1:] or [""]
        if code != INTERRUPTED or not last[0].startswith("interrupted") or "error" in said.lower():
            wrong.append(f"Ctrl-C at step {step}: {code}: {said}")
        if state(kept) not in [files for _, files in clean] and not removed:
            wrong.append(f"Ctrl-C at step {step}: what is there is neither old nor new")
        prepare(1)
    compare(1, "after Ctrl-C")
    return {"steps": steps, "code": clean[0][0][0], "said": clean[0][0][1], "wrong": wrong}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.argv[1]))))
