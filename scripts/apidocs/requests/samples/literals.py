"""Literals of Python and JavaScript."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from apidocs.markdown.escape import HIDDEN


@dataclass(frozen=True)
class Notation:
    """What differs between two languages whose literals look like JSON.

    `words` are true, false and null; `wide` is the escape of a character above U+FFFF, by its number; larger
    numbers than `exact` lose digits.
    """

    indent: str
    words: tuple[str, str, str]
    wide: str
    exact: float


def string(text: str, notation: Notation) -> str:
    """Write a text in double quotes; what a page would not show is escaped."""

    def escaped(char: str) -> str:
        return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else notation.wide.format(ord(char))  # noqa: PLR2004

    return HIDDEN.sub(lambda match: escaped(match[0]), encode_basestring(text))


def literal(value: Any, notation: Notation, margin: str = "\n") -> str:  # noqa: ANN401 - a JSON value
    """Write a JSON value, one element a line; `margin` is the line break with the indent of the last line."""
    inner = margin + notation.indent
    if isinstance(value, dict):
        members = (
            f"{string(key, notation)}: {literal(member, notation, inner)}" for key, member in value.items()
        )
        return enclosed("{}", members, inner, margin)
    if isinstance(value, list):
        return enclosed("[]", (literal(element, notation, inner) for element in value), inner, margin)
    if isinstance(value, str):
        return string(value, notation)
    if isinstance(value, bool):
        return notation.words[0] if value else notation.words[1]
    return notation.words[2] if value is None else repr(value)


def enclosed(marks: str, elements: Iterable[str], inner: str, margin: str) -> str:
    """Write elements between two marks, one a line, each with a comma."""
    lines = "".join(f"{inner}{element}," for element in elements)
    return marks[0] + (lines + margin if lines else "") + marks[1]


def is_exact(value: Any, notation: Notation) -> bool:  # noqa: ANN401 - a JSON value
    """Whether a literal of the value is the value: no number is too large, no key sets a prototype."""
    if isinstance(value, dict):
        return "__proto__" not in value and all(is_exact(member, notation) for member in value.values())
    if isinstance(value, list):
        return all(is_exact(element, notation) for element in value)
    return not isinstance(value, (int, float)) or math.inf != abs(value) <= notation.exact
