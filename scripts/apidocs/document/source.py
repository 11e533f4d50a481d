"""One file of a description: its text, its values, and their positions."""

import codecs
import posixpath
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from apidocs.document.parse import parse
from apidocs.document.positions import Positions
from apidocs.problems import JsonValue, Problem, ProblemsError


@dataclass(frozen=True, eq=False)
class Source:
    """One file: `name` as messages give it, `text` as written, `value` in JSON types.

    Where YAML has an alias, `value` holds the same object twice. `digest` is BLAKE2b of
    its bytes, of 20 bytes. `is_whole` tells whether `value` is all that `text` says.
    """

    name: str
    uri: str
    text: str
    value: JsonValue
    is_json: bool
    digest: str = ""
    is_whole: bool = True

    @cached_property
    def positions(self) -> Positions:
        """Where the file's values stand."""
        return Positions(self.text, is_json=self.is_json)


_SUFFIXES = {".json": True, ".yaml": False, ".yml": False}

_MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_source(name: str, uri: str, content: bytes) -> Source:
    """Read the source of a file's bytes. Raises ProblemsError when they are no text, JSON or YAML."""
    text = _decode(content, name)
    suffix = posixpath.splitext(name.lower())[1]
    value, is_json = parse(text, name, is_json=_SUFFIXES.get(suffix))
    return Source(name, uri, text, value, is_json, blake2b(content, digest_size=20).hexdigest())


def explain_size(max_bytes: int) -> str:
    """Return the message for a file that is larger than the limit."""
    return (
        f"the file is larger than {max_bytes:,} bytes: split it into several files with `$ref` between "
        "them, and move large examples out of it"
    )


def _decode(content: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ProblemsError(
            [_explain_bytes(content, name, encoding, len(content) - len(error.object) + error.start)]
        ) from error


def _explain_bytes(content: bytes, name: str, encoding: str, offset: int) -> Problem:
    before = content[:offset].decode(encoding, errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = (
        f"the byte 0x{content[offset]:02X} at offset {offset} is not valid {_NAMES[encoding]}: save the file "
        "as UTF-8 (from Latin-1, for example: iconv -f latin1 -t utf-8)"
    )
    return Problem(name, line, column, "not-utf-8", message, "error")


_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32"}
