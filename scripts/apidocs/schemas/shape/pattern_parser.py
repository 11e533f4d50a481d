"""Parse a regular expression in the syntax of ECMA-262."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Patterns of schemas are written for people; one longer or deeper than this is not.
LONGEST_PATTERN: Final = 1000
DEEPEST: Final = 30

# What a character class such as \d is replaced by, and the others of it that a negated class may exclude.
CLASSES: Final = {
    "d": "0123456789",
    "w": "aA0_",
    "s": " \t\n",
    "D": "aA-_ ",
    "W": "- .~",
    "S": "aA0-_.",
}
ESCAPES: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
# The characters that a negated class or a dot is replaced by: the first that is allowed.
ANY: Final = "aA0-_ .~bB1é"
PROPERTIES: Final = {"L": "a", "Ll": "a", "Lu": "A", "N": "0", "Nd": "0", "Letter": "a", "Alphabetic": "a"}
QUANTIFIER: Final = re.compile(r"([*+?]|\{(\d+)(,(\d*))?\})[?+]?", re.ASCII)
GROUP: Final = re.compile(r"\?(?::|P?<([A-Za-z_]\w*)>|(=|!|<=|<!))", re.ASCII)
HEX: Final = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}")
PROPERTY: Final = re.compile(r"p\{(?:\w+=)?(\w+)\}", re.ASCII)
COUNTS: Final = {"*": (0, None), "+": (1, None), "?": (0, 1)}
LAST_CODE_POINT: Final = 0x10FFFF


class UnsupportedPatternError(Exception):
    """The pattern is malformed or asks for what is not made here."""


@dataclass(frozen=True)
class Literal:
    """A text as it is."""

    text: str


@dataclass(frozen=True)
class Sequence:
    """Parts that follow each other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Choice:
    """Parts of which one is taken."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Repeat:
    """A part that is repeated; `most` is None when there is no end to it."""

    part: Part
    least: int
    most: int | None


Part = Literal | Sequence | Choice | Repeat


@dataclass(frozen=True)
class Parsed:
    """A whole pattern; a text made from it may still fail its lookarounds, if it has any."""

    part: Part
    has_lookaround: bool


def parse(pattern: str) -> Parsed:
    """Return the parts of a pattern. Raises UnsupportedPatternError."""
    if len(pattern) > LONGEST_PATTERN:
        raise UnsupportedPatternError
    parser = _Parser(pattern)
    part = parser.choice(0)
    if parser.position < len(pattern):
        raise UnsupportedPatternError
    return Parsed(part, parser.has_lookaround)


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0
        self.has_lookaround = False

    def choice(self, depth: int) -> Part:
        if depth > DEEPEST:
            raise UnsupportedPatternError
        parts = [self._sequence(depth)]
        while self._takes("|"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self, depth: int) -> Part:
        parts: list[Part] = []
        while self.position < len(self.pattern) and self.pattern[self.position] not in "|)":
            parts.append(self._quantified(self._atom(depth)))
        return Sequence(tuple(parts))

    def _quantified(self, part: Part) -> Part:
        found = QUANTIFIER.match(self.pattern, self.position)
        if found is None:
            return part
        self.position = found.end()
        if found[1] in COUNTS:
            return Repeat(part, *COUNTS[found[1]])
        least = int(found[2])
        most = least if found[3] is None else int(found[4]) if found[4] else None
        return Repeat(part, least, most)

    def _atom(self, depth: int) -> Part:
        character = self._next()
        if character in "^$":
            return Literal("")
        if character == ".":
            return Literal(ANY[0])
        if character == "(":
            return self._group(depth)
        if character == "[":
            return Literal(self._class())
        if character == "\\":
            return Literal("" if self._takes("b") else self._escape()[0])
        if character in "*+?":
            raise UnsupportedPatternError
        return Literal(character)

    def _group(self, depth: int) -> Part:
        kind = GROUP.match(self.pattern, self.position)
        if kind is not None:
            self.position = kind.end()
        elif self.pattern.startswith("?", self.position):
            raise UnsupportedPatternError
        inner = self.choice(depth + 1)
        if not self._takes(")"):
            raise UnsupportedPatternError
        if kind is None or kind[2] is None:
            return inner
        self.has_lookaround = True
        return Literal("")

    def _class(self) -> str:
        """Return a character of the class."""
        is_negated = self._takes("^")
        found: list[tuple[str, str]] = []  # first and last character of each range
        while not self._takes("]"):
            found += self._range()
        if not is_negated:
            return next((first for first, _ in found), "") or _unsupported()
        return (
            next((c for c in ANY if not any(first <= c <= last for first, last in found)), "")
            or _unsupported()
        )

    def _range(self) -> list[tuple[str, str]]:
        characters = self._class_atom()
        is_range = self.pattern.startswith("-", self.position) and not self.pattern.startswith(
            "-]", self.position
        )
        if len(characters) > 1 or not is_range:
            return [(character, character) for character in characters]
        self._next()
        last = self._class_atom()
        if len(last) > 1:
            return [(characters, characters), ("-", "-"), *((character, character) for character in last)]
        return [(characters, last)]

    def _class_atom(self) -> str:
        character = self._next()
        if character != "\\":
            return character
        return "\b" if self._takes("b") else self._escape()

    def _escape(self) -> str:
        """Return the character that an escape stands for, or some of a class of them."""
        for expression, is_code in ((HEX, True), (PROPERTY, False)):
            found = expression.match(self.pattern, self.position)
            if found is not None:
                self.position = found.end()
                return _character(found) if is_code else PROPERTIES.get(found[1], "") or _unsupported()
        character = self._next()
        if character in CLASSES:
            return CLASSES[character]
        if character in ESCAPES:
            return ESCAPES[character]
        return character if not character.isalnum() else _unsupported()

    def _takes(self, text: str) -> bool:
        found = self.pattern.startswith(text, self.position)
        self.position += len(text) if found else 0
        return found

    def _next(self) -> str:
        if self.position >= len(self.pattern):
            raise UnsupportedPatternError
        self.position += 1
        return self.pattern[self.position - 1]


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3], 16)
    return chr(code) if code <= LAST_CODE_POINT else _unsupported()


def _unsupported() -> str:
    raise UnsupportedPatternError
