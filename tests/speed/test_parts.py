"""A page is taken apart where nothing reaches over the gap."""

import pytest

from apidocs.site.html.parts import split_page

APART = {
    "paragraphs": ("a\nb\n\nc\n", ["a\nb", "c"]),
    "what is indented stays": ("- a\n\n    b\n\nc", ["- a\n\n    b", "c"]),
    "code stays whole": ("``` json\n{\n\n}\n```\n\na", ["``` json\n{\n\n}\n```", "a"]),
    "entries stay together": ("- a\n\n- b\n\nc\n\n- d", ["- a\n\n- b", "c", "- d"]),
    "tabs stay together": ('=== "A"\n\n    a\n\n=== "B"\n\n    b', ['=== "A"\n\n    a\n\n=== "B"\n\n    b']),
    "quotes stay together": ("> a\n\n> b", ["> a\n\n> b"]),
    "a comment goes with what follows": ("- a\n\n<!-- -->\n\n- b", ["- a", "<!-- -->\n\n- b"]),
    "HTML within a line": ("a <kbd>b</kbd>\n\nc", ["a <kbd>b</kbd>", "c"]),
}
WHOLE = {
    "a definition": "[a]\n\n[a]: b",
    "a table of contents": "# A\n\n[TOC]",
    "HTML that starts a line": "<div>\n\na\n\n</div>",
    "a comment with words": "a <!-- b\n\nc --> d",
    "a tag that does not end": "`<a b=`\n\nc",
    "an open fence": "```\na\n\nb",
}


@pytest.mark.parametrize(("text", "parts"), APART.values(), ids=APART)
def test_a_page_comes_apart(text: str, parts: list[str]) -> None:
    assert split_page(text) == tuple(parts)


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_page_stays_whole(text: str) -> None:
    assert split_page(text) == (text,)
