"""The live server, without the building."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from apidocs.progress import Silent
from apidocs.site.live import rebuild as live_site
from apidocs.site.live import server as live
from apidocs.site.live.server import AddressError, LiveServer
from apidocs.site.publish import PublishError, live_config


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    made = LiveServer(tmp_path / "site", live_config(tmp_path / "site"), "127.0.0.1", 8000, Silent())
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
    page = server._inject_js_into_html(b"<html><body class='a'><p>Text</p></body></html>", 0)  # noqa: SLF001
    assert b"<body class='a'><pre role=\"alert\"" in page
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
