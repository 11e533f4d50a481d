"""Turns a description into what building its site costs, and what the site weighs."""

import json
import shutil
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile_shapes import MOST_CPU, MOST_MEGABYTES
from benchmarks.inputs import write_plain_site
from benchmarks.measure import STEPS, Run, median_and_spread, run
from support.project import ROOT

PLAIN_PAGES = 1000
ONE_TAG = "one tag of 1000"
HOSTILE = "hostile: "
COLUMNS = (
    *(
        "Input",
        "Operations",
        "CPU s",
        "Wall s",
        "of plain",
        "ms an operation",
        "Again, of cold",
        "Memory, MB",
    ),
    *("Pages", "Site, MB", "Search, MB", "Median page, kB", "Largest nav, kB"),
)

# What may follow the navigation on a page.
AFTER = (b'<div class="md-sidebar md-sidebar--secondary', b'<div class="md-content')


@dataclass(frozen=True)
class Result:
    """The runs of one input, and what its site is like."""

    name: str
    operations: int
    runs: tuple[Run, ...]
    again: tuple[Run, ...]
    pages: int
    megabytes: float
    index: float
    median_page: float
    largest_navigation: float

    @property
    def cpu(self) -> float:
        """The median of the runs."""
        return statistics.median(each.cpu for each in self.runs)

    @property
    def memory(self) -> float:
        """The highest of the runs in MB."""
        return max(each.memory for each in self.runs)

    @property
    def each_operation(self) -> float:
        """The milliseconds that one operation takes."""
        return self.cpu / self.operations * 1e3


def measure_build(name: str, spec: Path | None, folder: Path, count: int) -> Result:
    """Build a site several times as if for the first time, and as often with nothing changed."""
    site = folder / "site"
    build = [str(ROOT / "scripts/build.py"), "--timings", "--site-dir", str(site)]
    command = build if spec is None else [*build, "--spec", str(spec)]
    runs = []
    for _ in range(count):
        shutil.rmtree(site, ignore_errors=True)
        runs.append(run(command, folder))
    again = tuple(run(command, folder) for _ in range(count))
    pages = sorted(site.rglob("*.html"))
    sizes = [path.stat().st_size for path in pages]
    document = json.loads((site / "api-reference/openapi.json").read_text(encoding="utf-8"))
    found = Result(
        name,
        _operations(document),
        tuple(runs),
        again,
        len(pages),
        sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6,
        (site / "search/search_index.json").stat().st_size / 1e6,
        statistics.median(sizes) / 1e3,
        max(map(_navigation, pages)) / 1e3,
    )
    print(f"{name}: {found.cpu:.1f} CPU s", flush=True)
    return found


def _operations(document: dict[str, dict[str, dict[str, object]]]) -> int:
    methods = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
    return sum(len(methods & item.keys()) for item in document.get("paths", {}).values())


def _navigation(page: Path) -> int:
    """Count the bytes of the sidebar that leads through the site."""
    html = page.read_bytes()
    begin = html.find(b'<div class="md-sidebar md-sidebar--primary')
    end = min(place for name in AFTER if (place := html.find(name, begin)) >= 0) if begin >= 0 else begin
    return end - begin


def measure_plain(folder: Path, count: int) -> list[Run]:
    """Build pages like those of a reference with MkDocs and Material as they come."""
    config = write_plain_site(folder / "plain", PLAIN_PAGES)
    command = ["-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folder / "plain-site")]
    runs = [run(command, folder) for _ in range(count)]
    print(f"plain MkDocs: {statistics.median(each.cpu for each in runs):.1f} CPU s", flush=True)
    return runs


def iter_build_lines(results: Iterable[Result], plain: Sequence[Run]) -> Iterator[str]:
    """Write the table of whole builds, and that of their steps."""
    plain_cpu = statistics.median(each.cpu for each in plain) if plain else None
    yield from ("## Whole builds", "")
    if plain:
        yield f"MkDocs with Material as they come, {PLAIN_PAGES:,} pages:"
        yield f"{median_and_spread([each.cpu for each in plain])} CPU s,"
        yield f"{median_and_spread([each.wall for each in plain])} s on the clock,"
        yield f"{max(each.memory for each in plain):.0f} MB of memory."
        yield from ("The column *of plain* compares the CPU seconds with it.", "")
    yield from header(COLUMNS)
    for each in results:
        again = statistics.median(one.cpu for one in each.again)
        yield row(
            each.name,
            f"{each.operations:,}",
            median_and_spread([one.cpu for one in each.runs]),
            median_and_spread([one.wall for one in each.runs]),
            "-" if plain_cpu is None else f"{each.cpu / plain_cpu:.2f}",
            f"{each.each_operation:.1f}",
            f"{again / each.cpu:.2f}",
            f"{each.memory:.0f}",
            f"{each.pages:,}",
            f"{each.megabytes:.1f}",
            f"{each.index:.2f}",
            f"{each.median_page:.1f}",
            f"{each.largest_navigation:.1f}",
        )
    yield from ("", "## CPU seconds by step", "", *header(("Input", *STEPS)))
    for each in results:
        steps = (statistics.median(one.steps.get(step, 0.0) for one in each.runs) for step in STEPS)
        yield row(each.name, *(f"{seconds:.1f}" for seconds in steps))
    yield ""


def iter_series_lines(results: Iterable[Result]) -> Iterator[str]:
    """Say whether the cost of an operation stays the same as there are more of them."""
    found = {each.name: each.each_operation for each in results}
    small, large, one_tag = (found.get(name) for name in ("series of 300", "series of 3000", ONE_TAG))
    if small and large:
        yield f"An operation of the series of 3,000 costs {large / small:.2f} of one of the series of 300."
    if small and one_tag:
        yield f"With 1,000 operations in one tag it costs {one_tag / small:.2f} of that."


def iter_hostile_lines(results: Iterable[Result]) -> Iterator[str]:
    """Say which of the hostile descriptions cost more than they may."""
    hostile = [found for found in results if found.name.startswith(HOSTILE)]
    beyond = [
        f"{found.name} ({found.cpu:.1f} CPU s, {found.memory:.0f} MB)"
        for found in hostile
        if found.cpu > MOST_CPU or found.memory > MOST_MEGABYTES
    ]
    if hostile:
        yield f"Of {len(hostile)} hostile descriptions these cost more than {MOST_CPU:.0f} CPU s or"
        yield f"{MOST_MEGABYTES} MB: {', '.join(beyond) or 'none'}."
        yield ""


def header(columns: Sequence[str]) -> Iterator[str]:
    """Write the first lines of a table."""
    yield row(*columns)
    yield "|" + " --- |" * len(columns)


def row(*cells: str) -> str:
    """Write a line of a table."""
    return f"| {' | '.join(cells)} |"
