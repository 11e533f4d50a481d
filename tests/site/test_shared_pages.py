"""A site that several cores made is the one that a single core makes, whatever becomes of the others."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build as mkdocs_build

from apidocs.site import parallel_pages as shared_pages
from apidocs.site.parallel_pages import SharedPages
from benchmarks.inputs import write_series
from support.commands import ROOT, files_of

# Builds a site as if the machine had this many cores more than one, and fails when they were not used.
BUILD = """
import sys
sys.path.insert(0, "scripts")
from apidocs.commands import build
from apidocs.pages.speed import workers
workers.count_workers = lambda: {count}
sys.exit(build.main(["--spec", {spec!r}, "--site-dir", {site!r}]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no workers")
def test_more_cores_make_the_same_site(tmp_path: Path) -> None:
    spec = write_series(tmp_path, 160)
    sites = []
    for count in (0, 2):
        site = tmp_path / str(count) / "site"
        code = BUILD.format(count=count, spec=str(spec), site=str(site))
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
        sites.append(files_of(site))
    assert sites[0] == sites[1]
    assert len(sites[0]) > 2 * 160


class OtherCore:
    """A worker that did its share, or could not."""

    def __init__(self, *, is_done: bool) -> None:
        self.is_done = is_done

    def answer(self) -> bool | None:
        return self.is_done or None

    def stop(self) -> None:
        self.is_done = False


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note what is written here, of two pages of which one is given away."""
    found: list[str] = []
    monkeypatch.setattr(mkdocs_build, "_build_page", lambda page, _config: found.append(page))
    monkeypatch.setattr(shared_pages, "shares_of", lambda pages: [pages[:1], pages[1:]])
    yield found
    mkdocs_build._build_page("later", "config")  # type: ignore[arg-type, call-arg] # noqa: SLF001
    assert found[-1] == "later"  # MkDocs is as it was


def share(monkeypatch: pytest.MonkeyPatch, *, is_done: bool) -> SharedPages:
    monkeypatch.setattr(shared_pages, "Worker", lambda _work: OtherCore(is_done=is_done))
    pages: list[Any] = ["here", "there"]
    shared = SharedPages(pages, "config")
    for page in pages:
        mkdocs_build._build_page(page, "config")  # type: ignore[call-arg, arg-type] # noqa: SLF001
    return shared


@pytest.mark.parametrize(("is_done", "expected"), [(True, ["here"]), (False, ["here", "there"])])
def test_a_page_is_written_once_here_or_there(
    written: list[str], monkeypatch: pytest.MonkeyPatch, *, is_done: bool, expected: list[str]
) -> None:
    told: list[None] = []
    share(monkeypatch, is_done=is_done).finish(lambda: told.append(None))
    assert written == expected
    assert len(told) == 1


def test_a_build_that_failed_leaves_nobody_at_work(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    share(monkeypatch, is_done=True).stop()
    assert written == ["here"]
