"""Measures builds, edits and visits several times, and writes what they cost: results.md and plot.svg.

`CORPUS` names the folder of large public descriptions; without it only this project and the series are built.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.builds import (
    HOSTILE,
    ONE_TAG,
    Result,
    iter_build_lines,
    iter_hostile_lines,
    iter_series_lines,
    measure_build,
    measure_plain,
)
from benchmarks.edits import iter_edit_lines
from benchmarks.hostile_shapes import SHAPES, write_hostile_shape
from benchmarks.inputs import write_series
from benchmarks.plot import plot
from benchmarks.previews import iter_preview_lines
from benchmarks.readers import iter_reader_lines
from support.chromium import LAUNCH_ARGS, find_chromium

HERE = Path(__file__).resolve().parent
REAL = {
    "museum": "museum/openapi.yaml",
    "box": "box/openapi.json",
    "openai": "openai/openapi.yaml",
    "github": "github/api.github.com.json",
}
# Pairs of schemas for each of the three properties that the diff must have.
DIFF_PAIRS = "7000"
ORACLE = HERE.parent / "diff" / "test_oracle.py"
SERIES = (100, 300, 1000, 3000)
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "openapi-spec-validator")


def main() -> None:
    """Measure all, then write both files anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--only", action="append", help="build these inputs only, and print instead")
    options = parser.parse_args()
    if not options.only:
        subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "0", ORACLE],
            env={**os.environ, "DIFF_PAIRS": DIFF_PAIRS},
            check=True,
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.only:
            results = _measure_builds(folder, options.runs, options.only)
            print("\n".join([*iter_build_lines(results, []), *iter_hostile_lines(results)]))
            return
        plain = measure_plain(folder, options.runs)
        results = _measure_builds(folder, options.runs, None)
        lines = [*_iter_head(), *iter_build_lines(results, plain), *iter_series_lines(results)]
        lines += iter_hostile_lines(results)
        lines += ["![CPU seconds against operations](plot.svg)", "", *_iter_in_browser(folder, options.runs)]
        lines += iter_preview_lines(options.runs)
    (HERE / "results.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    points = [(each.operations, each.cpu) for each in results if each.name.startswith("series of")]
    named = [(each.operations, each.cpu, each.name) for each in results if each.name in REAL]
    (HERE / "plot.svg").write_text(plot(points, named), encoding="utf-8")


def _measure_builds(folder: Path, count: int, only: list[str] | None) -> list[Result]:
    inputs = dict(_iter_inputs(folder))
    chosen = {name: spec for name, spec in inputs.items() if only is None or name in only}
    return [measure_build(name, spec, folder, count) for name, spec in chosen.items()]


def _iter_inputs(folder: Path) -> Iterator[tuple[str, Path | None]]:
    """Yield each input with its description; None is this project's own site."""
    yield "sessiondock", None
    if "CORPUS" in os.environ:
        yield from ((name, Path(os.environ["CORPUS"]) / path) for name, path in REAL.items())
    for count in SERIES:
        yield f"series of {count}", write_series(folder, count)
    yield from ((f"{HOSTILE}{name}", write_hostile_shape(folder, name)) for name in SHAPES)
    yield ONE_TAG, write_series(folder, 1000, tag_size=1000)


def _iter_head() -> Iterator[str]:
    yield from ("# What builds, edits and visits cost", "")
    yield "`make bench` writes this. Each figure is a median; lowest and highest run in brackets."
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield from ("", f"Python {platform.python_version()}, {os.cpu_count()} cores; {versions}.", "")


def _iter_in_browser(folder: Path, count: int) -> Iterator[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGS)
        yield f"Chromium {browser.version} shows the pages of the following."
        yield ""
        yield from iter_edit_lines(folder, browser, count)
        yield from iter_reader_lines(folder, browser, count)
        browser.close()


if __name__ == "__main__":
    main()
