"""What all tests share: the option that rewrites golden files, and a project whose site is built."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import settings

from apidocs.site.output.locks import FolderLock
from support.commands import copy_project, copy_small_project, run, say

Once: TypeAlias = Callable[..., Path]

# What `make test` was told is nothing to the `make` that a test runs.
for variable in ("ARGS", "MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS"):
    os.environ.pop(variable, None)

# What a property is tried with is the same each time, and how long that takes says nothing about it.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write the expected files of golden cases anew; read the diff before you commit",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a folder once for all processes of a run; nobody writes into it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the whole run

    def make(name: str, copy: Callable[[Path], Path], *command: str) -> Path:
        with closing(FolderLock(folder)) as lock:
            lock.wait()
            if not (folder / name).exists():
                project = copy(folder / f"{name}.new")
                answer = run(project, *command)
                assert answer.returncode == 0, say(answer)
                project.rename(folder / name)
        return folder / name

    return make


@pytest.fixture(scope="session")
def built_project(once: Once) -> Path:
    """A copy of the project with its site."""
    return once("project", copy_project, "scripts/build.py", "--strict")


@pytest.fixture(scope="session")
def small_project(once: Once) -> Path:
    """A project of few pages with its site."""
    return once("small", copy_small_project, "scripts/build.py", "--strict")


@pytest.fixture(scope="session")
def offline_zip(once: Once) -> Path:
    """The site as `make offline` packs it."""
    return once("bundled", copy_project, "scripts/offline.py") / "dist/sessiondock-developer-docs.zip"


@pytest.fixture(scope="session")
def app_docs(once: Once) -> Path:
    """The docs as an app serves them itself."""
    return once("inside", copy_project, "scripts/offline.py", "--app") / "dist/sessiondock-developer-docs-app"
