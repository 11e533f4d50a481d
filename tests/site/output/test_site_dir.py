"""What a command may replace, and what it refuses to touch."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from apidocs.project import ROOT
from apidocs.site.output.atomic_folder import replacing
from apidocs.site.output.output_folder import (
    MANIFEST,
    OutputError,
    begins_with,
    check_output,
    find_unknown,
    locate,
)


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine")
    return folder


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """An earlier site."""
    with replacing(tmp_path / "site") as fresh:
        fill(fresh, "index.html", "pets/index.html")
    return tmp_path / "site"


def test_a_new_folder_an_empty_one_and_an_earlier_output_may_be_replaced(
    tmp_path: Path, earlier: Path
) -> None:
    (tmp_path / "empty/below").mkdir(parents=True)
    for place in (tmp_path / "new", tmp_path / "empty", earlier):
        check_output(place)


def test_an_output_may_be_moved_and_edited(tmp_path: Path, earlier: Path) -> None:
    (earlier / "index.html").write_text("minified")
    (earlier / "pets/index.html").unlink()
    check_output(earlier.rename(tmp_path / "elsewhere"))


def add_file(site: Path) -> str:
    (site / "CNAME").write_text("docs.example")
    return "CNAME"


def add_hidden_file(site: Path) -> str:
    (site / ".htaccess").write_text("Options -Indexes")
    return ".htaccess"


def add_repository(site: Path) -> str:
    fill(site, ".git/HEAD")
    return ".git/HEAD"


def add_page(site: Path) -> str:
    fill(site, "pets/own.html")
    return "pets/own.html"


def add_link(site: Path) -> str:
    (site / "photos").symlink_to(site.parent)
    return "photos"


def add_broken_link(site: Path) -> str:
    (site / "pets/nowhere").symlink_to("nothing")
    return "pets/nowhere"


def replace_folder_by_link(site: Path) -> str:
    (site / "pets").rename(site.with_name("kept"))
    (site / "pets").symlink_to(site.with_name("kept"))
    return "pets"


@pytest.mark.parametrize(
    "add",
    [
        add_file,
        add_hidden_file,
        add_repository,
        add_page,
        add_link,
        add_broken_link,
        replace_folder_by_link,
    ],
)
def test_what_somebody_added_to_an_earlier_output_is_named(earlier: Path, add: Callable[[Path], str]) -> None:
    name = add(earlier)
    assert find_unknown(earlier) == [name]
    with pytest.raises(OutputError, match=rf"files that no build wrote.* remove them: {name}: move what"):
        check_output(earlier)


def test_a_folder_that_no_build_wrote_is_refused_with_the_first_names(tmp_path: Path) -> None:
    fill(tmp_path / "site", *(f"{letter}.txt" for letter in "abcdefg"))
    with pytest.raises(
        OutputError, match=r"a.txt, b.txt, c.txt, d.txt, e.txt and 2 more: name an empty folder"
    ):
        check_output(tmp_path / "site")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', "\udcff", '{"files": ["mine"]'])
def test_a_manifest_that_cannot_be_read_makes_no_file_ours(tmp_path: Path, text: str) -> None:
    fill(tmp_path / "site", "mine")
    (tmp_path / "site" / MANIFEST).write_text(text, errors="surrogateescape")
    with pytest.raises(OutputError, match="remove them: mine"):
        check_output(tmp_path / "site")


def test_a_manifest_that_is_a_link_makes_no_file_ours(tmp_path: Path, earlier: Path) -> None:
    fill(tmp_path / "other", "index.html")
    (tmp_path / "other" / MANIFEST).symlink_to(earlier / MANIFEST)
    with pytest.raises(OutputError, match="no build wrote"):
        check_output(tmp_path / "other")


def test_names_of_any_bytes_are_ours(tmp_path: Path) -> None:
    names = ["a\nb", "ü", '"', os.fsdecode(b"\xff")]
    with replacing(tmp_path / "site") as fresh:
        fill(fresh, *names)
    check_output(tmp_path / "site")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="this is a file: name a folder"):
        check_output(fill(tmp_path, "site") / "site")


@pytest.mark.parametrize("leads_to", ["site", "nothing"])
def test_a_link_is_refused_and_what_it_leads_to_is_named(
    tmp_path: Path, earlier: Path, leads_to: str
) -> None:
    link = tmp_path / "link"
    link.symlink_to(earlier.with_name(leads_to))
    for is_ours in (None, begins_with("{")):
        with pytest.raises(OutputError, match=rf"symbolic link to .*/{leads_to}: name what it leads to"):
            check_output(locate(link), is_ours=is_ours)


@pytest.mark.parametrize("place", [ROOT, ROOT.parent, Path(ROOT.anchor)])
def test_a_folder_with_the_project_in_it_is_refused(place: Path) -> None:
    with pytest.raises(OutputError, match="holds what the output is made from"):
        check_output(place)


@pytest.mark.parametrize(
    "name", ["docs", "docs/api-reference", "spec", "templates/theme", "scripts", "tests", ".git"]
)
def test_a_folder_of_the_project_is_refused(name: str) -> None:
    with pytest.raises(OutputError, match="one of this project's own"):
        check_output(ROOT / name)


def test_what_an_output_is_made_from_is_not_overwritten(tmp_path: Path) -> None:
    source = fill(tmp_path, "api/openapi.yaml") / "api/openapi.yaml"
    for place in (tmp_path, tmp_path / "api", source):
        with pytest.raises(OutputError, match="holds what the output is made from"):
            check_output(place, [source])
    check_output(tmp_path / "api/site", [source])


def test_a_file_of_the_same_kind_may_be_replaced_and_no_other_one(tmp_path: Path) -> None:
    is_ours = begins_with('{"texts": ')
    (tmp_path / "earlier").write_text('{"texts": 3}')
    (tmp_path / "empty").touch()
    (tmp_path / "mine").write_text('{"name": "mine"}')
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("earlier", "empty", "new"):
        check_output(tmp_path / name, is_ours=is_ours)
    for name, words in {"mine": "did not write", "folder": "a folder", "pipe": "no ordinary file"}.items():
        with pytest.raises(OutputError, match=words):
            check_output(tmp_path / name, is_ours=is_ours)


def test_a_path_is_made_absolute_and_a_link_at_its_end_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "real", "page")
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)
    places = {"link": "link", "link/site": "real/site", ".": "", "link/..": "", "real/../new": "new"}
    assert {place: locate(Path(place)) for place in places} == {
        place: (tmp_path / where).absolute() for place, where in places.items()
    }
