"""Relative links get other targets; code, and what only looks like them, stays as it is."""

import pytest

from apidocs.markdown.links import relinked


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
