"""`python scripts/serve.py`: what a person sees in the browser and the terminal while editing."""

import re
import shutil
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.commands import ROOT, edit, files_of, run, say
from support.live_command import Serving

FAILED = "The last build failed; these are the last good pages."
OPERATION = "api-reference/hello/sayhello/"
PATH = "/hello/{name}"


@pytest.fixture(scope="module")
def serving(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One server for all edits: each test mends what it broke."""
    project = Path(shutil.copytree(small_project, tmp_path_factory.mktemp("serving") / "project"))
    started = Serving(project, "scripts/serve.py", "--address")
    try:
        started.wait_for(lambda text: "</html>" in text)
        yield started
    finally:
        started.stop()


def test_the_first_lines_say_what_was_built_and_where_it_is(serving: Serving) -> None:
    first, second = serving.lines[:2]
    assert re.fullmatch(r"build +\d+ pages \(\d+\.\d\d s\)\n", first)
    assert second == f"http://127.0.0.1:{serving.port}/docs/ shows each edit by itself; Ctrl-C ends it\n"


def test_every_page_asks_the_server_for_changes(serving: Serving) -> None:
    assert "livereload(" in serving.get(OPERATION)


def test_a_client_that_prefers_markdown_gets_the_twin_of_a_page(serving: Serving) -> None:
    url = f"http://127.0.0.1:{serving.port}/docs/{OPERATION}"
    asked = urllib.request.Request(url, headers={"Accept": "text/markdown, text/html;q=0.9"})
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
        assert "# Say hello\n" in answer.read().decode()


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        ("docs/installation/index.md", "\n# ", "\nEdited guide.\n\n# ", "installation/"),
        ("spec/openapi.yaml", "summary: Say hello", "summary: Edited say hello", OPERATION),
        ("templates/reference/operation.html.jinja", "-#}\n", "-#}\nEdited template.\n", OPERATION),
        (
            "templates/theme/main.html",
            "{%- if config.extra.problems",
            "Edited theme.{%- if config.extra.problems",
            "",
        ),
        ("mkdocs.yml", "line: Make", "line: Edited configuration. Make", ""),
        ("docs/assets/site.css", "", ':root { --edit: "Edited style"; }', "assets/site.css"),
    ],
)
def test_an_edit_shows_by_itself_after_one_rebuild(
    serving: Serving, file: str, old: str, new: str, page: str
) -> None:
    builds = serving.builds
    expected = next(word for word in re.findall(r"Edited [\w ]+", new))
    edit(serving.project / file, old, new)
    serving.wait_for(lambda text: expected in text, page)
    serving.wait_for_builds(builds + 1)
    assert not (serving.project / "site").stat().st_mtime > (serving.project / file).stat().st_mtime


def test_a_new_folder_of_docs_is_noticed(serving: Serving) -> None:
    builds = serving.builds
    folder = serving.project / "docs/new-guide"
    folder.mkdir()
    (folder / "index.md").write_text("# A new guide\n", encoding="utf-8")
    serving.wait_for(lambda text: "A new guide" in text, "new-guide/")
    shutil.rmtree(folder)
    serving.wait_for(lambda text: not text, "new-guide/")
    serving.wait_for_builds(builds + 2)


def test_what_an_editor_leaves_beside_a_file_rebuilds_nothing(serving: Serving) -> None:
    builds = serving.builds
    for name in (".index.md.swp", "index.md~", "#index.md#"):
        (serving.project / "docs" / name).write_text("half a thought")
    serving.wait_for_builds(builds)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("spec/openapi.yaml", "paths:\n", "paths: [\n", r"spec/openapi\.yaml:\d+:\d+: error: "),
        (
            "spec/openapi.yaml",
            "#/components/schemas/",
            "#/components/nowhere/",
            r"spec/openapi\.yaml:\d+:\d+: error: ",
        ),
        (
            "templates/reference/tag.html.jinja",
            "\n{{ view.title(tag.title) }}",
            "\n{{ nobody.home }}\n{{ view.title(tag.title) }}",
            r"tag\.html\.jinja:\d+:1: error: ",
        ),
    ],
)
def test_a_broken_document_or_template_shows_on_the_last_good_pages(
    serving: Serving, file: str, old: str, new: str, message: str
) -> None:
    said = len(serving.said)
    edit(serving.project / file, old, new)
    text = serving.wait_for(lambda text: re.search(message, text) is not None, OPERATION)
    assert PATH in text
    assert "last good pages" in text
    assert re.search(message, serving.said[said:])
    assert "Traceback" not in serving.said
    edit(serving.project / file, new, old)
    assert PATH in serving.wait_for(lambda text: "last good pages" not in text, OPERATION)


def test_a_guide_can_be_edited_while_the_document_is_broken(serving: Serving) -> None:
    edit(serving.project / "spec/openapi.yaml", "paths:\n", "paths: [\n")
    serving.wait_for(lambda text: "last good pages" in text)
    edit(serving.project / "docs/installation/index.md", "\n# ", "\nEdited meanwhile.\n\n# ")
    serving.wait_for(lambda text: "Edited meanwhile." in text, "installation/")
    edit(serving.project / "spec/openapi.yaml", "paths: [\n", "paths:\n")
    serving.wait_for(lambda text: "last good pages" not in text)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "templates/theme/main.html",
            "{%- if config.extra.problems",
            "{% if %}{%- if",
            "templates/theme/main.html:",
        ),
        ("mkdocs.yml", "nav:\n", "nav: [\n", "mkdocs.yml"),
        ("docs/installation/index.md", "---\n", "---\ntemplate: nobody.html\n", "nobody.html"),
    ],
)
def test_what_mkdocs_cannot_build_shows_on_the_last_good_pages(
    serving: Serving, file: str, old: str, new: str, message: str
) -> None:
    edit(serving.project / file, old, new)
    text = serving.wait_for(lambda text: FAILED in text, OPERATION)
    assert message in text
    assert PATH in text
    assert "Traceback" not in serving.said
    edit(serving.project / file, new, old)
    serving.wait_for(lambda text: text != "" and FAILED not in text, OPERATION)


def test_the_whole_site_is_served_and_ctrl_c_ends_it_with_0(built_project: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(built_project, tmp_path / "project"))
    before = sources_of(project)
    started = Serving(project, "scripts/serve.py", "--address")
    started.wait_for(lambda text: "</html>" in text)
    assert sources_of(project) == before
    edit(project / "spec/openapi.yaml", "summary: List sessions", "summary: Edited list sessions")
    started.wait_for(lambda text: "Edited list sessions" in text, "api-reference/sessions/listsessions/")
    assert started.stop() == 0
    assert "Traceback" not in started.said


def sources_of(project: Path) -> dict[str, str]:
    return {name: found for name, found in files_of(project).items() if "__pycache__" not in name}


@pytest.mark.parametrize(
    "command", [["scripts/serve.py", "--address"], ["-m", "mkdocs", "serve", "--dev-addr"]]
)
def test_it_starts_with_a_broken_document_and_no_pages(
    small_project: Path, tmp_path: Path, command: list[str]
) -> None:
    project = Path(shutil.copytree(small_project, tmp_path / "project"))
    edit(project / "spec/openapi.yaml", "paths:\n", "paths: [\n")
    started = Serving(project, *command)
    try:
        text = started.wait_for(lambda text: "spec/openapi.yaml:" in text, "installation/")
        assert "Nothing is needed" in text
        edit(project / "spec/openapi.yaml", "paths: [\n", "paths:\n")
        started.wait_for(lambda text: 'id="responses"' in text, OPERATION)
    finally:
        status = started.stop()
    assert status == 0, started.said
    assert "Traceback" not in started.said


def test_a_port_in_use_is_said_before_anything_is_built() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = run(ROOT, "scripts/serve.py", "--address", f"127.0.0.1:{port}")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == (
        f"error: 127.0.0.1:{port}: another program uses this port: end it, or take another one with "
        f"--address 127.0.0.1:{port + 1}\n"
    )


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000"])
def test_an_address_is_a_host_and_a_port(address: str) -> None:
    answer = run(ROOT, "scripts/serve.py", "--address", address)
    assert answer.returncode == 2, say(answer)
    assert f"'{address}' is no HOST:PORT such as 127.0.0.1:8001" in answer.stderr
