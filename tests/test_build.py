"""`python scripts/build.py` on a command line: what it says, what it refuses, what it leaves alone."""

import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from commands import ROOT, SMALL, commands_of, environment, files_of, run, say, write_small

BUILD = ROOT / "scripts/build.py"
HEAVY = {"mkdocs", "jinja2", "yaml", "markdown", "jsonschema", "openapi_spec_validator", "watchdog", "nh3"}
STEPS = ["load", "validate", "model", "render", "write", "publish", "finish"]
WARNED = SMALL.replace("      summary: Say hello\n", "")


@pytest.fixture
def project(built_project: Path, tmp_path: Path) -> Path:
    """A copy whose site is built, to break something in."""
    return Path(shutil.copytree(built_project, tmp_path / "project"))


def outputs(project: Path) -> dict[str, str]:
    return files_of(project / "site", project / "docs/api-reference")


def leftovers(project: Path) -> list[str]:
    return sorted(
        path.name
        for folder in (project, project / "docs")
        for path in folder.glob(".*")
        if path.name != ".cache"
    )


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# What it says


@pytest.mark.parametrize("script", ["build.py", "serve.py", "bundle.py"])
def test_help_imports_nothing_heavy(script: str) -> None:
    code = (
        "import runpy, sys, atexit\n"
        "atexit.register(lambda: print('MODULES', *{name.split('.')[0] for name in sys.modules}))\n"
        f"sys.argv = [{script!r}, '--help']\n"
        f"sys.path.insert(0, {str(ROOT / 'scripts')!r})\n"
        f"runpy.run_path({str(ROOT / 'scripts' / script)!r}, run_name='__main__')\n"
    )
    answer = run(ROOT, "-c", code)
    said, _, modules = answer.stdout.partition("MODULES ")
    assert said.startswith("usage: ")
    assert not HEAVY & set(modules.split())


def test_help_explains_every_option() -> None:
    said = " ".join(run(ROOT, BUILD, "--help").stdout.split())
    for option, words in {
        "--spec FILE_OR_URL": "an http address",
        "--site-dir DIR": "default: site/",
        "--strict": "warnings too",
        "--timings": "what each step of the build cost",
    }.items():
        assert option in said
        assert words in said


def test_each_step_has_a_plain_line_when_nobody_watches(tmp_path: Path) -> None:
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "site")
    assert answer.returncode == 0, say(answer)
    lines = answer.stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == STEPS
    assert all(re.fullmatch(r"\w+ +\S.* \(\d+\.\d\d s\)", line) for line in lines[:-1])
    assert "\r" not in answer.stdout
    assert "\x1b" not in answer.stdout
    assert answer.stderr == ""


def test_timings_are_a_table_of_the_steps(tmp_path: Path) -> None:
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "site", "--timings")
    assert answer.returncode == 0, say(answer)
    table = answer.stdout.splitlines()[len(STEPS) : -1]
    assert table[0].split() == ["step", "CPU", "s", "wall", "s"]
    assert {*STEPS, "other", "whole", "memory"} == {line.split()[0] for line in table[1:]}


def test_the_last_line_says_where_the_site_is_and_how_to_look_at_it(tmp_path: Path) -> None:
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "out/site")
    assert answer.stdout.splitlines()[-1] == (
        "out/site/ is built, no warnings; look at it with `python -m http.server --directory out/site`"
    )


def test_this_projects_own_site_is_looked_at_with_make_serve(project: Path) -> None:
    answer = run(project, "scripts/build.py")
    assert answer.stdout.splitlines()[-1] == "site/ is built, no warnings; look at it with `make serve`"


def test_a_terminal_shows_a_bar_that_gives_way_to_the_steps_line(tmp_path: Path) -> None:
    screen = run_at_terminal(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "site")
    assert re.search(r"\r\x1b\[Krender +\[#+\.*\] \d/7", screen)
    assert re.search(r"\r\x1b\[Kpublish +\[#{24}\] 14/14\r\x1b\[Kpublish +7 pages \(", screen)
    final = [line.rpartition("\x1b[K")[2] for line in screen.rstrip("\n").split("\n")]
    assert [line.split()[0] for line in final[:-1]] == STEPS
    assert final[-1].startswith("site/ is built")


def test_a_problem_clears_the_bar_first(tmp_path: Path) -> None:
    screen = run_at_terminal(tmp_path, BUILD, "--spec", tmp_path / "nothing.yaml", "--site-dir", "site")
    assert re.search(r"\r\x1b\[Kload +\r\x1b\[K\S*nothing.yaml:1:1: error: ", screen)


def run_at_terminal(folder: Path, *arguments: str | Path) -> str:
    """All that a command writes to a terminal, in order."""
    master, slave = pty.openpty()
    written = b""
    with subprocess.Popen(commands_of(*arguments), cwd=folder, env=environment(), stdout=slave, stderr=slave):
        os.close(slave)
        try:
            while chunk := os.read(master, 4096):
                written += chunk
        except OSError:  # the other end is closed
            pass
    os.close(master)
    return written.decode().replace("\r\n", "\n")


def test_what_a_document_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = SMALL.replace("sayHello", '"say\\u001b]0;owned\\u0007"').replace("      summary: Say hello\n", "")
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path, text), "--site-dir", "site")
    assert answer.returncode == 0, say(answer)
    assert "\x1b" not in answer.stdout + answer.stderr


def test_a_console_that_knows_only_ascii_is_enough(tmp_path: Path) -> None:
    spec = write_small(tmp_path / "grüße", WARNED)
    answer = run(
        tmp_path, BUILD, "--spec", spec, "--site-dir", "site", variables={"PYTHONIOENCODING": "ascii"}
    )
    assert answer.returncode == 0, say(answer)


# Warnings


def test_a_document_with_warnings_is_built_and_its_pages_are_marked(tmp_path: Path) -> None:
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path, WARNED), "--site-dir", "site")
    assert answer.returncode == 0, say(answer)
    message = "GET /hello/{name} has neither summary nor description"
    assert re.fullmatch(rf"\S+greetings.yaml:7:5: warning: {re.escape(message)}.*\n", answer.stderr)
    assert answer.stdout.splitlines()[-1].startswith("site/ is built, 1 warning;")
    page = (tmp_path / "site/api-reference/hello/sayhello/index.md").read_text(encoding="utf-8")
    assert "has neither summary nor description" in page


def test_strict_refuses_a_document_with_warnings(tmp_path: Path) -> None:
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path, WARNED), "--site-dir", "site", "--strict")
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 2
    assert answer.stderr.endswith("error: 1 problem, so nothing was changed\n")
    assert not (tmp_path / "site").exists()


# Bad input


@contextmanager
def html_server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html>\n<html><body>Sign in</body></html>\n")

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/openapi.json"
        server.shutdown()


def assert_refused(answer: subprocess.CompletedProcess[str], rule: str, place: str, words: str) -> None:
    assert answer.returncode == 1, say(answer)
    assert "Traceback" not in answer.stderr
    first, *_, last = answer.stderr.splitlines()
    assert re.fullmatch(rf"{re.escape(place)}:\d+:\d+: error: .*{re.escape(words)}.* \[{rule}\]", first), (
        first
    )
    assert re.fullmatch(r"error: \d+ problems?, so nothing was changed", last)


@pytest.mark.parametrize(
    ("content", "rule", "words"),
    [
        (None, "no-such-file", "there is no such file"),
        (b"", "empty-file", "the file is empty"),
        (b"{ a: [", r"[a-z-]+", ""),
        (b"\xff\xfe\x00bad", r"[a-z-]+", ""),
        (b"just words\n", "root-not-a-mapping", "a mapping that begins with"),
        (b"name: something\n", "not-openapi", "no OpenAPI description"),
        (b"openapi: 4.0.0\n", "unknown-version", "no version this generator reads"),
    ],
    ids=["nothing there", "empty", "no YAML", "no UTF-8", "text", "not OpenAPI", "unknown version"],
)
def test_a_file_that_is_no_document_is_refused(
    tmp_path: Path, content: bytes | None, rule: str, words: str
) -> None:
    if content is not None:
        (tmp_path / "openapi.yaml").write_bytes(content)
    answer = run(tmp_path, BUILD, "--spec", "openapi.yaml", "--site-dir", "site")
    assert_refused(answer, rule, "openapi.yaml", words)
    assert not (tmp_path / "site").exists()


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    answer = run(tmp_path, BUILD, "--spec", "specs", "--site-dir", "site")
    assert_refused(answer, "is-a-folder", "specs", "name the file in it")


def test_an_address_where_nobody_answers_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and never listening
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/openapi.json"
        answer = run(tmp_path, BUILD, "--spec", url, "--site-dir", "site")
    assert_refused(answer, "url-unreachable", url, "cannot be read")


def test_an_address_that_answers_with_a_web_page_is_refused(tmp_path: Path) -> None:
    with html_server() as url:
        answer = run(tmp_path, BUILD, "--spec", url, "--site-dir", "site")
    assert_refused(answer, r"[a-z-]+", url, "")
    assert "HTML" in answer.stderr or "web page" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--spec", "x.yaml"], "--spec needs --site-dir DIR"),
        (["--speck", "x.yaml"], "unrecognized arguments"),
    ],
)
def test_a_command_that_makes_no_sense_shows_the_usage(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    answer = run(tmp_path, BUILD, *arguments)
    assert answer.returncode == 2
    assert words in answer.stderr
    assert answer.stderr.startswith("usage: ")


# The folder of the site


def test_a_site_dir_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "site")
    assert (answer.returncode, answer.stderr) == (
        1,
        f"error: {tmp_path}/site: this is a file: name a folder\n",
    )


def test_a_site_dir_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "full").write_text("a file where a folder should be")
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "full/site")
    assert answer.returncode == 1
    assert answer.stderr.startswith(
        f"error: {tmp_path}/full/site: the site cannot be written (Not a directory"
    )
    assert len(answer.stderr.splitlines()) == 1


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("ten years")
    (tmp_path / "mine/index.html").write_text("my page")
    answer = run(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "mine")
    assert answer.returncode == 1
    assert "this folder holds other files than a site that was built here" in answer.stderr
    assert (tmp_path / "mine/thesis.txt").read_text() == "ten years"


def test_an_earlier_site_and_an_empty_folder_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for title in ("Greetings", "Good wishes"):
        spec = write_small(tmp_path, SMALL.replace("Greetings", title))
        answer = run(tmp_path, BUILD, "--spec", spec, "--site-dir", "site")
        assert answer.returncode == 0, say(answer)
        assert f"<title>{title}</title>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", [".", "..", "docs", "docs/api-reference", "spec/site", ".git", "scripts"])
def test_the_project_itself_is_no_place_for_a_site(project: Path, place: str) -> None:
    before = files_of(project)
    answer = run(project, "scripts/build.py", "--site-dir", place)
    assert answer.returncode == 1
    assert re.search(r"holds what the site is made from|one of this project's own", answer.stderr)
    assert files_of(project) == before


def test_another_description_goes_neither_into_the_projects_site_nor_over_itself(project: Path) -> None:
    spec = write_small(project / "else")
    for place in ("site", "else"):
        answer = run(project, "scripts/build.py", "--spec", spec, "--site-dir", place)
        assert answer.returncode == 1
        assert "name another" in answer.stderr


# A build that fails leaves the last site


def break_document(project: Path) -> str:
    edit(project / "spec/openapi.yaml", "#/components/schemas/", "#/components/nowhere/")
    return r"spec/openapi.yaml:\d+:\d+: error: .*\[unresolvable-ref\]"


def break_template(project: Path) -> str:
    path = project / "templates/reference/tag.md.jinja"
    path.write_text(path.read_text(encoding="utf-8") + "{{ nobody.home }}\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    return rf"\S*templates/reference/tag.md.jinja:{line}:1: error: 'nobody' is undefined.*\[template-failed\]"


def break_template_syntax(project: Path) -> str:
    path = project / "templates/partials/parameters.md.jinja"
    path.write_text("{% if %}\n", encoding="utf-8")
    return (
        r"\S*templates/partials/parameters.md.jinja:1:1: error: Expected an expression.*\[template-failed\]"
    )


def break_theme(project: Path) -> str:
    path = project / "templates/theme/main.html"
    line = path.read_text(encoding="utf-8").count("\n") + 1
    path.write_text(path.read_text(encoding="utf-8") + "{% if %}", encoding="utf-8")
    return rf"templates/theme/main.html:{line}:1: error: Expected an expression.*\[template-failed\]"


def break_link(project: Path) -> str:
    path = project / "docs/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n", encoding="utf-8")
    return r"warning: Doc file 'index.md' contains a link 'nowhere.md'"


def break_front_matter(project: Path) -> str:
    edit(project / "docs/installation/index.md", "---\n", "---\nbroken: [\n")
    return r"warning: docs/installation/index.md:1:1: the front matter is no YAML mapping"


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
        break_configuration,
        break_origin,
    ],
)
def test_a_build_that_fails_leaves_the_last_site_and_pages(
    project: Path, damage: Callable[[Path], str]
) -> None:
    before = outputs(project)
    edit(project / "spec/openapi.yaml", "description: ", "description: Changed. ")
    message = damage(project)
    answer = run(project, "scripts/build.py")
    assert answer.returncode == 1, say(answer)
    assert "Traceback" not in answer.stderr
    assert any(re.match(message, line) for line in answer.stderr.splitlines()), say(answer)
    assert outputs(project) == before
    assert leftovers(project) == []


def test_a_disk_that_refuses_leaves_the_last_site_and_pages(project: Path) -> None:
    before = outputs(project)
    edit(project / "spec/openapi.yaml", "description: ", "description: Changed. ")
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
    """A build that has just written the pages and not yet the site."""
    command = commands_of("-u", "scripts/build.py")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=project, env=environment(), stdout=pipe, stderr=pipe, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("write"):
                break
        yield process


def test_ctrl_c_ends_a_build_with_130_and_leaves_the_last_site(project: Path) -> None:
    before = outputs(project)
    edit(project / "spec/openapi.yaml", "description: ", "description: Changed. ")
    with building(project) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == "interrupted, so nothing was changed\n"
    assert outputs(project) == before
    assert leftovers(project) == []


def test_what_a_killed_build_left_is_cleared_up_by_the_next(project: Path) -> None:
    before = outputs(project)
    edit(project / "spec/openapi.yaml", "description: ", "description: Changed. ")
    with building(project) as process:
        process.kill()
    assert leftovers(project) == [".api-reference.kept", ".site.new"]
    assert files_of(project / "site").items() <= before.items()
    break_link(project)
    assert run(project, "scripts/build.py").returncode == 1
    assert outputs(project) == before
    assert leftovers(project) == []


# How far references may lead


def test_references_out_of_the_folder_are_followed_only_with_the_option(tmp_path: Path) -> None:
    path = write_small(
        tmp_path / "spec", SMALL.replace('"#/components/schemas/Greeting"', "../greeting.yaml")
    )
    (tmp_path / "greeting.yaml").write_text("{type: object, properties: {from: {type: string}}}", "utf-8")
    build = (BUILD, "--spec", path, "--site-dir", tmp_path / "site")
    refused = run(tmp_path, *build)
    assert (refused.returncode, "--allow-outside" in refused.stderr) == (1, True), say(refused)
    answer = run(tmp_path, *build, "--allow-outside")
    assert answer.returncode == 0, say(answer)
    assert '"x-files"' in (tmp_path / "site/api-reference/openapi.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--allow-outside", "--allow-remote"])
def test_how_far_references_may_lead_is_said_of_another_description_only(option: str) -> None:
    answer = run(ROOT, BUILD, option)
    assert (answer.returncode, "name it with --spec" in answer.stderr) == (2, True), say(answer)
