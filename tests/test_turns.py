"""Two builds at once neither mix their files nor break each other."""

from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from apidocs.site.output.atomic_folder import replacing
from apidocs.site.output.locks import in_turn


def test_the_second_build_of_a_project_says_that_it_waits_and_then_works(tmp_path: Path) -> None:
    told: Queue[str] = Queue()

    def build() -> None:
        with in_turn(tmp_path, told.put):
            told.put("at work")

    second = Thread(target=build)
    with in_turn(tmp_path, told.put):
        second.start()
        assert told.get(timeout=30) == f"another build is at work in {tmp_path}: waiting until it is done"
        assert told.empty()
    second.join(timeout=30)
    assert told.get(timeout=30) == "at work"


def test_a_build_that_is_alone_says_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(2):
        with in_turn(tmp_path, told.append):
            pass
    assert told == []
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_another_build_is_making_is_refused_and_that_build_goes_on(tmp_path: Path) -> None:
    with replacing(tmp_path / "site") as fresh:
        (fresh / "page").write_text("first")
        with pytest.raises(OSError, match="another build is at work there"), replacing(tmp_path / "site"):
            pass
        assert (fresh / "page").read_text() == "first"
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["site", "site/page"]
