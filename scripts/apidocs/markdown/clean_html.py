"""Remove from the HTML of a page all that could run: scripts, handlers, frames."""

from __future__ import annotations

from typing import Final

import nh3

# What pages are made of; drawings are icons of the theme.
TAGS: Final = nh3.ALLOWED_TAGS | {
    "button",
    "defs",
    "details",
    "figcaption",
    "figure",
    "g",
    "input",
    "label",
    "main",
    "mark",
    "nav",
    "path",
    "section",
    "summary",
    "svg",
    "circle",
    "rect",
    "line",
    "polyline",
    "polygon",
    "title",
    "picture",
    "source",
}
ANYWHERE: Final = {
    "align",
    "alt",
    "class",
    "colspan",
    "dir",
    "for",
    "height",
    "hidden",
    "id",
    "lang",
    "name",
    "open",
    "role",
    "rowspan",
    "scope",
    "start",
    "tabindex",
    "title",
    "width",
}
OWN: Final = {
    "a": {"href", "rel", "target"},
    "img": {"src", "loading"},
    "input": {"type", "checked", "disabled", "value"},
    "svg": {"viewbox", "viewBox", "xmlns", "fill"},
    "path": {"d", "fill", "stroke", "stroke-width"},
    "td": {"style"},
    "th": {"style"},
}


def clean(html: str) -> str:
    """Keep what a reader sees; links lead to the web, to mail or to this site only."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes={"*": set(ANYWHERE), **{tag: set(names) for tag, names in OWN.items()}},
        filter_style_properties={"text-align"},
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
