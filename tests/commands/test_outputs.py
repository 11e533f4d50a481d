"""Every command that writes: nothing of anybody else is deleted, replaced or written into."""

import ast
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apidocs.commands import new
from apidocs.commands.build import PREVIEW_DATA, REPORT
from previews.repository import commit, git
from support.commands import ROOT, copy_small_project, edit, run, say, write_small

SCRIPTS = ROOT / "scripts"
# Modules that delete, move or overwrite, and why what they touch can be nobody else's.
ALLOWED = {
    "apidocs/site/output/atomic_folder.py": "asks the guard, and works in folders that it made and marked",
    "apidocs/site/finish/finish.py": "in the new site, before it is anybody's",
    "apidocs/site/output/app_folder.py": "copies into a folder that atomic_folder.py made",
    "apidocs/site/output/up_to_date.py": "in .cache, which `make clean` forgets",
    "apidocs/preview/make.py": "in a checkout of its own",
    "apidocs/preview/outputs/report_pages.py": "in the new preview, before it is anybody's",
}
DELETING = {"rmtree", "unlink", "rmdir", "rename", "renames", "removedirs", "copytree"}
DELETING |= {"os.remove", "os.replace", "shutil.move"}  # `list.remove` and `str.replace` are no such thing

Command = Callable[[Path], tuple[str | Path, ...]]
"""The arguments of a command that writes to a target."""


def build(target: Path) -> tuple[str | Path, ...]:
    return "scripts/build.py", "--site-dir", target


def build_other(target: Path) -> tuple[str | Path, ...]:
    return "scripts/build.py", "--spec", "greetings.yaml", "--site-dir", target


def preview(target: Path) -> tuple[str | Path, ...]:
    return "scripts/preview.py", "--base", "HEAD~1", "--out", target


def report(target: Path) -> tuple[str | Path, ...]:
    return "scripts/build.py", "--spec", "greetings.yaml", "--site-dir", "made/site", "--report", target


def preview_data(target: Path) -> tuple[str | Path, ...]:
    return "scripts/build.py", "--site-dir", "made/own", "--preview-data", target


def offline(target: Path) -> tuple[str | Path, ...]:
    del target
    return ("scripts/offline.py",)


FOLDERS: tuple[Command, ...] = (build, build_other, preview)
FILES: tuple[Command, ...] = (report, preview_data)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project under version control, with another description in it."""
    root = copy_small_project(tmp_path_factory.mktemp("outputs") / "project")
    write_small(root)
    git(root, "init", "--quiet")
    commit(root)
    edit(root / "docs/manners/index.md", "# Manners", "# Good manners")
    commit(root)
    return root


@pytest.fixture(autouse=True)
def nothing_is_lost(project: Path, tmp_path: Path) -> Iterator[None]:
    """Whatever stands there before the test stands there after it, byte by byte."""
    plant(tmp_path)
    before = state(project) | state(tmp_path)
    yield
    after = state(project) | state(tmp_path)
    assert {name: after.get(name) for name in before} == before


def plant(folder: Path) -> None:
    """Put an author's files wherever a command may have a use for the name."""
    (folder / "precious").mkdir()
    (folder / "precious/thesis.txt").write_text("ten years")
    for name in ("out", "mine"):
        for kind in ("old", "kept"):
            (folder / f".{name}.{kind}").mkdir()
            (folder / f".{name}.{kind}/thesis.txt").write_text("ten years")
        (folder / f".{name}.new").symlink_to(folder / "precious")
        (folder / f".{name}.building").mkdir()
        (folder / f".{name}.1.building").mkdir()
        (folder / f".{name}.1.building/thesis.txt").write_text("ten years")
        (folder / f".{name}.2.building").symlink_to(folder / "precious")
    (folder / "mine").mkdir()
    (folder / "mine/index.html").write_text("my own page")
    (folder / "mine.json").write_text('{"mine": true}')


def state(folder: Path) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {}
    for path in folder.rglob("*"):
        if path.is_symlink():
            found[str(path)] = f"link to {path.readlink()}"
        elif path.is_file() and "__pycache__" not in path.parts and ".git" not in path.parts:
            found[str(path)] = path.read_bytes()
    return found


def refuse(project: Path, arguments: tuple[str | Path, ...], words: str) -> None:
    answer = run(project, *arguments)
    assert answer.returncode in {1, 2}, say(answer)
    assert words in answer.stderr, say(answer)
    assert len(answer.stderr.splitlines()) == 1, say(answer)
    assert answer.stdout == ""


@pytest.mark.parametrize("command", FOLDERS)
def test_a_folder_of_somebody_else_is_refused(project: Path, tmp_path: Path, command: Command) -> None:
    refuse(project, command(tmp_path / "mine"), "files that no build wrote")


@pytest.mark.parametrize("command", [*FOLDERS, *FILES])
def test_the_project_and_its_sources_are_refused(project: Path, command: Command) -> None:
    for place in (".", "docs", "spec/openapi.yaml"):
        refuse(project, command(Path(place)), "name another")


@pytest.mark.parametrize("command", [*FOLDERS, *FILES])
def test_a_link_is_not_followed(project: Path, tmp_path: Path, command: Command) -> None:
    refuse(project, command(tmp_path / ".mine.new"), "this is a symbolic link")


@pytest.mark.parametrize("command", FILES)
def test_a_file_of_somebody_else_is_refused(project: Path, tmp_path: Path, command: Command) -> None:
    refuse(project, command(tmp_path / "mine.json"), "did not write this file")
    refuse(project, command(tmp_path / "mine"), "this is a folder")
    refuse(project, command(project / "README.md/nothing"), "there is no folder")


def test_a_report_never_takes_the_place_of_the_description(project: Path) -> None:
    refuse(project, report(Path("greetings.yaml")), "holds what the output is made from")
    refuse(project, report(Path("made/site/report.json")), "each build replaces the site")


@pytest.mark.parametrize("command", FOLDERS)
def test_what_was_added_to_an_earlier_output_stays(project: Path, tmp_path: Path, command: Command) -> None:
    answer = run(project, *command(tmp_path / "out"))
    assert answer.returncode == 0, say(answer)
    (tmp_path / "out/CNAME").write_text("docs.example")
    refuse(project, command(tmp_path / "out"), "would remove them: CNAME: move what you want to keep")
    assert (tmp_path / "out/CNAME").read_text() == "docs.example"
    assert {path.name for path in tmp_path.glob(".out*")} == {
        *(".out.old", ".out.kept", ".out.new", ".out.building", ".out.1.building", ".out.2.building")
    }


@pytest.mark.parametrize(("command", "start"), [(report, REPORT), (preview_data, PREVIEW_DATA)])
def test_an_earlier_file_is_replaced(project: Path, tmp_path: Path, command: Command, start: str) -> None:
    (tmp_path / "out").write_text(start, encoding="utf-8")
    answer = run(project, *command(tmp_path / "out"))
    assert answer.returncode == 0, say(answer)
    written = (tmp_path / "out").read_text(encoding="utf-8")
    assert json.loads(written)
    assert written.startswith(start)  # so that the next one replaces it in turn


def test_a_zip_of_somebody_else_is_refused_and_an_earlier_one_is_replaced(
    project: Path, offline_zip: Path
) -> None:
    target = project / "dist/sessiondock-developer-docs.zip"
    target.parent.mkdir()
    target.write_bytes(b"PK\x05\x06" + bytes(18))  # an empty zip
    refuse(project, offline(target), "did not write this file")
    shutil.copyfile(offline_zip, target)
    answer = run(project, *offline(target))
    assert answer.returncode == 0, say(answer)
    assert target.read_bytes() != offline_zip.read_bytes()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("place", ["mine", ".mine.new", "mine.json"])
def test_a_new_project_goes_where_nothing_is(
    project: Path, tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new.main([str(tmp_path / place), "--spec", str(project / "greetings.yaml")]) == 1
    assert "something is there already" in capsys.readouterr().err


def test_only_modules_that_are_known_for_it_delete_and_move() -> None:
    found = {}
    for path in SCRIPTS.rglob("*.py"):
        names = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            for name in (node.func.attr, f"{ast.unparse(node.func.value)}.{node.func.attr}")
        }
        if used := names & DELETING:
            found[path.relative_to(SCRIPTS).as_posix()] = used
    assert found.keys() - {"apidocs/site/publish.py"} == ALLOWED.keys()
    assert found["apidocs/site/publish.py"] == {"copytree"}  # into a temporary folder
