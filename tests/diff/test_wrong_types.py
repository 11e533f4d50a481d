"""Descriptions with values of the wrong type: a comparison says what it can and never fails."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.diff.compare import compare
from apidocs.model.api import Api
from support.documents import api_of

WRONG: tuple[Any, ...] = (None, True, -1, 1.5, "text", [], ["a", ["b"]], {}, {"a": {"b": 1}})
WHOLE = Path(__file__).parent / "everything.yaml"


def iter_places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Iterate over the paths of all values but for the sections that make a document one."""
    members: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, member in members:
        here = (*path, key)
        if here not in {("openapi",), ("info",)}:
            yield here
        yield from iter_places(member, here)


def read(value: Any) -> Api:  # noqa: ANN401 - JSON
    return api_of(yaml.safe_dump({key: each for key, each in value.items() if key != "openapi"}))


WHOLE_VALUE = yaml.safe_load(WHOLE.read_text(encoding="utf-8"))
RIGHT = read(WHOLE_VALUE)


def with_value(path: tuple[Any, ...], wrong: Any) -> Any:  # noqa: ANN401 - JSON
    found = copy.deepcopy(WHOLE_VALUE)
    owner = found
    for key in path[:-1]:
        owner = owner[key]
    owner[path[-1]] = wrong
    return found


@pytest.mark.parametrize("start", range(len(WRONG)), ids=lambda start: repr(WRONG[start]))
def test_a_value_of_any_wrong_type_ends_in_no_traceback(start: int) -> None:
    for number, path in enumerate(iter_places(WHOLE_VALUE)):
        if number % len(WRONG) == start:
            other = read(with_value(path, WRONG[start]))
            sides = (RIGHT, other) if number % 2 else (other, RIGHT)
            assert all(change.text() for change in compare(*sides)), path
