"""Each step of the way from a document to a site knows the ones before it, and none after it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scripts" / "apidocs"
STEPS = [
    "load",
    "validate",
    "model.api",
    "shape",
    "request",
    "samples",
    "view",
    "pages",
    "write",
    "pipeline",
    "mkdocs_site",
    "publish",
    "live",
]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def iter_imports(path: Path) -> Iterator[str]:
    """Name what the module imports when it is run; types that only a reader needs are no import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for statement in ast.walk(tree):
        if isinstance(statement, ast.If) and getattr(statement.test, "id", "") == "TYPE_CHECKING":
            statement.body = []
    for statement in ast.walk(tree):
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").partition(".")[0] == "apidocs":
            module = (statement.module or "").removeprefix("apidocs").removeprefix(".")
            for alias in statement.names:
                longer = f"{module}.{alias.name}".removeprefix(".")
                yield longer if longer in MODULES else module


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py")}
IMPORTS = {name: set(iter_imports(path)) - {name} for name, path in MODULES.items()}


def all_below(name: str) -> set[str]:
    found, waiting = set[str](), [name]
    while waiting:
        following = IMPORTS[waiting.pop()] - found
        found |= following
        waiting += following
    return found


def test_every_step_is_a_module_and_leads_to_the_last() -> None:
    assert set(STEPS) <= MODULES.keys()
    assert set(STEPS[:-1]) <= all_below(STEPS[-1])


@pytest.mark.parametrize("step", STEPS)
def test_a_step_knows_none_that_comes_after_it(step: str) -> None:
    assert all_below(step) & set(STEPS[STEPS.index(step) + 1 :]) == set()


def test_no_module_leads_back_to_itself() -> None:
    assert [name for name in MODULES if name in all_below(name)] == []


def test_to_read_a_document_takes_nothing_that_makes_pages() -> None:
    makers = {"escape", "render", "commonmark", "words", "replace"}
    for step in ("load", "validate", "model.api"):
        assert all_below(step) & makers == set()
