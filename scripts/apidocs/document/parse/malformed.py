"""Findings of the parsers: what is malformed, at an offset."""

from typing import Any, NamedTuple, TypeAlias

from apidocs.problems import quote

Event: TypeAlias = Any
"""An event of the YAML parser; its types in Python and in C have no common class."""

MAX_DEPTH = 200
"""Levels of mappings and lists in one file; real descriptions stay below 30, and later steps recurse."""

MAX_VALUES = 5_000_000
"""Values in one file once its YAML aliases are written out; the largest real ones stay below 1 million."""


class Finding(NamedTuple):
    """One thing that is wrong in a text, `offset` characters from its start."""

    offset: int
    rule: str
    message: str


class MalformedError(Exception):
    """Raised when a text cannot be read as values; the file's name is not known here, so it holds offsets."""

    findings: tuple[Finding, ...]

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("; ".join(finding.message for finding in findings))


def explain_duplicate_key(offset: int, key: str, first_line: int) -> Finding:
    """Return the finding for a key that its mapping had before."""
    return Finding(
        offset,
        "duplicate-key",
        f"the key {quote(key)} is already in this mapping, on line {first_line}: remove or "
        "rename one of the two",
    )


def explain_depth(offset: int) -> Finding:
    """Return the finding for the first value that lies too deep."""
    return Finding(
        offset,
        "nested-too-deep",
        f"mappings and lists are nested more than {MAX_DEPTH} levels deep here: move the inner ones to "
        "`components` and point to them with `$ref`",
    )


def explain_range(offset: int, written: str) -> Finding:
    """Return the finding for a number without a value."""
    return Finding(
        offset,
        "number-out-of-range",
        f"the number {quote(written)} is out of range: write a smaller one, or quote it to make it a string",
    )
