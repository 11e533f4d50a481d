"""What all tests share: the option that rewrites golden files, and a project whose site is built."""

from pathlib import Path

import pytest
from hypothesis import settings

from commands import copy_project, copy_small_project, run, say

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
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its site, built once; nobody writes into it."""
    project = copy_project(tmp_path_factory.mktemp("built") / "project")
    answer = run(project, "scripts/build.py", "--strict")
    assert answer.returncode == 0, say(answer)
    return project


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of few pages with its site, built once; nobody writes into it."""
    project = copy_small_project(tmp_path_factory.mktemp("small") / "project")
    answer = run(project, "scripts/build.py", "--strict")
    assert answer.returncode == 0, say(answer)
    return project


@pytest.fixture(scope="session")
def offline_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make offline` packs it, built once."""
    project = copy_project(tmp_path_factory.mktemp("bundled") / "project")
    answer = run(project, "scripts/bundle.py")
    assert answer.returncode == 0, say(answer)
    return project / "dist/sessiondock-developer-docs.zip"
