"""A description means on the page what it means to CommonMark, and nothing that it holds can do harm."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from apidocs.markdown import escape
from apidocs.markdown.commonmark import (
    first_sentence,
    html_line,
    html_of,
    is_single_paragraph,
    markdown_line,
    markdown_of,
    plain_text,
)
from apidocs.markdown.commonmark.addresses import is_web
from apidocs.markdown.commonmark.parse import MAX_BRACKETS, MAX_CHARACTERS, MAX_LINES, PARSER, tokens_of
from apidocs.markdown.commonmark.titles import in_words, short_title
from apidocs.pages.words.texts import Words
from apidocs.pages.writers import MarkdownWriter
from support.documents import corpus
from support.project import DATA
from support.published import attributes, tags, text_of, to_html


class Case(NamedTuple):
    """A description, its HTML on a page, its Markdown in a twin, and that in a cell of a table."""

    text: str
    html: str
    twin: str
    line: str


CASES = sorted((DATA / "descriptions").glob("*.txt"))
MARKS_OF_PARTS = re.compile(r"^%%%% \w+\n", re.MULTILINE)


def read_case(path: Path) -> Case:
    """Read the four parts of a case, each behind a line that names it."""
    parts = MARKS_OF_PARTS.split(path.read_text(encoding="utf-8"))[1:]
    return Case(*(part.removesuffix("\n") for part in parts))


def write_case(path: Path, case: Case) -> None:
    parts = (f"%%%% {name}\n{part}\n" for name, part in case._asdict().items())
    path.write_text("".join(parts), encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_description_is_html_on_its_page_and_as_written_in_its_twin(
    path: Path, *, update_golden: bool
) -> None:
    case = read_case(path)
    found = Case(case.text, html_of(case.text), markdown_of(case.text), markdown_line(case.text))
    if update_golden:
        write_case(path, found)
    else:
        assert found == case


def test_there_are_cases() -> None:
    assert len(CASES) > 30


def letters(text: str) -> str:
    """Leave out what parts blocks and cells in one place and not in another."""
    return re.sub(r"[\s|:]", "", text)


def test_an_ordered_list_keeps_its_first_number() -> None:
    assert html_of("3. a\n4. b") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *line*.", "One <em>line</em>."),
        ("One\n\ntwo", "<p>One</p>\n<p>two</p>"),
        ("- a", "<ul>\n<li>a</li>\n</ul>"),
    ],
)
def test_one_paragraph_needs_no_element_of_its_own_in_a_cell(text: str, expected: str) -> None:
    assert html_line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\ntext", "###### A\n\ntext"),
        ("A\nB\n===\ntext", "###### A B\ntext"),
        ("> ## A", "> ###### A"),
        ("```\ncode", "```\ncode\n```"),
        ("- a\n\n  ~~~~\n  b", "- a\n\n  ~~~~\n  b"),
        ("<!-- a", "\\<!-- a"),
        ("<script>a", "\\<script>a"),
        ("<!-- a -->\n\nb", "<!-- a -->\n\nb"),
        ("\n    a\n    b\n", "a\nb"),
    ],
)
def test_a_description_stays_in_its_place_in_a_twin(text: str, expected: str) -> None:
    assert markdown_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.", True),
        ("Two\nlines.", True),
        ("With *emphasis*, `code` and\n[a link](https://e.com).", True),
        ("A line<br>broken.", True),
        ("", False),
        ("Two\n\nparagraphs.", False),
        ("Two<br><br>lines.", True),
        ("- a list", False),
        ("# A heading", False),
        ("A paragraph\n\n- and a list", False),
    ],
)
def test_a_single_paragraph_is_told_from_anything_more(text: str, *, expected: bool) -> None:
    assert is_single_paragraph(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.", "One line."),
        ("*a*, `b` and [c](https://e.com)\n\n- d\n- **e**f", "a, b and c d ef"),
        ("a<br>b <sub>c</sub> <id>\n\n```\nd\n```", "a b c <id> d"),
        ("| A | B |\n|---|---|\n| c | d |", "A B c d"),
        ("![alt](https://e.com/i.png)", "alt"),
        ("\x00", r"\u0000"),
    ],
)
def test_plain_text_has_the_words_and_no_marks(text: str, expected: str) -> None:
    assert plain_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", "One."),
        ("One *sentence* without an end", "One sentence without an end"),
        ("E.g. this one, e.g. that. Two.", "E.g. this one, e.g. that."),
        ("Is it? Yes.", "Is it?"),
        ("Version 1.2 is out. Get it.", "Version 1.2 is out."),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_it_ends(text: str, expected: str) -> None:
    assert first_sentence(text) == expected


@pytest.mark.parametrize(
    ("summary", "title"),
    [
        ("List pets", "List pets"),
        ("**List** `pets`", "List pets"),
        ("List [pets](https://e.com)\nand ![cats](cat.png)", "List pets and cats"),
        ("Ask <script>alert(1)</script><img src=x>", "Ask <script>alert(1)</script><img src=x>"),
        ("<b>List</b> &lt;pets&gt;", "<b>List</b> <pets>"),
        ("", None),
        (f"Short one. {'Long ' * 30}", "Short one"),
        ("long " * 30, None),
    ],
)
def test_a_title_is_short_and_plain(summary: str, title: str | None) -> None:
    assert short_title(summary) == title


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("createChatCompletion", "Create chat completion"),
        ("repos/list-for-org", "Repos list for org"),
        ("getHTTPStatus", "Get HTTP status"),
        ("ÄrgerMit_x2", "Ärger mit x2"),
        ("getUsersV2", "Get users V2"),
        ("listA", "List a"),
        ("a", "A"),
        ("?", "?"),
    ],
)
def test_an_identifier_is_said_in_words(identifier: str, words: str) -> None:
    assert in_words(identifier) == words


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("word " * (MAX_CHARACTERS // 4), "word", MAX_CHARACTERS // 4),
        ("[word" * (MAX_BRACKETS + 1), "word", MAX_BRACKETS + 1),
        ("> " * 10_000 + "word", "word", 1),
        ("\n".join(" " * 2 * depth + "- word" for depth in range(100)), "word", 100),
        ("<blockquote>" * 5_000 + "word", "word", 1),
        ("<ul><li>word" * 5_000, "word", 5_000),
        ("<b>" * 20_000 + "word", "word", 1),
        ("<!--word" * 10_000, "word", 10_000),
        ("*word **word" * 5_000, "word", 10_000),
        ("`word``" * 5_000, "word", 5_000),
        ("word\n\n" * (MAX_LINES + 1), "word", MAX_LINES + 1),
        ("word <" * (escape.MAX_MARKS + 1), "word", escape.MAX_MARKS + 1),
    ],
    ids=[
        "long",
        "brackets",
        "quotes",
        "lists",
        "html-quotes",
        "html-lists",
        "tags",
        "comments",
        "stars",
        "ticks",
        "lines",
        "marks",
    ],
)
def test_a_description_beyond_all_bounds_still_shows_all_its_words(text: str, word: str, count: int) -> None:
    assert [found.count(word) for found in (html_of(text), markdown_line(text), plain_text(text))] == [
        count
    ] * 3


# What a description can be put together from by someone who knows this site's Markdown as well as CommonMark.
COMMONMARK = [
    *("- ", "+ ", "* ", "1. ", "2) ", "> ", "# ", "    ", "  ", "\n", "\n", "\n\n", "a", "b c", "d  \n"),
    *(
        "**",
        "*",
        "_",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "~~",
        "---\n",
        "===\n",
        "|",
        "| a | b |\n",
        "|---|---|\n| c |\n",
    ),
    *("\\", "&amp;", ".", ":", "!", "5", "{x}"),
]
LINKS = [
    *("[", "](", "](https://e.com)", "[a](https://e.com)", "![a](https://e.com/i)", "[a](javascript:x)"),
    *("[a]: https://e.com\n", "> [!NOTE]\n", "&lt;script&gt;"),
]
MARKDOWN = [
    *("{: .x}", "{ #y }", "[TOC]", '=== "t"\n', "!!! note\n", "??? x\n", "--8<-- x", "[^1]: ", "*[a]: b"),
]
HTML = [
    *("<id>", "<!--", "-->", "<b>", "</b>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>"),
    *("<td>", "</table>", "<pre>", "</pre>", "<code>", "</code>", "<br>", "<hr>", "<div>", "</div>", "<h1>"),
    *("</h1>", "<blockquote>", "<q>", "<script>", "</script>", "<style>", "<svg onload=x>"),
    *(
        "<iframe src=https://e.com>",
        "<img src=x onerror=y>",
        "<a href='javascript:x'>",
        '<a href="https://e.com" onclick=x>',
        "</a>",
    ),
    *("<details><summary>", "</summary></details>"),
]
ALLOWED = {
    *(
        "p",
        "strong",
        "em",
        "del",
        "code",
        "a",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "span",
        "div",
        "hr",
        "br",
    ),
    *("table", "thead", "tbody", "tr", "th", "td", "sub", "sup", "u", "ins", "small", "mark", "q", "kbd"),
    *("s", "b", "details", "summary"),
}


@settings(max_examples=300)
@given(pieces=st.lists(st.sampled_from([*COMMONMARK, *LINKS, *MARKDOWN, *HTML]), max_size=16))
def test_no_description_makes_what_could_run_load_or_leave_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert "\n" not in markdown_line(text)
    html = html_of(text)
    assert set(tags(html)) <= ALLOWED
    for _, name, value in attributes(html):
        assert name in ("href", "class", "align", "start")
        assert name != "href" or str(value).startswith("https://e.com")


@settings(max_examples=300)
@given(pieces=st.lists(st.sampled_from([*COMMONMARK, *LINKS, *HTML]), max_size=16))
def test_what_follows_a_description_in_a_twin_is_outside_of_it(pieces: list[str]) -> None:
    tokens = PARSER.parse(f"{markdown_of(''.join(pieces))}\n\n# End\n")
    assert [token.type for token in tokens[-3:]] == ["heading_open", "inline", "heading_close"]
    assert (tokens[-2].content, tokens[-3].level) == ("End", 0)
    assert [token.tag for token in tokens if token.type == "heading_open"][:-1] == [
        "h6" for token in tokens[:-3] if token.type == "heading_open"
    ]


@settings(max_examples=400)
@given(pieces=st.lists(st.sampled_from(COMMONMARK), max_size=14))
def test_any_description_means_what_it_means_to_commonmark(pieces: list[str]) -> None:
    assert_same_meaning("".join(pieces))


# Elements that say what a block is; paragraphs are left out, for lists that are tight have none.
BLOCKS = frozenset({"ul", "ol", "li", "blockquote", "pre", "table", "th", "hr"})


def assert_same_meaning(text: str) -> None:
    """The page has the text and the blocks of CommonMark's own HTML."""
    reference, found = PARSER.render(dedent(escape.unified(text))), html_of(text)
    assert letters(text_of(found)) == letters(text_of(reference))
    assert [tag for tag in tags(found) if tag in BLOCKS] == [tag for tag in tags(reference) if tag in BLOCKS]


def test_the_descriptions_of_real_documents_keep_their_words_and_blocks() -> None:
    paths = sorted(corpus().rglob("*"))
    # Of texts that differ in their plain words only, the first: a fifth of all.
    texts = {_marks_of(text): text for path in reversed(paths) for text in iter_descriptions(path)}
    assert texts
    for text in texts.values():
        if re.search(r"[<!\]]", text):
            assert_no_word_is_lost(text)
        else:
            assert_same_meaning(text)


def _marks_of(text: str) -> str:
    return re.sub(r"(?:\w+[ ,]*)+", "a", text)


def assert_no_word_is_lost(text: str) -> None:
    """HTML, links and alerts are said in other marks; the words are there all the same."""
    reference = re.sub(
        r"</?(strong|em|code|a|s|b|nobr)\b[^<>]*>", "", PARSER.render(dedent(escape.unified(text)))
    )
    expected = re.findall(r"\w+", unescape(re.sub(r"<[^<>]*>", " ", reference)).lower())
    assert set(expected) <= set(re.findall(r"\w+", text_of(html_of(text)).lower()))


def iter_descriptions(path: Path) -> Iterator[str]:
    """Every description of a document; a file that is none has none."""
    if path.suffix not in (".json", ".yaml", ".yml"):
        return
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = path.read_text(encoding="utf-8")
    waiting: list[Any] = [json.loads(text) if path.suffix == ".json" else yaml.load(text, loader)]  # noqa: S506
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found = value.get("description")
            if isinstance(found, str):
                yield found
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


# Each is as many characters of a description as take Markdown's time to grow with their square.
SLOW = ["`", "<", "|", "{", "&", "*a ", "\\", "~~a", "# a\n", "=\n", "```\na\n```\n", "a\n\n", "a  \n"]


@pytest.mark.parametrize("piece", SLOW)
def test_a_description_of_nothing_but_marks_is_published_as_one_code(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    html = html_of(text)
    assert tags(html).count("code") == 1
    assert letters(text_of(html)).endswith(letters(text)[-100:])


@pytest.mark.parametrize("text", ["`" * 50_000, "` `` ``` " * 9_000, "<b>" * 9_000, "&amp;" * 9_000])
def test_a_name_of_nothing_but_marks_is_shown_as_it_is(text: str) -> None:
    for written in (escape.inline(text), escape.code(text), escape.block(text)):
        assert text_of(to_html(f"{written}\n")) == " ".join(text.split())


@pytest.mark.parametrize(
    ("count", "kind"), [(MAX_BRACKETS, "paragraph_open"), (MAX_BRACKETS + 1, "code_block")]
)
def test_a_description_of_too_many_brackets_is_one_block_of_code(count: int, kind: str) -> None:
    assert tokens_of("[a " * count)[0].type == kind


@pytest.mark.parametrize("text", ["a|b", "a`b", "`|`", "``", "a``|b", "|`"])
def test_a_value_in_a_table_keeps_its_backticks_and_pipes(text: str) -> None:
    cell = MarkdownWriter(Words("en", {})).code(text)
    tokens = PARSER.parse(f"| a | b |\n| --- | --- |\n| {cell} | c |\n")
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert [child.content for child in cells[0].children or () if child.type == "code_inline"] == [text]
    assert cells[1].content == "c"


@pytest.mark.parametrize("target", ["https:", "https:///path", "http:x", "//a.example", "javascript:x", "a"])
def test_an_address_without_a_host_is_not_on_the_web(target: str) -> None:
    assert not is_web(target)
    assert is_web("HTTPS://a.example")
    assert is_web("mailto:a@a.example")
