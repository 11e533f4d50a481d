"""Find the calls that programs of a guide make, in any language: a path and the method beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from apidocs.markdown.guides import CodeBlock
from apidocs.model.operation import METHODS

# A path in a string: after a quote, a host with its port, or a variable that holds the base URL.
PATH: Final = re.compile(r"(?<=[\"'`\w})])(/(?:[\w.~%-]|\$?\{[^{}]*\}|\$\([^()]*\)|\$\w+|:\w+|/)+)")
VARIABLE: Final = re.compile(r"\$?\{[^{}]*\}|\$\([^()]*\)|\$\w+|(?<=/):\w+")
# `method: "POST"`, `-Method Post`, `Method = 'Post'`, `requests.post(`, `client.post(`.
VERBS: Final = "|".join(METHODS)
METHOD: Final = re.compile(
    rf"\bmethod[\"']?\s*[:= ]\s*[\"']?(?P<said>{VERBS})\b|\.(?P<called>{VERBS})\(", re.IGNORECASE
)
# So many lines around a path belong to the same call.
NEAR: Final = 4


@dataclass(frozen=True)
class CodeCall:
    """A call; parts of the path that are not known are `{}`, and a method that is not said is ""."""

    method: str
    path: str
    line: int

    def fits(self, method: str, template: str) -> bool:
        """Tell whether it may reach an operation; programs may keep the beginning of all paths elsewhere."""
        if self.method not in {"", method}:
            return False
        mine, others = self.path.strip("/").split("/"), template.strip("/").split("/")
        pairs = list(zip(reversed(mine), reversed(others), strict=False))
        return (
            len(mine) <= len(others)
            and any(one == other for one, other in pairs)
            and all(one == other or "{" in one + other for one, other in pairs)
        )


def iter_code_calls(block: CodeBlock) -> Iterator[CodeCall]:
    """Yield what looks like a call in a block, line by line."""
    lines = block.text.splitlines()
    for number, line in enumerate(lines):
        for found in PATH.finditer(line):
            path = VARIABLE.sub("{}", found[1]).rstrip("/.")
            yield CodeCall(_method_near(lines, number), path, block.line + number)


def _method_near(lines: list[str], number: int) -> str:
    """Return the method that is said nearest to a line, first on it, then after it, then before it."""
    after = range(number, min(number + NEAR, len(lines)))
    before = range(number - 1, max(number - NEAR, -1), -1)
    for places in (after, before):
        for place in places:
            if place != number and PATH.search(lines[place]):
                break  # another call
            if found := METHOD.search(lines[place]):
                return str(found["said"] or found["called"]).upper()
    return ""
