"""Code looks as pymdownx makes it, and each block of code is made once."""

import re
from typing import Any

import pytest
from pymdownx.highlight import Highlight

from apidocs.site.html.code_blocks import code_html, json_block, remembering

JSON = {
    "object": '{\n  "a": 1,\n  "b": [true, false, null],\n  "c": {}\n}',
    "numbers": "[0, -1, 1.5, 1e3, -2E-5, 10, 1.0e+10]",
    "texts": '["<a href=\\"x\\">", "a: b", "&amp;", "\\u00e9", "//", "é 😀"]',
    "names": '{"a:b": "c", "": "", "d\\"": "e"}',
    "scalars": '"a"',
    "empty lines around": '\n\n{"a": 1}\n\n',
    "empty lines within": '{\n\n"a": 1\n\n}',
    "nothing": "",
}


def by_pygments(code: str) -> str:
    """Make what Pygments does, but for elements around other things than values."""
    html: str = Highlight(None).highlight(code, "json", "highlight json")
    return re.sub(r'<span class="(?:w|p|nt|kc)">([^<]*)</span>', r"\1", html)


@pytest.mark.parametrize("code", JSON.values(), ids=JSON)
def test_json_comes_out_as_pygments_makes_it(code: str) -> None:
    assert json_block(code) == by_pygments(code)


@pytest.mark.parametrize("code", ["// a comment\n{}", "{a: 1}", "truely", "'a'", "{\t}", '"a', "<string>"])
def test_what_only_looks_like_json_is_left_to_pygments(code: str) -> None:
    assert json_block(code) is None


PROGRAMS = {
    "bash": "curl -X GET 'https://a.example?b=1&c=<d>' \\\n  -H \"x: $Y\"",
    "powershell": "$request = @{\n    Uri = 'x'\n}\nInvoke-RestMethod @request",
    "python": "\n\nwith urlopen(request) as response:\n    print(response.read().decode())\n\n",
    "javascript": 'const response = await fetch(`${x}`, {\n  method: "GET",\n});',
    "text": '<a> & "b"',
    "xml": "<a b='c'>\n  <!-- d -->\n</a>",
}


@pytest.mark.parametrize("language", PROGRAMS)
def test_programs_come_out_as_pymdownx_makes_them(language: str) -> None:
    html: str = Highlight(None).highlight(PROGRAMS[language], language, "highlight")
    seen = re.sub(r'<span class="(?:w|n|nx)">([^<]*)</span>', r"\1", html)
    assert code_html(PROGRAMS[language], language) == seen


def test_no_language_is_text_and_an_unknown_one_is_left_to_pymdownx() -> None:
    assert code_html("a <b>", None) == code_html("a <b>", "text")
    assert code_html("a", "no-such-language") is None


def test_the_same_code_is_made_once_and_attributes_are_left_alone() -> None:
    asked: list[tuple[str, object]] = []

    def format_code(*, src: str, **options: object) -> str:
        asked.append((src, options["classes"]))
        return f"<{src}>"

    highlight = remembering(format_code)
    plain: dict[str, Any] = {"md": object(), "options": {}, "classes": [], "id_value": "", "attrs": {}}
    for _ in range(2):
        assert highlight(src="ls", language="shelly", **plain) == "<ls>"
        assert highlight(src="ls", language="bash", **plain | {"classes": ["x"]}) == "<ls>"
    assert asked == [("ls", []), ("ls", ["x"]), ("ls", ["x"])]
