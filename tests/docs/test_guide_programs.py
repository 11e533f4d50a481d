"""What a reader copies from a guide runs against a local server that keeps to the document."""

import csv
import json
import os
import plistlib
import re
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from apidocs.markdown.guides import CodeBlock, iter_code_blocks
from support.command_tools import path_with_node
from support.guide_contract import SITE, SITE_FILES, Contract
from support.mock_server import TOKEN, Mock, serving_session_dock
from support.project import ROOT

GUIDES = [ROOT / "docs/index.md", *sorted((ROOT / "docs").glob("*/index.md"))]
BLOCKS = [
    (path.parent.name, block)
    for path in GUIDES
    if path.parent.name != "api-reference"
    for block in iter_code_blocks(path.read_text(encoding="utf-8"))
]
DOWNLOADS = {file.name: file for file in sorted((ROOT / "docs/downloads").iterdir())}
PROGRAMS = {block.title: block.text for _, block in BLOCKS if block.title}
PROGRAMS |= {name: file.read_text(encoding="utf-8") for name, file in DOWNLOADS.items()}
PLACES = {block.title: f"{guide}/index.md:{block.line}" for guide, block in BLOCKS if block.title}
PLACES |= {name: f"downloads/{name}" for name in DOWNLOADS}
WRITES = {each.operation_id for each in Contract.load().operations if each.needs_full_automation}
INTERPRETERS = {".sh": "bash", ".py": sys.executable, ".mjs": "node"}

STALE = "Settings again"
UNEXPLAINED_STALE = "Provide Authorization"  # the short examples show the API's own message
SILENT = "does not answer"
LOWERED = "You chose full-automation, the app permits read-only. The license"
FOUND = "session_123\tLaunch cue & more\n"


@pytest.fixture
def api() -> Iterator[Mock]:
    with serving_session_dock() as mock:
        session = mock.app.sessions["session_123"]
        session |= {"title": "Launch cue & more", "tags": ["mix"]}
        mock.app.sessions["session 1/2"] = {"id": "session 1/2", "title": "Another one"}
        yield mock
        assert mock.undeclared() == []


def environment(home: Path, base_url: str, token: str = TOKEN) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ} | {
        "PATH": path_with_node()
    }
    own = {"HOME": str(home), "SESSIONDOCK_BASE_URL": base_url, "SESSIONDOCK_TOKEN": token}
    return kept | own | {"SESSION_ID": "session_123"}


def mac(folder: Path, variables: dict[str, str]) -> dict[str, str]:
    """Add what only macOS has: a Keychain that holds the token, a dialog in which the second is chosen."""
    commands = {
        "security": f'case "$1" in find-*) echo "{TOKEN}" ;; esac',
        "osascript": 'cat >/dev/null; echo "$3"',
        "launchctl": "exit 0",
        "brew": "exit 0",
        "uv": 'echo "$@" token=$SESSIONDOCK_TOKEN',
    }
    home = folder / "macos"
    home.mkdir()
    for name, line in commands.items():
        (home / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (home / name).chmod(0o755)
    return variables | {"USER": "me", "PATH": f"{home}{os.pathsep}{variables['PATH']}"}


def copy_programs(folder: Path) -> None:
    """Save the programs where the reader is, and in the folder of the home folder that guides name."""
    for place in (folder, folder / "sessiondock"):
        place.mkdir(exist_ok=True)
        for title, text in PROGRAMS.items():
            (place / title).write_text(text, encoding="utf-8")


def run(folder: Path, variables: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program that was copied from a guide, or a command line with "launch" for its argument."""
    copy_programs(folder)
    interpreter = INTERPRETERS.get(Path(command[0]).suffix)
    line = ["bash", "-euo", "pipefail", "-c", *command, "bash", "launch"]
    whole = [interpreter, *command] if interpreter else line
    return subprocess.run(
        whole,
        cwd=folder,
        env=variables,
        input=f"{TOKEN}\n",  # pasted where a program asks for it
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def is_command(block: CodeBlock) -> bool:
    """Tell whether a block is for a shell, and no program to be saved."""
    return block.language == "bash" and not block.title


def folder(parent: Path, name: str) -> Path:
    """Make a folder of its own."""
    (parent / name).mkdir()
    return parent / name


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Return all that was printed."""
    return done.stdout + done.stderr


def unused_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/api/v1"


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (["list-sessions.mjs"], "session_123 Launch cue & more\nsession 1/2 Another one\n"),
        (["mode.mjs"], "Reads and writes are allowed.\n"),
        (["search-sessions.mjs", "launch cue & more"], "session_123 Launch cue & more\n"),
        (["sessiondock.sh", "find", "launch cue & more"], FOUND),
        (
            ["sessiondock.sh", "notes", "session_123", 'A "brighter" stem\nfor B'],
            "Notes of session_123 replaced.\n",
        ),
        (["sessiondock.sh", "focus", "session_123"], "Focused: true\n"),
        (["sessiondock.py", "find", "launch cue & more"], FOUND),
        (["sessiondock.py", "tag", "session 1/2", "priority"], "Tags: priority\n"),
        (["sessiondock.py", "open", "session_123"], "Opened.\n"),
        (["sessiondock-focus.sh", "launch cue & more"], "Focused: Launch cue & more\n"),
        (["can_write.py"], "SessionDock permits writes.\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_program_does_what_its_guide_says(
    api: Mock, tmp_path: Path, command: list[str], output: str
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
        (["can_write.py"], STALE),
    ],
)
def test_a_program_says_what_to_do_about_a_stale_token(
    api: Mock, tmp_path: Path, command: list[str], message: str
) -> None:
    done = run(tmp_path, environment(tmp_path, api.base_url, "a-stale-token"), *command)
    assert done.returncode == 1
    assert message.replace(STALE, "Settings") in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["list-sessions.mjs"], SILENT),
        (["mode.mjs"], SILENT),
        (["search-sessions.mjs", "x"], SILENT),
        (["export-sessions.mjs"], SILENT),
        (["sessiondock.sh", "find", "x"], SILENT),
        (["sessiondock.py", "find", "x"], SILENT),
        (["sessiondock-focus.sh", "x"], SILENT),
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
        (["sessiondock.sh", "focus", "session_123"], LOWERED),
        (["sessiondock.sh", "notes", "session_123", "x"], LOWERED),
        (["sessiondock.py", "tag", "session_123", "x"], LOWERED),
        (["sessiondock.py", "open", "session_123"], LOWERED),
        (["sessiondock-focus.sh", "launch cue"], LOWERED),
        (["can_write.py"], "Do not write: the user chose full-automation, the app permits read-only."),
    ],
)
def test_a_program_says_both_modes_when_the_app_lowered_the_mode(
    api: Mock, tmp_path: Path, command: list[str], message: str
) -> None:
    api.app.mode = "read-only"
    done = run(tmp_path, environment(tmp_path, api.base_url), *command)
    assert done.returncode == 1
    assert message in done.stdout + done.stderr


@pytest.mark.parametrize("mode", ["read-only", "disabled"])
@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["sessiondock.sh", "focus", "session_123"], "You chose {mode}, the app permits {mode}. Choose full"),
        (["sessiondock.py", "open", "session_123"], "You chose {mode}, the app permits {mode}. Choose full"),
        (["sessiondock-focus.sh", "launch"], "You chose {mode}, the app permits {mode}. Choose full"),
        (["can_write.py"], "Do not write: the user chose {mode}."),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_program_says_what_to_choose_when_the_user_chose_less(
    api: Mock, tmp_path: Path, command: list[str], message: str, mode: str
) -> None:
    api.app.configured_mode = api.app.mode = mode
    done = run(tmp_path, environment(tmp_path, api.base_url), *command)
    assert message.format(mode=mode) in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("full-automation", "Reads and writes are allowed."),
        ("read-only", "Only reads are allowed."),
        ("disabled", "the Local API is disabled."),
    ],
)
def test_a_program_knows_all_three_modes(api: Mock, tmp_path: Path, mode: str, words: str) -> None:
    api.app.mode = mode
    done = run(tmp_path, environment(tmp_path, api.base_url), "mode.mjs")
    assert words.lower() in done.stdout.lower()


READERS = [
    ["list-sessions.mjs"],
    ["search-sessions.mjs", "x"],
    ["mode.mjs"],
    ["export-sessions.mjs"],
    ["sessiondock.sh", "find", "x"],
    ["sessiondock.py", "find", "x"],
    ["sessiondock-focus.sh", "x"],
    ["sessiondock-doctor.sh"],
    ["sessiondock-doctor.py"],
    ["can_write.py"],
]
every_reader = pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])


def assert_one_line(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1
    assert (done.stdout + done.stderr).count("\n") == 1, done.stdout + done.stderr


@every_reader
@pytest.mark.parametrize("answer", [(200, "hello"), (502, "hello")])
def test_a_program_says_in_one_line_that_another_server_answers(
    api: Mock, tmp_path: Path, command: list[str], answer: tuple[int, object]
) -> None:
    api.api.scripted |= {"getHealth": answer, "listSessions": answer}
    done = run(tmp_path, environment(tmp_path, api.base_url), *command)
    if answer[0] == 200 and command[0] in ("list-sessions.mjs", "search-sessions.mjs"):
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")  # a list without sessions
    else:
        assert_one_line(done)


@every_reader
def test_a_program_survives_a_server_that_does_not_speak_http(tmp_path: Path, command: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=greet, args=(server,), daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/api/v1"
        done = run(tmp_path, environment(tmp_path, address), *command)
    assert_one_line(done)


def greet(server: socket.socket) -> None:
    """Answer like a mail server, whatever is said."""
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"220 mail.example ready\r\n")


@every_reader
@pytest.mark.parametrize("variable", ["SESSIONDOCK_TOKEN", "SESSIONDOCK_BASE_URL"])
def test_a_program_names_a_variable_that_is_not_set(
    tmp_path: Path, command: list[str], variable: str
) -> None:
    variables = environment(tmp_path, unused_address())
    del variables[variable]
    done = run(tmp_path, variables, *command)
    assert_one_line(done)
    if variable == "SESSIONDOCK_TOKEN":  # the base URL has a default
        assert re.search(r"SESSIONDOCK_TOKEN|no token", done.stdout + done.stderr)


@pytest.mark.parametrize("program", ["sessiondock.sh", "sessiondock-focus.sh"])
def test_a_shell_program_says_that_jq_is_missing(tmp_path: Path, program: str) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("bash", "curl", "cat"):
        (commands / name).symlink_to(str(shutil.which(name)))
    variables = environment(tmp_path, unused_address()) | {"PATH": str(commands)}
    done = run(tmp_path, variables, program, "find", "x")
    assert_one_line(done)
    assert "needs jq" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "program", ["sessiondock.sh", "sessiondock-focus.sh", "sessiondock.py", "export-sessions.mjs"]
)
def test_a_program_shows_the_message_of_an_error(api: Mock, tmp_path: Path, program: str) -> None:
    error = {"error": {"status": 500, "code": "broken", "message": "The library is locked."}}
    api.api.scripted["listSessions"] = (500, error)
    done = run(
        tmp_path, environment(tmp_path, api.base_url), *next(each for each in READERS if each[0] == program)
    )
    assert (done.returncode, done.stdout + done.stderr) == (1, "The library is locked.\n")


@pytest.mark.parametrize("words", ["read -rs", "find-generic-password"])
def test_a_token_that_was_entered_as_the_guide_says_is_accepted(
    api: Mock, tmp_path: Path, words: str
) -> None:
    (block,) = [block.text for guide, block in BLOCKS if guide == "authentication" and words in block.text]
    variables = mac(tmp_path, environment(tmp_path, api.base_url, "a-stale-token"))
    call = 'curl -H "Authorization: Bearer $SESSIONDOCK_TOKEN" "$SESSIONDOCK_BASE_URL/health"'
    assert '"effectiveMode"' in run(tmp_path, variables, block + call).stdout


# --- what stays on the computer


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy that keeps what it is sent, and leads nowhere."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.log: list[bytes] = []

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401, ARG002 - of the base class
        self.log.append(request.recv(4096))
        if self.log[-1].startswith(b"CONNECT"):
            request.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            self.log.append(request.recv(4096))
        request.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def through(proxy: Proxy) -> dict[str, str]:
    """Set every variable that sends requests to a proxy, in Node too."""
    address = f"http://127.0.0.1:{proxy.server_address[1]}"
    names = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    return {**dict.fromkeys(names, address), "NODE_USE_ENV_PROXY": "1"}


@pytest.mark.parametrize(
    "command",
    [
        *READERS,
        ["sessiondock.sh", "notes", "session_123", "x"],
        ["sessiondock.sh", "focus", "session_123"],
        ["sessiondock.py", "tag", "session_123", "priority"],
        ["sessiondock.py", "open", "session_123"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("mode", ["full-automation", "read-only"])
def test_no_program_sends_the_token_to_a_proxy(
    api: Mock, proxy: Proxy, tmp_path: Path, command: list[str], mode: str
) -> None:
    api.app.mode = mode
    run(tmp_path, environment(tmp_path, api.base_url) | through(proxy), *command)
    assert proxy.log == []
    assert api.requests


def test_the_proxy_would_have_seen_the_token(api: Mock, proxy: Proxy, tmp_path: Path) -> None:
    """Guards the test above against a proxy that nobody asks."""
    programs = {
        "curl": f"curl -H 'Authorization: Bearer {TOKEN}' {api.base_url}/health || true",
        "node": f"node -e \"fetch('{api.base_url}/health', {{headers: {{Authorization: 'Bearer {TOKEN}'}}}})"
        '.catch(() => 0)"',
    }
    for name, command in programs.items():
        run(tmp_path, environment(tmp_path, api.base_url) | through(proxy), command)
        assert any(TOKEN.encode() in seen for seen in proxy.log), name
        proxy.log.clear()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, "127.0.0.1"),
        ({"no_proxy": "intranet.example"}, "intranet.example,127.0.0.1"),
        ({"NO_PROXY": "intranet.example"}, "intranet.example,127.0.0.1"),
    ],
)
def test_the_list_of_exceptions_keeps_what_the_reader_had(
    api: Mock, proxy: Proxy, tmp_path: Path, before: dict[str, str], after: str
) -> None:
    blocks = [
        block.text for guide, block in BLOCKS if guide == "authentication" and "no_proxy=" in block.text
    ]
    assert len(blocks) == 1
    command = f'{blocks[0]}echo "$no_proxy"\ncurl -H "Authorization: Bearer {TOKEN}" {api.base_url}/health'
    done = run(tmp_path, environment(tmp_path, api.base_url) | through(proxy) | before, command)
    assert done.stdout.startswith(f"{after}\n{{")
    assert proxy.log == []


@pytest.mark.parametrize("identifier", ["{a,b}", "a/../../x?y#z", "50% & more", "[1-3]", "\u00fc"])
@pytest.mark.parametrize("command", [["sessiondock.sh", "focus"], ["sessiondock.py", "open"]], ids=" ".join)
def test_an_identifier_stays_one_segment_of_the_path(
    api: Mock, tmp_path: Path, command: list[str], identifier: str
) -> None:
    run(tmp_path, environment(tmp_path, api.base_url), *command, identifier)
    action = command[1]
    path = f"/api/v1/sessions/{quote(identifier, safe='')}/{action}"
    assert [each.target for each in api.requests if each.target.endswith(action)] == [path]


def test_the_launcher_encodes_the_identifier_that_it_was_answered(api: Mock, tmp_path: Path) -> None:
    session = {"id": "{a,b}/../?x", "title": "Launch"}
    api.app.sessions = {session["id"]: session}
    done = run(tmp_path, environment(tmp_path, api.base_url), "sessiondock-focus.sh", "launch")
    assert (done.returncode, done.stdout) == (0, "Focused: Launch\n")
    assert api.requests[-1].target == f"/api/v1/sessions/{quote(session['id'], safe='')}/focus"


def exported(api: Mock, folder: Path, *pages: list[dict[str, Any]]) -> list[list[str]]:
    """Run the export on these pages and read the file as a program would."""
    total = sum(map(len, pages))
    for page in pages:
        meta = {"total": total, "limit": 1, "offset": 0}
        api.api.queues.setdefault("listSessions", []).append((200, {"data": page, "meta": meta}))
    done = run(folder, environment(folder, api.base_url), "export-sessions.mjs", "out.csv")
    assert done.stdout == f"{total} sessions are in out.csv.\n", done.stderr
    content = (folder / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))


def test_the_export_reads_every_page(api: Mock, tmp_path: Path) -> None:
    session = {"id": "a", "title": 'Say "hi"', "tags": ["mix", "b"], "kind": None}
    first, *rows = exported(api, tmp_path, [session], [session, session], [session])
    assert first == ["id", "title", "kind", "status", "tags", "lastOpened", "projectPath"]
    assert rows == [["a", 'Say "hi"', "", "", "mix b", "", ""]] * 4
    assert [query for _, query, _ in api.calls] == [f"limit=50&offset={each}" for each in (0, 1, 3)]


def test_the_export_holds_no_formula(api: Mock, tmp_path: Path) -> None:
    titles = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "ol\u00e9 \u97f3", "a=1"]
    _, *rows = exported(api, tmp_path, [{"id": "a", "title": title} for title in titles])
    assert [row[1] for row in rows] == [f"'{title}" for title in titles[:6]] + titles[6:]


def test_the_export_says_when_the_file_cannot_be_written(api: Mock, tmp_path: Path) -> None:
    done = run(tmp_path, environment(tmp_path, api.base_url), "export-sessions.mjs", "no/such/folder.csv")
    assert_one_line(done)
    assert "cannot be written" in done.stderr


def test_a_tag_is_added_to_those_that_are_there(api: Mock, tmp_path: Path) -> None:
    run(tmp_path, environment(tmp_path, api.base_url), "sessiondock.py", "tag", "session_123", "priority")
    assert api.calls[-1] == ("replaceSessionTags", "", {"tags": ["mix", "priority"]})


def test_notes_arrive_as_they_were_typed(api: Mock, tmp_path: Path) -> None:
    notes = 'It\'s a "brighter" stem,\nfor B \\ $HOME'
    run(tmp_path, environment(tmp_path, api.base_url), "sessiondock.sh", "notes", "session_123", notes)
    assert api.calls[-1] == ("replaceSessionNotes", "", {"notes": notes})


def test_the_launcher_script_reads_the_token_from_the_keychain(api: Mock, tmp_path: Path) -> None:
    variables = mac(tmp_path, environment(tmp_path, api.base_url))
    del variables["SESSIONDOCK_TOKEN"]
    done = run(tmp_path, variables, "sessiondock-focus.sh", "launch")
    assert done.stdout == "Focused: Launch cue & more\n"


@pytest.mark.parametrize(
    ("dialog", "code", "line"),
    [
        ("", 0, "Focused: Second\n"),
        ("cat >/dev/null", 1, "No session was chosen.\n"),
        ("exit 1", 1, "No session"),
    ],
)
def test_the_launcher_script_lets_the_user_choose(
    api: Mock, tmp_path: Path, dialog: str, code: int, line: str
) -> None:
    for title in ("First", "Second", "Third"):
        api.app.sessions[f"{title}/1"] = {"id": f"{title}/1", "title": title, "notes": "several"}
    variables = mac(tmp_path, environment(tmp_path, api.base_url))
    if dialog:
        (tmp_path / "macos/osascript").write_text(f"#!/bin/sh\n{dialog}\n", encoding="utf-8")
    done = run(tmp_path, variables, "sessiondock-focus.sh", "several")
    assert done.returncode == code
    assert done.stdout.startswith(line), done.stderr
    focused = [message.target for message in api.requests if message.target.endswith("/focus")]
    assert focused == ([] if code else ["/api/v1/sessions/Second%2F1/focus"])


def test_the_launcher_script_says_when_nothing_matches(api: Mock, tmp_path: Path) -> None:
    api.api.scripted["listSessions"] = (200, {"data": [], "meta": {"total": 0, "limit": 1, "offset": 0}})
    done = run(tmp_path, environment(tmp_path, api.base_url), "sessiondock-focus.sh", "launch")
    assert (done.returncode, done.stdout) == (1, "No session matches: launch\n")


# --- in five situations: fine, wrong token, app down, read-only, no arguments

COMMANDS = {f"docs/{guide}/index.md:{block.line}": block for guide, block in BLOCKS if is_command(block)}
every_command = pytest.mark.parametrize("place", COMMANDS)


def run_block(
    place: str, folder: Path, base_url: str, token: str = TOKEN
) -> subprocess.CompletedProcess[str]:
    """Run a command block; the reader's own address and token take the place of the guide's."""
    for name in SITE_FILES:
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_text("", encoding="utf-8")
    text = COMMANDS[place].text.replace("http://127.0.0.1:18432/api/v1", base_url)
    text = text.replace(f"{SITE}/docs/", f"file://{folder}/site/")
    variables = mac(folder, environment(folder, base_url, token))
    return run(folder, variables, text.replace("paste-your-token-here", token))


@every_command
def test_a_command_block_runs_as_it_stands(api: Mock, tmp_path: Path, place: str) -> None:
    done = run_block(place, tmp_path, api.base_url)
    assert done.returncode == 0, f"{place}: {done.stderr}"
    if "$SESSIONDOCK_BASE_URL/" in COMMANDS[place].text:
        operation_id = api.calls[-1][0]
        assert operation_id == "getSessionWaveform" or "data" in json.loads(done.stdout), place


@every_command
def test_a_command_block_shows_the_documented_error(api: Mock, tmp_path: Path, place: str) -> None:
    """Each in turn: the token is wrong, then writes are refused, then nothing listens."""
    outcomes = [run_block(place, folder(tmp_path, "wrong-token"), api.base_url, "a-stale-token")]
    operations = [name for name, *_ in api.calls]
    api.app.mode = "read-only"
    outcomes += [run_block(place, folder(tmp_path, "read-only"), api.base_url)]
    outcomes += [run_block(place, folder(tmp_path, "down"), unused_address())]
    if not operations:
        assert [done.returncode for done in outcomes] == [0, 0, 0], place  # it asks nothing of the app
        return
    wrong_token, read_only, down = outcomes
    assert re.search("unauthorized|token is missing or wrong", said(wrong_token)), (
        f"{place}: {said(wrong_token)}"
    )
    is_write = bool(WRITES.intersection(operation for operation, *_ in api.calls))
    is_refused = re.search("read_only|You chose", said(read_only)) is not None
    assert is_refused == is_write, f"{place}: {said(read_only)}"
    assert down.returncode != 0, place


@pytest.mark.parametrize("program", [title for title in PROGRAMS if Path(title).suffix in INTERPRETERS])
def test_a_program_without_arguments_does_its_work_or_says_what_it_needs(
    api: Mock, tmp_path: Path, program: str
) -> None:
    (tmp_path / "tools.json").write_text('{"tools": []}', encoding="utf-8")
    done = run(tmp_path, environment(tmp_path, api.base_url), program)
    place = f"docs/{PLACES[program]}"
    if done.returncode != 0:
        assert re.search(r"Usage|usage|Type the text", said(done)), f"{place}: {said(done)}"
    assert "Traceback" not in said(done), place
    assert "    at " not in said(done), place


def test_the_scheduled_job_exports_the_library(api: Mock, tmp_path: Path) -> None:
    _, _, command = plistlib.loads(PROGRAMS["sessiondock.export.plist"].encode())["ProgramArguments"]
    variables = mac(tmp_path, environment(tmp_path, api.base_url))
    del variables["SESSIONDOCK_TOKEN"]
    done = run(tmp_path, variables, command)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    log = (tmp_path / "sessiondock/export.log").read_text("utf-8")
    assert log == "2 sessions are in sessions.csv.\n"
    assert (tmp_path / "sessiondock/sessions.csv").is_file()


def test_the_tutorial_leads_from_the_health_to_a_focused_session(api: Mock, tmp_path: Path) -> None:
    """All steps in one shell, in their order, as a reader takes them."""
    blocks = [block.text for guide, block in BLOCKS if guide == "first-automation" and is_command(block)]
    text = "\n".join(blocks).replace("http://127.0.0.1:18432/api/v1", api.base_url)
    variables = {"HOME": str(tmp_path), "PATH": path_with_node()}
    done = run(tmp_path, variables, text.replace("paste-your-token-here", TOKEN))
    assert done.returncode == 0, done.stderr
    steps = ["getHealth", "listSessions", "replaceSessionNotes", "focusSession"]
    assert [operation for operation, *_ in api.calls] == steps
    assert api.app.sessions["session_123"]["notes"] == "Send alt vocal print to client before 5 PM."


@pytest.mark.parametrize("name", ["mcp.json", "mcp-keychain.json"])
def test_a_client_starts_the_server_for_agents_as_the_guide_configures_it(tmp_path: Path, name: str) -> None:
    (server,) = json.loads(PROGRAMS[name].replace("paste-your-token-here", TOKEN))["mcpServers"].values()
    variables = mac(tmp_path, environment(tmp_path, "")) | {"SESSIONDOCK_TOKEN": ""} | server["env"]
    arguments = [argument.replace("/Users/me", str(tmp_path)) for argument in server["args"]]
    command = [server["command"], *arguments]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    program = tmp_path / "sessiondock/sessiondock_mcp.py"
    assert done.stdout == f"run --script {program} token={TOKEN}\n"


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
