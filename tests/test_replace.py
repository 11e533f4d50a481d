"""A folder is replaced as a whole, whatever happens meanwhile."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from apidocs.site.output.atomic_folder import replacing, restoring, updating


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make(tmp_path / "site", "last")


def make(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "page").write_text(text)
    return folder


def state(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace(folder: Path) -> None:
    with replacing(folder) as fresh:
        (fresh / "page").write_text("new")


def fail_after(work: Callable[[], object], error: BaseException) -> None:
    work()
    raise error


LAST = {"site/page": "last"}


def test_the_new_folder_holds_nothing_of_the_last(tmp_path: Path, site: Path) -> None:
    with replacing(site) as fresh:
        assert list(fresh.iterdir()) == []
        (fresh / "other").write_text("new")
        assert (site / "page").read_text() == "last"
    assert state(tmp_path) == {"site/other": "new"}


def test_a_folder_that_is_not_there_is_made_with_those_above_it(tmp_path: Path) -> None:
    with replacing(tmp_path / "a/b/site") as fresh:
        (fresh / "page").write_text("new")
    assert state(tmp_path) == {"a/b/site/page": "new"}


@pytest.mark.parametrize("error", [OSError("full"), ValueError("bug"), KeyboardInterrupt()])
def test_a_failure_leaves_the_last(tmp_path: Path, site: Path, error: BaseException) -> None:
    with pytest.raises(type(error)), replacing(site) as fresh:
        fail_after(lambda: (fresh / "page").write_text("half"), error)
    assert state(tmp_path) == LAST


def test_a_rename_that_is_refused_leaves_the_last(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == ".site.new":
            raise OSError(errno.EACCES, "refused")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="refused"), replacing(site) as fresh:
        (fresh / "page").write_text("new")
    assert state(tmp_path) == LAST


def killed_while_making(site: Path) -> None:
    make(site.with_name(".site.new"), "half")


def killed_between_the_renames(site: Path) -> None:
    site.rename(site.with_name(".site.old"))
    make(site.with_name(".site.new"), "new")


def killed_before_the_last_was_removed(site: Path) -> None:
    make(site.with_name(".site.old"), "older")


@pytest.mark.parametrize(
    "kill", [killed_while_making, killed_between_the_renames, killed_before_the_last_was_removed]
)
def test_the_next_run_clears_up_after_one_that_was_killed(
    tmp_path: Path, site: Path, kill: Callable[[Path], None]
) -> None:
    kill(site)
    with pytest.raises(ValueError, match="bug"), replacing(site):
        raise ValueError("bug")
    assert (site / "page").read_text() == "last"
    with replacing(site) as fresh:
        (fresh / "page").write_text("new")
    assert state(tmp_path) == {"site/page": "new"}


def test_what_was_replaced_comes_back_when_something_later_fails(tmp_path: Path, site: Path) -> None:
    with pytest.raises(ValueError, match="later"), restoring(site):
        fail_after(lambda: replace(site), ValueError("later"))
    assert state(tmp_path) == LAST


def test_what_was_not_there_goes_again_when_something_later_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="later"), restoring(tmp_path / "site"):
        fail_after(lambda: make(tmp_path / "site", "new"), ValueError("later"))
    assert state(tmp_path) == {}


def test_nothing_is_left_when_all_went_well(tmp_path: Path, site: Path) -> None:
    with restoring(site), replacing(site) as fresh:
        (fresh / "page").write_text("new")
    assert state(tmp_path) == {"site/page": "new"}


def test_what_was_kept_by_a_killed_run_comes_back_first(tmp_path: Path, site: Path) -> None:
    make(site.with_name(".site.kept"), "kept")
    with pytest.raises(ValueError, match="again"), restoring(site):
        raise ValueError("again")
    assert state(tmp_path) == {"site/page": "kept"}


def test_keeping_needs_no_room(tmp_path: Path, site: Path) -> None:
    with restoring(site):
        assert (site / "page").stat().st_nlink == 2
    assert state(tmp_path) == LAST


def test_a_file_system_without_links_is_enough(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(ValueError, match="later"), restoring(site):
        fail_after(lambda: shutil.rmtree(site), ValueError("later"))
    assert state(tmp_path) == LAST


def test_an_update_replaces_single_files_and_adds_others(site: Path) -> None:
    (site / "other").write_text("stays")
    with updating(site) as fresh:
        (fresh / "page").write_text("new")
        (fresh / "below").mkdir()
        (fresh / "below/page").write_text("added")
    assert state(site) == {"page": "new", "other": "stays", "below/page": "added"}
    assert list(site.parent.iterdir()) == [site]


def test_an_update_that_fails_changes_nothing(site: Path) -> None:
    with pytest.raises(ZeroDivisionError), updating(site) as fresh:
        fail_after(lambda: (fresh / "page").write_text("new"), ZeroDivisionError())
    assert state(site) == {"page": "last"}
    assert list(site.parent.iterdir()) == [site]
