"""The marks of a page before and after."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apidocs.preview.html_diff.compare_html import LONGEST, Row, mark

WORDS = st.lists(st.sampled_from(["a", "b", "new", "&amp;", "1"]), min_size=1, max_size=4).map(" ".join)
ROWS = st.lists(WORDS.map(lambda text: f"<tr><td>{text}</td></tr>"), max_size=4).map("".join)
PAGES = st.lists(
    st.one_of(
        WORDS.map(lambda text: f"<p>{text}</p>\n"),
        WORDS.map(lambda text: f"<p>x <code>{text}</code> <a href='#'>{text}</a></p>"),
        WORDS.map(lambda text: f"<ul>\n<li>{text}<ul><li>{text}</li></ul></li>\n</ul>"),
        ROWS.map(lambda rows: f"<table><tbody>{rows}</tbody></table>"),
    ),
    max_size=4,
).map("".join)
NONE = re.compile(r'<(\w+) class="report__none">(<td></td>)*</\1>')

CASES = {
    "another word": ("<p>one two</p>", "<p>one three</p>", ["<p>one <del>two</del><ins>three</ins></p>"]),
    "nothing": ("<p>same</p>", "<p>same</p>", []),
    "a block that came": ("<p>a</p>", "<p>a</p><p>b</p>", ["<p><ins>b</ins></p>"]),
    "a block that went": ("<p>a</p><h2>b</h2>", "<p>a</p>", ["<h2><del>b</del></h2>"]),
    "other tags around the same words": ('<p>a <b class="x">b</b></p>', "<p>a b</p>", []),
    "colours of code": (
        '<pre><code><span class="nt">"a"</span>: 1</code></pre>',
        '<pre><code>"a": <span class="mi">1</span></code></pre>',
        [],
    ),
    "where a link leads": (
        '<p><a href="x">a</a></p>',
        '<p><a href="y">a</a></p>',
        ['<p><del>a</del><a href="y"><ins>a</ins></a></p>'],
    ),
    "an image": (
        '<p>a <img src="x"></p>',
        '<p>a <img src="y"></p>',
        ['<p>a <del><img src="x"></del><ins><img src="y"></ins></p>'],
    ),
    "commas and spaces between words that went": (
        "<p>a b, c d</p>",
        "<p>a x, y d</p>",
        ["<p>a <del>b, c</del><ins>x, y</ins> d</p>"],
    ),
    "a line of code": (
        "<pre>a b\nc d\ne f\n</pre>",
        "<pre>a b\ne f\n</pre>",
        ["<pre>a b\n<del>c d\n</del>e f\n</pre>"],
    ),
    "a line like the one before": (
        "<pre>{\n  a: 1,\n  b: 1,\n  c: 1\n}</pre>",
        "<pre>{\n  a: 1,\n  c: 1\n}</pre>",
        ["<pre>{\n  a: 1,\n<del>  b: 1,\n</del>  c: 1\n}</pre>"],
    ),
    "all that a cell says": (
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<table><tr><td>a</td><td></td></tr></table>",
        ["<table><tr><td>a</td><td><del>b</del></td></tr></table>"],
    ),
    "a row": (
        "<table><tr><td>a b c</td></tr><tr><td>d e f</td></tr></table>",
        "<table><tr><td>d e f</td></tr></table>",
        ["<table><tr><td><del>a b c</del></td></tr><tr><td>d e f</td></tr></table>"],
    ),
    "what is folded away": (
        "<details><summary>a</summary><p>b c</p></details>",
        "<details><summary>a</summary><p>b d</p></details>",
        ['<details open=""><summary>a</summary><p>b <del>c</del><ins>d</ins></p></details>'],
    ),
}


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def side(rows: tuple[Row, ...], name: str) -> str:
    return "".join(getattr(row, name) for row in rows)


@pytest.mark.parametrize("case", CASES)
def test_what_came_and_went_is_marked_and_nothing_else(case: str) -> None:
    before, after, changed = CASES[case]
    rows = mark(before, after)
    assert [row.inline for row in rows if row.is_changed] == changed
    for row in rows:
        assert row.is_changed == any(tag in row.before + row.after for tag in ("<del>", "<ins>"))
        assert "<ins>" not in row.before
        assert "<del>" not in row.after


def test_a_block_stands_beside_itself_and_one_that_came_or_went_beside_nothing() -> None:
    before = "<h1>t</h1><p>one two three</p><p>gone</p><p>same</p>"
    after = "<h1>t</h1><p>come, and quite new</p><p>one two four</p><p>same</p>"
    assert [(row.before, row.after) for row in mark(before, after)] == [
        ("<h1>t</h1>", "<h1>t</h1>"),
        ("", "<p><ins>come, and quite new</ins></p>"),
        ("<p>one two <del>three</del></p>", "<p>one two <ins>four</ins></p>"),
        ("<p><del>gone</del></p>", ""),
        ("<p>same</p>", "<p>same</p>"),
    ]


def test_a_row_or_item_that_went_leaves_its_place_empty() -> None:
    (row,) = mark(
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td>a</td><td>b</td></tr></table>",
    )
    assert '<tr class="report__none"><td></td><td></td></tr>' in row.after
    (row,) = mark("<ul><li>a b</li></ul>", "<ul><li>a b</li><li>c</li></ul>")
    assert row.before == '<ul><li>a b</li><li class="report__none"></li></ul>'


def test_an_anchor_stands_once_among_the_marks() -> None:
    (row,) = mark('<p id="x">one</p><p>two</p>', '<h2 id="x">one</h2><p>two</p>')[:1]
    assert side(mark('<p id="x">one</p>', '<h2 id="x">one</h2>'), "inline").count("id=") == 1
    assert row.is_changed


def test_a_page_of_a_stranger_takes_no_hours() -> None:
    many = "".join(f"<p>{number} {number % 7}</p>" for number in range(5_000))
    other = "".join(f"<p>{number} {number % 5}</p>" for number in range(5_000, 0, -1))
    assert mark(many, other)
    deep = "<div>" * 5_000 + "x" + "</div>" * 5_000
    assert mark(deep, deep.replace("x", "y"))[0].is_changed
    assert mark("x" * LONGEST, "y") == (Row("x" * LONGEST, "y", "y"),)


@given(before=PAGES, after=PAGES)
def test_both_sides_stay_what_they_were_but_for_marks_and_empty_places(before: str, after: str) -> None:
    rows = mark(before, after)
    assert NONE.sub("", re.sub(r"</?del>", "", side(rows, "before"))) == before
    assert NONE.sub("", re.sub(r"</?ins>", "", side(rows, "after"))) == after


@given(before=PAGES, after=PAGES)
def test_marked_pages_stay_whole(before: str, after: str) -> None:
    for row in mark(before, after):
        for html in (row.before, row.after, row.inline):
            checked = Balance()
            checked.feed(html)
            assert checked.open == []


@given(page=PAGES)
def test_a_page_beside_itself_has_no_marks(page: str) -> None:
    assert not any(row.is_changed for row in mark(page, page))
