"""An old address leads to the page that took its place, and a build fails when there is none."""

import re
import shutil
from pathlib import Path

import pytest

from apidocs.problems import ProblemsError
from apidocs.project import ROOT
from apidocs.site.finish.redirects import Redirect, read_redirects, write_redirects
from support.commands import run, say
from support.documents import WORDS


def make_site(folder: Path) -> Path:
    for name in ("", "a/b/", "c/"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "index.html").write_text('<h2 id="part">Part</h2>', encoding="utf-8")
    return folder


def redirect(old: str, new: str) -> Redirect:
    return Redirect(old, new, "redirects.yaml", 3)


def written(folder: Path, old: str, new: str, *, names_files: bool = False) -> str:
    write_redirects([redirect(old, new)], make_site(folder), WORDS, names_files=names_files)
    return (folder / old / "index.html").read_text(encoding="utf-8")


def test_the_map_is_read_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "redirects.yaml"
    path.write_text("# old\n\nx/: a/b/\ny/z/: 'c/#part'\n", encoding="utf-8")
    assert [(found.old, found.new, found.line) for found in read_redirects(path)] == [
        ("x/", "a/b/", 3),
        ("y/z/", "c/#part", 4),
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n"])
def test_a_map_may_be_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "redirects.yaml").write_text(text, encoding="utf-8")
    assert read_redirects(tmp_path / "redirects.yaml") == read_redirects(tmp_path / "nothing.yaml") == ()


@pytest.mark.parametrize("text", ["- a/\n", "a/: [\n", "just words\n"])
def test_what_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "redirects.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match="redirects-malformed"):
        read_redirects(tmp_path / "redirects.yaml")


@pytest.mark.parametrize(
    ("old", "new", "names_files", "target"),
    [
        ("a/x/", "a/b/", False, "../b/"),
        ("x/", "a/b/", True, "../a/b/index.html"),
        ("x/y/", "c/#part", False, "../../c/#part"),
        ("x/y/", "c/#part", True, "../../c/index.html#part"),
        ("x/", "", False, "../"),
    ],
)
def test_a_page_at_the_old_address_leads_to_the_new_one(
    tmp_path: Path, old: str, new: str, target: str, *, names_files: bool
) -> None:
    html = written(tmp_path, old, new, names_files=names_files)
    assert re.findall(r'(?:href="|url=)([^"]*)"', html) == [target, target]
    twin = (tmp_path / old / "index.md").read_text(encoding="utf-8")
    assert re.search(r"\]\((.*index\.md)\)", twin)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("x/", "gone/", "redirect-target-gone"),
        ("x/", "c/#gone", "redirect-target-gone"),
        ("c/", "a/b/", "redirect-hides-page"),
        ("../x/", "c/", "redirect-malformed"),
        ("/x/", "c/", "redirect-malformed"),
        ("x", "c/", "redirect-malformed"),
        ("x/", "https://a.test/", "redirect-malformed"),
        ("x/", 'c/"><script>', "redirect-malformed"),
    ],
)
def test_a_redirect_that_cannot_hold_is_refused(tmp_path: Path, old: str, new: str, rule: str) -> None:
    before = sorted(make_site(tmp_path).rglob("*"))
    with pytest.raises(ProblemsError, match=rf"redirects\.yaml:3:1: error: .* \[{rule}\]"):
        write_redirects([redirect("fine/", "c/"), redirect(old, new)], tmp_path, WORDS, names_files=False)
    assert sorted(tmp_path.rglob("*")) == before


def test_our_own_map_is_read() -> None:
    assert all(found.old and found.new for found in read_redirects(ROOT / "spec/redirects.yaml"))


def test_a_build_fails_when_the_target_of_a_redirect_went(small_project: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(small_project, tmp_path / "project"))
    (project / "spec/redirects.yaml").write_text("old/: api-reference/gone/\n", encoding="utf-8")
    answer = run(project, "scripts/build.py")
    assert answer.returncode == 1, say(answer)
    assert "spec/redirects.yaml:1:1: error: there is no page at `api-reference/gone/`" in answer.stderr
    (project / "spec/redirects.yaml").write_text("old/: installation/\n", encoding="utf-8")
    answer = run(project, "scripts/build.py")
    assert answer.returncode == 0, say(answer)
    assert (project / "site/old/index.html").is_file()
