"""The before and after of a page: its links, ids and images hold where it is shown."""

from pathlib import Path

import pytest

from apidocs.preview.changed_files import FileChange
from apidocs.preview.impact import Impact
from apidocs.preview.outputs.report_pages import write_report_pages
from apidocs.preview.report import FOLDER, Report, ShownPage

COMPARED = f"{FOLDER}/pages/a/index.html"


def compared(tmp_path: Path, before: str, after: str) -> str:
    """Show one page that changed, and return what the reviewer gets."""
    page = ShownPage(FileChange("a/index.md", "changed"), "a", "a/index.html", COMPARED)
    report = Report("t", "aaa", "bbb", pages=(page,))
    write_report_pages(report, {"a/index.md": before}, {"a/index.md": after}, tmp_path / "site", tmp_path)
    return (tmp_path / "site" / COMPARED).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "code", ['&lt;pet id="1" href="../b/"&gt;', 'a href="x" b', '<span title="a &gt; b id=">x</span>']
)
def test_code_that_looks_like_a_tag_stays_as_it_is(tmp_path: Path, code: str) -> None:
    html = f"<p><code>{code}</code></p>"
    assert compared(tmp_path, html, html).count(code) == 3


def test_each_copy_of_a_page_has_its_own_ids_and_links_to_these(tmp_path: Path) -> None:
    text = compared(tmp_path, '<p id="x">a</p>', '<p id="x">b</p><p><a href="#x">c</a></p>')
    for side in ("a", "m"):
        assert f'id="{side}-x"' in text
        assert f'href="#{side}-x"' in text
    assert text.count('id="b-x"') == 1


def test_links_lead_from_where_the_page_is_shown(tmp_path: Path) -> None:
    html = '<p><a href="../b/#c">b</a> <a href="https://a.example/">c</a></p>'
    text = compared(tmp_path, html, html)
    assert 'href="../../../b/index.html#c"' in text
    assert 'href="https://a.example/"' in text


@pytest.mark.parametrize("address", ["http://[", "//[x", "../../../../etc/passwd", "a?b=[#"])
def test_an_address_that_leads_nowhere_is_no_failure(tmp_path: Path, address: str) -> None:
    assert "etc/passwd" not in compared(tmp_path, f'<p><a href="{address}">a</a></p>', "<p>b</p>")


def test_an_image_that_went_is_kept_for_the_page_before(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/old.png").write_bytes(b"old")
    text = compared(tmp_path, '<p><img alt="x" src="old.png"></p>', "<p>none</p>")
    assert 'src="../../base/a/old.png"' in text
    assert (tmp_path / "site" / FOLDER / "base/a/old.png").read_bytes() == b"old"


def test_a_page_of_which_nothing_seen_differs_says_so(tmp_path: Path) -> None:
    assert "Nothing that a reader sees differs" in compared(tmp_path, "<p>a</p>", "<p>a</p>")
    assert "Places that differ" in compared(tmp_path, "<p>a</p>", "<p>b</p>")


def test_the_parts_of_a_reference_page_are_compared_one_by_one(tmp_path: Path) -> None:
    before, after = (
        f'<div class="reference reference--operation">\n<section><p>same</p></section>\n<p>{word}</p></div>'
        for word in ("old", "new")
    )
    text = compared(tmp_path, before, after)
    assert text.count("report__row--changed") == 1
    assert text.count('class="report__row"') == 1


def test_guides_are_grouped_by_file_and_changes_lead_to_the_first_difference(tmp_path: Path) -> None:
    impacts = tuple(Impact("a/index.md", line, is_wrong=True, reason="gone") for line in (3, 8))
    page = ShownPage(FileChange("a/index.md", "changed"), "A", "a/index.html", COMPARED)
    report = Report("t", "aaa", "bbb", pages=(page,), impacts=impacts)
    write_report_pages(report, {"a/index.md": "a"}, {"a/index.md": "b"}, tmp_path / "site", tmp_path)
    text = (tmp_path / "site" / FOLDER / "index.html").read_text(encoding="utf-8")
    assert text.count('<h3><a href="../a/index.html">a/index.md</a></h3>') == 1
    assert text.count("<code>a/index.md:") == 2
    assert f'href="../{COMPARED}#change-1"' in text
