"""Which folder a site may replace."""

from pathlib import Path

import pytest

from apidocs.project import ROOT
from apidocs.site.output.output_folder import MARKS, SiteDirError, check_site_dir


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def test_a_new_folder_an_empty_one_and_an_earlier_site_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "new", tmp_path / "empty", fill(tmp_path / "site", *MARKS, "pets/index.html")):
        check_site_dir(place, "https://example.com/openapi.json")


@pytest.mark.parametrize("names", [("thesis.txt",), MARKS[:2], (*MARKS, ".git"), (*MARKS, ".gitignore")])
def test_a_folder_with_anything_else_may_not(tmp_path: Path, names: tuple[str, ...]) -> None:
    with pytest.raises(SiteDirError, match="holds other files than a site that was built here"):
        check_site_dir(fill(tmp_path / "site", *names))


def test_a_file_may_not(tmp_path: Path) -> None:
    with pytest.raises(SiteDirError, match="this is a file"):
        check_site_dir(fill(tmp_path, "site") / "site")


@pytest.mark.parametrize("place", [ROOT, ROOT.parent, Path(ROOT.anchor)])
def test_a_folder_with_the_project_in_it_may_not(place: Path) -> None:
    with pytest.raises(SiteDirError, match="holds what the site is made from"):
        check_site_dir(place)


@pytest.mark.parametrize(
    "name", ["docs", "docs/api-reference", "spec", "templates/theme", "scripts", "tests", ".git"]
)
def test_a_folder_of_the_project_may_not(name: str) -> None:
    with pytest.raises(SiteDirError, match="one of this project's own"):
        check_site_dir(ROOT / name)


@pytest.mark.parametrize("name", ["site", "preview", "dist/site"])
def test_a_folder_for_output_may(name: str) -> None:
    check_site_dir(ROOT / name)


def test_another_document_is_not_overwritten_by_its_site(tmp_path: Path) -> None:
    spec = str(fill(tmp_path, "api/openapi.yaml") / "api/openapi.yaml")
    for place in (tmp_path, tmp_path / "api"):
        with pytest.raises(SiteDirError, match="holds what the site is made from"):
            check_site_dir(place, spec)
    check_site_dir(tmp_path / "api/site", spec)


def test_another_documents_site_is_not_this_projects() -> None:
    with pytest.raises(SiteDirError, match="this project's own site"):
        check_site_dir(ROOT / "site", "openapi.yaml")
