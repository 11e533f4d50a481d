"""Problems of a description: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Level = Literal["error", "warning"]

JsonValue: TypeAlias = Any
"""A value as JSON has it: dict with string keys, list, str, int, float, bool or None."""

_SHOWN = 80  # characters of a quoted text


@dataclass(frozen=True)
class Problem:
    """One finding about a document, said in the words of its author's file.

    `file` is the path or URL as the author gave it, `line` and `column` count from 1 (columns in characters),
    `rule` is a stable kebab-case name, `message` says what is wrong and how to mend it in one line, and
    `pointer` is the JSON Pointer of the value inside its file ("" is the whole file).
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    level: Level = "warning"
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.level}: {self.message} [{self.rule}]"


class ProblemsError(Exception):
    """Raised once, with every problem that was found; its text is one line for each."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def quote(text: str) -> str:
    """Return a piece of the author's text as a message shows it: short, on one line, in backquotes."""
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
    return "`" + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown) + "`"
