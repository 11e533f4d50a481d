"""Turns a command into what it cost: seconds of processor, on the clock, and memory, each of several runs."""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# What `build.py --timings` calls its steps.
STEPS = ("load", "validate", "model", "render", "write", "publish", "finish", "other")
# Seconds between two looks at the memory.
LOOK = 0.2
# In MB.
KIBIBYTE = 1024 / 1e6


@dataclass(frozen=True)
class Run:
    """One run: CPU seconds, wall seconds, highest memory in MB, and CPU seconds of each step.

    Memory is that of all processes at once, what they share counted once, where Linux tells; else it is that
    of the largest process.
    """

    cpu: float
    wall: float
    memory: float
    steps: dict[str, float]


class MemoryWatch:
    """Looks again and again at how much memory the processes of a session have."""

    def __init__(self, session: int) -> None:
        self._session = str(session)
        self._highest = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """Return the highest of all looks in MB; 0 where nothing could be seen."""
        self._ended.set()
        self._thread.join()
        return self._highest

    def _look(self) -> None:
        while not self._ended.wait(LOOK):
            self._highest = max(self._highest, sum(map(_megabytes, self._processes())))

    def _processes(self) -> list[Path]:
        return [path for path in Path("/proc").glob("[0-9]*") if _session(path) == self._session]


def _session(process: Path) -> str:
    try:
        return (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[3]
    except OSError:  # it has ended
        return ""


def _megabytes(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * KIBIBYTE


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command of Python to its end. Raises RuntimeError with what it said when it fails."""
    log = folder / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *command], stdout=output, stderr=output, cwd=folder, start_new_session=True
        )
        watch = MemoryWatch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        memory = watch.stop() or usage.ru_maxrss * KIBIBYTE
        process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{said[-3000:]}")
    return Run(usage.ru_utime + usage.ru_stime, wall, memory, dict(_iter_steps(said)))


def _iter_steps(said: str) -> list[tuple[str, float]]:
    lines = said.partition("CPU s  wall s")[2].splitlines()
    words = [line.split() for line in lines]
    return [(line[0], float(line[1])) for line in words if len(line) > 1 and line[0] in STEPS]


def median_and_spread(values: Sequence[float]) -> str:
    """Write the median, and lowest and highest where there are several."""
    middle = statistics.median(values)
    return f"{middle:.1f}" + (f" ({min(values):.1f} to {max(values):.1f})" if len(values) > 1 else "")
