"""The words of a line that came or went."""

import pytest

from apidocs.preview.html_diff.compare_words import mark_all, mark_words, seen


@pytest.mark.parametrize(
    ("before", "after", "left", "right", "both"),
    [
        ("a b", "a c", "a <del>b</del>", "a <ins>c</ins>", "a <del>b</del><ins>c</ins>"),
        ("b a", "a", "<del>b </del>a", "a", "<del>b </del>a"),
        ("", "a", "", "<ins>a</ins>", "<ins>a</ins>"),
        ("<i>a</i> b", "a <i>b</i>", "<i>a</i> b", "a <i>b</i>", "a <i>b</i>"),
        (
            "<code>a</code> b",
            "<code>c</code> b",
            "<code><del>a</del></code> b",
            "<code><ins>c</ins></code> b",
            "<del>a</del><code><ins>c</ins></code> b",
        ),
        ("a  b", "a b", "a  b", "a b", "a b"),
    ],
)
def test_what_came_and_went_is_marked_on_its_side(
    before: str, after: str, left: str, right: str, both: str
) -> None:
    assert mark_words(before, after) == (left, right, both)


def test_a_block_that_came_is_marked_between_its_tags() -> None:
    assert mark_all("<li>a <b>b</b>\n<ul></ul></li>", "ins") == (
        "<li><ins>a </ins><b><ins>b</ins></b>\n<ul></ul></li>"
    )


def test_a_reader_sees_words_images_and_where_links_lead() -> None:
    assert seen('<p class="x">a  <b>b</b></p>') == seen("a b") == (("a", ""), ("b", ""))
    assert seen('<a class="y" href="x">a</a>') == (("a", "x"),)
    assert seen('<img src="x">') != seen('<img src="y">')
