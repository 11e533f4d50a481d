"""What builds are measured with: like operations, and figures that are what they say."""

import sys
from pathlib import Path

import pytest

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.validation.validate import validate
from benchmarks.builds import Result, iter_build_lines, iter_hostile_lines, measure_build
from benchmarks.inputs import write_plain_site, write_series
from benchmarks.measure import Run, median_and_spread, run
from benchmarks.plot import plot
from support.commands import write_small


@pytest.mark.parametrize(("tag_size", "tags"), [(4, 5), (20, 1)])
def test_the_series_has_as_many_operations_and_tags_as_asked_for(
    tmp_path: Path, tag_size: int, tags: int
) -> None:
    document = load(str(write_series(tmp_path, 20, tag_size)))
    api = Api.from_spec(document)
    assert (len(api.operations), len(api.tags), len(api.components)) == (20, tags, 6)
    assert not [problem for problem in validate(document) if problem.level == "error"]


def test_the_pages_for_mkdocs_alone_are_like_those_of_a_reference(tmp_path: Path) -> None:
    write_plain_site(tmp_path, 30)
    pages = sorted((tmp_path / "docs").rglob("page*.md"))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert len(set(texts)) == 30
    assert {text.count("``` json") for text in texts} == {12}
    assert {text.count("\n#") + text.startswith("#") for text in texts} == {13}


def test_a_run_has_its_cost_and_that_of_its_steps(tmp_path: Path) -> None:
    said = "print('step         CPU s  wall s'); print('load  1.50  2.00'); print('whole 3 4')"
    found = run(["-c", said], tmp_path)
    assert found.steps == {"load": 1.5}
    assert 0 < found.cpu < 60
    assert found.memory > 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
def test_the_memory_of_a_run_is_that_of_all_its_processes(tmp_path: Path) -> None:
    both = "import os, time; os.fork(); own = b'1' * 70_000_000; time.sleep(1)"
    assert run(["-c", both], tmp_path).memory > 140


def test_a_build_is_measured_with_what_its_site_is_like(tmp_path: Path) -> None:
    found = measure_build("small", write_small(tmp_path / "spec"), tmp_path, 1)
    assert (found.operations, len(found.runs), len(found.again)) == (1, 1, 1)
    assert found.pages > 5
    assert 0 < found.largest_navigation < found.median_page < found.megabytes * 1e3
    assert 0 < found.index < found.megabytes
    assert found.runs[0].steps["publish"] > 0
    lines = list(iter_build_lines([found], found.runs))
    assert len({line.count("|") for line in lines if line.startswith("| small") or "Input" in line}) == 2


def test_a_run_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        run(["-c", "raise SystemExit('no such thing')"], tmp_path)


def test_a_median_says_how_far_runs_are_apart() -> None:
    assert [median_and_spread([3.0]), median_and_spread([9.0, 1.0, 2.0])] == ["3.0", "2.0 (1.0 to 9.0)"]


def test_the_plot_begins_at_zero_and_names_documents() -> None:
    svg = plot([(100, 10.0), (200, 20.0)], [(150, 15.0, "box")])
    assert 'points="320.0,200.0 580.0,60.0"' in svg
    assert "box 15.0" in svg
    assert sys.getsizeof(svg) < 5_000


def test_a_hostile_description_that_costs_too_much_is_named() -> None:
    def result(name: str, cpu: float, memory: float) -> Result:
        return Result(name, 1, (Run(cpu, cpu, memory, {}),), (), 1, 1.0, 1.0, 1.0, 1.0)

    results = [result("hostile: quick", 4.0, 100), result("hostile: slow", 9.0, 100), result("other", 9.0, 1)]
    written = " ".join(iter_hostile_lines([*results, result("hostile: large", 1.0, 400)]))
    assert "Of 3 hostile descriptions" in written
    assert "MB: hostile: slow (9.0 CPU s, 100 MB), hostile: large (1.0 CPU s, 400 MB)." in written
