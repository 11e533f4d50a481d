"""Turn the theme's style sheet into what a site's lean one left out, to ask pages whether they miss it."""

import re
from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

from apidocs.site.finish.trimming import COMMA, lean

HEADS = re.compile(r"(?:^|[{}])([^{}@;]+)\{")
# What a selector says of a state that nobody can put a page into from here.
STATES = re.compile(r"::?(?:before|after|marker|hover|active|focus(?:-visible|-within)?|-[\w-]+)")
_FIND_STYLED = "(selectors) => selectors.filter((selector) => document.querySelector(selector) !== null)"


def missed_selectors(page: Page) -> list[str]:
    """Return the selectors of rules that were left out and that match an element of the page as it stands."""
    found: list[str] = page.evaluate(_FIND_STYLED, _selectors_left_out())
    return found


@cache
def _selectors_left_out() -> list[str]:
    (sheet,) = (
        found
        for found in (files("material") / "templates/assets/stylesheets").iterdir()
        if re.fullmatch(r"main\..*\.css", found.name)
    )
    whole = sheet.read_text(encoding="utf-8")
    gone = _selectors(whole) - _selectors(lean(whole))
    assert len(gone) > 100
    return sorted({re.sub(r"^(?=[>+~]|$)", "*", STATES.sub("", selector)) for selector in gone})


def _selectors(css: str) -> set[str]:
    return {selector.strip() for head in HEADS.findall(css) for selector in COMMA.split(head)}
