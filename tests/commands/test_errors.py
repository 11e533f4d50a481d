"""What a reader sees of a problem."""

import pytest

from apidocs.problems import Problem, ProblemsError, quote

TAB = Problem("spec/openapi.yaml", 5, 1, "yaml-tab", "a tab in the indentation", "error")
UNUSED = Problem("spec/pet.yaml", 12, 3, "unused-component", "used nowhere", pointer="/Pet")


def test_a_problem_opens_with_file_line_and_column() -> None:
    assert str(TAB) == "spec/openapi.yaml:5:1: error: a tab in the indentation [yaml-tab]"


def test_a_problem_is_a_warning_unless_it_says_otherwise() -> None:
    assert str(UNUSED) == "spec/pet.yaml:12:3: warning: used nowhere [unused-component]"


def test_the_exception_shows_every_problem_on_a_line_of_its_own() -> None:
    error = ProblemsError([TAB, UNUSED])
    assert error.problems == (TAB, UNUSED)
    assert str(error) == f"{TAB}\n{UNUSED}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/pets/{id}", "`/pets/{id}`"),
        ("zwei Wörter", "`zwei Wörter`"),
        ("a\nb\x1b[31m\u202e", "`a\\u000ab\\u001b[31m\\u202e`"),
        ("x" * 80, f"`{'x' * 80}`"),
        ("x" * 81, f"`{'x' * 77}...`"),
    ],
)
def test_a_quoted_text_is_short_and_stays_on_one_line(text: str, shown: str) -> None:
    assert quote(text) == shown
