"""Turns the navigation into HTML once for each section: on its other pages only what is marked changes."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import jinja2
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

LISTS: Final = "partials/nav-lists.html"
LINK: Final = "partials/nav-link.html"

Context = Mapping[str, Any]
"""What MkDocs gives the template of a page."""


@dataclass(frozen=True)
class Neighbour:
    """A page that would stand beside those of a folder: what it links to, they link to in the same way."""

    url: str
    toc: tuple[object, ...] = ()
    meta: Mapping[str, object] = field(default_factory=dict)


class QuickNav:
    """Gives the navigation of each page as its templates make it."""

    def __init__(self, templates: jinja2.Environment, nav: Navigation) -> None:
        self._lists = templates.get_template(LISTS)
        self._link = templates.get_template(LINK)
        self._listed = {id(page) for page in nav.pages}
        self._parents = {parent for page in nav.pages for parent in _parents(_folder(page))}
        self._known: dict[tuple[int, str], list[str]] = {}

    def html(self, page: Page, context: Context) -> str:
        """Take what a page of the same section and folder has, with the link to this one marked."""
        folder = _folder(page)
        if folder in self._parents:  # it links to pages below it as none of its neighbours does
            return self._lists.render(context)
        neighbour = {**context, "page": Neighbour(_beside(page.url, folder))}
        known = self._known.setdefault((id(page.parent), posixpath.dirname(folder)), [])
        if id(page) not in self._listed:
            return self._find("", known, neighbour) or ""
        own = {"entry": page, "title": page.title, "is_section": False}
        unmarked = self._link.render({**neighbour, **own})
        found = self._find(unmarked, known, neighbour)
        if found is None:
            return self._lists.render(context)
        return found.replace(unmarked, self._link.render({**context, **own}))

    def _find(self, unmarked: str, known: list[str], neighbour: Context) -> str | None:
        """Find the part of the section that has this link; a long section is shown in parts."""
        for html in known:
            if unmarked in html:
                return html
        known.append(self._lists.render(neighbour))
        return known[-1] if not unmarked or known[-1].count(unmarked) == 1 else None


def _folder(page: Page) -> str:
    return posixpath.dirname(page.file.src_uri)


def _parents(folder: str) -> set[str]:
    """List the folders that this one is below."""
    found = {""} if folder else set()
    while folder := posixpath.dirname(folder):
        found.add(folder)
    return found


def _beside(url: str, folder: str) -> str:
    """Write the address of another page beside that of the folder: no source file has this name."""
    rest = url[len(folder) :]
    return f"{posixpath.join(posixpath.dirname(folder), '~')}{rest}"
