"""What a build cost, step by step."""

import pytest

from apidocs import progress as timings
from apidocs.progress import Silent, Timings


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """Moments to come: seconds on the clock and of the processor."""
    moments = [(0.0, 0.0), (1.0, 1.0), (3.0, 2.0), (3.5, 2.0), (4.5, 3.0), (5.0, 3.0)]
    monkeypatch.setattr(timings, "_now", lambda: moments.pop(0))
    monkeypatch.setattr(timings, "_peak_memory", lambda: 100 * 2**20)
    return moments


def test_every_step_has_its_cost_and_the_rest_is_said_too(clock: list[tuple[float, float]]) -> None:
    found = Timings(Silent())
    for step in ("load", "render"):
        found.start(step, 2)
        found.advance()
        found.finish("done")
    assert [line.split() for line in found.iter_lines()] == [
        ["step", "CPU", "s", "wall", "s"],
        ["other", "1.00", "2.00"],
        ["load", "1.00", "2.00"],
        ["render", "1.00", "1.00"],
        ["whole", "3.00", "5.00"],
        ["memory", "100", "MB", "at", "most"],
    ]
    assert clock == []


def test_what_is_told_is_passed_on() -> None:
    told: list[object] = []

    class Listener:
        def start(self, step: str, total: int = 0) -> None:
            told.append((step, total))

        def advance(self) -> None:
            told.append("advance")

        def finish(self, summary: str) -> None:
            told.append(summary)

        def say(self, line: str) -> None:
            told.append(line)

    found = Timings(Listener())
    found.start("load", 3)
    found.advance()
    found.finish("a file")
    assert told == [("load", 3), "advance", "a file"]
