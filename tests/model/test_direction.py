"""What has a place in a request, and what in a response."""

import pytest

from apidocs.model.direction import is_hidden
from support.documents import schema_of

CASES = [
    ("readOnly: true", None, False),
    ("readOnly: true", "request", True),
    ("readOnly: true", "response", False),
    ("writeOnly: true", "request", False),
    ("writeOnly: true", "response", True),
    ("readOnly: false", "request", False),
]


@pytest.mark.parametrize(("keywords", "direction", "expected"), CASES)
def test_a_one_way_value_is_hidden_in_the_other_direction(keywords: str, direction, expected: bool) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, FBT001
    schema, _ = schema_of(f"X: {{{keywords}}}")
    assert is_hidden(schema, direction) is expected
