"""Links of a built site that lead nowhere are found, wherever they are written."""

from pathlib import Path

import pytest

from apidocs.site.checks.broken_links import find_broken_links

SITE_URL = "https://sessiondock.com/docs/"


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<p id=a><a href="#a"></a><a href="b/"></a><a href="b/"></a><img src="/docs/c.png"><a href="#d">'
    )
    (tmp_path / "index.md").write_text("[x](e/index.md) [y](index.md#a) [z](index.md#f)")
    assert find_broken_links(tmp_path, SITE_URL) == [
        "index.html: b/",
        "index.html: /docs/c.png",
        "index.html: #d",
        "index.md: e/index.md",
        "index.md: index.md#f",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="x" href="gone">',
        "<A CLASS='a>b'\n  HREF='gone'>",
        '<a title="it\'s > all" href=gone>',
        '<script src="gone">if (a < b) { "</a>" }</script>',
        "<!-- > --><a href='gone'>",
    ],
)
def test_a_link_is_found_in_any_way_of_writing_html(tmp_path: Path, html: str) -> None:
    (tmp_path / "index.html").write_text(html)
    assert find_broken_links(tmp_path, "") == ["index.html: gone"]


@pytest.mark.parametrize(
    "html",
    [
        '<code>&lt;a href="gone"&gt;</code>',
        "<!-- <a href='gone'> -->",
        "<script>x = '<a href=\"gone\">'</script>",
        '<p data-href="gone" title=\' href="gone"\'>',
        '<a href="https://elsewhere.example/gone">',
        '<base href="gone">',
        '<a href="">',
    ],
)
def test_what_is_no_link_of_the_site_is_passed_over(tmp_path: Path, html: str) -> None:
    (tmp_path / "index.html").write_text(html)
    assert find_broken_links(tmp_path, "") == []
