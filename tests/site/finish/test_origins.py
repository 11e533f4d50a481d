"""What a page would fetch from another origin is found; what is only followed on a click is not."""

import shutil
from pathlib import Path

import pytest

from apidocs.site.finish.foreign_requests import find_foreign_fetches
from support.commands import files_of, run, say

FETCHES = {
    '<script src="https://x.test/a.js"></script>': "<script src> https://x.test/a.js",
    "<img alt='a' src=//x.test/a.png>": "<img src> //x.test/a.png",
    '<img src="a.png" srcset="a.png 1x, HTTPS://x.test/b.png 2x">': "<img srcset> HTTPS://x.test/b.png",
    '<link rel="stylesheet" href="https://x.test/a.css">': "<link href> https://x.test/a.css",
    '<link rel="alternate stylesheet" href="https://x.test/a.css">': "<link href> https://x.test/a.css",
    '<link href="https://x.test/a.css">': "<link href> https://x.test/a.css",
    '<link rel="preconnect" href="https://x.test">': "<link href> https://x.test",
    '<base href="https://x.test/">': "<base href> https://x.test/",
    '<iframe title="a > b" src="https://x.test/"></iframe>': "<iframe src> https://x.test/",
    '<video poster="//x.test/a.png"></video>': "<video poster> //x.test/a.png",
    '<svg><use xlink:href="https://x.test/a.svg#b"/></svg>': "<use xlink:href> https://x.test/a.svg#b",
    '<a href="b/" ping="https://x.test/p">b</a>': "<a ping> https://x.test/p",
    '<p style="background: url(//x.test/a.png)">a</p>': "<p style> //x.test/a.png",
    "<style>@import 'https://x.test/a.css';</style>": "<style> https://x.test/a.css",
    '<link rel="preload" as="font" href="https://x.test/a.woff2">': "<link href> https://x.test/a.woff2",
    '<link rel="modulepreload" href="https://x.test/a.js">': "<link href> https://x.test/a.js",
    '<object data="//x.test/a.svg"></object>': "<object data> //x.test/a.svg",
    '<audio><source src="https://x.test/a.ogg"></audio>': "<source src> https://x.test/a.ogg",
    '<iframe srcdoc="&lt;img src=//x.test/a.png>"></iframe>': "<img src> //x.test/a.png",
    "<script>fetch('https://x.test/a')</script>": "<script> https://x.test/a",
    "<script type='module'>import 'https://x.test/a.js'</script>": "<script> https://x.test/a.js",
    '<meta http-equiv="refresh" content="0; url=https://x.test/">': "<meta refresh> https://x.test/",
}
HARMLESS = [
    '<a href="https://x.test/">a</a>',
    '<link rel="canonical" href="https://x.test/">',
    '<link rel="alternate convertedfrom" type="text/markdown" href="//x.test/a.md">',
    '<meta property="og:url" content="https://x.test/">',
    '<form action="https://x.test/">',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<script id="c" type="application/json">{"a": "https://x.test/"}</script>',
    "<script>/* see https://x.test/ */</script>",
    '<pre><code>&lt;img src="https://x.test/"></code></pre>',
    '<img src="a//b.png" alt="https://x.test/">',
    '<img src="data:image/svg+xml,%3Csvg xmlns=%27a%27%3E">',
]


def around(html: str) -> str:
    return f"<p>http://a.test\n{html}\n<p>http://a.test"


def find(folder: Path, name: str, text: str) -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return find_foreign_fetches(folder)


@pytest.mark.parametrize(("html", "fetch"), FETCHES.items())
def test_what_a_page_fetches_is_found(tmp_path: Path, html: str, fetch: str) -> None:
    assert find(tmp_path, "index.html", around(html)) == [f"index.html: {fetch}"]


@pytest.mark.parametrize("html", HARMLESS)
def test_what_a_page_only_names_is_not(tmp_path: Path, html: str) -> None:
    assert find(tmp_path, "index.html", around(html)) == []


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { background: url( 'https://x.test/a.png') }", ["a.css: https://x.test/a.png"]),
        ('@import "//x.test/a.css";', ["a.css: //x.test/a.css"]),
        ("a { background: image-set('a.png' 1x, '//x.test/a.png' 2x) }", ["a.css: //x.test/a.png"]),
        ("@font-face { src: url(https://x.test/a.woff2) }", ["a.css: https://x.test/a.woff2"]),
        ("/*! https://x.test/ */ a { background: url(a.png) }", []),
        ("a { background: url('data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>') }", []),
    ],
)
def test_what_a_style_sheet_fetches_is_found(tmp_path: Path, css: str, expected: list[str]) -> None:
    assert find(tmp_path, "a.css", css) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('fetch("https://x.test/a")', ["a.js: https://x.test/a"]),
        ("import('https://x.test/a.js')", ["a.js: https://x.test/a.js"]),
        ("import a from '//x.test/a.js'", ["a.js: //x.test/a.js"]),
        ("new WebSocket(`wss://x.test/a`)", ["a.js: wss://x.test/a"]),
        ('/* see https://x.test/ */ fetch("a.json")', []),
        ('load("https://unpkg.com/resize-observer-polyfill")', []),
    ],
)
def test_what_a_script_names_is_found(tmp_path: Path, script: str, expected: list[str]) -> None:
    assert find(tmp_path, "a.js", script) == expected


def test_what_the_theme_fetches_for_a_diagram_counts_where_there_is_one(tmp_path: Path) -> None:
    script = 'load("https://unpkg.com/mermaid@11/dist/mermaid.min.js")'
    assert find(tmp_path, "a.js", script) == []
    assert find(tmp_path, "index.html", '<pre class="mermaid">a</pre>') == [
        "a.js: https://unpkg.com/mermaid@11/dist/mermaid.min.js"
    ]


def test_what_the_search_index_says_is_text(tmp_path: Path) -> None:
    assert find(tmp_path, "search_index.js", '{"text": "https://x.test/"}') == []


def test_a_build_fails_when_a_page_or_a_style_would_fetch_from_elsewhere(
    built_project: Path, tmp_path: Path
) -> None:
    project = Path(shutil.copytree(built_project, tmp_path / "project"))
    before = files_of(project / "site")
    for name, text in (
        ("launchers/index.md", '\n<img src="https://x.test/a.png" alt="A">\n'),
        ("assets/site.css", "\na { background: url(//x.test/a.png) }\n"),
    ):
        with (project / "docs" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    answer = run(project, "scripts/build.py")
    assert answer.returncode == 1, say(answer)
    assert "launchers/index.html: <img src> https://x.test/a.png" in answer.stderr
    assert "assets/site.css: //x.test/a.png" in answer.stderr
    assert files_of(project / "site") == before
