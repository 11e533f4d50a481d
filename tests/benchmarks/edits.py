"""Turns an edit of a description that is served into the seconds until a browser shows it."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.builds import header, row
from benchmarks.measure import median_and_spread
from browser.pages import SitePage
from browser.tabs import Tabs
from support.commands import copy_small_project
from support.live_command import Serving
from support.project import copy_project

# Milliseconds after which an edit is taken to be lost.
PATIENCE = 60_000


@dataclass(frozen=True)
class Edit:
    """Words of one operation of a served project, and the page that has them."""

    name: str
    project: Path
    address: str
    words: str


def iter_edit_lines(folder: Path, browser: Browser, count: int) -> Iterator[str]:
    """Write the table of edits."""
    yield from ("## An edit while serving", "")
    yield "From writing the file until a browser that has the page open shows the edit."
    yield from ("", *header(("Description", "Seconds")))
    for edit in _iter_edits(folder):
        seconds = median_and_spread(_measure(edit, browser, count))
        print(f"edit of {edit.name}: {seconds} s", flush=True)
        yield row(edit.name, seconds)
    yield ""


def _iter_edits(folder: Path) -> Iterator[Edit]:
    project = copy_project(folder / "sessiondock")
    yield Edit("sessiondock", project, "api-reference/sessions/listsessions/", "Search text, tag, recency")
    if "CORPUS" in os.environ:
        project = copy_small_project(folder / "github")
        description = Path(os.environ["CORPUS"]) / "github/api.github.com.json"
        (project / "spec/openapi.yaml").write_bytes(description.read_bytes())
        for guide in (project / "docs").rglob("*.md"):
            guide.write_text("# A guide\n", encoding="utf-8")
        yield Edit(
            "github",
            project,
            "api-reference/actions/actions-get-workflow/",
            "Gets a specific workflow. You can replace",
        )


def _measure(edit: Edit, browser: Browser, count: int) -> list[float]:
    spec = edit.project / "spec" / "openapi.yaml"
    text = spec.read_text(encoding="utf-8")
    serving = Serving(edit.project, "scripts/serve.py", "--address")
    tabs = Tabs(browser)
    try:
        serving.wait_for(lambda html: "</html>" in html)
        page = tabs.open(SitePage, f"http://127.0.0.1:{serving.port}/docs/")
        page.open(edit.address)
        found = []
        for number in range(count):
            fresh = f"{edit.words}, edit {number}"
            began = time.monotonic()
            spec.write_text(text.replace(edit.words, fresh, 1), encoding="utf-8")
            page.page.locator("article", has_text=fresh).wait_for(timeout=PATIENCE)
            found.append(time.monotonic() - began)
            serving.wait_for(partial(_is_in, fresh), "api-reference/openapi.json")
        return found
    finally:
        tabs.close()
        serving.stop()


def _is_in(words: str, text: str) -> bool:
    return words in text
