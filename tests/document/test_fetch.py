"""What comes from an address, and what a person reads when nothing usable does."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from apidocs.document import fetch as fetch_module
from apidocs.document.document import UnresolvableReferenceError
from apidocs.document.load import load
from apidocs.document.reach import INSIDE
from apidocs.problems import ProblemsError

MINIMAL = b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\nown: {$ref: 'openapi.yaml#/info'}\n"
BODIES = {
    "/docs/openapi.yaml": MINIMAL,
    "/%C3%A4%20b.yaml": MINIMAL,
    "/openapi": b'{"openapi": "3.1.0", "paths": {}}',
    "/openapi.json": b'{"openapi": "3.1.0", "paths": {},}',
    "/page": b"<!DOCTYPE html><html><title>Sign in</title></html>",
    "/beside.yaml": b"openapi: 3.1.0\nx: {$ref: models/pet.yaml}\n",
    "/empty": b"",
}
REDIRECTS = {
    "/moved": "/docs/openapi.yaml",
    "/to-file": "file:///etc/hostname",
    "/to-ftp": "ftp://127.0.0.1/openapi.yaml",
    "/round": "/round",
}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            self.end_headers()
        elif self.path == "/broken":
            self.wfile.write(b"no HTTP at all\r\n\r\n")
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            self.drip()
        elif (path := self.path.partition("?")[0]) in BODIES:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(BODIES[path])
        else:
            self.send_error(404)

    def drip(self) -> None:
        try:
            while True:
                self.wfile.write(b"#")
                self.wfile.flush()
        except OSError:
            return  # the reader went away, as it should

    def log_message(self, *_: object) -> None:
        """Say nothing in the output of the tests."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def complaint(url: str, **options: int) -> str:
    with pytest.raises(ProblemsError) as caught:
        load(url, INSIDE, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    "path", ["/docs/openapi.yaml", "/openapi", "/openapi?version=1 ä#a", "/ä b.yaml", "/moved"]
)
def test_an_address_is_loaded_like_a_file(server: str, path: str) -> None:
    document = load(server + path)
    assert document.version == "3.1"
    assert document.sources[""].name == server + path


def test_the_scheme_may_be_written_in_capitals(server: str) -> None:
    assert load(server.replace("http", "HTTP") + "/openapi").version == "3.1"


def test_a_reference_to_the_own_name_of_an_address_is_found(server: str) -> None:
    assert load(f"{server}/docs/openapi.yaml").root.child("own").resolve().location.pointer == "/info"


def test_files_beside_an_address_are_fetched_only_when_that_is_allowed(server: str) -> None:
    with pytest.raises(UnresolvableReferenceError) as caught:
        load(f"{server}/beside.yaml").root.child("x").resolve()
    assert str(caught.value) == (
        f"{server}/beside.yaml:2:5: error: the reference `models/pet.yaml` is remote and not followed: allow "
        "that with --allow-remote, or download the file and write its relative path [unresolvable-ref]"
    )


EXPLAINED = {
    "/nowhere": (
        "the server answers 404 Not Found: open the address in a browser and correct it [url-unreachable]"
    ),
    "/page": (
        "this is an HTML or XML page and no OpenAPI description: give the address of the JSON or YAML file "
        "itself, which is often called openapi.json or openapi.yaml [html-page]"
    ),
    "/empty": "the file is empty: write the OpenAPI description into it [empty-file]",
    "/to-file": (
        "the server answers 302 Found - Redirection to url 'file:///etc/hostname' is not allowed: open the "
        "address in a browser and correct it [url-unreachable]"
    ),
    "/to-ftp": (
        "the server answers 302 Found - Redirection to url 'ftp://127.0.0.1/openapi.yaml' is not allowed: "
        "open the address in a browser and correct it [url-unreachable]"
    ),
}


@pytest.mark.parametrize(("path", "message"), EXPLAINED.items())
def test_an_address_without_a_description_says_why(server: str, path: str, message: str) -> None:
    assert complaint(server + path) == f"{server}{path}:1:1: error: {message}"


@pytest.mark.parametrize("path", ["/round", "/broken", "/%zz\n", "/with space"])
def test_an_answer_that_cannot_be_read_is_a_problem_and_no_crash(server: str, path: str) -> None:
    assert complaint(server + path).endswith("[url-unreachable]")


def test_broken_json_of_an_address_has_its_line_and_column(server: str) -> None:
    assert complaint(f"{server}/openapi.json").startswith(f"{server}/openapi.json:1:3")


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "https://a..b/", "http://localhost:x/", "http://\udc80/"]
)
def test_an_address_that_is_none_is_a_problem_and_no_crash(address: str) -> None:
    assert complaint(address).endswith("[url-unreachable]")


def test_without_a_network_the_problem_names_the_address_and_the_cause() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    found = complaint(f"http://127.0.0.1:{port}/openapi.json")
    assert found.startswith(f"http://127.0.0.1:{port}/openapi.json:1:1: error: the address cannot be read (")
    assert "refused" in found
    assert found.endswith(
        "check the address and the network, or download the file and name it [url-unreachable]"
    )


@pytest.mark.parametrize(
    "address", ["ftp://example.com/a.yaml", "file:///etc/hostname", "data://text/plain,a"]
)
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    assert complaint(address) == (
        f"{address}:1:1: error: only http and https addresses are read: download the file first "
        "[unsupported-url]"
    )


def test_an_answer_without_end_is_cut_at_the_limit(server: str) -> None:
    assert complaint(f"{server}/drip", max_bytes=100_000).endswith("[file-too-large]")


def test_an_answer_that_takes_too_long_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_module, "TIMEOUT", 0.2)
    assert "(the answer took longer than 0 seconds)" in complaint(f"{server}/drip", max_bytes=10**12)
