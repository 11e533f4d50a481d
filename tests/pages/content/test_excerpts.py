"""Texts that are too long for a page."""

import pytest

from apidocs.pages.content.examples import MAX_CHARACTERS, MAX_LINES, excerpt

LONG = [
    ("\n".join(["a"] * MAX_LINES), True),
    ("\n".join(["a"] * (MAX_LINES + 1)), False),
    ("a" * MAX_CHARACTERS, True),
    ("a" * (MAX_CHARACTERS + 1), False),
]


@pytest.mark.parametrize(("text", "fits"), LONG)
def test_only_so_much_of_a_text_stands_on_a_page(text: str, fits: bool) -> None:  # noqa: FBT001
    found = excerpt(text, "json", "name")
    assert (found.text == text, found.file_name is None) == (fits, fits)
    assert text.startswith(found.text)
    assert found.lines == text.count("\n") + 1


@pytest.mark.parametrize(("language", "file_name"), [("json", "n.json"), ("xml", "n.xml"), ("text", "n.txt")])
def test_the_file_is_named_by_what_it_holds(language: str, file_name: str) -> None:
    assert excerpt("a" * (MAX_CHARACTERS + 1), language, "n").file_name == file_name
