"""Turn the text of a `$ref` into a file of the description and a place inside it."""

import posixpath
import re
from collections.abc import Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from apidocs.errors import JsonValue, quote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
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
            f"document "
            "and write its relative path",
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


def suggest(value: JsonValue, token: str) -> str:
    """Return half a sentence on what a token that a value does not have may have meant."""
    close = get_close_matches(token, value, 1) if isinstance(value, dict) else []
    return f"did you mean {quote(close[0])}?" if close else "add it, or correct the reference"
