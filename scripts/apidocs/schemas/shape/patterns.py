"""A short text that matches the regular expression of a schema."""

from __future__ import annotations

import re
import warnings
from typing import Final

from apidocs.schemas.shape.pattern_parser import (
    Choice,
    Literal,
    Part,
    Sequence,
    UnsupportedPatternError,
    parse,
)

# Texts are made no longer than this, in characters.
LONGEST: Final = 1000
# How often a repetition is made longer before a wanted length counts as out of reach.
MOST_ROUNDS: Final = 64
# Longer patterns are not tried on a text, nor longer texts on a pattern: that could take for ever.
LONGEST_TRIED: Final = 1000
LONGEST_TEXT_TRIED: Final = 9


def matching_text(pattern: str, shortest: int = 0, longest: int = LONGEST) -> str | None:
    """Return a text that matches, of a length between the two, and not an empty one if that can be.

    None where the pattern asks for what is not made here: a back-reference, a length out of reach, or a
    lookaround that the text would not satisfy.
    """
    try:
        parsed = parse(pattern)
        empty = None
        for extra in range(MOST_ROUNDS):
            text = _text(parsed.part, extra)
            if shortest <= len(text) <= longest and (not parsed.has_lookaround or matches(pattern, text)):
                if text:
                    return text
                empty = text
    except UnsupportedPatternError:
        return None
    return empty


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern is found in the text; a pattern that cannot be tried in short time is not."""
    if len(pattern) > LONGEST_TRIED or len(text) > LONGEST_TEXT_TRIED:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a later Python may read differently
            return re.search(pattern, text) is not None
    except (re.error, OverflowError, RecursionError):
        return False


def _text(part: Part, extra: int) -> str:
    """Return the text of a part, each repetition `extra` times longer than it must be, if it may."""
    if isinstance(part, Literal):
        return part.text
    if isinstance(part, Choice):
        return _text(part.parts[0], extra)
    if isinstance(part, Sequence):
        return _within_length("".join(_text(inner, extra) for inner in part.parts))
    most = extra if part.most is None else max(part.most - part.least, 0)
    added = min(extra, most)
    text = _text(part.part, extra - added) or _text(part.part, extra)
    if len(text) * (part.least + added) > LONGEST:
        raise UnsupportedPatternError
    return text * (part.least + added)


def _within_length(text: str) -> str:
    if len(text) > LONGEST:
        raise UnsupportedPatternError
    return text
