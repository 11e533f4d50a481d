"""Tables are written cell by cell, and only of cells that are sure."""

import pytest

from apidocs.site.html.tables import TableWriter


def never(markdown: str) -> str:
    raise AssertionError(markdown)


def test_plain_cells_and_named_code_need_no_markdown() -> None:
    html = TableWriter(never).html("| Name | Type |\n| --- | --- |\n| `a`{ #field-a } | string |\n|  | no |")
    assert html is not None
    assert html.replace("\n", "") == (
        "<table><thead><tr><th>Name</th><th>Type</th></tr></thead><tbody>"
        '<tr><td><code id="field-a">a</code></td><td>string</td></tr>'
        "<tr><td></td><td>no</td></tr></tbody></table>"
    )


def test_cells_are_asked_for_once_and_together() -> None:
    asked = []

    def convert(markdown: str) -> str:
        asked.append(markdown)
        rows = "\n".join(f"<tr>\n<td>{line[2:-2]}!</td>\n</tr>" for line in markdown.split("\n")[2:])
        return f"<table>\n<tbody>\n{rows}\n</tbody>\n</table>"

    writer = TableWriter(convert)
    for _ in range(2):
        html = writer.html("| A | B |\n| --- | --- |\n| *a* | **b** |\n| *a* | c |")
        assert html is not None
        assert html.count("<td>*a*!</td>") == 2
    assert asked == ["| a |\n| --- |\n| **b** |\n| *a* |"]


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "| a |\n| --- |",
        "| a | b |\n| :-- | --- |\n| c | d |",
        "| a | b |\n| --- | --- |\n| c |",
        "| a | b |\n| --- | --- |\n| `c | d` |",
        "| a |\n| --- |\n| b |\n\nc",
    ],
)
def test_anything_else_is_left_to_markdown(text: str) -> None:
    assert TableWriter(never).html(text) is None


def test_a_cell_that_answers_with_more_than_its_text_leaves_the_table_to_markdown() -> None:
    writer = TableWriter(lambda _: '<tbody>\n<tr>\n<td class="x">a</td>\n</tr>\n</tbody>')
    assert writer.html("| a |\n| --- |\n| *b* { .x } |") is None
