"""Our own words on pages, in one language, with values in their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Final

import jinja2
from markupsafe import Markup

from apidocs.markdown import escape
from apidocs.problems import Problem
from apidocs.schemas.labels import Label

# The value by which a text chooses its plural form, and the form where the language has no other.
COUNT: Final = "count"
OTHER: Final = "other"

Pieces = tuple[str, ...]
"""A text around its values: every second piece is the name of one."""


@dataclass(frozen=True)
class Text:
    """A text, and its forms for the categories that a count has in the language, such as `one`."""

    pieces: Pieces
    forms: Mapping[str, Pieces] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """All texts of a language by their keys; `category` is that of a count, `problems` say what it lacks."""

    language: str
    texts: Mapping[str, Text]
    category: Callable[[Any], str] = lambda _: OTHER
    problems: tuple[Problem, ...] = ()

    def say(self, key: str, /, **values: object) -> str:
        """Give a text: plain, to be escaped where it is printed as any other.

        Where one of the values is Markdown it is Markdown, of which the rest is escaped here. Raises
        jinja2.UndefinedError when there is no such text, or when it wants other values.
        """
        if not values and key in self._plain:  # most texts, tens of thousands of times
            return self._plain[key]
        return self._said(key, values, _in_markdown)

    def say_html(self, key: str, /, **values: object) -> str:
        """Give a text as `say` does, for HTML: where one of the values is HTML."""
        if not values and key in self._plain:
            return self._plain[key]
        return self._said(key, values, _in_html)

    def nested(self) -> dict[str, Any]:
        """Give all texts as data for the frame's templates, group by group; values stay as {name}."""
        groups: dict[str, Any] = {}
        for key, text in self.texts.items():
            *above, name = key.split(".")
            group = groups
            for part in above:
                group = group.setdefault(part, {})
            group[name] = "".join(
                f"{{{piece}}}" if place % 2 else piece for place, piece in enumerate(text.pieces)
            )
        return groups

    def in_words(self, name: str) -> str:
        """Give what readers see in the place of a label of ours; an author's name is its own."""
        if not isinstance(name, Label):
            return name
        return self.say(name.key, **{place: self.in_words(value) for place, value in name.values.items()})

    def around(self, key: str, name: str) -> tuple[str, str]:
        """Give what a text says before its only value and after it."""
        before, _, after = self._pieces(key, {name: ""})
        return before, after

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        return {key: text.pieces[0] for key, text in self.texts.items() if len(text.pieces) == 1}

    def _said(self, key: str, values: Mapping[str, object], join: Callable[[Sequence[Any]], Markup]) -> str:
        pieces = self._pieces(key, values)
        parts = [values[piece] if place % 2 else piece for place, piece in enumerate(pieces)]
        is_made = any(isinstance(value, Markup) for value in values.values())
        return join(parts) if is_made else "".join(map(str, parts))

    def _pieces(self, key: str, values: Mapping[str, object]) -> Pieces:
        text = self.texts.get(key)
        if text is None:
            raise jinja2.UndefinedError(f"there is no text `{key}` in the catalogue of words")
        if values.keys() != set(text.pieces[1::2]):
            wanted, given = (" and ".join(names) or "nothing" for names in (text.pieces[1::2], values))
            raise jinja2.UndefinedError(f"the text `{key}` wants {wanted}, and is given {given}")
        return text.forms.get(self._category(values[COUNT]), text.pieces) if text.forms else text.pieces

    def _category(self, count: object) -> str:
        """Find the plural form of a count; one that was read from a document is a text of digits."""
        return self.category(Decimal(count) if isinstance(count, str) else count)


def _in_html(parts: Sequence[object]) -> Markup:
    """Join texts of ours and values, of which those that are no HTML yet are escaped."""
    return escape.Html("").join(
        part if isinstance(part, Markup) else escape.visible(str(part)) for part in parts
    )


def _in_markdown(parts: Sequence[object]) -> escape.Markdown:
    """Join texts of ours, at even places, and values; a text keeps its line breaks."""
    return escape.Markdown(
        "".join(
            part
            if isinstance(part, Markup)
            else escape.inline(str(part))
            if place % 2
            else _escaped(str(part))
            for place, part in enumerate(parts)
        )
    )


@lru_cache(maxsize=1024)
def _escaped(text: str) -> str:
    return escape.words(escape.visible(text))
