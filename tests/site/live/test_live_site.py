"""What an edit touches is made anew while everything else stays, and comes out as a whole build makes it."""

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from support.commands import edit
from support.live_command import Serving

OPERATION = "api-reference/sessions/listsessions/"
DOWNLOADS = (
    *("llms.txt", "api-reference/openapi.json", "api-reference/openapi.yaml", "api-reference/tools.json"),
    *("api-reference/sessions/llms-full.txt", "search/search_index.json"),
)


@pytest.fixture(scope="module")
def serving(built_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    project = Path(shutil.copytree(built_project, tmp_path_factory.mktemp("live") / "project"))
    started = Serving(project, "scripts/serve.py", "--address")
    try:
        started.wait_for(lambda text: "</html>" in text)
        yield started
    finally:
        started.stop()


def made(serving: Serving) -> list[int]:
    """How many pages each build made so far."""
    lines = (re.match(r"build +(no|\d+) pages?", line) for line in serving.lines[:])
    return [int(found[1].replace("no", "0")) for found in lines if found]


def served(serving: Serving) -> dict[str, object]:
    """Everything that is served but for what the server adds to a page."""
    sitemap = serving.get("sitemap.xml")
    pages = [url.partition("/docs/")[2] for url in re.findall("<loc>(.*?)</loc>", sitemap)]
    found: dict[str, object] = {
        name: without_reloading(serving.get(name))
        for name in [*pages, *(f"{page}index.md" for page in pages), *DOWNLOADS[:-1]]
    }
    entries = json.loads(serving.get(DOWNLOADS[-1]))["docs"]
    return found | {"search": sorted(map(json.dumps, entries))}


def without_reloading(text: str) -> str:
    """Leave out the script of MkDocs, which names the last edit, and its hash in the policy of the page."""
    for script in re.findall(r"<script>((?:(?!</script>).)*?livereload\(.*?)</script>", text, re.DOTALL):
        text = text.replace(script, "").replace(b64encode(sha256(script.encode()).digest()).decode(), "")
    return text


EDITS = {
    "a description": (
        "spec/openapi.yaml",
        "description: >-\n        Search text",
        "description: >-\n        Edited: search text",
    ),
    "a title": ("spec/openapi.yaml", "summary: List sessions\n", "summary: Edited sessions\n"),
    "a parameter": ("spec/openapi.yaml", "- name: recent\n", "- name: edited\n"),
    "an error code": ("spec/openapi.yaml", "focus_unavailable", "focus_edited"),
    "a field of a schema": ("spec/openapi.yaml", "projectOriginalPath:\n", "editedPath:\n"),
    "a guide": ("docs/installation/index.md", "\n# ", "\nEdited guide.\n\n# "),
}


@pytest.mark.parametrize(("file", "old", "new"), EDITS.values(), ids=EDITS)
def test_an_edit_comes_out_as_in_a_whole_build(serving: Serving, file: str, old: str, new: str) -> None:
    builds, path = serving.builds, serving.project / file
    edit(path, old, new)
    serving.wait_for_builds(builds + 1)
    if file.startswith("spec"):
        text = path.read_text(encoding="utf-8")
        serving.wait_for(lambda found: found == text, "api-reference/openapi.yaml")
    quick = served(serving)
    edit(serving.project / "mkdocs.yml", "site_name:", "# Edited.\nsite_name:")
    serving.wait_for_builds(builds + 2)
    assert quick == served(serving)
    *_, part, whole = made(serving)
    assert 0 < part < whole
    assert whole > 60


def test_what_validation_finds_later_is_told_and_marked(serving: Serving) -> None:
    page = "api-reference/automation/focussession/"
    before, path = serving.said, serving.project / "spec/openapi.yaml"
    assert "example-mismatch" not in before
    edit(path, "code: focus_failed", "code: 5")
    marked = serving.wait_for(lambda text: "must be a string" in text, page)
    assert re.search(r"spec/openapi\.yaml:\d+", marked)
    serving.wait_for(lambda _: "must be a string" in serving.said)
    assert re.search(r"\nspec/openapi\.yaml:\d+:\d+: warning: .*must be a string", serving.said)
    edit(path, "code: 5", "code: focus_failed")
    serving.wait_for(lambda text: "must be a string" not in text, page)


def test_a_page_that_did_not_change_is_not_loaded_again(serving: Serving) -> None:
    page = "installation/"
    path = serving.project / "spec/openapi.yaml"
    edit(path, "summary: Update a session", "summary: Change a session")
    serving.wait_for(lambda text: "Change a session" in text, "api-reference/sessions/patchsession/")
    epoch = re.search(r"livereload\((\d+)", serving.get(page))
    serving.wait_for(lambda text: "Change a session" in text, "api-reference/openapi.json")
    assert epoch is not None
    again = re.search(r"livereload\((\d+)", serving.get(page))
    assert again is not None
    assert again[1] == epoch[1]
