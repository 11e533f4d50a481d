"""The marks of a page before and after."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apidocs.preview.marked import mark

WORDS = st.lists(st.sampled_from(["a", "b", "new", "&amp;", "1"]), min_size=1, max_size=4).map(" ".join)
ROWS = st.lists(WORDS.map(lambda text: f"<tr><td>{text}</td></tr>"), max_size=4).map("".join)
PAGES = st.lists(
    st.one_of(
        WORDS.map(lambda text: f"<p>{text}</p>\n"),
        ROWS.map(lambda rows: f"<table><tbody>{rows}</tbody></table>"),
    ),
    max_size=4,
).map("".join)


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def without(html: str, tag: str) -> str:
    return re.sub(rf"<{tag}>.*?</{tag}> ?", "", html, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("before", "after", "inline"),
    [
        ("<p>one two</p>", "<p>one three</p>", "<p>one <ins>three</ins><del>two</del></p>"),
        ("<p>same</p>", "<p>same</p>", "<p>same</p>"),
        ("<p>a</p>", "<p>a</p><p>b</p>", "<p>a</p><p><ins>b</ins></p>"),
    ],
)
def test_words_that_came_and_went_are_marked(before: str, after: str, inline: str) -> None:
    found = mark(before, after).inline
    assert re.sub(r"\s|<del>.*?</del>", "", found) == re.sub(r"\s|<del>.*?</del>", "", inline)
    assert ("two" in found) == ("two" in before)


@given(before=PAGES, after=PAGES)
def test_both_sides_stay_what_they_were_but_for_marks(before: str, after: str) -> None:
    found = mark(before, after)
    assert re.sub(r"</?del>", "", found.before) == before
    assert re.sub(r"</?ins>", "", found.after) == after


@given(before=PAGES, after=PAGES)
def test_marked_pages_stay_whole(before: str, after: str) -> None:
    found = mark(before, after)
    for html in (found.before, found.after, found.inline):
        checked = Balance()
        checked.feed(html)
        assert checked.open == []
