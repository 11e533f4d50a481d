"""Edits of the docs, each with exactly the changes and the pages that it gives."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.diff.compare import compare
from apidocs.pipeline import Reference, generate
from apidocs.preview.changed_files import compare_files, compare_pages
from apidocs.preview.impact import Sides, iter_moved
from apidocs.progress import Silent
from apidocs.project import Project
from support.commands import ROOT, copy_project

EDITS: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "edits.yaml").read_text("utf-8"))
EXPECTED = Path(__file__).parent / "edits.txt"
KEPT: dict[str, str] = {}


def rendered(root: Path, templates: Path) -> Reference:
    project = replace(Project.from_folder(root, strict=False), templates=templates)
    return generate(project, Silent())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reference]:
    root = copy_project(tmp_path_factory.mktemp("edits") / "base")
    return root, rendered(root, root / "templates")


@pytest.fixture(scope="module", autouse=True)
def golden(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if request.config.getoption("--update-golden") and set(KEPT) == set(EDITS):
        EXPECTED.write_text("".join(KEPT[name] for name in EDITS), encoding="utf-8")


def expected(name: str) -> str:
    parts = EXPECTED.read_text(encoding="utf-8").split("== ")
    return next((f"== {part}" for part in parts if part.startswith(f"{name}\n")), "")


def edited(root: Path, edit: dict[str, str], target: Path) -> Path:
    shutil.copytree(root, target)
    path = target / edit["file"]
    text = path.read_text(encoding="utf-8")
    assert edit.get("old", "") in text
    changed = text.replace(edit["old"], edit["new"], 1) if "old" in edit else text + edit["new"]
    path.write_text(changed, encoding="utf-8")
    return target


def iter_lines(name: str, base: tuple[Path, Reference], revision: tuple[Path, Reference]) -> Iterator[str]:
    sides = Sides.from_apis(base[1].api, revision[1].api)
    changes = compare(sides.base, sides.revision)
    yield f"== {name}"
    for change in changes:
        yield f"{change.level} {change.id} {change.subject}".strip()
    for page in compare_pages(texts(*base), texts(*revision), dict(iter_moved(changes, sides))):
        yield f"{page.kind} {page.path}" + (f" from {page.before}" if page.before else "")


def texts(root: Path, reference: Reference) -> dict[str, str]:
    docs = root / "docs"
    guides = {
        path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")
    }
    return guides | {page.src_uri: page.article for page in reference.pages}


def files_that_people_write(changes: Any) -> list[str]:  # noqa: ANN401 - FileChange
    return [each.path for each in changes if "api-reference" not in each.path]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_exactly_these_changes_and_pages(
    name: str,
    base: tuple[Path, Reference],
    tmp_path: Path,
    update_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    root = edited(base[0], EDITS[name], tmp_path / "revision")
    # Those of the base are compiled already.
    templates = (root if EDITS[name]["file"].startswith("templates/") else base[0]) / "templates"
    found = "\n".join(iter_lines(name, base, (root, rendered(root, templates)))) + "\n"
    KEPT[name] = found
    assert update_golden or found == expected(name)
    assert files_that_people_write(compare_files(base[0], root)) == [EDITS[name]["file"]]


def test_there_are_thirty_edits() -> None:
    assert len(EDITS) >= 30
    assert (ROOT / "spec/openapi.yaml").is_file()
