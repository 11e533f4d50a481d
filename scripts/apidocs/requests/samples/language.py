"""A language of samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apidocs.requests.request import Request


@dataclass(frozen=True)
class Language:
    """What pages and the connection settings know of a language.

    `label` is the title of its tab, `fence` the language of its code block. `write` writes a request, or
    returns None for one that the language cannot send. `variable` is how a program reads a variable of the
    environment, with {} for its name; one that begins with `$` stands within double quotes.
    """

    label: str
    fence: str
    write: Callable[[Request], str | None]
    variable: str

    def reading(self, name: str) -> str:
        """Return the code that reads a variable."""
        return self.variable.replace("{}", name)
