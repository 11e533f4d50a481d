"""What `python scripts/build.py` refuses to read, and where it refuses to write."""

import re
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from support.commands import ROOT, SMALL, build_here, run, say, write_small


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
    answer = build_here(tmp_path, "--spec", "openapi.yaml", "--site-dir", "site")
    assert_refused(answer, rule, "openapi.yaml", words)
    assert not (tmp_path / "site").exists()


def test_no_traceback_is_shown(tmp_path: Path) -> None:
    answer = run(tmp_path, ROOT / "scripts/build.py", "--spec", "openapi.yaml", "--site-dir", "site")
    assert_refused(answer, "no-such-file", "openapi.yaml", "there is no such file")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    answer = build_here(tmp_path, "--spec", "specs", "--site-dir", "site")
    assert_refused(answer, "is-a-folder", "specs", "name the file in it")


def test_an_address_where_nobody_answers_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and never listening
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/openapi.json"
        answer = build_here(tmp_path, "--spec", url, "--site-dir", "site")
    assert_refused(answer, "url-unreachable", url, "cannot be read")


def test_an_address_that_answers_with_a_web_page_is_refused(tmp_path: Path) -> None:
    with html_server() as url:
        answer = build_here(tmp_path, "--spec", url, "--site-dir", "site")
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
    answer = build_here(tmp_path, *arguments)
    assert answer.returncode == 2
    assert words in answer.stderr
    assert answer.stderr.startswith("usage: ")


def test_a_site_dir_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    answer = build_here(tmp_path, "--spec", write_small(tmp_path), "--site-dir", "site")
    assert (answer.returncode, answer.stderr) == (
        1,
        f"error: {tmp_path}/site: this is a file: name a folder\n",
    )


def test_a_site_dir_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "full").write_text("a file where a folder should be")
    answer = build_here(tmp_path, "--spec", write_small(tmp_path), "--site-dir", "full/site")
    assert answer.returncode == 1
    assert answer.stderr == f"error: {tmp_path}/full/site: {tmp_path}/full is no folder: name another place\n"


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("ten years")
    (tmp_path / "mine/index.html").write_text("my page")
    answer = build_here(tmp_path, "--spec", write_small(tmp_path), "--site-dir", "mine")
    assert answer.returncode == 1
    assert (
        "this folder holds files that no build wrote, and a new one would remove them: index.html, thesis.txt"
        in answer.stderr
    )
    assert (tmp_path / "mine/thesis.txt").read_text() == "ten years"


def test_the_project_itself_is_no_place_for_a_site() -> None:
    answer = build_here(ROOT, "--site-dir", "docs")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "one of this project's own" in answer.stderr


def test_an_earlier_site_and_an_empty_folder_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for title in ("Greetings", "Good wishes"):
        spec = write_small(tmp_path, SMALL.replace("Greetings", title))
        answer = build_here(tmp_path, "--spec", spec, "--site-dir", "site")
        assert answer.returncode == 0, say(answer)
        assert f"<title>{title}</title>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
