"""Two builds at once neither mix their files nor break each other."""

from collections.abc import Callable
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from apidocs.site.output.atomic_folder import replacing


def replace(folder: Path, say: Callable[[str], None]) -> None:
    with replacing(folder, say=say) as fresh:
        say("at work")
        (fresh / "page").write_text("second")


def test_a_build_that_is_alone_says_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(2):
        replace(tmp_path / "site", told.append)
    assert told == ["at work"] * 2


def test_a_build_of_a_site_that_another_one_is_making_waits_too(tmp_path: Path) -> None:
    told: Queue[str] = Queue()
    site = tmp_path / "site"
    second = Thread(target=replace, args=(site, told.put))
    with replacing(site) as fresh:
        (fresh / "page").write_text("first")
        second.start()
        assert told.get(timeout=30) == f"another build is at work in {site}: waiting until it is done"
        assert told.empty()
        assert (fresh / "page").read_text() == "first"
    second.join(timeout=30)
    assert told.get(timeout=30) == "at work"
    assert (site / "page").read_text() == "second"
    assert list(tmp_path.iterdir()) == [site]


@pytest.mark.parametrize("count", [8])
def test_builds_of_one_site_that_begin_at_once_go_one_after_the_other(tmp_path: Path, count: int) -> None:
    seen: list[str] = []

    def work() -> None:
        with replacing(tmp_path / "site") as fresh:
            seen.append("begins")
            (fresh / "page").write_text("whole")
            seen.append("ends")

    threads = [Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert seen == ["begins", "ends"] * count
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
