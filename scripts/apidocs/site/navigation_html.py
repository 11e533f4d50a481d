"""The HTML of the navigation, rendered once for each section; its pages differ in what is marked only."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
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


@dataclass
class _Section:
    """What the pages of a section share: what writes a link to one of them, and the lists made so far."""

    link: Callable[..., str]
    parts: list[str] = field(default_factory=list)


class QuickNav:
    """Gives the navigation of each page as its templates make it."""

    def __init__(self, templates: jinja2.Environment, nav: Navigation) -> None:
        self._lists = templates.get_template(LISTS)
        self._link = templates.get_template(LINK)
        self._listed = {id(page) for page in nav.pages}
        self._parents = {parent for page in nav.pages for parent in _parents(_folder(page))}
        self._sections: dict[tuple[int, str], _Section] = {}

    def html(self, page: Page, context: Context) -> str:
        """Take what a page of the same section and folder has, with the link to this one marked."""
        folder = _folder(page)
        if folder in self._parents:  # it links to pages below it as none of its neighbours does
            return self._lists.render(context)
        neighbour = {**context, "page": Neighbour(_beside(page.url, folder))}
        key = (id(page.parent), posixpath.dirname(folder))
        section = self._sections.get(key) or _Section(self._links(neighbour))
        self._sections[key] = section
        if id(page) not in self._listed:
            return self._find("", section, neighbour) or ""
        unmarked = section.link(page, page.title, is_section=False)
        found = self._find(unmarked, section, neighbour)
        if found is None:
            return self._lists.render(context)
        return found.replace(unmarked, self._links(context)(page, page.title, is_section=False))

    def _find(self, unmarked: str, section: _Section, neighbour: Context) -> str | None:
        """Find the part of the section that has this link; a long section is shown in parts."""
        for html in section.parts:
            if unmarked in html:
                return html
        section.parts.append(self._lists.render(neighbour))
        return section.parts[-1] if not unmarked or section.parts[-1].count(unmarked) == 1 else None

    def _links(self, context: Context) -> Callable[..., str]:
        """Give what writes links as they are on the page of the context."""
        module: Any = self._link.make_module(dict(context))
        write: Callable[..., str] = module.link
        return write


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
