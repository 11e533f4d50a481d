"""Authored examples."""

from typing import Any

import pytest

from apidocs.model.example import read_examples
from documents import node_of

EXAMPLES: list[tuple[str, list[tuple[str | None, tuple[Any, ...]]]]] = [
    ("example: null", [(None, (None,))]),
    ("example: 0", [(None, (0,))]),
    ("examples: {a: {value: false}, b: {externalValue: u}}", [("a", (False,)), ("b", ())]),
    ("examples: {a: {dataValue: 1, serializedValue: '1'}}", [("a", (1,))]),
    ("examples: {a: {serializedValue: '1'}}", [("a", ("1",))]),
    ("example: 1\nexamples: {a: {value: 2}}", [(None, (1,)), ("a", (2,))]),
    ("examples: [1]", []),
    ("other: 1", []),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_value_that_is_written_is_an_example(text: str, expected: list[Any]) -> None:
    assert [(found.name, found.value) for found in read_examples(node_of(text))] == expected
