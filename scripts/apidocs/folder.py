"""Turn the path of a root file into the sources of its folder, and of nothing outside it unless allowed."""

import os
import stat
from pathlib import Path

from apidocs.errors import Problem, ProblemsError
from apidocs.references import RefusedReferenceError, explain_outside
from apidocs.source import Source, explain_size, read_source


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
