"""From a document to the pages of its reference."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from apidocs.pipeline import generate, iter_downloads, stop_on_errors
from apidocs.problems import Problem, ProblemsError
from apidocs.progress import Silent, counted
from apidocs.project import ROOT, Project
from support.commands import SMALL, files_of, write_small

PAGES = [
    "api-reference/errors/index.md",
    "api-reference/hello/index.md",
    "api-reference/hello/sayhello/index.md",
    "api-reference/index.md",
    "api-reference/schemas/Greeting/index.md",
    "api-reference/schemas/index.md",
]
BESIDE_PAGES = ["openapi.json", "openapi.yaml", "tools.json", "hello/llms-full.txt"]
WARNED = SMALL.replace("      summary: Say hello\n", "")


class Recorder(Silent):
    """Notes what a build tells about itself."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self, step: str, total: int = 0) -> None:
        self.told.append(f"{step} {total}")

    def advance(self) -> None:
        self.told.append("+")

    def finish(self, summary: str) -> None:
        self.told.append(summary)


def project(folder: Path, text: str = SMALL, *, is_whole_site: bool = False, strict: bool = False) -> Project:
    (folder / "docs").mkdir(exist_ok=True)
    spec = str(write_small(folder, text))
    return Project(spec, folder, is_whole_site=is_whole_site, strict=strict)


def test_every_operation_tag_and_schema_gets_a_page(tmp_path: Path) -> None:
    reference = generate(project(tmp_path), Silent())
    assert sorted(page.src_uri for page in reference.pages) == PAGES
    beside = [path for path, _ in iter_downloads(reference)]
    assert sorted(beside) == sorted(f"api-reference/{name}" for name in BESIDE_PAGES)
    assert files_of(tmp_path / "docs") == {}


def test_a_site_that_is_only_a_reference_has_a_home_page_too(tmp_path: Path) -> None:
    reference = generate(project(tmp_path, is_whole_site=True), Silent())
    home = next(page for page in reference.pages if page.src_uri == "index.md")
    assert home.twin.startswith("# Greetings\n")


@pytest.mark.parametrize("is_whole_site", [True, False])
def test_each_step_says_what_it_did_and_the_bar_counts_every_page(
    tmp_path: Path, *, is_whole_site: bool
) -> None:
    recorder = Recorder()
    found = project(tmp_path, is_whole_site=is_whole_site)
    number = 6 + is_whole_site
    generate(found, recorder)
    assert recorder.told == [
        *("load 0", f"{found.spec}, OpenAPI 3.1"),
        *("validate 0", "no problems"),
        *("model 0", "1 operation, 1 schema"),
        *(f"render {number}", *("+" * number), f"{number} pages"),
    ]


def test_a_warning_stops_nothing_and_is_kept(tmp_path: Path) -> None:
    reference = generate(project(tmp_path, WARNED), Silent())
    assert [problem.rule for problem in reference.problems] == ["missing-summary"]


@pytest.mark.parametrize(
    ("text", "strict", "rule"),
    [
        (SMALL.replace("schemas/Greeting", "schemas/Nothing"), False, "unresolvable-ref"),
        (WARNED, True, "missing-summary"),
        ("", False, "empty-file"),
    ],
)
def test_what_is_refused_names_the_rule(tmp_path: Path, text: str, rule: str, *, strict: bool) -> None:
    with pytest.raises(ProblemsError) as refused:
        generate(project(tmp_path, text, strict=strict), Silent())
    assert rule in {problem.rule for problem in refused.value.problems}


def test_a_text_that_a_language_lacks_is_warned_of_or_strictly_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "templates/words/de.yaml").write_text("index: {title: Referenz}\n", encoding="utf-8")
    found = replace(project(tmp_path), templates=tmp_path / "templates", language="de")
    (problem,) = generate(found, Silent()).problems
    assert (problem.level, problem.rule) == ("warning", "words-missing")
    with pytest.raises(ProblemsError, match="words-missing"):
        generate(replace(found, strict=True), Silent())


def test_a_template_that_fails_is_a_problem(tmp_path: Path) -> None:
    found = project(tmp_path)
    shutil.copytree(ROOT / "templates/words", tmp_path / "no-templates/words")
    broken = Project(found.spec, found.root, tmp_path / "no-templates")
    with pytest.raises(ProblemsError, match="template-failed"):
        generate(broken, Silent())


@pytest.mark.parametrize(
    ("levels", "strict", "is_raised"),
    [
        ("", True, False),
        ("w", False, False),
        ("w", True, True),
        ("we", False, True),
    ],
)
def test_an_error_or_strictness_raises_every_problem(levels: str, *, strict: bool, is_raised: bool) -> None:
    named = {"w": "warning", "e": "error"}
    problems = [Problem("a.yaml", 1, 1, "rule", "wrong", level=named[level]) for level in levels]  # type: ignore[arg-type]
    if not is_raised:
        stop_on_errors(problems, strict=strict)
        return
    with pytest.raises(ProblemsError) as raised:
        stop_on_errors(problems, strict=strict)
    assert raised.value.problems == tuple(problems)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no pages"), (1, "1 page"), (2, "2 pages"), (1234, "1,234 pages")]
)
def test_a_number_has_its_noun(number: int, words: str) -> None:
    assert counted(number, "page") == words


def test_a_projects_document_is_named_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Project.from_folder(tmp_path, strict=True).spec == "spec/openapi.yaml"
    assert (ROOT / "mkdocs.yml").is_file()
