"""A folder is replaced as a whole, whatever happens meanwhile."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apidocs.site.output import atomic_folder as module
from apidocs.site.output.atomic_folder import (
    replacing,
    replacing_file,
    updating,
    write_file,
)
from apidocs.site.output.output_folder import MANIFEST, OutputError, begins_with, write_manifest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make(tmp_path / "site", "last")


def make(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "page").write_text(text)
    write_manifest(folder)
    return folder


def state(folder: Path) -> dict[str, str]:
    """Every file but the manifest; a folder without files is one too."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
        if path.name != MANIFEST and not path.is_symlink() and (path.is_file() or not any(path.iterdir()))
    }


def replace(folder: Path) -> None:
    with replacing(folder) as fresh:
        (fresh / "page").write_text("new")


def fail_after(work: Callable[[], object], error: BaseException) -> None:
    work()
    raise error


LAST = {"site/page": "last"}
NEW = {"site/page": "new"}


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
        if path.name == "new":
            raise OSError(errno.EACCES, "refused")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="refused"), replacing(site) as fresh:
        (fresh / "page").write_text("new")
    assert state(tmp_path) == LAST


class KilledError(BaseException):
    """Ends the run as a signal does: nothing is cleared up."""


@pytest.fixture(params=["_settle", "_swap", "_delete_work", "write_manifest"])
def kill_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Kill the run when it comes to a step; whatever it would clear up, it does not."""

    def die(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(module, request.param, die)
        patch.setattr(module, "_settle", die)
        yield patch


def test_the_next_run_clears_up_after_one_that_was_killed(
    tmp_path: Path, site: Path, kill_at: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KilledError), replacing(site) as fresh:
        (fresh / "page").write_text("new")
    kill_at.undo()
    with pytest.raises(ValueError, match="bug"), replacing(site):
        raise ValueError("bug")
    assert state(tmp_path) in (LAST, NEW)
    with replacing(site) as fresh:
        (fresh / "page").write_text("newer")
    assert state(tmp_path) == {"site/page": "newer"}


def test_a_run_that_is_killed_between_the_renames_loses_nothing(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def die(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise KilledError
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", die)
        patch.setattr(module, "_settle", lambda *_: None)
        with pytest.raises(KilledError), replacing(site) as fresh:
            (fresh / "page").write_text("new")
    assert not site.exists()
    with pytest.raises(ValueError, match="bug"), replacing(site):
        raise ValueError("bug")
    assert state(tmp_path) == LAST


def test_a_run_that_is_killed_before_its_folder_is_marked_leaves_nothing(tmp_path: Path, site: Path) -> None:
    for name in (".site.abcdefgh.building", ".site.12345678.building"):
        (tmp_path / name).mkdir()
    (tmp_path / ".site.12345678.building/this-folder-is-deleted").touch()
    with replacing(site) as fresh:
        (fresh / "page").write_text("new")
    assert state(tmp_path) == NEW


def test_a_folder_that_only_looks_like_one_of_a_killed_run_stays(tmp_path: Path, site: Path) -> None:
    (tmp_path / ".site.building").mkdir()
    (tmp_path / ".site.abcdefgh.building").mkdir()
    (tmp_path / ".site.abcdefgh.building/thesis").write_text("mine")
    (tmp_path / ".site.12345678.building").symlink_to(tmp_path / ".site.abcdefgh.building")
    with replacing(site) as fresh:
        (fresh / "page").write_text("new")
    assert state(tmp_path) == NEW | {".site.building": "folder", ".site.abcdefgh.building/thesis": "mine"}
    assert (tmp_path / ".site.12345678.building").is_symlink()


def test_a_folder_of_another_target_is_left_to_it(tmp_path: Path) -> None:
    other = tmp_path / ".site.abcdefgh.building"
    other.mkdir()
    (other / "this-folder-is-deleted").write_text("site.zip")
    with replacing(tmp_path / "site") as fresh:
        (fresh / "page").write_text("new")
    assert other.is_dir()


def test_files_that_are_added_during_the_build_stay(tmp_path: Path, site: Path) -> None:
    with pytest.raises(OutputError, match="would remove them: CNAME"), replacing(site):
        (site / "CNAME").write_text("docs.example")
    assert state(tmp_path) == LAST | {"site/CNAME": "docs.example"}


def test_a_long_name_has_room_for_the_folder_beside_it(tmp_path: Path) -> None:
    with replacing(tmp_path / ("ü" * 120)) as fresh:
        (fresh / "page").write_text("new")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    for text in ("{1}", "{2}"):
        write_file(tmp_path / "report", text, "{")
    assert state(tmp_path) == {"report": "{2}"}
    with (
        pytest.raises(ValueError, match="bug"),
        replacing_file(tmp_path / "report", begins_with("{")) as fresh,
    ):
        fail_after(lambda: fresh.write_text("half"), ValueError("bug"))
    assert state(tmp_path) == {"report": "{2}"}


def test_a_file_that_is_put_there_meanwhile_stays(tmp_path: Path) -> None:
    def write() -> None:
        with replacing_file(tmp_path / "report", begins_with("{")) as fresh:
            fresh.write_text("{new}")
            (tmp_path / "report").write_text("mine")

    with pytest.raises(OutputError):
        write()
    assert state(tmp_path) == {"report": "mine"}


def test_a_disk_that_refuses_a_file_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"nowhere/report: this file cannot be written \(No such file"):
        write_file(tmp_path / "nowhere/report", "{}", "{")


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
