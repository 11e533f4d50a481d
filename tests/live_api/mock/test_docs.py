"""The docs that the mock serves beside its API, as an app does."""

from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from apidocs.commands import mock as command
from apidocs.live_api.mock.docs import docs_answer
from apidocs.live_api.mock.messages import Answer, Message
from support.app_server import serving_app
from support.mock_server import TOKEN

FILES = {
    "index.html": "<p>Home",
    "index.md": "# Home",
    "errors/index.html": "<p>Errors",
    "errors/index.md": "# Errors",
    "old/index.html": "<p>Moved",
    "assets/site.css": "p {}",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "way-out").symlink_to(tmp_path)
    return folder


def ask(docs: Path, path: str, accept: str = "*/*", host: str = "127.0.0.1:1", method: str = "GET") -> Answer:
    answer = docs_answer(docs, Message(method, path, (("Host", host), ("Accept", accept))))
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("path", "accept", "body", "media_type"),
    [
        ("/docs/", "*/*", "<p>Home", "text/html; charset=utf-8"),
        ("/docs/?from=app", "*/*", "<p>Home", "text/html; charset=utf-8"),
        ("/docs/errors/", "*/*", "<p>Errors", "text/html; charset=utf-8"),
        ("/docs/errors/", "text/markdown", "# Errors", "text/markdown; charset=utf-8"),
        ("/docs/errors/index.html", "text/markdown", "# Errors", "text/markdown; charset=utf-8"),
        ("/docs/old/", "text/markdown", "<p>Moved", "text/html; charset=utf-8"),
        ("/docs/assets/site.css", "text/markdown", "p {}", "text/css"),
        ("/docs/errors/index%2Emd", "*/*", "# Errors", "text/markdown; charset=utf-8"),
    ],
)
def test_a_file_comes_with_its_type(docs: Path, path: str, accept: str, body: str, media_type: str) -> None:
    answer = ask(docs, path, accept)
    assert (answer.status, answer.body.decode()) == (200, body)
    assert dict(answer.headers)["Content-Type"] == media_type
    assert dict(answer.headers)["Vary"] == "Accept"


def test_the_folder_itself_has_a_slash_so_that_relative_links_hold(docs: Path) -> None:
    answer = ask(docs, "/docs")
    assert (answer.status, dict(answer.headers)["Location"]) == (308, "/docs/")


@pytest.mark.parametrize(
    "path",
    [
        "/docs/nothing",
        "/docs/errors",
        "/docs/../secret.txt",
        "/docs/%2e%2e/secret.txt",
        "/docs/way-out/secret.txt",
    ],
)
def test_nothing_outside_of_the_folder_is_served(docs: Path, path: str) -> None:
    assert ask(docs, path).status == 404


@pytest.mark.parametrize("host", ["docs.example", "docs.example:18432", "127.0.0.1.docs.example", ""])
def test_a_name_that_was_given_our_address_gets_nothing(docs: Path, host: str) -> None:
    assert ask(docs, "/docs/", host=host) == Answer(403, reason="the Host is not this computer")


@pytest.mark.parametrize("host", ["127.0.0.1:18432", "localhost", "[::1]:9000"])
def test_this_computer_has_these_names(docs: Path, host: str) -> None:
    assert ask(docs, "/docs/", host=host).status == 200


def test_the_docs_are_only_read(docs: Path) -> None:
    assert ask(docs, "/docs/", method="POST").status == 405
    assert docs_answer(docs, Message("GET", "/docserver/")) is None


def get(port: int, path: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}", "Origin": "https://a.test"})
    return connection.getresponse()


def test_the_api_answers_beside_them_and_only_the_api_is_shared_with_other_origins(docs: Path) -> None:
    with serving_app(docs) as mock:
        port = mock.server.server_port
        page, health = get(port, "/docs/"), get(port, "/api/v1/health")
        assert (page.status, health.status) == (200, 200)
        assert page.headers["Access-Control-Allow-Origin"] is None
        assert health.headers["Access-Control-Allow-Origin"] == "https://a.test"


def test_a_folder_without_docs_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--docs", str(tmp_path)])
    assert "no docs are there: make them with offline --app" in capsys.readouterr().err
