"""A revision as plain files."""

from pathlib import Path

import pytest

from apidocs.preview.archive import ArchiveError, extract, find_commit, find_fork_point
from previews.repository import git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "a.txt").write_text("one")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    return folder


def test_the_files_of_a_commit_are_written_and_edits_are_not(repository: Path, tmp_path: Path) -> None:
    (repository / "a.txt").write_text("edited")
    assert extract(repository, find_commit(repository, "HEAD"), tmp_path / "out") == ()
    assert (tmp_path / "out/a.txt").read_text() == "one"
    assert (repository / "a.txt").read_text() == "edited"


def test_a_symbolic_link_is_left_out_and_told(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (repository / "link.md").symlink_to(tmp_path / "secret")
    (repository / "folder").symlink_to(tmp_path)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "links")
    assert sorted(extract(repository, "HEAD", tmp_path / "out")) == ["folder", "link.md"]
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["a.txt"]


def test_a_file_that_the_revision_hides_is_told(repository: Path, tmp_path: Path) -> None:
    (repository / ".gitattributes").write_text(".gitattributes export-ignore\nhidden.py export-ignore\n")
    (repository / "hidden.py").write_text("hidden")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "hidden")
    assert extract(repository, "HEAD", tmp_path / "out") == (".gitattributes", "hidden.py")


def test_the_base_is_where_the_revision_left_it(repository: Path) -> None:
    left = find_commit(repository, "HEAD")
    git(repository, "switch", "-qc", "change")
    git(repository, "commit", "-qm", "two", "--allow-empty")
    git(repository, "switch", "-q", "main")
    git(repository, "commit", "-qm", "three", "--allow-empty")
    assert (
        find_fork_point(repository, find_commit(repository, "main"), find_commit(repository, "change"))
        == left
    )


@pytest.mark.parametrize("ref", ["nowhere", "--help", "HEAD:a.txt"])
def test_a_ref_that_is_no_commit_is_refused(repository: Path, ref: str) -> None:
    with pytest.raises(ArchiveError):
        find_commit(repository, ref)
