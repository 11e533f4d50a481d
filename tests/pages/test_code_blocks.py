"""Code looks as pymdownx makes it, and each block of code is made once."""

import re

import pytest
from pymdownx.highlight import Highlight

from apidocs.pages.code_blocks import code_html, json_block

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


def test_a_language_that_nobody_knows_is_text() -> None:
    assert code_html("a <b>", None) == code_html("a <b>", "text") == code_html("a <b>", "no-such-language")


def test_code_hides_no_character() -> None:
    assert r"\u202e" in code_html("a\u202eb", "text")
