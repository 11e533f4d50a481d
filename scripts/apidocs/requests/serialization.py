"""Serialize parameter values by style (OpenAPI 3.1, section 4.8.12.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from apidocs.schemas.json_writer import compact_json

# RFC 3986, section 2.3: what is never percent-encoded.
UNRESERVED: Final = "-._~"
# What `allowReserved` keeps as well: the reserved characters that may stand there without ending the value.
# OpenAPI 3.2, section 4.12.2.1, leaves the others to be encoded: they would change what a server reads.
RESERVED: Final = {"query": ":/?@!$'()*,;", "path": ":@!$&'()*+,;="}
# What stands between the elements of a value that is one text; `tabDelimited` is Swagger 2.0's `tsv`.
DELIMITERS: Final = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
PLACEHOLDER: Final = re.compile(r"<[\w -]+>")
TRIPLE: Final = re.compile(r"(%[0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class QueryPair:
    """One `name=value` of a query, not encoded; a value is its parts with a delimiter between them.

    A comma between parts is not percent-encoded, every other delimiter is. Without a name the value is the
    whole query, encoded already. `is_reserved_kept` keeps reserved characters and `%XX` as they are.
    """

    name: str | None
    parts: tuple[str, ...]
    delimiter: str = ","
    is_reserved_kept: bool = False

    @property
    def value(self) -> str:
        """The value as a server reads it."""
        return self.delimiter.join(self.parts)

    @property
    def text(self) -> str:
        """The pair as it stands in a URL."""
        if self.name is None:
            return self.value
        kept = RESERVED["query"] if self.is_reserved_kept else ""
        delimiter = "," if self.delimiter == "," else quote(self.delimiter, safe="")
        return f"{encoded(self.name)}={delimiter.join(encoded(part, kept) for part in self.parts)}"


def encoded(text: str, kept: str = "") -> str:
    """Percent-encode everything that is not unreserved or kept; a placeholder such as <id> stays readable.

    Where something is kept, so is what is percent-encoded already (RFC 6570, section 3.2.3).
    """
    if PLACEHOLDER.fullmatch(text):
        return text.replace(" ", "%20")
    pieces = TRIPLE.split(text) if kept else [text]
    return "".join(
        piece if index % 2 else quote(piece, safe=UNRESERVED + kept, errors="replace")
        for index, piece in enumerate(pieces)
    )


def plain(value: Any) -> str:  # noqa: ANN401 - a JSON value
    """Return one value as it stands in a URL, form or header: text as it is, null as nothing, else JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else compact_json(value)


def query_pairs(
    name: str,
    value: Any,  # noqa: ANN401 - a JSON value
    style: str,
    *,
    explode: bool,
    allow_reserved: bool = False,
) -> Iterator[QueryPair]:
    """Iterate over the pairs of a query, form or cookie parameter.

    What the table leaves open is written as form does it; a nested object or array inside a value as JSON.
    """
    if style == "deepObject" and isinstance(value, (dict, list)):
        members = _deep_members(name, value)
    elif explode and isinstance(value, list):
        members = ((name, element) for element in value)
    elif explode and isinstance(value, dict):
        members = iter(value.items())
    else:
        delimiter = DELIMITERS.get(style, ",")
        parts = _parts(value, "") or ("",)
        yield QueryPair(name, parts, delimiter, allow_reserved)
        return
    for key, member in members:
        yield QueryPair(key, (plain(member),), is_reserved_kept=allow_reserved)


def _deep_members(name: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """`color[R]`; for an object inside an object, which the specification leaves open, `color[R][deep]`."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in members:
        if isinstance(member, (dict, list)) and member:
            yield from _deep_members(f"{name}[{key}]", member)
        else:
            yield f"{name}[{key}]", member


def path_text(name: str, value: Any, style: str, *, explode: bool, allow_reserved: bool = False) -> str:  # noqa: ANN401
    """Return the text of a path parameter, encoded: `simple`, `label` or `matrix`."""
    kept = RESERVED["path"] if allow_reserved else ""
    parts = [_encoded_member(part, kept) for part in _parts(value, "=" if explode else "")]
    if style == "matrix":
        return _matrix(encoded(name), parts, is_object=isinstance(value, dict), explode=explode)
    if style == "label":
        return "." + ("." if explode else ",").join(parts)
    return ",".join(parts)


def _encoded_member(part: str, kept: str) -> str:
    """Encode a key and its value apart: the equals sign between them is part of neither."""
    key, equals, value = part.partition("\0")
    return encoded(key, kept) + ("=" if equals else "") + encoded(value, kept)


def _matrix(name: str, parts: list[str], *, is_object: bool, explode: bool) -> str:
    if explode and is_object:
        return "".join(f";{part}" for part in parts)
    values = parts if explode else [",".join(parts)]
    return "".join(f";{name}={value}" if value else f";{name}" for value in values)


def header_text(value: Any, *, explode: bool) -> str:  # noqa: ANN401
    """Return the text of a header parameter: `simple`, not encoded, and on one line, as a header must be."""
    parts = (part.replace("\0", "=") for part in _parts(value, "=" if explode else ""))
    return on_one_line(",".join(parts))


def on_one_line(text: str) -> str:
    """Return the text of a header without line ends: what comes after one would be another header."""
    return " ".join(text.split())


def _parts(value: Any, equals: str) -> tuple[str, ...]:  # noqa: ANN401
    """Return the elements of an array, the keys and values of an object (joined by NUL), or the value."""
    if isinstance(value, list):
        return tuple(plain(element) for element in value)
    if isinstance(value, dict):
        if equals:
            return tuple(f"{key}\0{plain(member)}" for key, member in value.items())
        return tuple(part for key, member in value.items() for part in (key, plain(member)))
    return (plain(value),)
