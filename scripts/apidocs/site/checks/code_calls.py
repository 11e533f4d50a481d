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
QUERY: Final = re.compile(r"\?[^\s\"'`#]*")
NAME: Final = re.compile(r"[?&]([\w.\[\]-]+)=")
VARIABLE: Final = re.compile(r"\$?\{[^{}]*\}|\$\([^()]*\)|\$\w+|(?<=/):\w+")
# `method: "POST"`, `-Method Post`, `Method = 'Post'`, `requests.post(`, `client.post(`.
VERBS: Final = "|".join(METHODS)
METHOD: Final = re.compile(
    rf"\bmethod[\"']?\s*[:= ]\s*[\"']?(?P<said>{VERBS})\b|\.(?P<called>{VERBS})\(", re.IGNORECASE
)
# A body as a literal: `json={...}`, `json.dumps({...})`, `JSON.stringify({...})`, `@{...} | ConvertTo-Json`.
LITERAL: Final = re.compile(r"(?:\bjson\s*=\s*|\bjson\.dumps\(\s*|\bJSON\.stringify\(\s*|(?<=@))\{")
POWERSHELL_BODY: Final = re.compile(r"\}\s*\|\s*ConvertTo-Json")
KEY: Final = re.compile(r"""\s*(?:"([\w-]+)"|'([\w-]+)'|([\w-]+))\s*(?::|=(?!=))""")
# So many lines around a path belong to the same call.
NEAR: Final = 4


@dataclass(frozen=True)
class CodeCall:
    """A call; parts of the path that are not known are `{}`, and a method that is not said is "".

    `query_names` are those that are written behind the path.
    """

    method: str
    path: str
    line: int
    query_names: tuple[str, ...] = ()

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
            query = QUERY.match(line, found.end())
            names = NAME.findall(query[0]) if query is not None else []
            yield CodeCall(_method_near(lines, number), path, block.line + number, tuple(names))


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


def body_names(block: CodeBlock) -> list[tuple[int, str]]:
    """Return the names of the only literal in a block that is sent as JSON, each with its line.

    None where there are several, or where its names cannot be read, as behind `...rest`.
    """
    literals = [
        names
        for found in LITERAL.finditer(block.text)
        for names in [_names_of(block, found.end())]
        if names is not None
    ]
    return literals[0] if len(literals) == 1 else []


def _names_of(block: CodeBlock, start: int) -> list[tuple[int, str]] | None:
    """Read the names of a mapping from behind its brace; None for one of PowerShell that is no body."""
    names: list[tuple[int, str]] = []
    text, place, depth, is_key = block.text, start, 1, True
    while depth and place < len(text):
        char = text[place]
        if is_key and depth == 1 and (key := KEY.match(text, place)) is not None:
            name_start = key.start(key.lastindex or 0)
            names.append((block.line + text.count("\n", 0, name_start), key[key.lastindex or 0]))
            place, is_key = key.end(), False
            continue
        if char in "\"'`":
            end = text.find(char, place + 1)
            place = len(text) if end < 0 else end
        depth += (char in "{[(") - (char in "}])")
        is_key = is_key and char.isspace() if depth == 1 and char not in ",;\n" else depth == 1
        place += 1
    is_powershell = text[start - 2 : start - 1] == "@"
    return None if is_powershell and POWERSHELL_BODY.match(text, place - 1) is None else names
