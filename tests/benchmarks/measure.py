"""Turns a command into what it cost: seconds of processor, on the clock, and memory, each of several runs."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# What `build.py --timings` calls its steps.
STEPS = ("load", "validate", "model", "render", "write", "publish", "finish", "other")


@dataclass(frozen=True)
class Run:
    """One run: CPU seconds, wall seconds, highest memory in MB, and CPU seconds of each step."""

    cpu: float
    wall: float
    memory: float
    steps: dict[str, float]


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command of Python to its end. Raises RuntimeError with what it said when it fails."""
    log = folder / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, *command], stdout=output, stderr=output, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{said[-3000:]}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, dict(_iter_steps(said)))


def _iter_steps(said: str) -> list[tuple[str, float]]:
    lines = said.partition("CPU s  wall s")[2].splitlines()
    words = [line.split() for line in lines]
    return [(line[0], float(line[1])) for line in words if len(line) > 1 and line[0] in STEPS]


def median_and_spread(values: Sequence[float]) -> str:
    """Write the median, and lowest and highest where there are several."""
    middle = statistics.median(values)
    return f"{middle:.1f}" + (f" ({min(values):.1f} to {max(values):.1f})" if len(values) > 1 else "")
