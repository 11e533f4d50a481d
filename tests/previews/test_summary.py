"""The comment on a pull request."""

import re
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from apidocs.diff.change import Change
from apidocs.preview.changed_files import FileChange
from apidocs.preview.impact import Impact
from apidocs.preview.outputs.summary_markdown import LIMIT, coded, escaped, summary
from apidocs.preview.report import Report, Shown, ShownPage

HOSTILE = (
    '@team <img src="https://a.example/x.png"> ![x](https://a.example) [y](javascript:z) `a` #1 '
    "https://a.example\n# Title"
)


def shown(subject: str, id_: str = "operation-removed", level: str = "breaking") -> Shown:
    return Shown(Change(id_, level, subject), (("GET /a", "a/index.html#parameters"),), "spec/openapi.yaml:3")  # type: ignore[arg-type]


def test_the_verdict_comes_first_and_breaking_changes_before_others() -> None:
    report = Report(
        "Pull request 3", "aaa", "bbb", shown=(shown("GET /a"), shown("x", "operation-added", "safe"))
    )
    text = summary(report)
    assert "API changes: 1 breaking, 1 safe" in MarkdownIt().render(text)
    assert text.index("#### Breaking") < text.index("#### Safe")
    assert "Stop calling" in text
    assert "with its own scripts" in text


def test_nothing_from_a_description_mentions_embeds_or_links() -> None:
    report = Report(
        HOSTILE,
        "aaa",
        "bbb",
        "https://docs.example/",
        shown=(shown(HOSTILE),),
        impacts=(Impact("docs/a.md", 1, is_wrong=True, reason=HOSTILE),),
        pages=(ShownPage(FileChange(HOSTILE, "changed"), "t", "", "changes/pages/a/index.html"),),
        notes=(HOSTILE,),
    )
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(summary(report))
    outside_code = re.sub(r"<code>.*?</code>", "", html)
    assert "<img" not in html
    assert 'javascript:z"' not in html
    assert "@team" not in outside_code
    assert '"https://a.example' not in html
    assert "<h1>" not in html
    assert not re.search(r"[@#]\w", re.sub(r"<[^>]*>", "", outside_code))


MARKUP = (
    "a_b_c *d* & 3 < 4 > 2 | ~x~",
    "1. first",
    "- a",
    "`` a ` b ``",
    "C:\\d",
    "www.a.example",
    "a`",
)


@pytest.mark.parametrize("text", [HOSTILE, *MARKUP])
def test_a_text_can_be_read_as_it_stands_and_means_itself(text: str) -> None:
    written = escaped(text)
    assert not re.search(r"&#?\w+;|://|www\.", written)
    plain = " ".join(text.split())
    for line in (written, f"- {written}", f"**x {written}.**", coded(text)):
        html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(line)
        assert plain in unescape(re.sub(r"<[^>]*>", "", html)).replace("\u200b", "")
        assert not re.search("<(a|em|img|h1|del|s|ol)\\b", html)


def test_a_page_that_moved_is_told_once_with_its_titles_and_a_redirect() -> None:
    change = FileChange("api-reference/a/new/index.md", "moved", "api-reference/a/old/index.md")
    redirect = "api-reference/a/old/: api-reference/a/new/"
    page = ShownPage(change, "t", "", "", ("Old name", "New name"), redirect)
    lines = summary(Report("t", "a", "b", pages=(page,))).splitlines()
    at = lines.index("- moved from `api-reference/a/old/index.md`: `api-reference/a/new/index.md`")
    assert lines[at + 1 : at + 3] == [
        "  - its title `Old name` is now `New name`",
        f"  - to keep the old address, add to `spec/redirects.yaml`: `{redirect}`",
    ]


def test_a_long_report_is_cut_at_the_end_of_a_line_and_says_so() -> None:
    report = Report("t", "a", "b", shown=tuple(shown(f"GET /{number}") for number in range(3000)))
    text = summary(report)
    assert len(text.encode()) <= LIMIT
    assert "The list is cut here" in text.splitlines()[-1]


def test_a_list_that_is_folded_and_cut_is_closed_before_it_says_so() -> None:
    pages = tuple(ShownPage(FileChange(f"ü{number}.md", "changed"), "t", "", "") for number in range(5000))
    text = summary(Report("t", "a", "b", pages=pages))
    assert len(text.encode()) <= LIMIT
    assert text.count("<details>") == text.count("</details>") == 1
    assert text.index("</details>") < text.index("The list is cut here")


def test_a_revision_that_cannot_be_built_says_why() -> None:
    text = summary(Report("t", "a", "b", problem="spec/openapi.yaml:3:1: error: no"))
    assert "cannot be built" in text
    assert "- `spec/openapi.yaml:3:1: error: no`" in text
    assert str(Path.cwd()) not in text


@pytest.mark.parametrize("text", ["see #1", "@team", "a#2"])
def test_a_host_makes_no_link_of_a_number_or_a_name(text: str) -> None:
    shown = unescape(MarkdownIt().render(escaped(text)))
    assert not re.search(r"[#@](?=\w)", shown)
    assert shown.replace("\u200b", "") == f"<p>{text}</p>\n"
