"""A build that fails, is ended or is killed leaves the last site and the last pages as they were."""

import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support.commands import commands_of, edit, environment, files_of, run, say


@pytest.fixture
def project(small_project: Path, tmp_path: Path) -> Path:
    """A copy whose site is built, to break something in; its document says something else by now."""
    copy = Path(shutil.copytree(small_project, tmp_path / "project"))
    edit(copy / "spec/openapi.yaml", "description: ", "description: Changed. ")
    return copy


def outputs(project: Path) -> dict[str, str]:
    return files_of(project / "site")


def leftovers(project: Path) -> list[str]:
    return sorted(
        path.name
        for folder in (project, project / "docs")
        for path in folder.glob(".*")
        if path.name != ".cache"
    )


def break_document(project: Path) -> str:
    edit(project / "spec/openapi.yaml", "#/components/schemas/", "#/components/nowhere/")
    return r"spec/openapi.yaml:\d+:\d+: error: .*\[unresolvable-ref\]"


def break_template(project: Path) -> str:
    path = project / "templates/twins/tag.md.jinja"
    path.write_text(path.read_text(encoding="utf-8") + "{{ nobody.home }}\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    return rf"\S*templates/twins/tag.md.jinja:{line}:1: error: 'nobody' is undefined.*\[template-failed\]"


def break_template_syntax(project: Path) -> str:
    path = project / "templates/partials/parameters.html.jinja"
    path.write_text("{% if %}\n", encoding="utf-8")
    return (
        r"\S*templates/partials/parameters.html.jinja:1:1: error: Expected an expression.*\[template-failed\]"
    )


def break_theme(project: Path) -> str:
    path = project / "templates/theme/main.html"
    line = path.read_text(encoding="utf-8").count("\n") + 1
    path.write_text(path.read_text(encoding="utf-8") + "{% if %}", encoding="utf-8")
    return rf"templates/theme/main.html:{line}:1: error: Expected an expression.*\[template-failed\]"


def break_link(project: Path) -> str:
    path = project / "docs/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n", encoding="utf-8")
    return r"docs/index.md:\d+:11: warning: the page contains a link 'nowhere.md', but .* Mend the link"


def break_front_matter(project: Path) -> str:
    edit(project / "docs/installation/index.md", "---\n", "---\nbroken: [\n")
    return r"docs/installation/index.md:1:1: warning: the front matter is no YAML mapping"


def break_html(project: Path) -> str:
    path = project / "docs/installation/index.md"
    text = (
        path.read_text(encoding="utf-8") + "\n    <![CDATA[\n\nText <!-- comment --> and <![unclosed\n\nend\n"
    )
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("<![unclosed")].count("\n") + 1
    return (
        rf"docs/installation/index.md:{line}:1: error: this guide cannot be read as Markdown \(.*\): correct"
    )


def break_encoding(project: Path) -> str:
    path = project / "docs/installation/index.md"
    path.write_bytes(path.read_bytes() + b"\n\xff\n")
    line = path.read_bytes().count(b"\n")
    return rf"docs/installation/index.md:{line}:1: error: this guide is not UTF-8"


def break_reading(project: Path) -> str:
    """Remove a guide after MkDocs has listed it: a hook does it, where an author's `git switch` may."""
    (project / "remove.py").write_text(
        "from pathlib import Path\ndef on_nav(nav, **_): Path('docs/manners/index.md').unlink()\n",
        encoding="utf-8",
    )
    edit(project / "mkdocs.yml", "hooks:\n", "hooks:\n  - remove.py\n")
    return r"docs/manners/index.md:1:1: error: this guide was removed or renamed while .*: build again"


def break_configuration(project: Path) -> str:
    edit(project / "mkdocs.yml", "docs_dir: docs", "docs_dir: nowhere")
    return r"error: Config value 'docs_dir'"


def break_origin(project: Path) -> str:
    path = project / "docs/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n![Logo](//a.test/b.png)\n", encoding="utf-8")
    return r"error: index\.html: <img src> //a\.test/b\.png"


@pytest.mark.parametrize(
    "damage",
    [
        break_document,
        break_template,
        break_template_syntax,
        break_theme,
        break_link,
        break_front_matter,
        break_html,
        break_encoding,
        break_reading,
        break_configuration,
        break_origin,
    ],
)
def test_a_build_that_fails_leaves_the_last_site_and_pages(
    project: Path, damage: Callable[[Path], str]
) -> None:
    before = outputs(project)
    message = damage(project)
    answer = run(project, "scripts/build.py")
    assert answer.returncode == 1, say(answer)
    assert "Traceback" not in answer.stderr
    assert any(re.match(message, line) for line in answer.stderr.splitlines()), say(answer)
    assert outputs(project) == before
    assert leftovers(project) == []


def test_a_disk_that_refuses_leaves_the_last_site_and_pages(project: Path) -> None:
    before = outputs(project)
    code = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))\n"  # the theme's script is larger
        "sys.argv = ['build.py']; sys.path.insert(0, 'scripts')\n"
        "runpy.run_path('scripts/build.py', run_name='__main__')\n"
    )
    answer = run(project, "-c", code)
    assert answer.returncode == 1, say(answer)
    assert "Traceback" not in answer.stderr
    assert "the site cannot be written (File too large" in answer.stderr
    assert outputs(project) == before
    assert leftovers(project) == []


def test_mkdocs_build_with_a_broken_document_says_the_problems(project: Path) -> None:
    before = outputs(project)
    message = break_document(project)
    answer = run(project, "-m", "mkdocs", "build")
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert re.search(message, answer.stdout)  # MkDocs says there why it stops
    assert outputs(project) == before


@contextmanager
def building(project: Path) -> Iterator["subprocess.Popen[str]"]:
    """A build that has just made the pages and not yet the site."""
    command = commands_of("-u", "scripts/build.py")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=project, env=environment(), stdout=pipe, stderr=pipe, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("render"):
                break
        yield process


def test_ctrl_c_ends_a_build_with_130_and_leaves_the_last_site(project: Path) -> None:
    before = outputs(project)
    with building(project) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == "interrupted, so nothing was changed\n"
    assert outputs(project) == before
    assert leftovers(project) == []


def test_what_a_killed_build_left_is_cleared_up_by_the_next(project: Path) -> None:
    before = outputs(project)
    with building(project) as process:
        process.kill()
    assert [re.sub(r"\.\w{8}\.", ".", name) for name in leftovers(project)] == [".site.building"]
    assert files_of(project / "site").items() <= before.items()
    break_link(project)
    assert run(project, "scripts/build.py").returncode == 1
    assert outputs(project) == before
    assert leftovers(project) == []
