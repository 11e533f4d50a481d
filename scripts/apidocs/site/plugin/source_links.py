"""Where a page of a reference is edited: the line of the description in the repository of the site."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from apidocs.document.document import Location
from apidocs.pipeline import Reference
from apidocs.site.generated_files import moved

ROOT = Location("", "")


class SourceLinks:
    """Finds the source of each page of the reference of a file; its pages are in the folder."""

    def __init__(self, reference: Reference, spec: Path, folder: str) -> None:
        self._document, self._spec = reference.document, spec
        api, addresses = reference.api, reference.addresses
        places = {moved(page.src_uri, folder): ROOT for page in reference.pages}
        places |= {
            moved(addresses.schemas[name], folder): each.location for name, each in api.components.items()
        }
        places |= {moved(addresses.of(each), folder): each.location for each in api.every_operation}
        self._places = places

    def url_of(self, page: Page, config: MkDocsConfig) -> str | None:
        """Return the address; None of another page, and where mkdocs.yml names no place to edit."""
        place = self._places.get(page.file.src_uri)
        if place is None or not (config.edit_uri_template or config.edit_uri):
            return None
        file = Path(posixpath.normpath(self._spec.parent / place.uri)) if place.uri else self._spec
        path = posixpath.relpath(file.resolve().as_posix(), Path(config.docs_dir).resolve().as_posix())
        written = f"{config.edit_uri}{path}"
        if config.edit_uri_template:
            written = config.edit_uri_template.format(path, posixpath.splitext(path)[0])
        base = config.repo_url or ""
        url = urljoin(base if base.endswith("/") or not base else f"{base}/", written)
        if not place.pointer:
            return url
        return f"{url}#L{self._document.problem(place, '', '').line}"
