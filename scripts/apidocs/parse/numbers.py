"""Turn a written number into its value, for numbers as JSON has them."""

import math
import re

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
"""RFC 8259 section 6: `012`, `0x1F`, `1_000`, `+1`, `.5` and `.inf` are no numbers."""


def read_number(written: str) -> int | float | None:
    """Return the number a text stands for, None when JSON would not call it one.

    Raises OverflowError for a power too large for a float and for an integer of thousands of digits.
    """
    if (match := _NUMBER.fullmatch(written)) is None:
        return None
    if match.lastindex is None:
        return _read_integer(written)
    if math.isinf(number := float(written)):
        raise OverflowError
    return number


def _read_integer(written: str) -> int:
    try:
        return int(written)
    except ValueError as error:  # Python's own bound on the digits of an int
        raise OverflowError from error
