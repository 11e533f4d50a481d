"""The comment on a pull request."""

from pathlib import Path

from markdown_it import MarkdownIt

from apidocs.diff.change import Change
from apidocs.preview.changed_files import FileChange
from apidocs.preview.guides.impact import Impact
from apidocs.preview.outputs.summary_markdown import LIMIT, summary
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
    outside_code = "".join(part.partition("</code>")[2] for part in html.split("<code>"))
    assert "<img" not in html
    assert 'javascript:z"' not in html
    assert "@team" not in outside_code
    assert '"https://a.example' not in html
    assert "<h1>" not in html


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
    assert "no</code>" in text
    assert str(Path.cwd()) not in text
