"""Descriptions, which are CommonMark: as HTML for pages, as Markdown for twins, as plain words for titles."""

from apidocs.markdown.commonmark.description import (
    html_line,
    html_of,
    html_with_headings,
    is_single_paragraph,
)
from apidocs.markdown.commonmark.plain import first_sentence, plain_text
from apidocs.markdown.commonmark.twin import markdown_line, markdown_of

__all__ = [
    "first_sentence",
    "html_line",
    "html_of",
    "html_with_headings",
    "is_single_paragraph",
    "markdown_line",
    "markdown_of",
    "plain_text",
]
