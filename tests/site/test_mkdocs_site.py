"""What one build does at each of MkDocs' events."""

import logging
import shutil
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.site import site_build
from apidocs.site.mkdocs_events import MkDocsEvents
from apidocs.site.site_build import RefusedError, SiteBuild
from support.commands import ROOT, SMALL, write_small

BROKEN = "openapi: [\n"


def make_build(
    folder: Path,
    text: str = SMALL,
    templates: Path = ROOT / "templates",
    *,
    is_serving: bool = False,
    last: SiteBuild | None = None,
) -> SiteBuild:
    (folder / "docs").mkdir(exist_ok=True)
    project = Project(str(write_small(folder, text)), folder, templates)
    return SiteBuild(project, Silent(), is_serving=is_serving, last=last)


def configured(folder: Path, build: SiteBuild) -> MkDocsConfig:
    return MkDocsEvents(build).on_config(make_config(folder))


def make_config(folder: Path, *, strict: bool = True) -> MkDocsConfig:
    config = MkDocsConfig(config_file_path=str(folder / "mkdocs.yml"))
    config.load_dict({"site_name": "Guides", "docs_dir": str(folder / "docs"), "strict": strict})
    config.validate()
    config.nav = [{"Home": "index.md"}, {"Reference": "api-reference/index.md"}]
    return config


def copy_templates(folder: Path) -> Path:
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder / "templates"


def test_the_reference_is_added_to_the_files_and_to_the_navigation(tmp_path: Path) -> None:
    events = MkDocsEvents(make_build(tmp_path))
    config = events.on_config(make_config(tmp_path))
    config.plugins._current_plugin = "apidocs"  # noqa: SLF001 - as MkDocs sets it around each event
    files = events.on_files(Files([]), config)
    file = files.get_file_from_path("api-reference/hello/sayhello/index.md")
    assert file is not None
    assert file.content_string.startswith('<div class="reference reference--operation">')
    assert files.get_file_from_path("api-reference/openapi.json") is not None
    assert config.nav is not None
    assert next(iter(config.nav[1].values()))[0] == "api-reference/index.md"
    assert config.extra["problems"] == []


def test_a_broken_document_stops_a_build_with_its_problems(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"greetings.yaml:\d+:\d+: error: ") as refused:
        configured(tmp_path, make_build(tmp_path, BROKEN))
    assert len(refused.value.problems) == 1
    assert refused.value.code == 1


def test_a_broken_document_stops_no_preview(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = make_build(tmp_path, is_serving=True)
    good = configured(tmp_path, first).nav
    second = make_build(tmp_path, BROKEN, is_serving=True, last=first)
    config = configured(tmp_path, second)
    assert config.nav == good
    assert len(config.extra["problems"]) == 1
    assert config.extra["problems"][0] in caplog.text
    third = make_build(tmp_path, is_serving=True, last=second)
    assert configured(tmp_path, third).extra["problems"] == []


def test_the_language_of_the_theme_chooses_the_words(tmp_path: Path) -> None:
    templates = copy_templates(tmp_path)
    (templates / "words/de.yaml").write_text("index: {title: Referenz}\n", encoding="utf-8")
    build = make_build(tmp_path, SMALL, templates)
    config = make_config(tmp_path)
    config.theme["language"] = "de"
    build.configure(config)
    assert build.words.language == "de"
    assert build.reference is not None
    index = next(page for page in build.reference.pages if page.src_uri == "api-reference/index.md")
    assert '<h1 id="api-reference">Referenz</h1>' in index.article


def test_a_language_without_words_stops_a_build(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    config.theme["language"] = "xx"
    with pytest.raises(RefusedError, match=r"words/xx.yaml:1:1: error: .* copy en.yaml"):
        make_build(tmp_path).configure(config)


@pytest.mark.parametrize("text", [SMALL, BROKEN], ids=["good", "broken"])
def test_broken_words_stop_no_preview(tmp_path: Path, text: str) -> None:
    templates = copy_templates(tmp_path)
    first = make_build(tmp_path, text, templates, is_serving=True)
    configured(tmp_path, first)
    (templates / "words/en.yaml").write_text("index: [\n", encoding="utf-8")
    second = make_build(tmp_path, text, templates, is_serving=True, last=first)
    config = configured(tmp_path, second)
    assert "words/en.yaml:1:9: error: " in config.extra["problems"][0]
    assert second.words.say("index.title") == "API Reference"


def test_buttons_and_links_of_the_theme_are_named_in_the_language(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    config.theme["palette"] = [{"scheme": "default", "toggle": {}}, {"scheme": "slate", "toggle": {}}]
    make_build(tmp_path).configure(config)
    names = [option["toggle"]["name"] for option in config.theme["palette"]]
    assert names == ["Switch to dark mode", "Switch to light mode"]
    assert config.mdx_configs["toc"]["permalink_title"] == "Link to this section"


def test_a_fault_of_the_generator_stops_no_preview_and_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr(site_build, "generate", fail)
    problems = configured(tmp_path, make_build(tmp_path, is_serving=True)).extra["problems"]
    assert len(problems) == 1
    assert problems[0].endswith("the reference cannot be generated: KeyError: 'surprise' [generator-failed]")


def test_a_warning_of_mkdocs_stops_no_preview(tmp_path: Path) -> None:
    counter, mkdocs = CountHandler(), logging.getLogger("mkdocs")
    mkdocs.addHandler(counter)
    try:
        config = configured(tmp_path, make_build(tmp_path, is_serving=True))
        assert counter not in mkdocs.handlers
        assert config.strict is False
        mkdocs.addHandler(counter)
        configured(tmp_path, make_build(tmp_path))
        assert counter in mkdocs.handlers
    finally:
        mkdocs.removeHandler(counter)


@pytest.mark.parametrize(
    ("src_uri", "text", "message"),
    [
        ("start/index.md", "# Start\n", ""),
        (
            "start/index.md",
            "---\na: [\n---\n# Start\n",
            "docs/start/index.md:1:1: the front matter is no YAML",
        ),
        ("start.md", "# Start\n", "docs/start.md:1:1: a page is named <slug>/index.md"),
    ],
)
def test_a_page_that_would_come_out_wrong_is_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, src_uri: str, text: str, message: str
) -> None:
    config = make_config(tmp_path)
    file = File(src_uri, str(tmp_path / "docs"), str(tmp_path / "site"), use_directory_urls=True)
    events = MkDocsEvents(make_build(tmp_path))
    events.on_nav(Navigation([], []), config, Files([]))
    assert events.on_page_markdown(text, Page(None, file, config), config) == text
    assert [record.getMessage().startswith(message) for record in caplog.records] == [True] * bool(message)
