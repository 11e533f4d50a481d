"""The plugin in other teams' sites: installed from a wheel into an environment of its own."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import Once
from support.commands import ROOT, environment
from support.documents import real_document

MKDOCS = """
site_name: Team docs
theme:
  name: material
  palette: {scheme: default, primary: deep purple, accent: deep purple}
  features: [navigation.tabs, navigation.indexes, navigation.footer, content.code.copy]
strict: true
plugins: [search, apidocs]
nav:
  - Home: index.md
  - APIs:
      - Museum API: museum.yaml
      - Hello: specs/hello.yaml
"""
ENTRIES = "      - Museum API: museum.yaml\n      - Hello: specs/hello.yaml\n"
HELLO = """\
openapi: 3.1.0
info: {title: Hello, version: "1", description: Greets.}
servers: [{url: "https://hello.example"}]
tags: [{name: museum, description: Its name is taken in the other one too.}]
paths:
  /hello:
    get:
      operationId: sayHello
      tags: [museum]
      summary: Say hello
      responses:
        "200": {description: Greeted., content: {text/plain: {schema: {type: string, example: hello}}}}
"""
HOME = """# Hello

[Buy](museum-api/tickets/buymuseumtickets/index.md#request-body), [hello](hello/museum/sayhello/index.md).
"""


def install(folder: Path) -> Path:
    """Make an environment that has the wheel and what that asks for, and nothing of this checkout."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder / "wheels"), str(ROOT)], check=True)
    (wheel,) = (folder / "wheels").glob("*.whl")
    subprocess.run([*pip, "install", str(wheel)], check=True)
    return folder


@pytest.fixture(scope="session")
def installed(once: Once) -> Path:
    return once("installed", install, "-c", "pass") / "bin"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A site with two descriptions: one below docs/, one beside mkdocs.yml."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "specs").mkdir()
    museum = real_document("museum/openapi.yaml").read_text(encoding="utf-8")
    (tmp_path / "docs/museum.yaml").write_text(museum, encoding="utf-8")
    (tmp_path / "specs/hello.yaml").write_text(HELLO, encoding="utf-8")
    (tmp_path / "docs/index.md").write_text(HOME, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return tmp_path


def run(installed: Path, folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    variables = environment() | {"NO_MKDOCS_2_WARNING": "1"}
    program, *others = arguments
    command = [installed / "python", installed / program, *others]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=variables)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_two_descriptions_stand_in_their_places_of_a_strict_site(installed: Path, team: Path) -> None:
    answer = run(installed, team, "mkdocs", "build")
    assert answer.returncode == 0, answer.stderr
    buy = text_of(team / "site/museum-api/tickets/buymuseumtickets/index.html")
    hello = text_of(team / "site/hello/museum/sayhello/index.html")
    for page in (buy, hello):
        assert 'data-md-color-primary="deep-purple"' in page
        assert re.search(r'href="[./]*assets/apidocs/reference\.css"', page)
    assert "/tickets" in buy
    assert "curl -X GET" in hello
    assert not (team / "docs/museum-api").exists()


def test_each_link_between_pages_of_a_reference_leads_to_a_page(installed: Path, team: Path) -> None:
    assert run(installed, team, "mkdocs", "build").returncode == 0
    pages = list((team / "site").rglob("index.html"))
    assert len(pages) > 30
    for page in pages:
        for href in re.findall(r'<a[^>]* href="([^":#?]+)["#?]', text_of(page)):
            target = (page.parent / href).resolve()
            assert (target / "index.html").is_file() or target.is_file(), (page, href)


def test_each_page_has_its_twin(installed: Path, team: Path) -> None:
    assert run(installed, team, "mkdocs", "build").returncode == 0
    twin = text_of(team / "site/hello/museum/sayhello/index.md")
    assert twin.startswith("# Say hello")
    assert "https://hello.example/hello" in twin


def test_links_of_twins_hold_wherever_they_are_taken(installed: Path, team: Path) -> None:
    (team / "mkdocs.yml").write_text(f"{MKDOCS}site_url: https://team.example/docs/\n", encoding="utf-8")
    assert run(installed, team, "mkdocs", "build").returncode == 0
    twin = text_of(team / "site/museum-api/tickets/buymuseumtickets/index.md")
    assert "](https://team.example/docs/museum-api/" in twin
    assert "](../" not in twin


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("museum.yaml", "missing.yaml", "nav names missing.yaml, which is in neither docs/ or ./"),
        (
            "      - Museum API: museum.yaml\n      - Hello: specs/hello.yaml",
            "      - index.md",
            "no entry of `nav`",
        ),
    ],
)
def test_a_navigation_that_cannot_be_right_is_told_with_a_way_out(
    installed: Path, team: Path, old: str, new: str, said: str
) -> None:
    (team / "mkdocs.yml").write_text(MKDOCS.replace(old, new), encoding="utf-8")
    answer = run(installed, team, "mkdocs", "build")
    assert answer.returncode == 1
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_error_of_a_description_stops_the_build_and_names_its_place(installed: Path, team: Path) -> None:
    (team / "specs/hello.yaml").write_text(HELLO.replace("paths:", "paths: ["), encoding="utf-8")
    answer = run(installed, team, "mkdocs", "build")
    assert answer.returncode == 1
    assert re.search(r"specs/hello\.yaml:\d+:\d+: error: ", answer.stdout + answer.stderr)
    assert "Traceback" not in answer.stdout + answer.stderr


def test_the_installed_command_builds_a_site_and_a_reference_alone(installed: Path, team: Path) -> None:
    answer = run(installed, team, "apidocs", "build")
    assert answer.returncode == 0, answer.stderr
    assert (team / "site/museum-api/index.html").is_file()
    alone = run(installed, team, "apidocs", "build", "--spec", "specs/hello.yaml", "--site-dir", "out")
    assert alone.returncode == 0, alone.stderr
    page = text_of(team / "out/api-reference/museum/sayhello/index.html")
    assert "<h1" in page
    assert "SessionDock" not in page


def test_the_installed_command_compares_descriptions(installed: Path, team: Path) -> None:
    (team / "new.yaml").write_text(HELLO.replace("/hello:", "/hi:"), encoding="utf-8")
    answer = run(installed, team, "apidocs", "diff", "specs/hello.yaml", "new.yaml", "--fail-on", "breaking")
    assert answer.returncode == 1
    assert "/hello" in answer.stdout


def test_a_new_project_builds_at_once(installed: Path, tmp_path: Path) -> None:
    museum = real_document("museum/openapi.yaml")
    begun = run(installed, tmp_path, "apidocs", "new", "docs-of-museum", "--spec", museum)
    assert begun.returncode == 0, begun.stderr
    project = tmp_path / "docs-of-museum"
    answer = run(installed, project, "apidocs", "build", "--strict")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert (project / "site/api-reference/tickets/buymuseumtickets/index.html").is_file()
    assert "museum-hours" in text_of(project / "site/first-call/index.html")
    offline = run(installed, project, "apidocs", "offline")
    assert offline.returncode == 0, offline.stderr
    with zipfile.ZipFile(project / "dist/docs-of-museum-docs.zip") as archive:
        assert "docs-of-museum-docs/api-reference/tickets/buymuseumtickets/index.html" in archive.namelist()
        assert "docs-of-museum-docs/search/search_index.js" in archive.namelist()
    again = run(installed, tmp_path, "apidocs", "new", "docs-of-museum", "--spec", museum)
    assert again.returncode == 1
    assert "docs-of-museum: something is there already" in again.stderr
