"""A text of the catalogue becomes what a page says: in its language, with its values, escaped."""

import jinja2
import pytest
from markupsafe import Markup

from apidocs.markdown.escape import Markdown, code
from apidocs.pages.words.texts import Text, Words
from apidocs.schemas.labels import Label, alternative

LINES = Text(("", "count", " lines"), {"one": ("one line",)})
WORDS = Words(
    "xx",
    {
        "title": Text(("Fields & *more*",)),
        "of": Text(("Fields of ", "name", "")),
        "pair": Text(("*", "first", "\nor ", "second", "*")),
        "lines": LINES,
        "alternative": Text(("variant ", "number", "")),
    },
    lambda count: "one" if count == 1 else "other",
)


def test_a_text_is_plain_until_it_is_printed() -> None:
    assert WORDS.say("title") == "Fields & *more*"
    assert not isinstance(WORDS.say("of", name="a_b"), Markup)


def test_a_text_around_markdown_is_markdown_and_keeps_its_lines() -> None:
    said = WORDS.say("pair", first=code("a*b"), second="c*d")
    assert isinstance(said, Markdown)
    assert said == r"\*`a*b`" + "\n" + r"or c\*d\*"


def test_a_text_around_html_is_html() -> None:
    said = WORDS.say_html("pair", first=Markup("<b>&amp;</b>"), second="<i>")
    assert said == "*<b>&amp;</b>\nor &lt;i&gt;*"


def test_all_texts_are_data_for_the_frame_by_their_groups() -> None:
    words = Words("xx", {"a.b": Text(("B",)), "a.c.d": Text(("D ", "name", "!")), "e": Text(("E",))})
    assert words.nested() == {"a": {"b": "B", "c": {"d": "D {name}!"}}, "e": "E"}


@pytest.mark.parametrize(("count", "said"), [(0, "0 lines"), (1, "one line"), (2, "2 lines")])
def test_a_count_chooses_the_form_of_a_text(count: int, said: str) -> None:
    assert WORDS.say("lines", count=count) == said


@pytest.mark.parametrize(
    ("key", "values", "message"),
    [
        ("titel", {}, "there is no text `titel` in the catalogue of words"),
        ("of", {}, "the text `of` wants name, and is given nothing"),
        ("title", {"name": "x"}, "the text `title` wants nothing, and is given name"),
        (
            "pair",
            {"first": 1, "other": 2},
            "the text `pair` wants first and second, and is given first and other",
        ),
    ],
)
def test_a_template_that_asks_for_what_is_not_there_fails(
    key: str, values: dict[str, object], message: str
) -> None:
    with pytest.raises(jinja2.UndefinedError) as failed:
        WORDS.say(key, **values)
    assert str(failed.value) == message


def test_a_type_is_put_into_the_middle_of_its_text() -> None:
    assert WORDS.around("of", "name") == ("Fields of ", "")


def test_a_name_of_ours_is_said_in_words_and_an_author_s_name_is_its_own() -> None:
    words = Words("xx", {"shape.alternative": Text(("variant ", "number", ""))})
    assert words.in_words(alternative("2")) == "variant 2"
    assert words.in_words("alternative 2") == "alternative 2"


def test_a_name_of_ours_is_the_same_address_in_every_language() -> None:
    assert alternative("2") == "alternative 2"
    assert f"{Label('if', 'roles_of_fields.if')}" == "if"
