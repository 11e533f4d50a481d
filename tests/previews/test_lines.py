"""The lines of a guide that changed."""

import pytest

from apidocs.preview.changed_files import Lines, changed_lines


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", []),
        ("a\nb\nc\n", "a\nx\nc\n", ["changed 2"]),
        ("a\nc\n", "a\nx\ny\nc\n", ["added 2-3"]),
        ("a\nx\ny\nc\n", "a\nc\n", ["removed 2-3"]),
        ("a\nb\nc\nd\n", "x\nb\nd\ny\n", ["changed 1", "removed 3", "added 4"]),
        ("", "a", ["added 1"]),
    ],
)
def test_each_stretch_that_differs_is_named(before: str, after: str, expected: list[str]) -> None:
    found = changed_lines(before, after)
    assert [f"{each.kind} {each}" for each in found] == expected
    assert all(isinstance(each, Lines) for each in found)
