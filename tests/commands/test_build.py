"""`python scripts/build.py` on a command line: what it says, and what its options do."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from apidocs.commands import build
from support.commands import ROOT, SMALL, build_here, commands_of, environment, run, say, write_small
from support.documents import SPEC, SPECS

BUILD = ROOT / "scripts/build.py"
HEAVY = {"mkdocs", "jinja2", "yaml", "markdown", "jsonschema", "openapi_spec_validator", "watchdog", "nh3"}
STEPS = ["load", "validate", "model", "render", "publish", "finish"]
WARNED = SMALL.replace("      summary: Say hello\n", "")


@pytest.mark.parametrize("script", ["build.py", "serve.py", "offline.py"])
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
    answer = build_here(tmp_path, "--spec", write_small(tmp_path), "--site-dir", "site", "--timings")
    assert answer.returncode == 0, say(answer)
    table = answer.stdout.splitlines()[len(STEPS) : -1]
    assert table[0].split() == ["step", "CPU", "s", "wall", "s"]
    assert {*STEPS, "other", "whole", "memory"} == {line.split()[0] for line in table[1:]}


def test_the_last_line_says_where_the_site_is_and_how_to_look_at_it(tmp_path: Path) -> None:
    answer = build_here(tmp_path, "--spec", write_small(tmp_path), "--site-dir", "out/site")
    assert answer.stdout.splitlines()[-1] == (
        "out/site/ is built, no warnings; look at it with `python -m http.server --directory out/site`"
    )


def test_this_projects_own_site_is_looked_at_with_make_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert build.describe(build.SITE_DIR, "is built") == "site/ is built; look at it with `make serve`"


def test_a_terminal_shows_a_bar_that_gives_way_to_the_steps_line(tmp_path: Path) -> None:
    screen = run_at_terminal(tmp_path, BUILD, "--spec", write_small(tmp_path), "--site-dir", "site")
    assert re.search(r"\r\x1b\[Krender +\[#+\.*\] \d/7", screen)
    assert re.search(r"\r\x1b\[Kpublish +\[#{24}\] 7/7\r\x1b\[Kpublish +7 pages \(", screen)
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
    answer = build_here(tmp_path, "--spec", write_small(tmp_path, text), "--site-dir", "site")
    assert answer.returncode == 0, say(answer)
    assert "\x1b" not in answer.stdout + answer.stderr


def test_a_console_that_knows_only_ascii_is_enough(tmp_path: Path) -> None:
    spec = write_small(tmp_path / "grüße", WARNED)
    answer = run(
        tmp_path, BUILD, "--spec", spec, "--site-dir", "site", variables={"PYTHONIOENCODING": "ascii"}
    )
    assert answer.returncode == 0, say(answer)


def test_a_document_with_warnings_is_built_and_its_pages_are_marked(tmp_path: Path) -> None:
    answer = build_here(tmp_path, "--spec", write_small(tmp_path, WARNED), "--site-dir", "site")
    assert answer.returncode == 0, say(answer)
    message = "GET /hello/{name} has neither summary nor description"
    assert re.fullmatch(rf"\S+greetings.yaml:7:5: warning: {re.escape(message)}.*\n", answer.stderr)
    assert answer.stdout.splitlines()[-1].startswith("site/ is built, 1 warning;")
    page = (tmp_path / "site/api-reference/hello/sayhello/index.md").read_text(encoding="utf-8")
    assert "has neither summary nor description" in page


def test_strict_refuses_a_document_with_warnings(tmp_path: Path) -> None:
    answer = build_here(tmp_path, "--spec", write_small(tmp_path, WARNED), "--site-dir", "site", "--strict")
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 2
    assert answer.stderr.endswith("error: 1 problem, so nothing was changed\n")
    assert not (tmp_path / "site").exists()


def test_a_report_names_each_text_that_no_page_shows(tmp_path: Path) -> None:
    unused = f"{SMALL}  parameters:\n    Nobody: {{name: a, in: query, description: Lost.}}\n"
    answer = build_here(
        tmp_path, "--spec", write_small(tmp_path, unused), "--site-dir", "site", "--report", "report.json"
    )
    assert answer.returncode == 0, say(answer)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert "Lost." in json.dumps(report)
    assert re.search(r"^report.json: ", answer.stdout, re.MULTILINE)


def test_a_report_that_cannot_be_written_is_told_before_anything_is_built(tmp_path: Path) -> None:
    answer = build_here(
        tmp_path, "--spec", write_small(tmp_path), "--site-dir", "site", "--report", "nowhere/report.json"
    )
    assert (answer.returncode, answer.stdout) == (1, "")
    folder = tmp_path / "nowhere"
    assert answer.stderr == (
        f"error: {folder}/report.json: there is no folder {folder}: make it, or name another file\n"
    )


def test_references_out_of_the_folder_are_followed_only_with_the_option(tmp_path: Path) -> None:
    path = write_small(
        tmp_path / "spec", SMALL.replace('"#/components/schemas/Greeting"', "../greeting.yaml")
    )
    (tmp_path / "greeting.yaml").write_text("{type: object, properties: {from: {type: string}}}", "utf-8")
    options = ("--spec", path, "--site-dir", tmp_path / "site")
    refused = build_here(tmp_path, *options)
    assert (refused.returncode, "--allow-outside" in refused.stderr) == (1, True), say(refused)
    answer = build_here(tmp_path, *options, "--allow-outside")
    assert answer.returncode == 0, say(answer)
    assert '"x-files"' in (tmp_path / "site/api-reference/openapi.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--allow-outside", "--allow-remote"])
def test_how_far_references_may_lead_is_said_of_another_description_only(option: str) -> None:
    answer = build_here(ROOT, option)
    assert (answer.returncode, "name it with --spec" in answer.stderr) == (2, True), say(answer)


def test_a_reader_who_has_enough_ends_a_command_without_a_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, BUILD.with_name("diff.py"), SPEC, SPECS / "every-text.yaml"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        said = command.stderr.read()
    assert command.returncode == 141
    assert said == ""
