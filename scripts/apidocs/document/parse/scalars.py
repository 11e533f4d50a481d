"""The JSON value of a YAML scalar."""

import math
import re
from decimal import Decimal
from typing import Final

from apidocs.document.parse.malformed import Event, Finding, MalformedError, explain_range
from apidocs.problems import JsonValue, quote

MAX_DIGITS: Final = 4000
"""Digits of a number; Python itself writes integers of 4300."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
"""RFC 8259 section 6: `012`, `0x1F`, `1_000`, `+1`, `.5` and `.inf` are no numbers."""


def read_number(written: str) -> int | float | None:
    """Return the number a text stands for, None when JSON would not call it one.

    A power too large for a float is an integer. Raises OverflowError for one of thousands of digits.
    """
    if (match := _NUMBER.fullmatch(written)) is None:
        return None
    if match.lastindex is None:
        return _read_integer(written)
    return _read_power(written) if math.isinf(number := float(written)) else number


def _read_power(written: str) -> int:
    """Return a number beyond the floats, which JSON allows (RFC 8259, section 6), without a fraction."""
    number = Decimal(written)
    if number.adjusted() >= MAX_DIGITS:
        raise OverflowError
    return int(number)


def _read_integer(written: str) -> int:
    try:
        return int(written)
    except ValueError as error:  # Python's own bound on the digits of an int
        raise OverflowError from error


_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""Plain scalars with a meaning, as in YAML 1.2 section 10.3.2; `yes`, `no`, `on`, `off` are strings there."""

_TAG = "tag:yaml.org,2002:"

_STRING_TAGS = {f"{_TAG}str", f"{_TAG}timestamp", f"{_TAG}binary"}

_PLAIN_TAGS = {f"{_TAG}null", f"{_TAG}bool", f"{_TAG}int", f"{_TAG}float"}


def resolve_scalar(event: Event) -> JsonValue:
    """Return the value of a scalar. Raises MalformedError for a tag or a number that has no JSON value."""
    if event.implicit[0]:
        return _resolve_plain(event.value, event)
    if event.tag is None or event.tag in _STRING_TAGS:
        return event.value
    if event.tag in _PLAIN_TAGS:
        return _resolve_plain(event.value, event)
    raise MalformedError(explain_tag(event))


def explain_tag(event: Event) -> Finding:
    """Return the finding for a value with a tag of its own."""
    return Finding(
        event.start_mark.index,
        "yaml-tag",
        f"the tag {quote(str(event.tag).replace(_TAG, '!!'))} has no meaning in JSON: write the value "
        "itself, and put a text that begins with `!` in quotes",
    )


def _resolve_plain(text: str, event: Event) -> JsonValue:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    try:
        number = read_number(text)
    except OverflowError as error:
        raise MalformedError(explain_range(event.start_mark.index, text)) from error
    return text if number is None else number
