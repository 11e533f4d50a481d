"""Divide work among processes."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import Final, Generic, NoReturn, TypeVar

# New objects, and collections of younger ones, until the collector looks again. Python's own first number is
# 700; with this one a large build takes a twentieth less time and no more memory.
THRESHOLDS: Final = (50_000, 20, 50)

PR_SET_PDEATHSIG: Final = 1  # of linux/prctl.h


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look as often as before again at the end."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


Answer = TypeVar("Answer")

Item = TypeVar("Item")

# Neighbours have much in common that is made once, so they are given out in blocks.
BLOCK: Final = 16

# The fewest items that are worth a copy of the program, and the most copies: each has memory of its own.
FEWEST: Final = 10 * BLOCK

MOST: Final = 4

# How many of the items are done before there are copies, which then have what the first ones take: templates
# and expressions that are compiled when they are met.
EARLY: Final = 8


class Worker(Generic[Answer]):
    """A copy of this program that does one thing and ends; nobody sees what it changes in itself."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        """Begin; only where `count_workers` says that one may."""
        self._pipe, writing = os.pipe()
        gc.freeze()  # the copy shares what is there while neither of them writes to it, the collector too
        parent = os.getpid()
        self._process = os.fork()
        if self._process == 0:
            die_with(parent)
            _answer(work, writing)
        gc.unfreeze()
        os.close(writing)

    def answer(self) -> Answer | None:
        """Wait for what it made; None when it failed: do the work here then, and see why."""
        with os.fdopen(self._pipe, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(self._process, 0)
        return pickle.loads(answer) if status == 0 else None  # noqa: S301 - this program wrote it

    def stop(self) -> None:
        """End it without an answer."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._pipe)


def die_with(parent: int) -> None:
    """Ask Linux to end this process when its parent is killed and cannot do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was killed before
            os._exit(1)


def count_workers() -> int:
    """Say how many copies have a core of their own.

    None where a copy would not be whole: it has no other threads, and on macOS libraries that do not bear it.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    return min(len(os.sched_getaffinity(0)) - 1, MOST)


def shares_of(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Divide items between this program, which has the first share, and its workers."""
    count = 1 + (count_workers() if len(items) >= FEWEST else 0)
    blocks = [items[start : start + BLOCK] for start in range(0, len(items), BLOCK)]
    return [[item for block in blocks[first::count] for item in block] for first in range(count)]


def divided(
    items: Sequence[Item], work: Callable[[Item], Answer], done: Callable[[], None]
) -> Iterator[Answer]:
    """Do the work of all items on all cores and give the answers in their order; `done` is called for each.

    Raises what the work raises.
    """
    own, *others = shares_of(items)
    early = {place: work(own[place]) for place in range(0, len(own), -(-len(own) // EARLY))} if others else {}
    workers = [Worker(partial(_all, share, work)) for share in others]
    try:
        answers = [_each(own, work, done, early)]
        for share in others:
            found = workers.pop(0).answer()
            answers.append(_each(share, work, done) if found is None else _told(found, done))
    finally:
        for worker in workers:
            worker.stop()
    return _iter_in_order(answers)


def _all(items: Sequence[Item], work: Callable[[Item], Answer]) -> list[Answer]:
    return list(map(work, items))


def _each(
    items: Sequence[Item],
    work: Callable[[Item], Answer],
    done: Callable[[], None],
    known: Mapping[int, Answer] = MappingProxyType({}),
) -> list[Answer]:
    """Do the work of each item; of those at some places it is `known` already."""
    answers = []
    for place, item in enumerate(items):
        answers.append(known[place] if place in known else work(item))
        done()
    return answers


def _told(answers: list[Answer], done: Callable[[], None]) -> list[Answer]:
    for _ in answers:
        done()
    return answers


def _iter_in_order(shares: Sequence[Sequence[Answer]]) -> Iterator[Answer]:
    """Give a block of each share in turn, as they were given out."""
    for start in range(0, len(shares[0]), BLOCK):
        for share in shares:
            yield from share[start : start + BLOCK]


def _answer(work: Callable[[], object], pipe: int) -> NoReturn:
    """Do the work in the copy, which says nothing and ends here whatever comes."""
    try:
        logging.disable()
        with os.fdopen(pipe, "wb") as writing:
            pickle.dump(work(), writing, protocol=pickle.HIGHEST_PROTOCOL)
    except BaseException:  # noqa: BLE001 - it comes again where the work is done again
        os._exit(1)
    os._exit(0)
