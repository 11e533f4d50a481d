"""The bounds of a program that reads what a stranger wrote."""

import os
import time
from pathlib import Path

import pytest

from apidocs.preview.sandbox import LimitError, Limits, run_limited

# Begins a worker as a build does, which holds on to what the program prints, and notes both.
WORKER = """
import os, pathlib, sys, time
worker = os.fork()
if worker == 0:
    time.sleep(300)
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} {worker}")
"""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a build has no workers on this system")


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def ended(note: Path) -> bool:
    """Wait for what was ended to be gone; the system takes a moment."""
    for _ in range(100):
        if not any(is_running(int(process)) for process in note.read_text().split()):
            return True
        time.sleep(0.05)
    return False


@needs_fork
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no list of processes to look into")
@pytest.mark.parametrize("rest", ["time.sleep(300)", "os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_no_worker_outlives_its_program(tmp_path: Path, rest: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(WORKER + rest, encoding="utf-8")
    with pytest.raises(LimitError, match="longer than 1 seconds"):
        run_limited([program, tmp_path / "note"], Limits(seconds=1))
    assert ended(tmp_path / "note")


def test_a_program_gets_its_variables_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_TOKEN", "secret")
    said = "import os; print(os.environ.get('A_TOKEN'), os.environ['GIVEN'])"
    assert run_limited(["-c", said], Limits(), {"GIVEN": "here"}) == "None here\n"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("raise SystemExit('what is wrong')", "^what is wrong$"),
        ("print('what was printed'); raise SystemExit(1)", "^what was printed$"),
        ("import os; os.kill(os.getpid(), 9)", "signal 9"),
        ("bytearray(10 ** 9)", "MemoryError"),
        ("open('large', 'wb').write(bytes(10 ** 6))", "too large|signal"),
    ],
)
@needs_fork
def test_a_program_that_fails_or_reaches_a_bound_says_so(
    said: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LimitError, match=expected):
        run_limited(["-c", said], Limits(memory=500_000_000, file=100_000))
