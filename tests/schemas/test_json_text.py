"""JSON as the pages print it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from apidocs.schemas.json_writer import compact_json, json_text

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(VALUES)
def test_the_text_is_that_of_the_standard_library(value: Any) -> None:  # noqa: ANN401 - any JSON value
    assert json_text(value) == json.dumps(value, indent=2, ensure_ascii=False)


def test_compact_json_stands_on_one_line() -> None:
    assert compact_json({"a": ["ö", None]}) == '{"a": ["ö", null]}'
