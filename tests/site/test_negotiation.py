"""Which clients get the Markdown of a page in the place of its HTML."""

import pytest

from apidocs.site.negotiation import twin_path

MARKDOWN = [
    "text/markdown",
    "Text/Markdown; charset=utf-8",
    "text/markdown, text/html;q=0.9, */*;q=0.8",
    "text/markdown, text/html, */*",
    "*/*, text/markdown;q=0.5",
    "text/*;q=0.1, text/markdown",
]
HTML = [
    "",
    "*/*",
    "text/*",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
    "text/html, text/markdown;q=0.9",
    "text/markdown;q=0",
    "text/markdown;q=much",
    "text/markdownish",
    "text/*, text/markdown;q=0.5",
]


@pytest.mark.parametrize("accept", MARKDOWN)
def test_who_prefers_markdown_gets_the_twin(accept: str) -> None:
    assert twin_path("/docs/errors/", accept) == "/docs/errors/index.md"


@pytest.mark.parametrize("accept", HTML)
def test_who_prefers_html_or_does_not_care_gets_the_page(accept: str) -> None:
    assert twin_path("/docs/errors/", accept) is None


@pytest.mark.parametrize(
    ("path", "twin"),
    [
        ("/", "/index.md"),
        ("/docs/errors/index.html", "/docs/errors/index.md"),
        ("/docs/assets/site.css", None),
        ("/docs/errors/index.md", None),
        ("/docs/llms.txt", None),
    ],
)
def test_only_pages_have_twins(path: str, twin: str | None) -> None:
    assert twin_path(path, "text/markdown") == twin
