"""What is around code is made once, and every block of code comes back to its place."""

import pytest

from apidocs.site.html.code_blocks import code_html
from apidocs.site.html.parts import filled, lift

TABS = '=== "A"\n\n    ``` json\n    {\n\n    }\n    ```\n\n=== "B"\n\n    ``` python\n    b = 1\n    ```'


def test_parts_that_differ_in_their_code_have_one_frame() -> None:
    other = TABS.replace("b = 1", "b = 2").replace("{\n\n    }", "[]")
    assert lift(TABS)[0] == lift(other)[0]
    assert lift(TABS)[1] == [code_html("{\n\n}", "json"), code_html("b = 1", "python")]


def test_code_comes_back_where_it_was() -> None:
    frame, codes = lift("``` json\n{}\n```")
    assert frame == "```\ncode-0\n```"
    stand_in = code_html("code-0", None)
    assert filled(("<p>code-0</p>", f"<div>{stand_in}</div>"), codes) == (
        "<p>code-0</p>",
        f"<div>{codes[0]}</div>",
    )


@pytest.mark.parametrize("pieces", [(), ("code-0",), (code_html("code-0", None) or "",) * 2])
def test_code_that_has_no_place_or_several_is_left_to_markdown(pieces: tuple[str, ...]) -> None:
    assert filled(pieces, ["<pre></pre>"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "> ``` json\n> {}\n> ```",
        "    ``` json\n  {}\n    ```",
        "``` json\n{\t}\n```",
        "``` json\n{}\n  \n```",
        '``` { .json title="x" }\n{}\n```',
        "``` no-such-language\n{}\n```",
    ],
)
def test_code_that_may_come_out_otherwise_stays(text: str) -> None:
    assert lift(text) == (text, [])
