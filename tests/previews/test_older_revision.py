"""A revision from before `scripts/build.py --preview-data`: a preview builds it by the names that it had."""

import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from apidocs.commands import preview
from previews.repository import commit, git
from support.commands import ROOT, copy_small_project, edit, small_configuration

BEFORE = "9c2a61c9dde870cb1246b2fc0303dd2253bdafa8"  # the last commit without the option
OWN = ("scripts", "templates", "mkdocs.yml")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose `main` has the program of an older revision, and `change` that of today."""
    archive = subprocess.run(["git", "-C", ROOT, "archive", BEFORE, *OWN], capture_output=True, check=False)
    if archive.returncode:
        pytest.skip(f"needs commit {BEFORE}: this checkout is shallow or no repository")
    folder = copy_small_project(tmp_path_factory.mktemp("older") / "project")
    for name in OWN:
        path = folder / name
        shutil.move(path, folder.parent / name)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    configuration = folder / "mkdocs.yml"
    configuration.write_text(small_configuration(configuration.read_text("utf-8")), "utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "switch", "-qc", "change")
    for name in OWN:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.move(folder.parent / name, path)
    edit(folder / "spec/openapi.yaml", "{text: {type: string}}", "{text: {type: integer}}")
    commit(folder)
    return folder


@pytest.mark.parametrize(("base", "revision"), [("main", "change"), ("change^", "main"), ("main", "main")])
def test_a_side_is_built_whether_or_not_it_knows_the_option(
    project: Path, monkeypatch: pytest.MonkeyPatch, base: str, revision: str
) -> None:
    monkeypatch.setattr(preview, "ROOT", project)
    out = project.parent / "out"
    arguments = ["--base", base, "--revision", revision, "--out", str(out), "--fail-on", "breaking"]
    is_breaking = revision == "change"
    assert preview.main(arguments) == int(is_breaking)
    told = json.loads((out / "changes.json").read_text(encoding="utf-8"))
    assert not told["problem"]
    assert not told["base_problem"]
    assert any(page["path"].endswith("sayhello/index.md") for page in told["pages"]) is is_breaking
    assert (out / "site/index.html").is_file()
