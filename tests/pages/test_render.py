"""A template prints untrusted text safely, and one that fails says where."""

from pathlib import Path

import pytest

from apidocs.pages.render import html_environment, render, tidy, twin_environment
from apidocs.problems import ProblemsError
from support.published import tags, text_of, to_html

ONE = '[<span class="mi">1</span>]'
HOSTILE = '<script>alert(1)</script> *a* `b` {: .x} [c](d) | "e" {{ f }}'


def rendered(folder: Path, template: str, *, is_sandbox: bool = False, **context: object) -> str:
    (folder / "page.md.jinja").write_text(template, encoding="utf-8")
    return tidy(render(twin_environment(folder, is_sandbox=is_sandbox), "page.md.jinja", **context))


def html_of(folder: Path, template: str, *, is_sandbox: bool = False, **context: object) -> str:
    (folder / "page.html.jinja").write_text(template, encoding="utf-8")
    return render(html_environment(folder, is_sandbox=is_sandbox), "page.html.jinja", **context)


@pytest.mark.parametrize(
    "template",
    [
        "{{ text }}",
        "{{ text ~ '' }}",
        "{% set found = text %}{{ found }}",
        "{% for each in [text] %}{{ each }}{% endfor %}",
        "{% macro shown(text) %}{{ text }}{% endmacro %}{{ shown(text) }}",
        "{% set block %}{{ text }}{% endset %}{{ block }}",
        "{{ text if text else '' }}",
        "{{ {'text': text}.text }}",
        "{{ text | trim }}",
        "{{ [text] | join }}",
    ],
)
@pytest.mark.parametrize("is_sandbox", [False, True])
def test_a_text_is_escaped_once_however_it_is_printed(
    tmp_path: Path, template: str, *, is_sandbox: bool
) -> None:
    html = to_html(rendered(tmp_path, template, text=HOSTILE, is_sandbox=is_sandbox))
    assert text_of(html) == HOSTILE
    assert tags(html) == ["p"]
    html = html_of(tmp_path, template, text=HOSTILE, is_sandbox=is_sandbox)
    assert text_of(html) == HOSTILE
    assert tags(html) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 200 }} {{ 1.5 }} {{ true }} {{ none }}", "200 1.5 True None"),
        ("{{ '*marked*' | description }} {{ '- a | b' | line }}", r"*marked* - a \| b"),
        ("{{ '*a*\n\n- b' | words }}", "a b"),
        ("{{ 'a|b' | cell }} {{ 'a|b' | code }}", r"`a\|b` `a|b`"),
        ("{{ 'a\n\nb' | fence('text') }}", "``` text\na\n\nb\n```"),
        ("{{ 'a' if false }}", ""),
        ("a{{ ' (b)' if true }}{{ ', ' if true }}c{{ ' ' if true }}{{ '' if true }}d", "a (b), c d"),
    ],
)
def test_what_a_filter_made_is_printed_as_it_is(tmp_path: Path, template: str, expected: str) -> None:
    assert rendered(tmp_path, template) == f"{expected}\n"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ '*a* <b' | description }}", "<p><em>a</em> &lt;b</p>"),
        ("{{ '*a*' | line }}", "<em>a</em>"),
        ("{{ '<a>' | code }}", "<code>&lt;a&gt;</code>"),
        ("{{ '/api/{id}/focusSession' | breakable }}", "/<wbr>api/{id}/<wbr>focus<wbr>Session"),
        ("{{ text }}", r"a\u202eb\u0000"),
        (
            "{{ '[1]' | code_block('json') }}",
            f'<div class="highlight json"><pre><span></span><code>{ONE}\n</code></pre></div>',
        ),
    ],
)
def test_a_filter_writes_html(tmp_path: Path, template: str, expected: str) -> None:
    assert html_of(tmp_path, template, text="a\u202eb\x00") == expected


def test_empty_lines_are_one_except_inside_code(tmp_path: Path) -> None:
    template = "\n\n# a\n\n\n\nb\n  \n \t\n{{ code | fence }}\n\n\n{{ code | fence('json') }}\n\n\n\n"
    code = "c\n\n\n  \nd\n```\n\n\n\n```"
    page = rendered(tmp_path, template, code=code)
    assert page.startswith("# a\n\nb\n\n````\nc\n\n\n  \nd\n```\n\n\n\n```\n````\n\n```` json\n")
    assert page.endswith("````\n")


def test_a_line_of_backticks_in_a_paragraph_opens_no_code(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ text | code }}\n\n\n\nend", text="``` a `` b ` c").endswith("\n\nend\n")


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("one\n{{ missing }}", 2, "'missing' is undefined"),
        ("one\n\n{{ value.missing }}", 3, "has no attribute 'missing'"),
        ("{% if missing %}{% endif %}", 1, "'missing' is undefined"),
        ("one\n{% if %}", 2, "Expected an expression"),
        ("one\n{{ value | nofilter }}", 2, "No filter named 'nofilter'"),
        ("one\n{% include 'absent.jinja' %}", 2, "there is no template absent.jinja"),
        ("one\n{{ 1 // 0 }}", 2, "ZeroDivisionError"),
        ("one\n{{ value | fence(1, 2, 3) }}", 2, "TypeError"),
        ("one\n{{ fail() }}", 2, "KeyError: 'x'"),
        ("{% include 'part.jinja' %}", 3, "'deep' is undefined"),
    ],
)
def test_a_template_that_fails_says_which_and_where(
    tmp_path: Path, template: str, line: int, said: str
) -> None:
    (tmp_path / "part.jinja").write_text("\n\n{{ deep }}", encoding="utf-8")
    file = "part.jinja" if "part.jinja" in template else "page.md.jinja"
    with pytest.raises(ProblemsError) as caught:
        rendered(tmp_path, template, value="x", fail=lambda: {"y": 1}["x"])
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"templates/{file}:{line}:1: error: ")
    assert said in problem.message
    assert problem.rule == "template-failed"
    assert str(tmp_path) not in str(problem)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"^templates/reference/none\.jinja:1:1: error: there is no"):
        render(html_environment(tmp_path), "reference/none.jinja")


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ view.__init__.__globals__ }}",
        "{{ names.append('x') }}",
        "{{ names.clear() }}",
    ],
)
def test_a_sandbox_keeps_a_strangers_template_to_what_it_is_given(tmp_path: Path, template: str) -> None:
    names = ["a"]
    with pytest.raises(ProblemsError):
        rendered(tmp_path, template, is_sandbox=True, names=names, view=object())
    assert names == ["a"]


def test_the_same_context_makes_the_same_page(tmp_path: Path) -> None:
    template = "{% for key, value in context.items() %}{{ key }}: {{ value }}\n{% endfor %}"
    context = {"b": "1", "a": "2"}
    assert rendered(tmp_path, template, context=context) == "b: 1\na: 2\n"
