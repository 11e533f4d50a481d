"""Turn the place of a root file into its source, and into those of the files that references name."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from apidocs.errors import Problem, ProblemsError
from apidocs.fetch import fetch, is_url
from apidocs.folder import Folder
from apidocs.references import RefusedReferenceError, explain_remote, has_scheme
from apidocs.source import Source, explain_size, read_source

MAX_FILES = 10_000
"""Files a description may have; the largest public one has 2,900."""


@dataclass(frozen=True)
class Reach:
    """How far references may lead: to files outside the root file's folder, to http and https addresses."""

    outside: bool = False
    remote: bool = False


INSIDE: Final = Reach()


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
