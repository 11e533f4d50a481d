"""Texts made for regular expressions."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apidocs.schemas.shape.patterns import matches, matching_text

MADE = [
    ("abc", "abc"),
    ("^a$", "a"),
    ("^[a-z]*$", "a"),
    ("^$", ""),
    (r"^\d{4}-\d{2}$", "0000-00"),
    (r"^[A-Z]{2,}$", "AA"),
    (r"^(foo|bar)?baz$", "baz"),
    (r"^(?:x|y)+$", "x"),
    (r"^(?<name>[0-9a-f]{2})$", "00"),
    (r"^[^a-z]+$", "A"),
    (r"^[^\s,]+$", "a"),
    (r"^[\w.-]+@[\w-]+\.com$", "a@a.com"),
    (r"^[-a]$", "-"),
    (r"^[]a]$", None),  # ECMA-262: [] is a class that nothing matches
    (r"^\u0041\x42$", "AB"),
    (r"^\p{L}+$", "a"),
    (r"^\{\}$", "{}"),
    (r"^a{0}b$", "b"),
    (r"^(?!x)[a-z]+$", "a"),
    (r"^(?=.*\d)[a-z]+$", None),
    (r"^(a)\1$", None),
    (r"(", None),
    (r"*", None),
    (r"[a", None),
    (r"\q", None),
    ("(" * 100 + ")" * 100, None),
    ("a{100000}", None),
    ("((a{99}){99}){99}", None),
    ("x" * 5000, None),
]
LENGTHS = [
    ("^[a-z]+$", 5, 9, "aaaaa"),
    ("^a{2,4}$", 3, 9, "aaa"),
    ("^ab?$", 3, 9, None),
    ("^(ab)+$", 5, 6, "ababab"),
]
HOSTILE = [  # each would backtrack for hours on a text of some length
    (r"^(a+)+$", "a"),
    (r"^(a|a)*b$", "b"),
    (r"^(.*)*$", "a"),
    (r"(((((a*)*)*)*)*)*c", "c"),
    (r"^(((a+)+)+)+(?=x)$", None),
]


@pytest.mark.parametrize(("pattern", "text"), MADE)
def test_a_short_text_is_made_that_the_pattern_matches(pattern: str, text: str | None) -> None:
    assert matching_text(pattern) == text


@pytest.mark.parametrize(("pattern", "shortest", "longest", "text"), LENGTHS)
def test_a_text_has_the_length_that_is_asked_for(
    pattern: str, shortest: int, longest: int, text: str | None
) -> None:
    assert matching_text(pattern, shortest, longest) == text


@pytest.mark.parametrize(("pattern", "text"), HOSTILE)
def test_a_pattern_that_backtracks_for_ever_is_soon_done_with(pattern: str, text: str | None) -> None:
    assert matching_text(pattern) == text
    assert not matches(pattern, "a" * 40 + "!")


PARTS = st.sampled_from(["a", "[a-c]", r"\d", "(?:x|yz)", r"\.", "[^a-z]", "."])
QUANTIFIERS = st.sampled_from(["", "?", "*", "+", "{2}", "{1,3}", "{2,}"])


@given(st.lists(st.tuples(PARTS, QUANTIFIERS), max_size=6))
@settings(max_examples=100)
def test_what_is_made_is_matched(parts: list[tuple[str, str]]) -> None:
    pattern = "^" + "".join(part + quantifier for part, quantifier in parts) + "$"
    text = matching_text(pattern)
    assert text is not None
    assert re.search(pattern, text)
