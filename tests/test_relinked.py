"""Relative links get other targets and attributes go; code, and what only looks like them, stays as it is."""

import pytest

from apidocs.markdown.links import bare, relinked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b) ![c](d.png)", "[a](<b>) ![c](<d.png>)"),
        ("[a](#b)", "[a](<#b>)"),
        ("[a](https://a.test) [b](mailto:a@a.test) [c](/d)", None),
        ("`[a](b)` ``[a](b) ` c`` ", None),
        (r"\[a\](b)", None),
        (r"\` [a](b) \`", r"\` [a](<b>) \`"),
        ("``` json\n[a](b)\n```\n[a](b)", "``` json\n[a](b)\n```\n[a](<b>)"),
        ("    ```` md\n    ```\n    [a](b)\n    ````", None),
    ],
)
def test_only_relative_links_move(text: str, expected: str | None) -> None:
    assert relinked(text, lambda target: f"<{target}>") == (text if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('## A { #a .b data-c="1" }\n\ntext', "## A\n\ntext"),
        ("text\n{ .call }\n\nmore", "text\n\nmore"),
        ("`GET`{ .get }`/a`{ .path }", "`GET` `/a`"),
        ("| `id`{ #a-id } | x |", "| `id` | x |"),
        ("`{ .a }` ``{ #b }``", "`{ .a }` ``{ #b }``"),
        ("``` json\n{ .a }\n```", "``` json\n{ .a }\n```"),
        ("[a](b){ .c } `[a](b)`", "[a](b) `[a](b)`"),
        (r"\{ .a } {a} { a }", r"\{ .a } {a} { a }"),
    ],
)
def test_attributes_go_and_nothing_else(text: str, expected: str) -> None:
    assert bare(text, str) == expected


def test_links_move_where_attributes_go() -> None:
    assert bare("[a](b){ .c } [d](e)", lambda target: f"../{target}") == "[a](../b) [d](../e)"
