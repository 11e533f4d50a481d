"""Content negotiation (RFC 9110): the page of a site as HTML, or as Markdown for a client that prefers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HTML: Final = "text/html"
MARKDOWN: Final = "text/markdown"
MARKDOWN_UTF_8: Final = f"{MARKDOWN}; charset=utf-8"
PAGE: Final = "index.html"
TWIN: Final = "index.md"


def twin_path(path: str, accept: str) -> str | None:
    """Return the path of the Markdown of a page when the client prefers it; None for every other request."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{TWIN}" if name in {"", PAGE} and _prefers_markdown(accept) else None


def _prefers_markdown(accept: str) -> bool:
    """Tell whether Markdown is named, and liked no less than HTML: browsers do not name it."""
    qualities = dict(map(_media_range, accept.split(",")))
    markdown = qualities.get(MARKDOWN, 0.0)
    return markdown > 0 and markdown >= _quality_of_html(qualities)


def _quality_of_html(qualities: Mapping[str, float]) -> float:
    """Return what the most specific range says: `*/*` takes whatever a client did not name."""
    return qualities.get(HTML, qualities.get("text/*", 0.0))


def _media_range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = next((each.removeprefix("q=") for each in parameters if each.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0
