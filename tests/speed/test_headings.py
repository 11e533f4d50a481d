"""Headings of plain words come out as Markdown makes them, and no others are made."""

from pathlib import Path

import pytest

from apidocs.site.html.converter import PartConverter
from speed.converted import config_of

PLAIN = ["# Get a file", "## Use (2) of Sam's: a/b, c.", "#### Qq and qq", "###### A1"]
OTHERS = ["# A", "# 1st", "# A  b", "# A { #b }", "# `a`", "# A & b", "# A\n", "# A_b", "#A", "# A #", "text"]


@pytest.fixture(scope="module")
def converter(tmp_path_factory: pytest.TempPathFactory) -> PartConverter:
    folder: Path = tmp_path_factory.mktemp("headings") / "docs"
    folder.mkdir()
    return PartConverter(config_of(folder))


@pytest.mark.parametrize("text", PLAIN)
def test_it_is_what_markdown_makes(converter: PartConverter, text: str) -> None:
    made = converter._headings.part(text)  # noqa: SLF001 - to see both ways
    assert made is not None
    assert made == converter._by_markdown(text, 0)  # noqa: SLF001


@pytest.mark.parametrize("text", OTHERS)
def test_what_may_be_more_is_left_to_markdown(converter: PartConverter, text: str) -> None:
    assert converter._headings.part(text) is None  # noqa: SLF001
