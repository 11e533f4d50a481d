"""The file of a language becomes its texts, or a message that says where it does not fit."""

from pathlib import Path

import pytest

from apidocs.pages.words.catalogue import read_words
from apidocs.problems import ProblemsError

ENGLISH = """\
group:
  title: Title
  "no": "No"
  of: Fields of {name}
count: "{count} lines"
"""


def write(folder: Path, text: str, language: str = "pl", english: str = ENGLISH) -> Path:
    (folder / "en.yaml").write_text(english, encoding="utf-8")
    (folder / f"{language}.yaml").write_text(text, encoding="utf-8")
    return folder


def said_of(folder: Path, text: str, **files: str) -> list[str]:
    """What is wrong with a catalogue, one line each, without the folder."""
    with pytest.raises(ProblemsError) as refused:
        read_words(write(folder, text, **files), files.get("language", "pl"))
    return [f"{Path(found.file).name}:{str(found).partition(':')[2]}" for found in refused.value.problems]


def test_a_translation_says_its_own_texts_and_the_english_ones_it_lacks(tmp_path: Path) -> None:
    words = read_words(write(tmp_path, "group: {title: Tytuł, of: 'Pola: {name}'}"), "pl")
    assert words.say("group.title") == "Tytuł"
    assert words.say("group.of", name="x") == "Pola: x"
    assert words.say("group.no") == "No"
    (problem,) = words.problems
    assert (problem.line, problem.column, problem.level) == (1, 1, "warning")
    assert problem.message.endswith("shown in English: group.no, count; translate them")


def test_of_many_missing_texts_some_are_named(tmp_path: Path) -> None:
    english = "".join(f"key{number}: text\n" for number in range(25))
    (problem,) = read_words(write(tmp_path, "key0: tekst", english=english), "pl").problems
    assert "key20 and 4 more; translate them" in problem.message


def test_a_whole_translation_lacks_nothing(tmp_path: Path) -> None:
    words = read_words(write(tmp_path, ENGLISH.replace("Fields of", "Pola")), "pl")
    assert (words.language, words.problems) == ("pl", ())


@pytest.mark.parametrize(
    ("count", "said"), [(1, "jedna linia"), (3, "3 linie"), (5, "5 linii"), (1.5, "1.5 linii")]
)
def test_a_count_has_the_form_that_the_language_wants(tmp_path: Path, count: float, said: str) -> None:
    text = "count: {one: jedna linia, few: '{count} linie', other: '{count} linii'}"
    assert read_words(write(tmp_path, text), "pl").say("count", count=count) == said


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("group:\n  titel: x", "2:3: error: no page says `group.titel`"),
        ("group: x", "1:1: error: no page says `group`"),
        ("group:\n  title: {more: x}", "2:11: error: no page says `group.title.more`"),
        ("group:\n\n  of: Fields", "3:3: error: `group.of` has to hold {name}, each once"),
        ("group:\n  of: '{name} {name}'", "2:3: error: `group.of` has to hold {name}, each once"),
        ("group:\n  of: '{nme}'", "2:3: error: `group.of` has to hold {name}, each once"),
        ("group:\n  title: 'a { b'", "2:3: error: `group.title` may hold no brace"),
        ("group:\n  title:", "2:3: error: `group.title` says nothing"),
        ("group:\n  title: 12", "2:3: error: `group.title` says nothing"),
        (
            "group:\n  title: {other: a, one: b}",
            "2:3: error: `group.title` has no {count} to choose a form by",
        ),
        (
            "count: {other: '{count}', two: x}",
            "1:1: error: `count` has the form `two`, which is none of this language: it has few, many",
        ),
        ("count: {other: x, one: '{count}'}", "1:1: error: `count` has to hold {count}, each once"),
        ("group:\n  of: a\n  of: b", "3:3: error: the key `of` is already in this mapping, on line 2"),
        ("group: [", "1:8: error: this is not YAML"),
        ("", "1:1: error: there are no texts: begin with a copy of en.yaml"),
        ("- a", "1:1: error: there are no texts"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    (said,) = said_of(tmp_path, text)
    assert said.startswith(f"pl.yaml:{problem}")


def test_all_that_does_not_fit_is_told_at_once(tmp_path: Path) -> None:
    assert len(said_of(tmp_path, "a: x\nb: x\ncount: x")) == 3


def test_a_language_without_a_catalogue_is_told_how_to_get_one(tmp_path: Path) -> None:
    write(tmp_path, ENGLISH)
    with pytest.raises(ProblemsError, match=r"fr\.yaml:1:1: error: .*`theme: language: fr`.*copy en.yaml"):
        read_words(tmp_path, "fr")


def test_a_language_that_nobody_knows_has_one_form(tmp_path: Path) -> None:
    words = read_words(write(tmp_path, "count: '{count} x'", "tlh", ENGLISH), "tlh")
    assert words.say("count", count=1) == "1 x"
    (said,) = said_of(tmp_path, "count: {one: x, other: '{count}'}", language="tlh")
    assert "has the form `one`, which is none of this language: it has other" in said


def test_english_is_held_to_the_same_rules(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("title: 'a }'", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"en\.yaml:1:1: error: `title` may hold no brace"):
        read_words(tmp_path, "en")
