"""YAML is written by hand where that is sure, and reads back to the same value."""

import math
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from apidocs.pages.downloads.document_files import to_yaml
from apidocs.problems import JsonValue

TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="a \n'\":#-|>~{}[]0e.\t", max_size=12),
    st.sampled_from(
        ["true", "No", "1e3", "012", "0x1F", "12:30:45", "2026-01-01", "<<", "=", ".5", "_1", "/a"]
    ),
)
SCALARS: Any = st.one_of(TEXTS, st.integers(), st.floats(allow_nan=False), st.booleans(), st.none())
VALUES: Any = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def is_readable(value: JsonValue) -> bool:
    """PyYAML's reader refuses lone surrogates."""
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


@given(st.dictionaries(TEXTS.filter(is_readable), VALUES.filter(is_readable), max_size=4))
def test_any_value_reads_back(value: JsonValue) -> None:
    assert yaml.safe_load(to_yaml(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": [{"b": 1, "c": []}, [2, {"d": {}}]]}, "a:\n- b: 1\n  c: []\n- - 2\n  - d: {}\n"),
        ({"a": "x\n\ny"}, "a: |-\n  x\n\n  y\n"),
        ({"a": ["x\ny\n"]}, "a:\n- |\n  x\n  y\n"),
        ({"yes": "no", "200": "#/a"}, "'yes': 'no'\n'200': '#/a'\n"),
        ({"a": 1e-7, "b": math.inf}, "a: 1.0e-07\nb: .inf\n"),
    ],
)
def test_it_looks_as_a_person_would_write_it(value: JsonValue, text: str) -> None:
    assert to_yaml(value) == text


def test_a_key_that_is_too_long_for_its_line_stands_on_its_own() -> None:
    value = {"a": {"k" * 2000: {"b": [1]}, "c" * 600: 2}}
    assert yaml.safe_load(to_yaml(value)) == value
