"""Elements of arrays that must be unique."""

import pytest

from apidocs.document.document import Location
from apidocs.model.schema.schema import Schema
from apidocs.schemas.shape.unique_elements import distinct_elements

PLACE = Location("", "/items")
CASES = [
    (["<string>"] * 3, Schema(PLACE), ["<string>", "<string-2>", "<string-3>"]),
    (["ab", "ab"], Schema(PLACE, constraints={"maxLength": 2}), ["ab", "a1"]),
    ([0, 0, 0], Schema(PLACE), [0, 1, 2]),
    ([0, 0], Schema(PLACE, constraints={"multipleOf": 5}), [0, 5]),
    ([True, True], Schema(PLACE), [True, False]),
    (["a", "a"], Schema(PLACE, enum=("a", "b")), ["a", "b"]),
    ([{"id": "x"}, {"id": "x"}], Schema(PLACE), [{"id": "x"}, {"id": "x-2"}]),
    ([{}, {}], Schema(PLACE), [{}, {}]),
    (["a", "b"], None, ["a", "b"]),
]


@pytest.mark.parametrize(("elements", "items", "expected"), CASES)
def test_equal_elements_are_made_different(
    elements: list[object], items: Schema | None, expected: list[object]
) -> None:
    assert distinct_elements(elements, items) == expected
