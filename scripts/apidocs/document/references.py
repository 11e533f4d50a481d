"""Resolve the text of a `$ref` to a file and a place inside it."""

import posixpath
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final
from urllib.parse import unquote, urljoin

from apidocs.problems import JsonValue, Problem, quote

# Where a document that was made one file of several keeps the others, each below its name.
FILES: Final = "x-files"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
MAX_PASSED = 20
"""References one pointer may pass through; each takes a turn of recursion."""

SHOWN_STEPS = 7
"""References of a circle that a message names."""

_LONG = 200
_TYPING_ERRORS = 3
_CANDIDATES = 500
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")


class RefusedReferenceError(Exception):
    """Raised when a reference leads nowhere; `rule` and `message` say why, the place is not known here."""

    def __init__(self, rule: str, message: str) -> None:
        self.rule = rule
        self.message = message
        super().__init__(message)


def split_reference(reference: str, base_uri: str) -> tuple[str, str]:
    """Return the uri a reference names, and its fragment, percent-escapes decoded (RFC 3986).

    A uri is a path from the root file's folder with `/`, or begins with a scheme; `base_uri` is where the
    reference starts from. Raises RefusedReferenceError for a reference that names no file.
    """
    path, _, fragment = reference.partition("#")
    return (_find_uri(path, base_uri, reference) if path else base_uri), unquote(fragment)


def _find_uri(path: str, base_uri: str, reference: str) -> str:
    if not has_scheme(path) and ("\\" in path or not unquote(path).isprintable()):
        raise RefusedReferenceError("unresolvable-ref", explain_characters(reference))
    return resolve_uri(base_uri, path)


def has_scheme(uri: str) -> bool:
    """Tell whether a uri is absolute, so that no folder is looked into for it."""
    return _SCHEME.match(uri) is not None


def resolve_uri(base_uri: str, written: str) -> str:
    """Return the uri that a written one stands for where `base_uri` is the base (RFC 3986, section 5.2).

    Between files of a folder a uri is a path, not percent-encoded, that may begin with `../`.
    """
    if has_scheme(written) or has_scheme(base_uri):
        return urljoin(base_uri, written)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base_uri), unquote(written)))


def explain_characters(reference: str) -> str:
    """Return the message for a reference that parts its folders in a way that is no reference's."""
    return f"the reference {quote(reference)} holds a backslash or control character: part folders with `/`"


def explain_outside(reference: str) -> str:
    """Return the message for a reference that leaves the folder of the root file."""
    return (
        f"{quote(reference)} leads out of the folder of the root file: allow that with --allow-outside, or "
        "move the file into that folder"
    )


def explain_remote(reference: str) -> str:
    """Return the message for a reference to an address."""
    return (
        f"the reference {quote(reference)} is remote and not followed: allow that with --allow-remote, or "
        "download the file and write its relative path"
    )


def split_pointer(pointer: str) -> list[str]:
    """Return the tokens of a JSON Pointer (RFC 6901): `/a~1b/0` has `a/b` and `0`, an empty one has none."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def join_pointer(tokens: Sequence[str]) -> str:
    """Return the JSON Pointer of tokens."""
    return "".join("/" + token.replace("~", "~0").replace("/", "~1") for token in tokens)


def find_key(value: JsonValue, token: str) -> str | int | None:
    """Return the key or index that a pointer token names in a value, None when it has no such member."""
    if isinstance(value, dict):
        return token if token in value else None
    if isinstance(value, list) and _INDEX.fullmatch(token) and int(token) < len(value):
        return int(token)
    return None


def explain_missing(reference: str, token: str, value: JsonValue, place: str) -> str:
    """Return the message for a reference through a value, at `place`, that has no such member."""
    names = [name for name in value if _is_near(name, token)] if isinstance(value, dict) else []
    close = get_close_matches(token, names[:_CANDIDATES], 1)
    hint = f"did you mean {quote(close[0])}?" if close else "add it, or correct the reference"
    return (
        f"the reference {quote(reference)} leads nowhere: there is no {quote(token)} in {quote(place)}; "
        f"{hint}"
    )


def _is_near(name: str, token: str) -> bool:
    """Tell whether names are worth a closer look, which takes long for long names and for many."""
    return len(name) < _LONG and abs(len(name) - len(token)) <= _TYPING_ERRORS


def explain_no_anchor(reference: str, anchor: str) -> str:
    """Return the message for a fragment that is no path and names no schema."""
    return (
        f"the reference {quote(reference)} leads nowhere: no schema has the `$anchor` {quote(anchor)}; a "
        "path inside the file begins with `#/`"
    )


def explain_unreadable(reference: str, problem: Problem) -> str:
    """Return the message for a reference to a file that has a problem of its own."""
    is_of_file = (problem.line, problem.column) == (1, 1)
    place = problem.file if is_of_file else f"{problem.file}:{problem.line}:{problem.column}"
    return f"the file of the reference {quote(reference)} cannot be read: {place}: {problem.message}"


def explain_passed(reference: str) -> str:
    """Return the message for a pointer that passes through more than `MAX_PASSED` references."""
    return (
        f"the reference {quote(reference)} passes through more than {MAX_PASSED} other references: "
        "point to the last of them"
    )


def explain_circle(references: Sequence[str]) -> str:
    """Return the message for a chain of references that comes back to one of them."""
    shown = [quote(reference) for reference in references]
    if len(shown) > SHOWN_STEPS:
        shown[SHOWN_STEPS:] = ["..."]
    return (
        f"the `$ref` chain {' -> '.join(shown)} goes in a circle and reaches no schema: let one of them be a "
        "schema itself"
    )
