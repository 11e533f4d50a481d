"""A copy of the program does a share of the work; without it, or when it fails, nothing else comes out."""

import subprocess
import sys

import pytest

from apidocs.pages.speed import workers
from apidocs.pages.speed.workers import BLOCK, FEWEST, shares_of
from support.commands import ROOT

COUNTS = (0, 1, 3)
ITEMS = list(range(FEWEST + 5))
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no workers")

# What each program below begins with. It is a program of its own, for the tests have threads.
START = """
import os, signal
from apidocs.pages.speed import workers
from apidocs.pages.speed.workers import FEWEST, Worker, divided
workers.count_workers = lambda: {count}
ITEMS, HERE, told = list(range(FEWEST + 5)), os.getpid(), []
def divide(work): return list(divided(ITEMS, work, lambda: told.append(1)))
def die(): os.kill(os.getpid(), signal.SIGKILL)
def there(fail): return lambda item: item if os.getpid() == HERE else fail()
def is_alone():
    try: return os.waitpid(-1, os.WNOHANG) and False
    except ChildProcessError: return True
"""

PROGRAMS = {
    "answers come in order": "assert divide(lambda item: -item) == [-item for item in ITEMS]",
    "each is told of": "divide(str); assert len(told) == len(ITEMS)",
    "nothing is done twice": "kept = []; divide(kept.append); assert len(kept) == len(set(kept)) > 0",
    "every worker works": "assert len(set(divide(lambda item: os.getpid()))) == 1 + workers.count_workers()",
    "what a worker cannot do is done here": "assert divide(there(lambda: 1 / 0)) == ITEMS",
    "a worker that dies is none": "assert divide(there(die)) == ITEMS",
    "what cannot be sent is made here": "assert all(map(callable, divide(lambda item: lambda: item)))",
    "a failure here is raised, and no worker stays": """
try: divide(lambda item: 1 / 0)
except ZeroDivisionError: assert is_alone()
else: raise AssertionError
""",
    "a worker that is stopped is gone": "Worker(signal.pause).stop(); assert is_alone()",
    "a worker says nothing": "divide(there(lambda: __import__('logging').error('said'))); assert is_alone()",
}


@linux_only
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_work_is_divided(program: str, count: int) -> None:
    code = START.format(count=count) + program
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT / "scripts",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.mark.parametrize("count", COUNTS)
def test_every_item_is_in_one_share_and_neighbours_stay_together(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "count_workers", lambda: count)
    shares = shares_of(ITEMS)
    assert len(shares) == 1 + count
    assert sorted(item for share in shares for item in share) == ITEMS
    assert shares[0][:BLOCK] == ITEMS[:BLOCK]


def test_few_items_are_no_work_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "count_workers", lambda: 3)
    assert shares_of(ITEMS[: FEWEST - 1]) == [ITEMS[: FEWEST - 1]]
    assert shares_of([]) == [[]]


def test_there_are_no_workers_beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert workers.count_workers() == 0
