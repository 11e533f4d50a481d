"""Read the files of a description, as far as references may lead."""

import os
import posixpath
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from apidocs.document.fetch import fetch, is_url
from apidocs.document.reach import Reach
from apidocs.document.references import RefusedReferenceError, explain_outside, explain_remote, has_scheme
from apidocs.document.source import Source, explain_size, read_source
from apidocs.problems import Problem, ProblemsError


class Folder:
    """The folder of a root file; a `uri` is a path from there with `/`, and "" is the root file itself."""

    def __init__(self, location: str, max_bytes: int, *, is_open: bool = False) -> None:
        self._location = location
        self._max_bytes = max_bytes
        self._is_open = is_open
        self._path = Path(location).parent

    def read_root(self) -> Source:
        """Return the source of the root file. Raises ProblemsError."""
        return self._read(Path(self._location), self._location, "")

    def own_uri(self, uri: str) -> str:
        """Return the one uri of a file that others lead to too, through folders above; the root's is ""."""
        folder = self._path.absolute()
        try:
            found = Path(os.path.relpath(folder / uri, folder)).as_posix()
        except ValueError:  # on another drive, or with a NUL in it
            return uri
        return "" if found == Path(self._location).name else found

    def read(self, uri: str, reference: str) -> Source:
        """Return the source of a file by its own uri.

        Raises RefusedReferenceError when the path leaves the folder, also through a symbolic link, and
        ProblemsError when the file cannot be read.
        """
        path = self._path / uri
        is_inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self._path))
        if not (is_inside or self._is_open):
            raise RefusedReferenceError("ref-outside-folder", explain_outside(reference))
        name = Path(os.path.normpath(path)).as_posix()
        return self._read(Path(name), name, uri)

    def _read(self, path: Path, name: str, uri: str) -> Source:
        try:
            _check_kind(path, name, uri)
            with path.open("rb") as file:
                content = file.read(self._max_bytes + 1)
        except (OSError, ValueError) as error:
            raise _explain(name, error) from error
        if len(content) > self._max_bytes:
            raise _refuse(name, "file-too-large", explain_size(self._max_bytes))
        return read_source(name, uri, content)


def _check_kind(path: Path, name: str, uri: str) -> None:
    """Refuse a folder, and behind a reference a pipe or device too: one could be waited for without end."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise _refuse(name, "is-a-folder", _FOLDER)
    if uri and not stat.S_ISREG(mode):
        raise _refuse(name, "unreadable-file", _NO_FILE)


def _explain(name: str, error: OSError | ValueError) -> ProblemsError:
    if isinstance(error, FileNotFoundError):
        return _refuse(name, "no-such-file", _MISSING)
    if isinstance(error, PermissionError):
        return _refuse(name, "unreadable-file", _FORBIDDEN)
    reason = getattr(error, "strerror", None) or error
    return _refuse(name, "unreadable-file", f"the file cannot be read ({reason}): check the path")


def _refuse(name: str, rule: str, message: str) -> ProblemsError:
    return ProblemsError([Problem(name, 1, 1, rule, message, "error")])


_MISSING = "there is no such file: check the spelling, and the folder the path starts from"

_FOLDER = "this is a folder: name the file in it, for example openapi.yaml"

_FORBIDDEN = "the file may not be read: give this user the permission to read it"

_NO_FILE = "this is a device or a pipe and no ordinary file: name a file"

MAX_FILES = 10_000
"""Files a description may have; the largest public one has 2,900."""


class Files:
    """The files of one description, each read once."""

    def __init__(self, location: str, reach: Reach, max_bytes: int) -> None:
        self._url = location if is_url(location) else None
        self._folder = Folder(location, max_bytes, is_open=reach.outside)
        self._reach = reach
        self._max_bytes = max_bytes
        self._sources: dict[str, Source] = {}

    def read_root(self) -> Source:
        """Return the source of the root file. Raises ProblemsError."""
        root = self._folder.read_root() if self._url is None else self._fetch(self._url, "")
        self._sources[""] = root
        return root

    def read(self, uri: str, reference: str) -> Source:
        """Return the source with a uri, which is that of a reference, or the same file's under another uri.

        Raises RefusedReferenceError where references may not lead, and ProblemsError for an unreadable file.
        """
        if self._url is not None and not has_scheme(uri):
            uri = urljoin(self._url, quote(uri))
        if has_scheme(uri):
            return self._once(self._own_uri(uri), lambda own: self._read_remote(own, reference))
        return self._once(self._folder.own_uri(uri), lambda own: self._folder.read(own, reference))

    def _once(self, uri: str, read: Callable[[str], Source]) -> Source:
        if uri not in self._sources:
            if len(self._sources) >= MAX_FILES:
                raise RefusedReferenceError("unresolvable-ref", _MANY)
            self._sources[uri] = read(uri)
        return self._sources[uri]

    def _own_uri(self, url: str) -> str:
        """Return "" for the address of the root file, whatever query it was fetched with."""
        return "" if self._url is not None and _place(url) == _place(self._url) else url

    def _read_remote(self, url: str, reference: str) -> Source:
        if not self._reach.remote:
            raise RefusedReferenceError("unresolvable-ref", explain_remote(reference))
        return self._fetch(url, url)

    def _fetch(self, url: str, uri: str) -> Source:
        content = fetch(url, self._max_bytes)
        if len(content) > self._max_bytes:
            raise ProblemsError(
                [Problem(url, 1, 1, "file-too-large", explain_size(self._max_bytes), "error")]
            )
        return read_source(url, uri, content)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc, posixpath.normpath(unquote(parts.path))


_MANY = f"the description has more than {MAX_FILES:,} files: join the small ones"
