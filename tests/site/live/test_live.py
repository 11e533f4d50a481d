"""The live server, without the building."""

import re
import socket
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from apidocs.progress import Silent
from apidocs.project import ROOT, Project
from apidocs.site.live import rebuild as live_site
from apidocs.site.live import server as live
from apidocs.site.live.server import AddressError, LiveServer
from apidocs.site.publish import PublishError, live_config

PROJECT = Project.from_folder(ROOT, strict=False)
EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing is bound to it


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    config = live_config(PROJECT, tmp_path / "site")
    made = LiveServer(PROJECT, tmp_path / "site", config, ("127.0.0.1", 8000), Silent())
    yield made
    made.server_close()


def fail(*_: object) -> None:
    raise PublishError("a <b>bad</b> template")


def succeed(*_: object) -> None:
    pass


def test_a_failed_build_keeps_the_pages_and_shows_why(
    server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("last")
    monkeypatch.setattr(live_site, "publish_live", fail)
    server.rebuild()
    page = server._inject_js_into_html(b"<html><head></head><body class='a'><p>Text</p></body></html>", 0)  # noqa: SLF001
    assert b"<body class='a'><style>#failure{" in page
    assert b'</style><pre id="failure" role="alert">' in page
    assert b"a &lt;b&gt;bad&lt;/b&gt; template</pre><p>Text</p><script>" in page
    assert (tmp_path / "site/index.html").read_text() == "last"
    monkeypatch.setattr(live_site, "publish_live", succeed)
    server.rebuild()
    assert b"role" not in server._inject_js_into_html(b"<body></body>", 0)  # noqa: SLF001


def test_a_first_build_that_fails_has_a_page_to_show_it_on(
    server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_site, "publish_live", fail)
    server.rebuild()
    assert (tmp_path / "site/index.html").is_file()


def test_a_missing_page_is_answered_with_the_sites_own(server: LiveServer, tmp_path: Path) -> None:
    assert server.error_handler(404) is None
    (tmp_path / "site").mkdir()
    (tmp_path / "site/404.html").write_text("not here")
    assert server.error_handler(404) == b"not here"


def test_an_address_that_is_none_of_this_machine_is_refused() -> None:
    with pytest.raises(AddressError, match=r"^192\.0\.2\.1:8000: .*: name another address with --address$"):
        live._check_address("192.0.2.1", 8000)  # noqa: SLF001


def test_an_address_that_is_free_is_taken() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    live._check_address("127.0.0.1", port)  # noqa: SLF001


def test_a_page_that_is_served_has_the_policy_of_the_site_and_only_our_scripts_run(
    server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_site, "publish_live", fail)
    (tmp_path / "site").mkdir()
    server.rebuild()
    planted = b"<html><head></head><body><script>planted()</script></body></html>"
    page = server._inject_js_into_html(planted, 0).decode()  # noqa: SLF001
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy[0]))
    inline = {text: hash_of(text) for text in re.findall(r"<(?:script|style)>(.*?)</", page, re.DOTALL)}
    assert len(inline) == 3
    assert {text for text, found in inline.items() if found not in allowed} == {"planted()"}


def hash_of(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@pytest.mark.parametrize(
    ("bound", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", "404"),
        ("127.0.0.1", "localhost:8000", "404"),
        ("127.0.0.1", "[::1]:8000", "404"),
        ("127.0.0.1", "docs.localhost", "404"),
        ("127.0.0.1", "evil.example:8000", "403"),
        ("127.0.0.1", "127.0.0.1.evil.example", "403"),
        ("127.0.0.1", "192.168.0.7:8000", "403"),
        ("127.0.0.1", "", "403"),
        ("127.0.0.1", "[", "403"),
        ("127.0.0.1", "evil.example/@127.0.0.1", "403"),
        (EVERYWHERE, "192.168.0.7:8000", "404"),
        (EVERYWHERE, "evil.example", "403"),
        ("docs.lan", "docs.lan:8000", "404"),
    ],
)
def test_only_who_asks_for_this_computer_is_answered(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch, bound: str, host: str, status: str
) -> None:
    monkeypatch.setattr(server, "_host", bound)
    said: list[str] = []
    environ = {"HTTP_HOST": host, "PATH_INFO": "/nothing.html"}
    answer = server.serve_request(environ, lambda line, _: said.append(line[:3]))
    list(answer)
    assert said == [status]
