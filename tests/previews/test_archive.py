"""A revision as plain files."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from apidocs.preview import git_archive
from apidocs.preview.git_archive import (
    ArchiveError,
    Side,
    extract,
    find_sides,
    share_compiled,
    write_members,
)
from previews.repository import commit, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "a.txt").write_text("one")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    return folder


def id_of(repository: Path, ref: str = "HEAD") -> str:
    command = ["git", "-C", str(repository), "rev-parse", ref]
    return subprocess.check_output(command, text=True).strip()


def add(repository: Path, text: str) -> str:
    (repository / f"{text}.txt").write_text(text)
    commit(repository)
    return id_of(repository)


def compared(repository: Path, base: str, revision: str) -> tuple[str, str, tuple[str, ...]]:
    sides = find_sides(repository, base, revision, repository.parent / "objects")
    return sides[0].tree, sides[1].tree, sides[2]


def test_the_files_of_a_commit_are_written_and_edits_are_not(repository: Path, tmp_path: Path) -> None:
    (repository / "a.txt").write_text("edited")
    assert extract(repository, Side("HEAD", "HEAD"), tmp_path / "out") == ()
    assert (tmp_path / "out/a.txt").read_text() == "one"
    assert (repository / "a.txt").read_text() == "edited"


def test_a_symbolic_link_is_left_out_and_told(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (repository / "link.md").symlink_to(tmp_path / "secret")
    (repository / "folder").symlink_to(tmp_path)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "links")
    assert sorted(extract(repository, Side("HEAD", "HEAD"), tmp_path / "out")) == ["folder", "link.md"]
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["a.txt"]


def test_a_file_that_the_revision_hides_is_told(repository: Path, tmp_path: Path) -> None:
    (repository / ".gitattributes").write_text(".gitattributes export-ignore\nhidden.py export-ignore\n")
    (repository / "hidden.py").write_text("hidden")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "hidden")
    assert extract(repository, Side("HEAD", "HEAD"), tmp_path / "out") == (".gitattributes", "hidden.py")


def test_the_base_is_where_the_revision_left_it(repository: Path) -> None:
    left = id_of(repository)
    git(repository, "switch", "-qc", "change")
    change = add(repository, "two")
    git(repository, "switch", "-q", "main")
    add(repository, "three")
    assert compared(repository, "main", "change") == (left, change, ())


@pytest.fixture
def merged(repository: Path) -> tuple[Path, dict[str, str]]:
    """A pull request as a host merges it: main went on, and the merge commit is on no branch."""
    ids = {"fork": id_of(repository)}
    git(repository, "switch", "-qc", "change")
    ids["change"] = add(repository, "change")
    git(repository, "switch", "-q", "main")
    ids["main"] = add(repository, "later")
    git(repository, "switch", "-q", "--detach")
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge", "change")
    ids["merge"] = id_of(repository)
    git(repository, "update-ref", "refs/remotes/pull/7/merge", ids["merge"])
    return repository, ids


@pytest.mark.parametrize("base", ["fork", "main"])
def test_a_merge_commit_of_a_pull_request_is_compared_with_what_it_was_merged_into(
    merged: tuple[Path, dict[str, str]], base: str
) -> None:
    repository, ids = merged
    left, revision, notes = compared(repository, ids[base], "HEAD")
    assert (left, revision) == (ids["main"], ids["merge"])
    assert notes == (
        "The revision is a merge commit that is on no branch: it is compared with its first parent",
    )


@pytest.mark.parametrize("kept", ["branch", "tag"])
def test_what_came_since_a_release_is_all_told_merges_included(
    merged: tuple[Path, dict[str, str]], kept: str
) -> None:
    repository, ids = merged
    git(repository, kept, "kept", ids["merge"])
    assert compared(repository, ids["fork"], "HEAD") == (ids["fork"], ids["merge"], ())


def clone(repository: Path, tmp_path: Path, *options: str) -> Path:
    git(tmp_path, "clone", "-q", "--bare", str(repository), str(tmp_path / "remote.git"))
    git(tmp_path, "clone", "-q", *options, f"file://{tmp_path}/remote.git", str(tmp_path / "clone"))
    return tmp_path / "clone"


def test_a_shallow_clone_without_the_fork_point_says_what_to_fetch(
    merged: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    repository, _ = merged
    shallow = clone(repository, tmp_path, "--depth=1", "--no-single-branch", "--branch=change")
    with pytest.raises(ArchiveError, match=r"this clone is shallow, .* `git fetch --unshallow`"):
        compared(shallow, "origin/main", "HEAD")
    git(shallow, "fetch", "-q", "--unshallow")
    assert compared(shallow, "origin/main", "HEAD")[0] == id_of(repository, "main~1")


def test_a_base_that_is_not_there_names_the_fetch_that_is_missing(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"^next: this repository .* \(`git fetch origin next`\)"):
        compared(repository, "next", "HEAD")
    add(repository, "two")
    shallow = clone(repository, tmp_path, "--depth=1")
    with pytest.raises(ArchiveError, match=r"\(`git fetch --unshallow`\)"):
        compared(shallow, id_of(repository, "HEAD~1"), "HEAD")


def test_two_histories_without_a_common_commit_are_not_compared(repository: Path) -> None:
    git(repository, "switch", "-q", "--orphan", "other")
    add(repository, "other")
    with pytest.raises(ArchiveError, match="no commit in common"):
        compared(repository, "main", "other")


def test_uncommitted_files_are_counted(repository: Path) -> None:
    (repository / "a.txt").write_text("edited")
    assert compared(repository, "HEAD", "HEAD")[2] == (
        "1 uncommitted file is not in this preview: --revision WORKTREE shows what is not committed",
    )
    (repository / "new.txt").write_text("new")
    assert compared(repository, "HEAD", "HEAD")[2][0].startswith("2 uncommitted files are not")


def test_the_working_tree_has_edits_and_new_files_and_git_is_not_touched(
    repository: Path, tmp_path: Path
) -> None:
    (repository / ".gitignore").write_text("ignored\n")
    (repository / "b.txt").write_text("staged")
    git(repository, "add", "b.txt")
    (repository / "a.txt").write_text("edited")
    (repository / "ignored").write_text("ignored")
    before = {path: path.read_bytes() for path in (repository / ".git").rglob("*") if path.is_file()}
    base, worktree, notes = find_sides(repository, "HEAD", "WORKTREE", tmp_path / "objects")
    assert (worktree.name, notes) == ("working tree", ())
    assert extract(repository, base, tmp_path / "base") == ()
    assert extract(repository, worktree, tmp_path / "out") == ()
    after = {path: path.read_bytes() for path in (repository / ".git").rglob("*") if path.is_file()}
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {
        ".gitignore": "ignored\n",
        "a.txt": "edited",
        "b.txt": "staged",
    }
    assert after == before


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
        extract(repository, Side(ref, ref), tmp_path / ref)
    times = {(tmp_path / ref / "a.txt").stat().st_mtime_ns for ref in ("HEAD", "HEAD^")}
    assert len(times) == 1


@pytest.mark.parametrize("ref", ["nowhere", "--help", "HEAD:a.txt"])
def test_a_ref_that_is_no_commit_is_refused(repository: Path, ref: str) -> None:
    with pytest.raises(ArchiveError):
        compared(repository, ref, "HEAD")


def packed(*names: str) -> io.BytesIO:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
    stream.seek(0)
    return stream


@pytest.mark.parametrize("place", ["absolute", "above", "above from within"])
def test_a_member_that_leads_out_of_the_folder_is_left_out(tmp_path: Path, place: str) -> None:
    names = {
        "absolute": str(tmp_path / "planted"),
        "above": "../planted",
        "above from within": "docs/../../planted",
    }
    write_members(packed(names[place], "docs/kept"), tmp_path / "out")
    assert not (tmp_path / "planted").exists()
    assert (tmp_path / "out/docs/kept").is_file()


def test_the_number_of_files_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_archive, "MAX_FILES", 2)
    write_members(packed("a", "b"), tmp_path / "out")
    with pytest.raises(ArchiveError, match="or 2 files"):
        write_members(packed("a", "b", "c"), tmp_path / "out")
