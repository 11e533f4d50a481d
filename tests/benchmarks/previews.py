"""Measures previews: a whole one beside one cold build, and the diff of a large description."""

import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apidocs.diff.compare import compare
from apidocs.document.load import load
from apidocs.model.api import Api
from benchmarks.measure import median_and_spread, run
from support.commands import copy_project

LARGE = "github/api.github.com.json"
# What is edited in the description: a part of one page, and what the page of every operation has.
EDITS = {
    "one parameter": ("        - name: recent\n", "        - name: lately\n"),
    "the server": ("url: http://127.0.0.1:18432\n", "url: http://127.0.0.1:18433\n"),
}


def iter_preview_lines(runs: int) -> Iterator[str]:
    """Measure, and say so in Markdown; without `CORPUS` the large description is left out."""
    yield from ("## Previews", "", "| Edit | CPU s | of a cold build |", "| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        # Nothing that is built may be committed: the project's own .gitignore is not in a copy.
        built = [_build(copy_project(Path(name) / f"build{number}")) for number in range(runs)]
        project = copy_project(Path(name) / "project")
        yield f"| none: a cold build | {median_and_spread(built)} | 1.00 |"
        for edit, (old, new) in EDITS.items():
            cost = [_preview(project, old, new) for _ in range(runs)]
            share = statistics.median(cost) / statistics.median(built)
            yield f"| {edit} | {median_and_spread(cost)} | {share:.2f} |"
        if "CORPUS" in os.environ:
            count, seconds = _compare_large(Path(name))
            yield from ("", f"The diff of github and an edited github: {seconds:.1f} CPU s, {count} changes.")


def _build(project: Path) -> float:
    """Build the site where no build was before."""
    return run([str(project / "scripts/build.py")], project).cpu


def _preview(project: Path, old: str, new: str) -> float:
    """Commit the project, then an edit of its description, and preview that."""
    for command in ("init --quiet", "add --all", "commit --quiet --message base"):
        _git(project, *command.split())
    spec = project / "spec/openapi.yaml"
    text = spec.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"spec/openapi.yaml has no {old!r}")
    spec.write_text(text.replace(old, new, 1), encoding="utf-8")
    _git(project, "commit", "--quiet", "--all", "--message", "edit")
    options = ["--base", "HEAD^", "--out", str(project.parent / "preview")]
    cost = run([str(project / "scripts/preview.py"), *options], project).cpu
    spec.write_text(text, encoding="utf-8")
    return cost


def _git(project: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", project, *identity, *arguments], check=True)


def _compare_large(folder: Path) -> tuple[int, float]:
    """Return how many changes there are, and the seconds that it took to find them after loading."""
    value = json.loads((Path(os.environ["CORPUS"]) / LARGE).read_text(encoding="utf-8"))
    apis = []
    path = folder / "large.json"
    for is_edited in (False, True):
        if is_edited:
            _edit(value)
        path.write_text(json.dumps(value), encoding="utf-8")
        apis.append(Api.from_spec(load(str(path))))
    began = time.process_time()
    found = compare(apis[0], apis[1])
    return len(found), time.process_time() - began


def _edit(value: Any) -> None:  # noqa: ANN401 - JSON
    """Change a schema that hundreds of operations answer, take an operation away, and rename a path."""
    value["components"]["schemas"]["simple-user"]["properties"]["id"]["type"] = "string"
    del value["paths"]["/gists/{gist_id}"]["delete"]
    value["paths"]["/emoji"] = value["paths"].pop("/emojis")
