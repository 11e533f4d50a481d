"""The HTML of a page as elements and texts."""

import pytest

from apidocs.preview.html_diff.html_tree import DEEPEST, Element, block_of, items, parse, written

PAGES = [
    '<p id="x">a <b>b</b><br>c &amp; d</p>\n<hr>\n<ul><li>e</li></ul>',
    '<p><img alt="a &gt; b" src="x"> <a title="1 < 2 > 1" href="y">c</a></p>',
    "</p>stray",
    "<p>open",
    "a < b",
    "<div>" * (DEEPEST + 5) + 'x<img src="y"><p>z</p>' + "</div>" * (DEEPEST + 5),
]


@pytest.mark.parametrize("html", PAGES)
def test_what_is_read_is_written_again(html: str) -> None:
    assert written(parse(html)) == html


def test_the_parts_of_a_line_belong_together_and_blocks_stand_alone() -> None:
    found = items(parse("a <b>b</b>\n<p>c</p>\n<p>d</p>e"))
    assert [written(each) for each in found] == ["a <b>b</b>\n", "<p>c</p>\n", "<p>d</p>", "e"]
    blocks = [block_of(each) for each in found]
    assert [None if each is None else each.tag for each in blocks] == [None, "p", "p", None]


def test_nesting_has_an_end() -> None:
    depth, nodes = 0, parse(PAGES[-1])
    while nodes and isinstance(nodes[0], Element):
        depth, nodes = depth + 1, nodes[0].children
    assert depth == DEEPEST
