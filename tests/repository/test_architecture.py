"""The order of the folders that ARCHITECTURE.md draws: each imports only what stands above it there."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from support.project import ROOT

PACKAGE = ROOT / "scripts" / "apidocs"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
# Entries of a folder that a visitor takes in at one look.
MOST_ENTRIES = 20
MOST_AT_THE_TOP = 16
# The tree of ARCHITECTURE.md, as `name` and what it is for; a part of the package is at its first level.
ORDER = re.findall(r"^    ([a-z_]+)(?:/|\.py) ", ARCHITECTURE, re.MULTILINE)
# Leaves import what they need, and only a command imports them.
LEAVES = {"live_api", "preview"}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def iter_imports(source: str, modules: Mapping[str, Path]) -> Iterator[str]:
    """Name the modules of the package that a module imports, for types too and within functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "apidocs":
            module = (node.module or "").removeprefix("apidocs").removeprefix(".")
            for alias in node.names:
                longer = f"{module}.{alias.name}".removeprefix(".")
                yield longer if longer in modules else module
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("apidocs.")]
            yield from (name.removeprefix("apidocs.") for name in names)


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts}
SOURCES = {name: path.read_text(encoding="utf-8") for name, path in MODULES.items()}
IMPORTS = {name: set(iter_imports(source, MODULES)) - {name} for name, source in SOURCES.items()}
FOLDERS = sorted({path.parent for path in MODULES.values()})
TEST_FOLDERS = sorted(
    {path.parent for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts}
)


def part_of(module: str) -> str:
    return module.partition(".")[0]


def out_of_order(name: str, imported: str, order: list[str]) -> bool:
    """Whether an import leads to a part that stands below its own, or to a leaf."""
    mine, other = part_of(name), part_of(imported)
    is_kept = other in LEAVES and mine != "commands"
    return mine != other and (is_kept or order.index(other) > order.index(mine))


def all_below(name: str, imports: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = set[str](), [name]
    while waiting:
        following = imports[waiting.pop()] - reached
        reached |= following
        waiting += following
    return reached


def entries_of(folder: Path) -> list[str]:
    names = (path.name for path in folder.iterdir() if path.suffix == ".py" or path.is_dir())
    return [name for name in names if name not in {"__init__.py", "__pycache__"}]


def test_the_tree_names_each_part_of_the_package_and_no_other() -> None:
    assert sorted(ORDER) == sorted({part_of(name) for name in MODULES if name})


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_imports_no_part_below_its_own(name: str) -> None:
    assert [each for each in sorted(IMPORTS[name]) if name and out_of_order(name, each, ORDER)] == []


def test_no_module_leads_back_to_itself() -> None:
    assert [name for name in MODULES if name in all_below(name, IMPORTS)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_is_taken_in_at_one_look_and_is_in_the_tree(folder: Path) -> None:
    most = MOST_AT_THE_TOP if folder == PACKAGE else MOST_ENTRIES
    assert len(entries_of(folder)) <= most, entries_of(folder)
    in_the_tree = re.search(rf"^ +(?:\S+/)?{folder.name}/ ", ARCHITECTURE, re.MULTILINE)
    assert folder == PACKAGE or in_the_tree, f"{folder} is not in the tree"


@pytest.mark.parametrize("folder", TEST_FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_of_tests_is_taken_in_at_one_look(folder: Path) -> None:
    entries = [name for name in entries_of(folder) if name != "node_modules"]
    assert len(entries) <= MOST_ENTRIES, entries


def test_an_import_for_types_within_a_function_or_by_its_whole_name_is_seen() -> None:
    source = """
if TYPE_CHECKING:
    from apidocs.site import publish
def f():
    from apidocs.pages.view import View
    import apidocs.preview.make
"""
    known = {"site.publish": PACKAGE, "pages.view": PACKAGE, "preview.make": PACKAGE}
    assert set(iter_imports(source, known)) == {"site.publish", "pages.view", "preview.make"}


def test_an_import_against_the_order_and_one_of_a_leaf_fail() -> None:
    order = ["model", "diff", "site", "preview", "live_api", "commands"]
    assert out_of_order("model.api", "diff.compare", order)
    assert out_of_order("preview.make", "live_api.mock.server", order)
    assert not out_of_order("diff.compare", "model.api", order)
    assert not out_of_order("commands.mock", "live_api.mock.server", order)


def test_a_cycle_is_seen() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert [name for name in imports if name in all_below(name, imports)] == ["a", "b", "c"]
