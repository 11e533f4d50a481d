"""Read the catalogue of a language, and say where something in it is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from apidocs.document.source import Source, read_source
from apidocs.pages.words.texts import COUNT, OTHER, Text, Words
from apidocs.problems import JsonValue, Problem, ProblemsError

# The language that has every text: what another one lacks is taken from it.
ENGLISH: Final = "en"
# The plural category of one, where a language has it.
ONE: Final = "one"
# How many missing texts a warning names.
SHOWN: Final = 20
PLACE: Final = re.compile(r"\{(\w+)\}", re.ASCII)

Forms = Mapping[str, str]
"""A text by plural category; most have the last one, `other`, alone."""


@dataclass(frozen=True)
class _Catalogue:
    """One file; the key of a text has those of the groups around it before it."""

    source: Source
    texts: Mapping[str, Forms]

    def problem(self, key: str, message: str) -> Problem:
        """Say what is wrong with a text."""
        line, column = self.source.positions.find(key.split("."))
        return Problem(self.source.name, line, column, "words-malformed", message, "error")


def read_words(folder: Path, language: str) -> Words:
    """Read the catalogue of a language; what it lacks is English, and a warning names it.

    Raises ProblemsError with all that is wrong with it.
    """
    english = _read(folder / f"{ENGLISH}.yaml")
    own = english if language == ENGLISH else _read(folder / f"{language}.yaml")
    has_forms = any(len(forms) > 1 for found in (own, english) for forms in found.texts.values())
    category, categories = _plural(language) if has_forms else (_other, frozenset({OTHER}))
    problems = list(_iter_problems(own, english, categories))
    if problems:
        raise ProblemsError(problems)
    texts = {key: _text(own.texts.get(key, forms)) for key, forms in english.texts.items()}
    return Words(language, texts, category, tuple(_iter_missing(own, english)))


def _read(path: Path) -> _Catalogue:
    name = os.path.relpath(path)
    try:
        source = read_source(name, "", path.read_bytes())
    except FileNotFoundError as error:
        message = (
            f"mkdocs.yml has `theme: language: {path.stem}`, whose words would be here: copy {ENGLISH}.yaml "
            "to it and translate that, or name a language that has such a file"
        )
        raise ProblemsError([Problem(name, 1, 1, "words-not-there", message, "error")]) from error
    return _Catalogue(source, dict(_iter_texts(source.value)))


def _iter_texts(value: JsonValue, above: str = "") -> Iterator[tuple[str, Forms]]:
    """Give each text; what is none has no form `other`, or one that says nothing."""
    for key, member in value.items() if isinstance(value, dict) else ():
        if isinstance(member, dict) and OTHER not in member:
            yield from _iter_texts(member, f"{above}{key}.")
        else:
            forms = member if isinstance(member, dict) else {OTHER: member}
            yield (
                f"{above}{key}",
                {name: form if isinstance(form, str) else "" for name, form in forms.items()},
            )


def _plural(language: str) -> tuple[Callable[[Any], str], frozenset[str]]:
    """Find what tells the category of a count, and all categories there are."""
    if language == ENGLISH:  # whose rule is known without a library, which takes long to import
        return _english, frozenset({ONE, OTHER})
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - most builds need none of its rules

    try:
        rule = Locale.parse(language, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return _other, frozenset({OTHER})
    return rule, frozenset({*rule.tags, OTHER})


def _english(count: Any) -> str:  # noqa: ANN401 - a number of any kind
    return ONE if count == 1 else OTHER


def _other(_: object) -> str:
    return OTHER


def _iter_problems(own: _Catalogue, english: _Catalogue, categories: frozenset[str]) -> Iterator[Problem]:
    if not own.texts:
        yield own.problem("", f"there are no texts: begin with a copy of {ENGLISH}.yaml")
    for key, forms in own.texts.items():
        if key not in english.texts:
            message = f"no page says `{key}`: take it out, or write the key as {ENGLISH}.yaml has it"
            yield own.problem(key, message)
            continue
        places = PLACE.findall(english.texts[key][OTHER])
        for message in _iter_faults(forms, places, categories):
            yield own.problem(key, f"`{key}` {message}")


def _iter_faults(forms: Forms, places: list[str], categories: frozenset[str]) -> Iterator[str]:
    """Compare the forms of a text with what the page puts into it."""
    if len(forms) > 1 and COUNT not in places:
        yield f"has no {{{COUNT}}} to choose a form by: write one text"
    for category, form in forms.items():
        if category not in categories:
            known = ", ".join(sorted(categories))
            yield f"has the form `{category}`, which is none of this language: it has {known}"
        if not form.strip():
            yield "says nothing: write a text (in quotes, where YAML takes it for something else), or no key"
        elif not _fits(form, places, is_other=category == OTHER):
            marks = " and ".join(f"{{{place}}}" for place in places)
            wanted = f"has to hold {marks}, each once, and no other brace" if places else "may hold no brace"
            yield f"{wanted}: these are the places of values"


def _fits(form: str, places: list[str], *, is_other: bool) -> bool:
    """Whether each value has its place; a form for a certain count may say it in words."""
    found = PLACE.findall(form)
    wanted = [place for place in places if is_other or place != COUNT or place in found]
    return sorted(found) == sorted(wanted) and not re.search(r"[{}]", PLACE.sub("", form))


def _iter_missing(own: _Catalogue, english: _Catalogue) -> Iterator[Problem]:
    missing = [key for key in english.texts if key not in own.texts]
    if missing:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        named = ", ".join(missing[:SHOWN]) + more
        message = f"these texts are missing, so they are shown in English: {named}; translate them"
        yield Problem(own.source.name, 1, 1, "words-missing", message)


def _text(forms: Forms) -> Text:
    pieces = {category: tuple(PLACE.split(form)) for category, form in forms.items()}
    return Text(pieces.pop(OTHER), pieces)
