"""Patterns that cannot match are not asked, and nothing else changes."""

import pytest
from markdown import Markdown

from apidocs.site.html.inlines import NEEDED, QuickInlines

LINES = [
    "plain words, 1 < 2 and 3 > 2",
    '`code` and *stress* in [a *link*](b.md "c") with \\*escapes\\*',
    "![a](b.png)<br>&amp;<https://a.example> <a@b.example>  \nnext",
    "[a][b] *c `*` d* __e__",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_comes_out_the_same(line: str) -> None:
    quick = Markdown()
    quick.treeprocessors.register(QuickInlines(quick), "inline", 20)
    assert quick.convert(line) == Markdown().convert(line)


def test_every_pattern_of_python_markdown_is_known() -> None:
    names = {entry.name for entry in Markdown().inlinePatterns._priority}  # type: ignore[attr-defined] # noqa: SLF001
    assert set(NEEDED) <= names
