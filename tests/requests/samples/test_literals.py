"""Literals of Python and JavaScript."""

import ast
from typing import Any

import pytest
from hypothesis import given

from apidocs.requests.samples.javascript import NOTATION as JAVASCRIPT
from apidocs.requests.samples.literals import Notation, is_exact, literal, string
from apidocs.requests.samples.python import NOTATION as PYTHON
from support.nasty import JSON, TEXT

WRITTEN: list[tuple[Any, str, str]] = [
    (None, "None", "null"),
    (True, "True", "true"),
    (False, "False", "false"),
    (0, "0", "0"),
    (1.5, "1.5", "1.5"),
    ("a", '"a"', '"a"'),
    ({}, "{}", "{}"),
    ([], "[]", "[]"),
    ([{"a": 1}], '[\n    {\n        "a": 1,\n    },\n]', '[\n  {\n    "a": 1,\n  },\n]'),
]
EXACT = [
    (2**53 - 1, True, True),
    (2**53, True, False),
    (10**400, True, False),
    (1e300, True, False),
    (float("inf"), False, False),
    (float("nan"), False, False),
    ([{"a": [2**60]}], True, False),
    ({"__proto__": 1}, False, False),
    ("text", True, True),
    (None, True, True),
]


@pytest.mark.parametrize(("value", "python", "javascript"), WRITTEN)
def test_a_value_is_written_one_element_a_line(value: Any, python: str, javascript: str) -> None:  # noqa: ANN401
    assert literal(value, PYTHON) == python
    assert literal(value, JAVASCRIPT) == javascript


@given(value=JSON)
def test_a_python_literal_is_the_value(value: Any) -> None:  # noqa: ANN401
    if is_exact(value, PYTHON):
        assert ast.literal_eval(literal(value, PYTHON)) == value


@given(text=TEXT)
def test_a_python_string_is_the_text(text: str) -> None:
    assert ast.literal_eval(string(text, PYTHON)) == text


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("\u202e", PYTHON, '"\\u202e"'),
        ("\U000e0001", PYTHON, '"\\U000e0001"'),
        ("\u202e", JAVASCRIPT, '"\\u202e"'),
        ("\U000e0001", JAVASCRIPT, '"\\u{e0001}"'),
        ("\t", JAVASCRIPT, '"\\t"'),
    ],
)
def test_what_a_page_would_not_show_is_escaped(text: str, language: Notation, written: str) -> None:
    assert string(text, language) == written


@pytest.mark.parametrize(("value", "in_python", "in_javascript"), EXACT)
def test_a_literal_that_would_be_another_value_is_known(
    value: Any,  # noqa: ANN401
    in_python: bool,  # noqa: FBT001
    in_javascript: bool,  # noqa: FBT001
) -> None:
    assert is_exact(value, PYTHON) == in_python
    assert is_exact(value, JAVASCRIPT) == in_javascript
