"""Pages come out as MkDocs makes them, faster."""

import os
from pathlib import Path

import pytest

from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.site.generate import generate
from apidocs.site.html.page_writer import SEPARABLE
from commands import ROOT
from documents import SPEC, SPECS
from speed.converted import config_of, iter_converted

SMALL_ONES = [SPEC, *sorted(SPECS.glob("*.yaml"))]
# Real documents, and every how manieth of their pages is converted in both ways.
REAL_ONES = {
    "museum/openapi.yaml": 1,
    "galaxy/3.1.yaml": 1,
    "box/openapi.json": 12,
}


def assert_same(folder: Path, step: int = 1) -> None:
    count = 0
    for name, plain, quick in iter_converted(folder, step):
        assert quick == plain, name
        count += 1
    assert count > 0


def assert_reference_is_same(spec: Path, folder: Path, step: int = 1) -> None:
    (folder / "docs").mkdir()
    generate(Project(str(spec), folder / "docs", ROOT / "templates", is_whole_site=True), Silent())
    assert_same(folder / "docs", step)


@pytest.mark.parametrize("spec", SMALL_ONES, ids=lambda path: path.stem)
def test_pages_of_a_reference_are_the_same(spec: Path, tmp_path: Path) -> None:
    assert_reference_is_same(spec, tmp_path)


@pytest.mark.parametrize("name", REAL_ONES)
def test_pages_of_real_documents_are_the_same(name: str, tmp_path: Path) -> None:
    if "CORPUS" not in os.environ:
        pytest.skip("set CORPUS to a folder of real OpenAPI documents")
    assert_reference_is_same(Path(os.environ["CORPUS"]) / name, tmp_path, REAL_ONES[name])


def test_guides_are_the_same(built_project: Path) -> None:
    assert_same(built_project / "docs")


PAGES = {
    "plain lines": "A line: of \"words\" (and more), #1 @you ~so~ it's 50% -- so.\n\nA \n\nB: /x/y?z=1 !",
    "list with empty lines": "- a\n\n- b\n\n    c\n\n1. d\n\n2. e\n\ntext\n\n- f",
    "lists that a comment parts": "- a\n\n<!-- -->\n\n- b\n\n<!-- -->\n\n1. c",
    "quotes": "> a\n\n> b\n\ntext\n\n> c\n\n>     code\n\n> ```\n> x\n> ```",
    "tabs": '=== "A"\n\n    a\n\n=== "B"\n\n    b\n\ntext\n\n=== "C"\n\n    c\n\n===! "D"\n\n    d',
    "folds": '??? fields "Fields"\n\n    | a | b |\n    | --- | --- |\n    | `x`{ #y } | <br> |\n\n'
    '!!! note "N"\n\n    text',
    "fences": 'text\n``` json\n{\n\n"a": 1}\n```\n\n'
    "````\n```\n\n# no heading\n```\n````\n\n~~~ bash\nls\n\n~~~",
    "fence that nothing closes": "a\n\n``` json\n{}\n\nb",
    "indented fence that nothing closes": "- a\n\n    ```\n    b\n\n``` json\n{}\n```\n\nc",
    "fence in a list": "- a\n\n    ``` json\n    {\n\n    }\n    ```\n\nb",
    "fence with attributes": '``` { .json title="x" }\n{}\n\n{}\n```\n\n``` json title="y"\n{}\n```',
    "headings that say the same": "# A\n\n## B\n\n## B\n\n### B { #b_1 }\n\n## C { #b }",
    "headings of one name on one page": "# A\n\n## A",
    "headings with attributes": '# A\n\n#### 2 { #x .y data-search-exclude="1" }\n\n## [B](other.md) { #z }',
    "a page without a title": "text\n\n# A",
    "table of contents": "# A\n\n[TOC]\n\n## B",
    "link defined elsewhere": "[a][b] and [c]\n\ntext\n\n[b]: other.md\n[c]: https://a.example",
    "HTML over several blocks": "<div>\n\n# A\n\n</div>\n\ntext",
    "Markdown in HTML": '<div markdown="1">\n\n# A\n\n- b\n\n</div>\n\ntext',
    "HTML within a line": 'a <kbd>b</kbd> <a href="other.md">c</a>\n\nd <br> e <small>f\n\ng</small>',
    "comment over several blocks": "a `<!--` b\n\nc `-->` d\n\ne <!-- f\n\ng -->",
    "tag that nothing ends": 'a `<b c="` d\n\n"> e\n\n`<script>` f\n\ng',
    "processing instruction": "a <? b\n\nc ?> d <![CDATA[ e\n\nf ]]>",
    "links": "[a](other.md) [b](other.md#c) [d](#e) <https://a.example> <a@b.example>\n\n"
    "![f](g.png)\n\n## e { #e }",
    "link to itself": "[a](index.md) [b](?q=1&r=2) [c](other.md?q=1&r=2#s)",
    "code": "`a` ``b ` c`` `#!python d` `:::e f` \\`g\\`",
    "emphasis": "**a** *b* ***c*** _d_ __e__ f_g_h \\*i\\* **j *k* l** *m\n\nn*",
    "entities": "&lt; &amp;lt; &#35; & < > \" '",
    "line breaks": "a  \nb\\\nc<br>\nd",
    "rules": "a\n\n---\n\nb\n\n* * *",
    "setext headings": "A\n=\n\nB\n-\n\ntext",
    "tables": "| a | b |\n| --- | --- |\n| c | `d \\| e` |\n| f | `g` `h` |\n\na | b\n--|--\nc | d",
    "table with alignment": "| a | b |\n| :-- | --: |\n| c | d |",
    "table with attributes": "| a |\n| --- |\n| b { .c } |\n| `d`{ #e } |\n| {f} |",
    "table with open code": "| a | b |\n| --- | --- |\n| `c | d` |\n| ``e`` | `f` |",
    "table with too few cells": "| a | b |\n| --- | --- |\n| c |\n| d | e | f |\n|  |  |",
    "table with links": "| a | b |\n| --- | --- |\n| [c](other.md#d) | [e](#f) |",
    "table without a body": "| a | b |\n| --- | --- |",
    "control characters": "a \x02 b \x03 c\x02href:0\x03\n\n[d](other.md)",
    "nothing": "",
    "empty lines with spaces": "a\n  \n   \nb\n\n\n\nc\n",
}  # fmt: skip


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_page_of_any_markdown_is_the_same(text: str, tmp_path: Path) -> None:
    for name in ("index", "other"):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert_same(tmp_path)


def test_the_extensions_of_the_site_are_such_that_pages_can_be_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert SEPARABLE.issuperset(config_of(tmp_path / "docs").markdown_extensions)
