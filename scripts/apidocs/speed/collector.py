"""Looks for circles of objects seldom while a site is built: most of what a build makes stays to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# New objects, and collections of younger ones, until the collector looks again. Python's own first number is
# 700; with this one a large build takes a twentieth less time and no more memory.
THRESHOLDS: Final = (50_000, 20, 50)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look as often as before again at the end."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
