"""The theme's style sheet without the rules that no page of a site uses."""

from pathlib import Path

import pytest

from apidocs.site.finish.trimming import compact, lean, write_lean_styles


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".md-nav a{color:red}", ".md-nav a{color:red}"),
        (".md-typeset .footnote{color:red}", ""),
        (".footnote,.md-nav{color:red}", ".md-nav{color:red}"),
        (".md-nav:is(.footnote,.a),.b{color:red}", ".b{color:red}"),
        (".md-nav:not(.footnote){color:red}", ".md-nav:not(.footnote){color:red}"),
        (".admonition.note{a:b}.notebook{a:b}", ".notebook{a:b}"),
        (".md-top{a:b}.md-topic{a:b}.md-header__inner{a:b}", ".md-header__inner{a:b}"),
        ("@media print{.footnote{a:b}.md-nav{a:b}}", "@media print{.md-nav{a:b}}"),
        ("@media print{.footnote{a:b}}", ""),
        ("@keyframes note{to{a:b}}@page{margin:1cm}", "@keyframes note{to{a:b}}@page{margin:1cm}"),
        ('@charset "UTF-8";html{a:b}', '@charset "UTF-8";html{a:b}'),
        ('.a:before{content:"}.footnote{"}.b{a:b}', '.a:before{content:"}.footnote{"}.b{a:b}'),
        ("/* } */.a{a:b}", "/* } */.a{a:b}"),
        (
            ':root{--one:url("data:a;b{}");--two:url("data:c");--three:1}.a{b:var(--two)}.footnote{b:var(--one)}',
            ':root{--two:url("data:c");--three:1}.a{b:var(--two)}',
        ),
    ],
)
def test_only_what_a_page_may_have_is_left(css: str, expected: str) -> None:
    assert lean(css) == expected
    assert lean(expected) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("/* a */\n\n.a, .b:not(.c) {\n  color: red;\n  d: e f;\n}\n", ".a,.b:not(.c){color: red;d: e f;}"),
        (".a /* b */ .c { d: e }", ".a .c{d: e}"),
        ('.a::before { content: " { ; /* b */ "; }', '.a::before{content: " { ; /* b */ ";}'),
        (
            "@media (b) and (c) { .a + .d > .e { f: calc(1px + 2px) } }",
            "@media (b) and (c){.a + .d > .e{f: calc(1px + 2px)}}",
        ),
        (r".a { b: '\' ; '; }", r".a{b: '\' ; ';}"),
    ],
)
def test_comments_and_spaces_that_part_nothing_are_left_out(css: str, expected: str) -> None:
    assert compact(css) == expected
    assert compact(expected) == expected


def test_the_sheets_of_a_site_become_lean_where_they_lie(tmp_path: Path) -> None:
    sheet = tmp_path / "assets/stylesheets/main.57a0.min.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(".footnote{a:b}.é{a:b}", encoding="utf-8")
    own = tmp_path / "assets/site.css"
    own.write_text(".footnote { a: b }\n", encoding="utf-8")
    write_lean_styles(tmp_path)
    assert own.read_text(encoding="utf-8") == ".footnote{a: b}"
    assert sheet.read_text(encoding="utf-8") == ".é{a:b}"
