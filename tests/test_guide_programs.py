"""What a reader copies from a guide runs against a local server that keeps to the document."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from apidocs.guides import CodeBlock, iter_code_blocks
from command_tools import path_with_node
from fake_local_api import TOKEN, FakeLocalApi, running
from guide_contract import ROOT, Contract

GUIDES = [ROOT / "docs/index.md", *sorted((ROOT / "docs").glob("*/index.md"))]
BLOCKS = [
    (path.parent.name, block)
    for path in GUIDES
    if path.parent.name != "api-reference"
    for block in iter_code_blocks(path.read_text(encoding="utf-8"))
]
PROGRAMS = {block.title: block for _, block in BLOCKS if block.title}
INTERPRETERS = {".sh": "bash", ".py": sys.executable, ".mjs": "node"}

STALE = "Settings again"
UNEXPLAINED_STALE = "unauthorized: Provide Authorization"  # the short examples show the API's own message
SILENT = "does not answer"
READ_ONLY = "read-only mode"
FOUND = "session_123\tLaunch cue prep\n"


@pytest.fixture
def api() -> Iterator[FakeLocalApi]:
    with running(Contract.load()) as server:
        yield server


def environment(home: Path, base_url: str, token: str = TOKEN) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ} | {
        "PATH": path_with_node()
    }
    # A proxy that nobody runs: a program that asks it fails.
    proxy = {"http_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}
    return kept | proxy | {"HOME": str(home), "SESSIONDOCK_BASE_URL": base_url, "SESSIONDOCK_TOKEN": token}


def copy_programs(folder: Path) -> None:
    for title, block in PROGRAMS.items():
        (folder / title).write_text(block.text, encoding="utf-8")


def run(folder: Path, variables: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program that was copied from a guide, or a command line."""
    copy_programs(folder)
    interpreter = INTERPRETERS.get(Path(command[0]).suffix)
    whole = [interpreter, *command] if interpreter else ["bash", "-euo", "pipefail", "-c", *command]
    return subprocess.run(
        whole, cwd=folder, env=variables, capture_output=True, text=True, timeout=30, check=False
    )


def unused_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/api/v1"


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (["list-sessions.mjs"], "session_123 Launch cue prep\n"),
        (["mode.mjs"], "Reading and writing.\n"),
        (["search-sessions.mjs", "launch cue & more"], "session_123 Launch cue prep\n"),
        (["sessiondock.sh", "find", "launch cue & more"], FOUND),
        (["sessiondock.sh", "notes", "session_123", 'A "brighter" stem\nfor B'], "Notes of text replaced.\n"),
        (["sessiondock.sh", "focus", "session_123"], "Focused: true\n"),
        (["sessiondock.py", "find", "launch cue & more"], FOUND),
        (["sessiondock.py", "tag", "session 1/2", "priority"], "Tags: text\n"),
        (["sessiondock.py", "open", "session_123"], "Opened.\n"),
        (["sessiondock-focus.sh", "launch cue & more"], "Focused: Launch cue prep\n"),
        (["can_write.py"], "SessionDock permits writes.\n"),
        (
            ["sessiondock-doctor.sh"],
            "SessionDock answers and accepts the token. Effective mode: full-automation.\n",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_program_does_what_its_guide_says(
    api: FakeLocalApi, tmp_path: Path, command: list[str], output: str
) -> None:
    done = run(tmp_path, environment(tmp_path, api.base_url), *command)
    assert (done.returncode, done.stdout, done.stderr) == (0, output, "")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["list-sessions.mjs"], UNEXPLAINED_STALE),
        (["mode.mjs"], UNEXPLAINED_STALE),
        (["search-sessions.mjs", "x"], UNEXPLAINED_STALE),
        (["export-sessions.mjs"], STALE),
        (["sessiondock.sh", "find", "x"], STALE),
        (["sessiondock.py", "tag", "a", "b"], "Settings into SESSIONDOCK_TOKEN"),
        (["sessiondock-focus.sh", "x"], STALE),
        (["sessiondock-doctor.sh"], STALE),
        (["can_write.py"], STALE),
    ],
)
def test_a_program_says_what_to_do_about_a_stale_token(
    api: FakeLocalApi, tmp_path: Path, command: list[str], message: str
) -> None:
    done = run(tmp_path, environment(tmp_path, api.base_url, "a-stale-token"), *command)
    assert done.returncode == 1
    assert message.replace(STALE, "Settings") in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["export-sessions.mjs"], SILENT),
        (["sessiondock.sh", "find", "x"], SILENT),
        (["sessiondock.py", "find", "x"], SILENT),
        (["sessiondock-focus.sh", "x"], SILENT),
        (["sessiondock-doctor.sh"], "No answer"),
        (["can_write.py"], SILENT),
    ],
)
def test_a_program_says_what_to_do_when_the_app_is_not_running(
    tmp_path: Path, command: list[str], message: str
) -> None:
    done = run(tmp_path, environment(tmp_path, unused_address()), *command)
    assert done.returncode == 1
    assert message in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["sessiondock.sh", "focus", "session_123"], READ_ONLY),
        (["sessiondock.sh", "notes", "session_123", "x"], READ_ONLY),
        (["sessiondock.py", "tag", "session_123", "x"], "The effective mode is read-only."),
        (["sessiondock.py", "open", "session_123"], "The effective mode is read-only."),
        (["sessiondock-focus.sh", "launch cue"], READ_ONLY),
        (["can_write.py"], "Do not write: the effective mode is read-only (configured: full-automation)."),
    ],
)
def test_a_program_says_what_to_do_in_read_only_mode(
    api: FakeLocalApi, tmp_path: Path, command: list[str], message: str
) -> None:
    api.mode = "read-only"
    done = run(tmp_path, environment(tmp_path, api.base_url), *command)
    assert done.returncode == 1
    assert message in done.stdout + done.stderr


def test_the_doctor_says_how_to_get_from_reading_to_writing(api: FakeLocalApi, tmp_path: Path) -> None:
    api.configured_mode = api.mode = "read-only"
    done = run(tmp_path, environment(tmp_path, api.base_url), "sessiondock-doctor.sh")
    assert done.stdout.endswith("Reads work. To write, choose full-automation in SessionDock Settings.\n")


def test_the_doctor_says_when_the_app_lowered_the_mode(api: FakeLocalApi, tmp_path: Path) -> None:
    api.mode = "read-only"
    done = run(tmp_path, environment(tmp_path, api.base_url), "sessiondock-doctor.sh")
    assert "You chose full-automation, but the app permits only read-only." in done.stdout


def test_the_doctor_notices_a_server_that_is_not_sessiondock(api: FakeLocalApi, tmp_path: Path) -> None:
    api.answers["getHealth"] = (200, "hello")
    done = run(tmp_path, environment(tmp_path, api.base_url), "sessiondock-doctor.sh")
    assert "is not a JSON object" in done.stderr


@pytest.mark.parametrize(
    "command", [["sessiondock.py", "find", "x"], ["export-sessions.mjs"], ["can_write.py"]]
)
def test_a_program_says_so_when_another_server_answers(
    api: FakeLocalApi, tmp_path: Path, command: list[str]
) -> None:
    api.answers |= {"getHealth": (200, "hello"), "listSessions": (200, "hello")}
    done = run(tmp_path, environment(tmp_path, api.base_url), *command)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_the_export_reads_every_page(api: FakeLocalApi, tmp_path: Path) -> None:
    session = {"id": "a", "title": 'Say "hi"', "tags": ["mix", "b"], "kind": None}
    api.answers["listSessions"] = (200, {"data": [session], "meta": {"total": 3, "limit": 1, "offset": 0}})
    done = run(tmp_path, environment(tmp_path, api.base_url), "export-sessions.mjs")
    row = '"a","Say ""hi""","","","mix b","",""\n'
    assert done.stdout == '"id","title","kind","status","tags","lastOpened","projectPath"\n' + row * 3
    assert [query for _, query, _ in api.requests] == [f"limit=50&offset={each}" for each in (0, 1, 2)]


def test_a_tag_is_added_to_those_that_are_there(api: FakeLocalApi, tmp_path: Path) -> None:
    run(tmp_path, environment(tmp_path, api.base_url), "sessiondock.py", "tag", "session_123", "priority")
    assert api.requests[-1] == ("replaceSessionTags", "", {"tags": ["text", "priority"]})


def test_notes_arrive_as_they_were_typed(api: FakeLocalApi, tmp_path: Path) -> None:
    notes = 'It\'s a "brighter" stem,\nfor B \\ $HOME'
    run(tmp_path, environment(tmp_path, api.base_url), "sessiondock.sh", "notes", "session_123", notes)
    assert api.requests[-1] == ("replaceSessionNotes", "", {"notes": notes})


def test_the_launcher_script_reads_the_token_from_its_file(api: FakeLocalApi, tmp_path: Path) -> None:
    settings = tmp_path / ".config/sessiondock/env"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'export SESSIONDOCK_TOKEN="{TOKEN}"\n', encoding="utf-8")
    done = run(
        tmp_path, environment(tmp_path, api.base_url, "a-stale-token"), "sessiondock-focus.sh", "launch"
    )
    assert done.stdout == "Focused: Launch cue prep\n"


def test_the_launcher_script_says_when_nothing_matches(api: FakeLocalApi, tmp_path: Path) -> None:
    api.answers["listSessions"] = (200, {"data": [], "meta": {"total": 0, "limit": 1, "offset": 0}})
    done = run(tmp_path, environment(tmp_path, api.base_url), "sessiondock-focus.sh", "launch")
    assert (done.returncode, done.stdout) == (1, "No session matches: launch\n")


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=f"{guide}:{block.line}")
        for guide, block in BLOCKS
        if block.language == "bash" and not block.title
    ],
)
def test_a_command_block_runs_as_it_stands(api: FakeLocalApi, tmp_path: Path, block: CodeBlock) -> None:
    """The reader's own address and token take the place of the guide's."""
    text = block.text.replace("http://127.0.0.1:18432/api/v1", api.base_url)
    text = text.replace("paste-your-token-here", TOKEN)
    done = run(tmp_path, environment(tmp_path, api.base_url), text)
    assert done.returncode == 0, done.stderr
    if "curl" in text:
        operation_id = api.requests[-1][0]
        assert operation_id == "getSessionWaveform" or "data" in json.loads(done.stdout)


def test_every_program_of_the_guides_is_run_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    # There is no PowerShell to run it with; test_docs checks its requests.
    unrunnable = {title for title in PROGRAMS if title.endswith(".ps1")}
    assert {title for title in PROGRAMS if f'"{title}"' not in source} == unrunnable


def test_the_tools_that_only_read_are_those_of_get_operations(built_project: Path, tmp_path: Path) -> None:
    tools = (built_project / "site/api-reference/tools.json").read_text(encoding="utf-8")
    (tmp_path / "tools.json").write_text(tools, encoding="utf-8")
    answer = run(tmp_path, environment(tmp_path, ""), "read_only_tools.py")
    assert answer.returncode == 0, answer.stderr
    expected = [found.operation_id for found in Contract.load().operations if found.method == "GET"]
    assert [tool["name"] for tool in json.loads(answer.stdout)] == expected
