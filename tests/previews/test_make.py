"""A whole preview, of a change that does harm where it can."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from previews.repository import commit, git
from support.commands import copy_project, edit, run, say
from support.documents import WORDS


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a base, an edit on a branch, and further edits that are not committed."""
    folder = copy_project(tmp_path_factory.mktemp("preview") / "project")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "switch", "-qc", "change")
    secret = folder.parent / "secret.txt"
    secret.write_text("planted-secret", encoding="utf-8")
    edit(folder / "spec/openapi.yaml", "        - name: recent\n", "        - name: lately\n")
    edit(folder / "spec/openapi.yaml", "operationId: openSession", "operationId: launchSession")
    edit(
        folder / "docs/scripts/index.md",
        "\n## ",
        "\nPlanted <script>planted()</script><img onerror=planted()>\n\n## ",
    )
    (folder / "docs/leak.md").symlink_to(secret)
    (folder / "docs/assets/leak.txt").symlink_to(secret)
    (folder / "docs/assets/evil.js").write_text("planted()", encoding="utf-8")
    (folder / "docs/assets/page.html").write_text("<script>planted()</script>", encoding="utf-8")
    with (folder / "docs/assets/site.js").open("a", encoding="utf-8") as file:
        file.write("planted();\n")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("# A change of what runs.\n")
    commit(folder)
    (folder / "docs/index.md").write_text("not committed", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def preview(project: Path) -> Path:
    answer = run(
        project, "scripts/preview.py", "--base", "main", "--title", "Pull request 7", "--fail-on", "breaking"
    )
    assert answer.returncode == 0, say(answer)
    return project / "preview"


@pytest.fixture(scope="module")
def changes(preview: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads((preview / "changes.json").read_text(encoding="utf-8"))


def test_the_working_tree_stays_as_it_was(project: Path, preview: Path) -> None:
    assert preview.is_dir()
    assert (project / "docs/index.md").read_text(encoding="utf-8") == "not committed"
    assert not (project / "site").exists()


def test_the_changes_are_told_for_machines(changes: Any) -> None:  # noqa: ANN401
    assert {(each["id"], each["subject"], each["level"]) for each in changes["changes"]} == {
        ("request-parameter-removed", "recent", "risky"),
        ("request-parameter-added", "lately", "safe"),
        ("operation-id-changed", "POST /api/v1/sessions/{id}/open", "risky"),
    }
    assert re.fullmatch(r"spec/openapi\.yaml:\d+", changes["changes"][0]["source"])
    assert changes["code"] == ["mkdocs.yml"]


def test_a_page_that_moved_is_one_page(changes: Any) -> None:  # noqa: ANN401
    moved = [each for each in changes["pages"] if each["kind"] == "moved"]
    assert [(each["before"], each["path"]) for each in moved] == [
        ("api-reference/automation/opensession/index.md", "api-reference/automation/launchsession/index.md")
    ]


def test_guides_that_lead_nowhere_now_are_wrong(changes: Any, project: Path) -> None:  # noqa: ANN401
    wrong = [each for each in changes["guides"] if each["wrong"]]
    expected = set()
    for path in sorted((project / "docs").glob("*/index.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "automation/opensession/" in line:
                expected.add((f"docs/{path.parent.name}/index.md", number))
    assert {(each["path"], each["line"]) for each in wrong if "opensession" in each["reason"]} == expected
    assert expected


def test_every_page_of_the_site_says_what_it_is_and_is_in_no_search_engine(preview: Path) -> None:
    pages = list((preview / "site").rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'content="noindex"' in text or page.name == "page.html"
    assert "Preview: Pull request 7, base " in (preview / "site/index.html").read_text(encoding="utf-8")
    assert not (preview / "site/sitemap.xml").exists()


def test_the_report_has_a_before_and_after_of_each_page(preview: Path, changes: Any) -> None:  # noqa: ANN401
    report = (preview / "site/changes/index.html").read_text(encoding="utf-8")
    for page in changes["pages"]:
        compared = f"changes/pages/{page['path'].removesuffix('/index.md')}/index.html"
        place = "" if page["kind"] in {"added", "removed"} else "#change-1"
        assert f'href="../{compared}{place}"' in report
        assert (preview / "site" / compared).is_file()
    page = preview / "site/changes/pages/api-reference/sessions/listsessions/index.html"
    text = page.read_text(encoding="utf-8")
    # The base is rendered as the site is: nothing else differs but the mark, which an edited sample loses.
    mark = WORDS.say("samples.run", languages="curl, Python, JavaScript")
    assert {*re.findall("<del>(.*?)</del>", text)} == {"recent", mark}
    assert {*re.findall("<ins>(.*?)</ins>", text)} == {"lately"}


def test_a_guide_that_changed_is_named_with_its_lines(preview: Path, changes: Any, project: Path) -> None:  # noqa: ANN401
    lines = (project / "docs/scripts/index.md").read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "Planted" in line)
    (guide,) = (each for each in changes["files"] if each["path"] == "docs/scripts/index.md")
    (found,) = guide["lines"]
    assert found["kind"] == "added"
    assert found["first"] <= number <= found["last"]
    report = (preview / "site/changes/index.html").read_text(encoding="utf-8")
    assert f"docs/scripts/index.md:{found['first']}-{found['last']}</code>: added" in report


def test_nothing_planted_runs_in_any_page(preview: Path) -> None:
    for path in (preview / "site").rglob("*"):
        if path.suffix in (".html", ".js", ".svg"):
            text = path.read_text(encoding="utf-8")
            assert "planted()" not in text, path
    assert "Planted" in (preview / "site/scripts/index.html").read_text(encoding="utf-8")


def test_no_file_outside_the_checkout_is_read(preview: Path, changes: Any) -> None:  # noqa: ANN401
    for path in preview.rglob("*"):
        assert not path.is_symlink()
        assert not path.is_file() or b"planted-secret" not in path.read_bytes()
    assert any("docs/leak.md is left out" in note for note in changes["notes"])
    assert any("docs/assets/evil.js could run" in note for note in changes["notes"])


def test_the_summary_names_the_same_and_no_path_of_the_machine(preview: Path, project: Path) -> None:
    text = (preview / "summary.md").read_text(encoding="utf-8")
    assert "API changes" in text
    assert "Code changed" in text
    assert str(project.parent) not in text + (preview / "changes.json").read_text(encoding="utf-8")


def test_links_of_the_report_lead_to_pages_and_their_parts(preview: Path) -> None:
    for page in (preview / "site/changes").rglob("*.html"):
        for href in re.findall(r'<[^>]* (?:href|src)="([^"]+)', page.read_text(encoding="utf-8")):
            if not href.startswith(("http", "mailto")):
                path, _, anchor = href.replace("&amp;", "&").partition("#")
                target = (page.parent / path).resolve() if path else page
                assert target.is_relative_to(preview / "site")
                assert target.exists() or "opensession" in href, (page, href)
                if anchor and target.exists():
                    assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), (page, href)
