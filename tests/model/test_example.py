"""Authored examples."""

from typing import Any

import pytest

from apidocs.model.example import read_examples
from support.documents import node_of

BARE = ("a", ({"id": 1, "description": "d"},))
EXAMPLES: list[tuple[str, list[tuple[str | None, tuple[Any, ...]]]]] = [
    ("example: null", [(None, (None,))]),
    ("example: 0", [(None, (0,))]),
    ("examples: {a: {value: false}, b: {externalValue: u}}", [("a", (False,)), ("b", ())]),
    ("examples: {a: {dataValue: 1, serializedValue: '1'}}", [("a", (1,))]),
    ("examples: {a: {serializedValue: '1'}}", [("a", ())]),
    ("examples: {a: {id: 1, description: d}, b: {description: d}, c: 3}", [BARE, ("b", ()), ("c", (3,))]),
    ("example: {$ref: '#/here/other'}\nother: {id: 1}", [(None, ({"id": 1},))]),
    ("example: {$ref: '#/nowhere'}", [(None, ({"$ref": "#/nowhere"},))]),
    ("example: 1\nexamples: {a: {value: 2}}", [(None, (1,)), ("a", (2,))]),
    ("examples: [1]", []),
    ("other: 1", []),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_value_that_is_written_is_an_example(text: str, expected: list[Any]) -> None:
    assert [(found.name, found.value) for found in read_examples(node_of(text))] == expected


def test_an_example_as_it_is_sent_is_kept_beside_its_value() -> None:
    (example,) = read_examples(node_of("examples: {a: {dataValue: 1, serializedValue: '01'}}"))
    assert (example.value, example.serialized, example.is_here) == ((1,), "01", True)
