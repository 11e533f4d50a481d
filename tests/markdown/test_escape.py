"""Whatever a text holds, this site's Markdown shows exactly that text and makes nothing else of it."""

import tracemalloc
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apidocs.markdown import escape
from support.published import attributes, code_of, tags, text_of, to_html

# Every place in which templates print text. TEXT is the text.
PAGE = """\
# TEXT { #first }

### TEXT

TEXT

before TEXT after

first
TEXT
last

**TEXT** [TEXT](https://example.com/)

| TEXT | A |
| --- | --- |
| TEXT | x |
| x | TEXT |
| [TEXT](https://example.com/){ .seen } | [TEXT](https://example.com/) |

- TEXT
- last

1. TEXT
2. last

> TEXT

??? note "Folded"

    TEXT

    - TEXT

    | A | B |
    | --- | --- |
    | TEXT | TEXT |

=== "Tab"

    TEXT

    - TEXT

=== "Other"

    TEXT
"""

NASTY = [
    "*a* **b** __c__ _d_ `e` ~~f~~ ***g***",
    "{: .x}",
    "{ #id .y onclick=1 }",
    "x { #id }",
    "![x](http://y)",
    "[x](javascript:alert(1))",
    "[x] [x][y] [ref]: http://x",
    "*[abbr]: x",
    "[^1] [^1]: x",
    "](",
    "](x)",
    "<script>alert(1)</script>",
    "<b>x</b> </div> <!-- c --> <br/>",
    "<http://a.b> <a@b.c>",
    "Map<String, Foo> List<String> <id> a<b>c < <>",
    "&amp; &lt; &copy; &#42; &#x2a; & &x &; &&lt;",
    "a|b | c || d |---|",
    "--- | ---",
    "a `b` c``d e",
    "`",
    "``",
    "```",
    "``` js",
    "`` a ` b ``",
    "``` a `` b ` c ```",
    "`a",
    "a`",
    "~~~",
    "~5 minutes, ~~~~",
    "- a",
    "+ a",
    "+",
    "* a",
    "-",
    "--",
    "- - -",
    "> a",
    ">a",
    "# a",
    "#a",
    "C#",
    "C# ##",
    "1. a",
    "12) a",
    "1\\. x",
    "=",
    "===",
    '=== "tab"',
    ": a",
    '!!! note "x"',
    "??? note",
    '???+ note "x"',
    "/// note",
    '--8<-- "x"',
    "-8<- x",
    "a\\",
    "\\",
    "\\\\",
    "\\`a\\`",
    "a\\|b \\|",
    "{{ x }} {% y %} {# z #}",
    "[TOC]",
    "é_x_é a__b__c snake_case _lead trail_ __init__ _",
    "x^2^ H~2~O ==m== ++i++ :smile: $x$ \\(x\\)",
    "http://example.com/a_b_c https://user@host/?a=b&amp;c=d",
    "\"quoted\" 'single' “typographic”",
    "#!python x",
    ":::js x",
    "    indented",
    "\tindented",
    "two  spaces  ",
    "two\nlines",
    "two\n\nparagraphs",
    "two\r\nlines\u2028of\x85it",
    "a\u00a0b 用户 🎉 é",
    "wzxhzdk:0 klzzwxh:0001",
]
HIDDEN = [
    ("\x00\x02\x03\x1b", r"\u0000\u0002\u0003\u001b"),
    ("\x02wzxhzdk:0\x03", r"\u0002wzxhzdk:0\u0003"),
    ("\ud800x", r"\ud800x"),
    ("user\u202enimda", r"user\u202enimda"),
    ("\u2066x\u2069\u200f", r"\u2066x\u2069\u200f"),
    ("x\U000e0041\ufffe", r"x\ue0041\ufffe"),
]


def assert_shown(markdown: str, shown: str) -> None:
    """The page has that text, and the elements and attributes that it has with a word in its place."""
    found, expected = to_html(PAGE.replace("TEXT", markdown)), to_html(PAGE)
    assert text_of(found) == " ".join(text_of(expected).replace("TEXT", shown).split())
    assert tags(found) == tags(expected)
    assert [names[:2] for names in attributes(found)] == [names[:2] for names in attributes(expected)]


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", NASTY)
def test_text_on_one_line_is_shown_as_it_is(text: str) -> None:
    assert_shown(escape.inline(text), folded(text))


@pytest.mark.parametrize("text", NASTY)
def test_text_in_an_html_element_is_shown_as_it_is(text: str) -> None:
    found = to_html(PAGE.replace("TEXT", f"<span>{escape.html(text)}</span>".replace("\n", " ")))
    assert text_of(found) == folded(text_of(to_html(PAGE)).replace("TEXT", folded(text)))
    assert tags(found) == tags(to_html(PAGE.replace("TEXT", "<span>TEXT</span>")))


@pytest.mark.parametrize("text", NASTY)
def test_code_is_shown_as_it_is(text: str) -> None:
    found = to_html(PAGE.replace("TEXT", escape.code(text)))
    expected = to_html(PAGE.replace("TEXT", "`TEXT`"))
    assert text_of(found) == folded(text_of(expected).replace("TEXT", folded(text)))
    assert tags(found) == tags(expected)


@pytest.mark.parametrize("text", [text for text in NASTY if "``" not in text or text == "``"])
def test_an_attribute_list_after_code_is_an_attribute_list(text: str) -> None:
    cell = f"| A |\n| --- |\n| {escape.code(text)}{{ #anchor }} |\n"
    assert ("code", "id", "anchor") in list(attributes(to_html(cell)))


@pytest.mark.parametrize(("text", "shown"), HIDDEN)
def test_what_could_disguise_a_text_is_shown_by_its_number(text: str, shown: str) -> None:
    assert_shown(escape.inline(text), shown)
    assert text_of(to_html(escape.code(text))) == shown
    assert text_of(to_html(escape.block(text))) == shown
    assert text_of(to_html(escape.fence(text))) == shown
    assert text_of(to_html(f"<span>{escape.html(text)}</span>")) == shown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Session identifier.", "Session identifier."),
        ("snake_case, 100 % (or less): $5 = what?", "snake_case, 100 % (or less): $5 = what?"),
        ("a - b + c > d # e ! f", "a - b + c > d # e ! f"),
        ("/users/{id}", r"/users/\{id\}"),
        ("List<String>", "List&lt;String>"),
        ("-5 to +5", "-5 to +5"),
        ("1.5 times", "1.5 times"),
        ("~5 minutes", r"&#126;5 minutes"),
        ("about ~5 minutes", "about ~5 minutes"),
    ],
)
def test_text_that_needs_no_escape_stays_readable_in_the_markdown(text: str, markdown: str) -> None:
    assert escape.inline(text) == markdown


def test_a_block_keeps_its_paragraphs_and_starts_nothing_else() -> None:
    text = "  first\n    - second  \n# third\n\n    code?\n---\n1. x\n"
    found = to_html(escape.block(text))
    assert found == "<p>first\n- second\n# third</p>\n<p>code?\n---\n1. x</p>"


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_no_text_is_no_markdown(text: str) -> None:
    assert [escape.inline(text), escape.block(text), escape.code(text)] == ["", "", ""]


@pytest.mark.parametrize("text", [text for text in NASTY if "\n" not in text])
@pytest.mark.parametrize("opening", ['=== "LABEL"', '??? note "LABEL"'])
def test_a_label_in_quotes_is_shown_as_it_is(text: str, opening: str) -> None:
    page = f"{opening}\n\n    content\n"
    found, expected = to_html(page.replace("LABEL", escape.label(text))), to_html(page)
    assert text_of(found) == folded(text_of(expected).replace("LABEL", folded(text)))
    assert tags(found) == tags(expected)


CODE = [
    "plain",
    '{\n  "a": [\n\n    1\n  ]\n}',
    "```\ninner\n```",
    "````\n```\n````\n`````",
    "~~~\n<b>&amp;</b>\n{{ x }} {: .x}",
    "a\n\n\n\nb",
    '    indented\n=== "tab"\n??? note',
    "--8<-- 'file'\n[x]: y\n<!-- -->\n</code></pre>",
]


@pytest.mark.parametrize("text", CODE)
@pytest.mark.parametrize("indent", ["", "    "], ids=["alone", "folded"])
@pytest.mark.parametrize("info", ["json", "", "bash", "c++", "not a language {.x} `"])
def test_a_code_block_shows_every_character(text: str, indent: str, info: str) -> None:
    block = "\n".join(indent + line for line in escape.fence(text, info).split("\n"))
    assert code_of(to_html(f"??? note\n\n{block}\n" if indent else block)) == f"{text}\n"


def test_a_tab_in_a_code_block_is_four_spaces() -> None:
    assert escape.fence("a:\tb") == "```\na:    b\n```"


WORDS = [
    ("Fetch session tags", "fetch-session-tags"),
    ("repos/list-for-org", "repos-list-for-org"),
    ("Übergröße", "ubergroe"),
    ("用户", ""),
    ("../../etc", "etc"),
    ("\ud800 x", "x"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_ascii_words_are_safe_in_a_file_name(text: str, expected: str) -> None:
    assert escape.ascii_words(text) == expected


# Weighted towards what means something to Markdown, so that combinations are found.
MARKED = st.text(st.sampled_from("`\\*_{}[]()<>#+-.!|~&;:=?/\"' aB1\n\t$^%@é\u2028\u202e\x02"), max_size=14)


@settings(max_examples=120)
@given(text=st.one_of(MARKED, st.text(max_size=20)))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert_shown(escape.inline(text) or "&#8203;", escape.visible(folded(text)) or "\u200b")


@settings(max_examples=120)
@given(text=st.one_of(MARKED, st.text(max_size=20)).filter(str.strip))
def test_any_code_is_shown_as_it_is(text: str) -> None:
    page = "before CODE after\n\n| A | B |\n| --- | --- |\n| CODE | CODE |\n\n- CODE\n"
    found, expected = (
        to_html(page.replace("CODE", escape.code(text))),
        to_html(page.replace("CODE", "`CODE`")),
    )
    assert text_of(found) == folded(text_of(expected).replace("CODE", escape.visible(folded(text))))
    assert tags(found) == tags(expected)


@settings(max_examples=120)
@given(text=st.one_of(MARKED, st.text(max_size=40)))
def test_any_block_makes_paragraphs_of_its_text_and_nothing_else(text: str) -> None:
    found = to_html(escape.block(text))
    assert set(tags(found)) <= {"p"}
    assert text_of(found) == folded(escape.unified(text))


@settings(max_examples=60)
@given(text=MARKED)
def test_html_means_the_text_to_any_parser(text: str) -> None:
    parser = _Text()
    parser.feed(escape.html(text))
    parser.close()
    assert "".join(parser.found) == escape.unified(text)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_a_long_word_takes_no_memory_for_each_of_its_characters() -> None:
    word = "x" * 1_000_000
    tracemalloc.start()
    try:
        assert escape.PLAIN.fullmatch(word) is not None
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()
