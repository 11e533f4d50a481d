"""A revision as plain files."""

from pathlib import Path

import pytest

from apidocs.preview.git_archive import ArchiveError, extract, find_commit, find_fork_point, share_compiled
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


def test_what_is_compiled_is_shared_where_scripts_are_the_same(tmp_path: Path) -> None:
    for side, text in (("a", "same"), ("b", "same"), ("a", "one"), ("b", "two")):
        path = tmp_path / side / "scripts" / f"{'same' if text == 'same' else 'other'}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    folder = tmp_path / "a/scripts/__pycache__"
    folder.mkdir()
    for name in ("same", "other", "gone"):
        (folder / f"{name}.cpython-313.pyc").write_text(f"compiled {name}")
    share_compiled(tmp_path / "a", tmp_path / "b")
    found = {path.name: path.read_text() for path in (tmp_path / "b/scripts/__pycache__").iterdir()}
    assert found == {"same.cpython-313.pyc": "compiled same"}


def test_files_of_two_commits_are_as_old_as_each_other(repository: Path, tmp_path: Path) -> None:
    git(repository, "commit", "-qm", "later", "--allow-empty")
    for ref in ("HEAD", "HEAD^"):
        extract(repository, ref, tmp_path / ref)
    times = {(tmp_path / ref / "a.txt").stat().st_mtime_ns for ref in ("HEAD", "HEAD^")}
    assert len(times) == 1


@pytest.mark.parametrize("ref", ["nowhere", "--help", "HEAD:a.txt"])
def test_a_ref_that_is_no_commit_is_refused(repository: Path, ref: str) -> None:
    with pytest.raises(ArchiveError):
        find_commit(repository, ref)
