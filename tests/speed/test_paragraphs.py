"""Lines that are a paragraph each are converted together, and only those."""

import pytest

from apidocs.site.html.headings import html_of_lines

PARAGRAPHS = [
    "Plain words: 1, 2.",
    "`GET`{ .get }`/a`{ .path }\n{ .call }",
    "*Before:* [a](b.md)",
    "[a](b.md)",
    '(a) "b"',
]
OTHERS = [
    *("- a", "* a", "1. a", "> a", "# a", "| a |", "***", "``` a", "<b>a</b>", "!!! a", "??? a", '=== "a"'),
    *("a\nb", "a\n- b", "a\n===", "    a", "[TOC]", "a <br> b", "a | b"),
]


def convert(text: str) -> str:
    return "\n".join(f"<p>{line.partition(chr(10))[0].upper()}</p>" for line in text.split("\n\n"))


def test_lines_are_converted_together() -> None:
    asked: list[str] = []

    def count(text: str) -> str:
        asked.append(text)
        return convert(text)

    found = html_of_lines(PARAGRAPHS, count)
    assert found[PARAGRAPHS[0]] == "<p>Plain words: 1, 2.</p>"
    assert found[PARAGRAPHS[2]] == "<p>*BEFORE:* [A](B.MD)</p>"
    assert len(found) == len(PARAGRAPHS)
    assert asked == ["\n\n".join(PARAGRAPHS[1:])]


@pytest.mark.parametrize("text", OTHERS)
def test_what_may_be_more_than_a_line_is_left_out(text: str) -> None:
    assert html_of_lines([text], convert) == {}


@pytest.mark.parametrize(
    "html", ["<p>a", "<p>a</p>\n<p>b</p>\n<p>c</p>", "<ul>\n</ul>", "<p>a<p>b</p></p>\n<p>c</p>"]
)
def test_what_came_out_otherwise_is_left_out(html: str) -> None:
    assert html_of_lines(["`a`", "`b`"], lambda _: html) == {}
