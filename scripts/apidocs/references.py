"""Turn the text of a `$ref` into a file of the description and a place inside it."""

import posixpath
import re
from collections.abc import Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from apidocs.errors import JsonValue, Problem, quote

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
    """Return the uri of the file a reference names, and its fragment, percent-escapes decoded (RFC 3986).

    Uris are paths from the root file's folder with `/`; `base_uri` is the file that holds the reference.
    Raises RefusedReferenceError for a reference that leaves the folder or names no file.
    """
    path, _, fragment = reference.partition("#")
    return (_find_uri(unquote(path), base_uri, reference) if path else base_uri), unquote(fragment)


def _find_uri(path: str, base_uri: str, reference: str) -> str:
    if _SCHEME.match(path):
        raise RefusedReferenceError(
            "unresolvable-ref",
            f"the reference {quote(reference)} is remote and not followed: copy the file next to the "
            "document and write its relative path",
        )
    if "\\" in path or not path.isprintable():
        raise RefusedReferenceError(
            "unresolvable-ref",
            f"the reference {quote(reference)} holds a backslash or control character: part folders with `/`",
        )
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(base_uri), path))
    if uri == ".." or uri.startswith(("../", "/")):
        raise RefusedReferenceError("ref-outside-folder", explain_outside(reference))
    return uri


def explain_outside(reference: str) -> str:
    """Return the message for a reference that leaves the folder of the root file."""
    return f"{quote(reference)} leads out of the folder of the root file: move the file into that folder"


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
    return f"the file of the reference {quote(reference)} cannot be read: {problem}"


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
