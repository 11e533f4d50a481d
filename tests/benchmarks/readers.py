"""Turns a built site into what its readers wait for: a first visit, and the first result of a search."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from playwright.sync_api import Browser

from benchmarks.builds import header, row
from benchmarks.measure import median_and_spread, run
from browser.pages import SitePage
from browser.serving import serving
from browser.tabs import Tabs
from browser.weight import first_visit
from support.project import ROOT

KINDS = {".html": "HTML", ".css": "CSS", ".js": "JS"}
COLUMNS = ("Site", *KINDS.values(), "Other", "In all, kB", "First result, ms", "Of the next search, ms")


@dataclass(frozen=True)
class Visit:
    """A site, a page of an operation there, and two things that its readers search for."""

    name: str
    spec: str | None
    address: str
    first: str
    second: str


VISITS = (
    Visit("sessiondock", None, "automation/focussession/", "focus a session", "read_only"),
    Visit("box", "box/openapi.json", "files/get-files-id/", "download file", "upload_session_id"),
    Visit(
        "github",
        "github/api.github.com.json",
        "actions/actions-get-workflow/",
        "get a workflow",
        "repos/create-fork",
    ),
)


def iter_reader_lines(folder: Path, browser: Browser, count: int) -> Iterator[str]:
    """Write the table of first visits."""
    yield from ("## A first visit", "")
    yield "Compressed kB of the page of an operation and all that it loads; milliseconds from the words of a"
    yield "search to its first result. The first search of a visit loads the index, the next one has it."
    yield from ("", *header(COLUMNS))
    for visit in VISITS:
        if visit.spec is None or "CORPUS" in os.environ:
            site = _build(visit, folder)
            with serving(site) as home:
                yield _measure(visit, home, browser, count)
    yield ""


def _build(visit: Visit, folder: Path) -> Path:
    site = folder / f"site-of-{visit.name}"
    described = [] if visit.spec is None else ["--spec", str(Path(os.environ["CORPUS"], visit.spec))]
    run([str(ROOT / "scripts/build.py"), "--site-dir", str(site), *described], folder)
    return site


def _measure(visit: Visit, home: str, browser: Browser, count: int) -> str:
    weights: Counter[str] = Counter()
    times: list[tuple[float, float]] = []
    for _ in range(count):
        tabs = Tabs(browser)
        page = tabs.open(SitePage, home)
        files = first_visit(page, f"api-reference/{visit.address}")
        times.append((_search(page, visit.first), _search(page, visit.second)))
        tabs.close()
    for address, size in files.items():
        name = PurePosixPath(address.partition("?")[0])
        weights[KINDS.get(name.suffix or ".html", "Other")] += size
    kinds = (f"{weights[kind] / 1e3:.1f}" for kind in (*KINDS.values(), "Other"))
    searches = (median_and_spread([seconds * 1e3 for seconds in each]) for each in zip(*times, strict=True))
    found = row(visit.name, *kinds, f"{weights.total() / 1e3:.1f}", *searches)
    print(f"first visit: {found}", flush=True)
    return found


def _search(page: SitePage, words: str) -> float:
    """Measure from all words at once; a key, for the theme listens to keys, begins the search."""
    page.search.enter("")
    began = time.monotonic()
    page.search.input.fill(words)
    page.search.input.press("End")
    page.search.results.first.wait_for()
    return time.monotonic() - began
