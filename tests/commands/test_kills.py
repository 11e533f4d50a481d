"""Every command, killed or interrupted at any step: nothing is left, and the next run is as a clean one.

`killed.py` says what a step is. A preview has revisions whose build is a few lines: what a kill does to a
real one is in tests/previews/test_outcomes.py.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from previews.repository import commit, git
from support.commands import environment, free_port, say

KILLED = Path(__file__).with_name("killed.py")
SPEC = "spec/openapi.yaml"
SIDE = """\
import json, pathlib, sys
site = pathlib.Path(__file__).resolve().parents[1] / "site"
site.mkdir(exist_ok=True)
(site / "index.html").write_text("<html><body></body></html>")
if "--preview-data" in sys.argv:
    pathlib.Path(sys.argv[2]).write_text(json.dumps({"pages": {}, "warnings": []}))
"""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="what runs is told by /proc")


@pytest.fixture
def project(small_project: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_project, tmp_path / "project"))


def end_at_steps(  # noqa: PLR0913 - what differs between the commands
    project: Path,
    command: Sequence[object],
    *,
    kept: Sequence[str] = (),
    kills: int = 20,
    interrupts: int = 5,
    removed: Sequence[str] = (),
) -> dict[str, Any]:
    """Run `killed.py`; what a clean run says must be right, and nothing wrong after any other."""
    texts = [(project / SPEC).read_text(encoding="utf-8").replace("Says hello", f"Says {it}") for it in "AB"]
    plan = {
        "command": [str(part) for part in command],
        "edits": [(SPEC, text) for text in texts],
        "kept": list(kept),
        "removed": list(removed),
        "kills": kills,
        "interrupts": interrupts,
        "seed": 11,
    }
    temporary = project.parent / "temporary"
    temporary.mkdir()
    answer = subprocess.run(
        [sys.executable, "-B", str(KILLED), json.dumps(plan)],
        cwd=project,
        env=environment() | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert answer.returncode == 0, say(answer)
    told = json.loads(answer.stdout)
    assert told["wrong"] == []
    assert told["steps"] > 0
    return dict(told)


@linux_only
def test_a_build_can_be_ended_at_any_step(project: Path) -> None:
    assert end_at_steps(project, ["build"], kept=["site"], kills=12, interrupts=4)["code"] == 0


@linux_only
def test_a_reference_of_another_description_can_be_ended_at_any_step(project: Path) -> None:
    command = ["build", "--spec", SPEC, "--site-dir", "out", "--report", "report.json"]
    told = end_at_steps(project, command, kept=["out", "report.json"], kills=4, interrupts=2)
    assert told["code"] == 0


@linux_only
def test_a_bundle_can_be_ended_at_any_step(project: Path) -> None:
    assert end_at_steps(project, ["offline"], kept=["dist"], kills=3, interrupts=2)["code"] == 0


@linux_only
def test_serving_can_be_ended_at_any_step(project: Path) -> None:
    told = end_at_steps(project, ["serve", "--address", f"127.0.0.1:{free_port()}"], kills=3, interrupts=2)
    assert told["code"] == 130


@linux_only
def test_a_preview_can_be_ended_at_any_step(project: Path) -> None:
    (project / ".gitignore").write_text(
        "/scripts/*\n!/scripts/build.py\n/site\n/preview\n.*\n", encoding="utf-8"
    )
    build = project / "scripts/build.py"
    build.write_text(SIDE, encoding="utf-8")
    git(project, "init", "-q", "-b", "main")
    commit(project)
    command = ["preview", "--base", "main", "--revision", "main"]
    told = end_at_steps(project, command, kept=["preview"], kills=4, interrupts=0)
    assert told["code"] == 0, told["said"]


@linux_only
def test_a_comparison_of_revisions_can_be_ended_at_any_step(project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    commit(project)
    told = end_at_steps(project, ["diff", f"git:main:{SPEC}", SPEC])
    assert (told["code"], told["said"]) == (0, "no change\n")


@linux_only
def test_a_new_project_can_be_ended_at_any_step(project: Path) -> None:
    told = end_at_steps(project, ["new", "new", "--spec", SPEC], kept=["new"], removed=["new"])
    assert told["code"] == 0


@linux_only
def test_a_mock_can_be_ended_at_any_step(project: Path) -> None:
    command = ["mock", "--spec", SPEC, "--port", free_port()]
    assert end_at_steps(project, command)["code"] == 130


@linux_only
def test_a_comparison_with_an_app_can_be_ended_at_any_step(project: Path) -> None:
    class App(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"openapi": "3.1.0", "info": {"title": "App", "version": "1"}, "paths": {}}')

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), App) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/openapi.json"
        assert end_at_steps(project, ["drift", "--spec", SPEC, "--url", url])["code"] == 1
        server.shutdown()
