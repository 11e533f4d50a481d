"""Builds small and large descriptions several times, and writes what that cost: results.md and plot.svg.

`CORPUS` names the folder of large public descriptions; without it only this project and the series are built.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.inputs import write_plain_site, write_series
from benchmarks.measure import STEPS, Run, median_and_spread, run
from benchmarks.plot import plot
from benchmarks.previews import iter_preview_lines

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
REAL = {
    "museum": "museum/openapi.yaml",
    "box": "box/openapi.json",
    "openai": "openai/openapi.yaml",
    "github": "github/api.github.com.json",
}
SERIES = (100, 300, 1000, 3000)
PLAIN_PAGES = 1000
COLUMNS = (
    *("Input", "Operations", "CPU s", "Wall s", "of plain", "ms an operation", "Again, CPU s", "Memory, MB"),
    *("Pages", "Site, MB", "Search, MB", "Median page, kB"),
)
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "openapi-spec-validator")


@dataclass(frozen=True)
class Result:
    """The runs of one input, and what its site is like."""

    name: str
    operations: int
    runs: tuple[Run, ...]
    again: float
    pages: int
    megabytes: float
    index: float
    median_page: float

    @property
    def cpu(self) -> float:
        """The median of the runs."""
        return float(statistics.median(each.cpu for each in self.runs))


def main() -> None:
    """Measure all, then write both files anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is built (default: 3)")
    parser.add_argument("--only", action="append", help="measure these inputs only, and print instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = dict(_iter_inputs(folder))
        chosen = {key: spec for key, spec in inputs.items() if not options.only or key in options.only}
        results = [_measure(key, spec, folder, options.runs) for key, spec in chosen.items()]
        plain = [] if options.only else _measure_plain(folder, options.runs)
        previews = [] if options.only else list(iter_preview_lines(options.runs))
    text = "\n".join([*_iter_lines(results, plain), *previews]) + "\n"
    if options.only:
        print(text)
        return
    (HERE / "results.md").write_text(text, encoding="utf-8")
    points = [(each.operations, each.cpu) for each in results if each.name.startswith("series of")]
    named = [(each.operations, each.cpu, each.name) for each in results if each.name in REAL]
    (HERE / "plot.svg").write_text(plot(points, named), encoding="utf-8")


def _iter_inputs(folder: Path) -> Iterator[tuple[str, Path | None]]:
    """Yield each input with its description; None is this project's own site."""
    yield "sessiondock", None
    if "CORPUS" in os.environ:
        yield from ((name, Path(os.environ["CORPUS"]) / path) for name, path in REAL.items())
    for count in SERIES:
        yield f"series of {count}", write_series(folder, count)
    yield "one tag of 1000", write_series(folder, 1000, tag_size=1000)


def _measure(name: str, spec: Path | None, folder: Path, count: int) -> Result:
    site = folder / "site"
    build = [str(ROOT / "scripts/build.py"), "--timings", "--site-dir", str(site)]
    command = build if spec is None else [*build, "--spec", str(spec)]
    runs = []
    for _ in range(count):
        shutil.rmtree(site, ignore_errors=True)
        runs.append(run(command, folder))
    again = run(command, folder).cpu
    pages = sorted(path.stat().st_size for path in site.rglob("*.html"))
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    document = json.loads((site / "api-reference/openapi.json").read_text(encoding="utf-8"))
    index = (site / "search/search_index.json").stat().st_size
    found = Result(
        name, _operations(document), tuple(runs), again, len(pages), size / 1e6, index / 1e6,
        statistics.median(pages) / 1e3,
    )  # fmt: skip
    print(f"{name}: {found.cpu:.1f} CPU s", flush=True)
    return found


def _operations(document: dict[str, dict[str, dict[str, object]]]) -> int:
    methods = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
    return sum(len(methods & item.keys()) for item in document.get("paths", {}).values())


def _measure_plain(folder: Path, count: int) -> list[Run]:
    config = write_plain_site(folder / "plain", PLAIN_PAGES)
    command = ["-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folder / "plain-site")]
    runs = [run(command, folder) for _ in range(count)]
    print(f"plain MkDocs: {statistics.median(each.cpu for each in runs):.1f} CPU s", flush=True)
    return runs


def _iter_lines(results: list[Result], plain: list[Run]) -> Iterator[str]:
    yield from ("# What a build costs", "")
    yield "`make bench` writes this. Each figure is a median; lowest and highest run in brackets."
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield from ("", f"Python {platform.python_version()}, {os.cpu_count()} cores; {versions}.", "")
    plain_cpu = statistics.median(each.cpu for each in plain) if plain else 0.0
    if plain:
        yield f"MkDocs with Material as they come, {PLAIN_PAGES:,} pages: "
        yield f"{median_and_spread([each.cpu for each in plain])} CPU s, "
        yield f"{median_and_spread([each.wall for each in plain])} s on the clock, "
        yield f"{max(each.memory for each in plain):.0f} MB of memory."
        yield "The column *of plain* compares with it."
    yield from ("", "## Whole builds", "")
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|" + " --- |" * len(COLUMNS)
    for each in results:
        share = f"{each.cpu / plain_cpu:.2f}" if plain else "-"
        cells = [
            each.name, f"{each.operations:,}", median_and_spread([one.cpu for one in each.runs]),
            median_and_spread([one.wall for one in each.runs]), share,
            f"{each.cpu / each.operations * 1e3:.0f}",
            f"{each.again:.1f}", f"{max(one.memory for one in each.runs):.0f}", f"{each.pages:,}",
            f"{each.megabytes:.0f}", f"{each.index:.2f}", f"{each.median_page:.0f}",
        ]  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    yield from (
        "",
        "## CPU seconds by step",
        "",
        f"| Input | {' | '.join(STEPS)} |",
        "|" + " --- |" * (len(STEPS) + 1),
    )
    for each in results:
        steps = (statistics.median(one.steps.get(step, 0.0) for one in each.runs) for step in STEPS)
        yield f"| {each.name} | {' | '.join(f'{seconds:.1f}' for seconds in steps)} |"
    yield from ("", "![CPU seconds against operations](plot.svg)")


if __name__ == "__main__":
    main()
