"""The library finds the same, whichever way it reads the parts of a description."""

from pathlib import Path

import pytest
import yaml
from jsonschema_path.accessors import SchemaAccessor
from referencing.exceptions import Unresolvable

from apidocs.document.load import load
from apidocs.problems import ProblemsError
from apidocs.validation import quick_accessor as quick_paths
from apidocs.validation.quick_accessor import QuickAccessor
from apidocs.validation.validate import validate
from support.documents import SPEC, SPECS
from support.project import DATA

INVALID = DATA / "invalid"
DOCUMENTS = [SPEC, *sorted(SPECS.glob("*.*")), *sorted(INVALID.rglob("*.yaml"))]
HERE = "a: {$ref: 'other.yaml#/b'}\nl: [{$ref: '#/c'}, 1]\nc: {d: {$ref: '#/l'}}\nloose: {$ref: '#/no'}\n"
PARTED = {"openapi.yaml": HERE, "other.yaml": "b: {e: {$ref: '#/f'}, g: [7]}\nf: {h: 8}\n"}
PATHS = [
    *((), ("a",), ("a", "e"), ("a", "e", "h"), ("a", "g", 0), ("l", 0, "d", 1), ("c", "d", 0, "d", 1)),
    *(("l", 5), ("l", "x"), ("l", 1, "y"), ("a", "nowhere"), ("nowhere", "x"), ("loose", "x")),
]


def found(path: Path) -> list[str]:
    try:
        problems = validate(load(str(path)))
    except ProblemsError as error:
        problems = tuple(error.problems)
    # How Python says that it went too deep depends on where it was.
    return sorted(str(problem).replace(" while calling a Python object", "") for problem in problems)


def read(accessor: SchemaAccessor, path: tuple[object, ...]) -> object:
    try:
        return accessor[path]  # type: ignore[index] # the library says less than it takes
    except KeyError as error:
        return f"no {error.args[0]}"
    except Unresolvable as error:
        return f"not resolved: {error.ref}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_findings_are_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = found(path)
    monkeypatch.setattr(quick_paths, "QuickAccessor", SchemaAccessor)
    assert quick == found(path)


def test_each_path_leads_to_the_same() -> None:
    files = {name: yaml.safe_load(text) for name, text in PARTED.items()}
    handlers = {"": lambda uri: files[uri]}
    kinds = (QuickAccessor, SchemaAccessor)
    accessors = [kind.from_schema(files["openapi.yaml"], handlers=handlers) for kind in kinds]
    for path in [*PATHS, *PATHS[::-1]]:
        quick, slow = (read(accessor, path) for accessor in accessors)
        assert quick == slow, path
    assert read(accessors[0], ("a", "e", "h")) == 8


def test_what_it_forgot_it_finds_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_paths, "MOST", 3)
    value = {str(number): {"x": number} for number in range(9)}
    accessor = QuickAccessor.from_schema(value)
    assert [accessor[(key, "x")] for key in value] == list(range(9))
