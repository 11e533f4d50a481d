"""What a page of a stranger may hold in a preview."""

import pytest

from apidocs.markdown.clean_html import clean

HOSTILE = [
    "<script>run()</script>",
    "<img src=x onerror=run()>",
    '<a href="javascript:run()">x</a>',
    '<iframe src="https://a.example"></iframe>',
    '<svg onload="run()"><script>run()</script></svg>',
    '<object data="data:text/html,run()"></object>',
    '<form action="https://a.example"><button formaction="javascript:run()">run()</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://a.example">',
    "<style>@import 'https://a.example'</style>",
    '<div style="background:url(https://a.example)">x</div>',
    "<base href='https://a.example'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=run()>",
]
KEPT = [
    '<p id="x" class="y">Text <code>a</code></p>',
    '<a class="headerlink" href="#x" title="Link">¶</a>',
    '<div class="tabbed-set" data-tabs="1:2"><input checked="" id="a" name="__tabbed_1" type="radio"></div>',
    '<td align="right">1</td>',
    '<details open=""><summary>More</summary></details>',
    '<pre><span></span><code><span class="nt">"a"</span></code></pre>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_could_run_stays(html: str) -> None:
    found = clean(html).lower()
    for part in (
        "<script",
        "onerror",
        "onload",
        "javascript:",
        "<iframe",
        "<object",
        "<form",
        "<meta",
        "<base",
    ):
        assert part not in found
    assert "a.example" not in found


@pytest.mark.parametrize("html", KEPT)
def test_what_pages_are_made_of_stays(html: str) -> None:
    row = html.startswith("<td")
    found = clean(f"<table><tbody><tr>{html}</tr></tbody></table>" if row else html)
    for part in html.replace(">", " ").replace("<", " ").split():
        assert part in found
