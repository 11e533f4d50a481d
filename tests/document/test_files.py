"""How far references may lead: inside the root file's folder, and beyond it only where that is allowed."""

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from apidocs.document import files
from apidocs.document.document import Document, Location, UnresolvableReferenceError
from apidocs.document.files import Folder
from apidocs.document.load import load
from apidocs.document.reach import Reach
from apidocs.document.source import Source

OUTSIDE = Reach(outside=True)
REMOTE = Reach(remote=True)


def write(folder: Path, texts: dict[str, str]) -> str:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder / "spec/openapi.yaml")


def refer(**references: str) -> str:
    lines = (f"{key}: {{$ref: '{reference}'}}\n" for key, reference in references.items())
    return "openapi: 3.1.0\n" + "".join(lines)


def place(document: Document, key: str = "x") -> Location:
    return document.root.child(key).resolve().location


def refusal(document: Document, key: str = "x") -> str:
    with pytest.raises(UnresolvableReferenceError) as caught:
        place(document, key)
    return str(caught.value)


def test_a_file_outside_is_read_when_that_is_allowed(tmp_path: Path) -> None:
    common = "a: {$ref: 'deep/b.yaml'}\nback: {$ref: '../spec/openapi.yaml#/home'}\n"
    texts = {"common/a.yaml": common, "common/deep/b.yaml": "b: 1\n"}
    root = refer(x="../common/a.yaml#/a", y="../common/a.yaml#/back") + "home: 1\n"
    document = load(write(tmp_path, {"spec/openapi.yaml": root, **texts}), OUTSIDE)
    assert place(document) == Location("../common/deep/b.yaml", "")
    assert place(document, "y") == Location("", "/home")
    problem = document.problem(document.root.child("x").resolve(), "a-rule", "why", key="b")
    assert str(problem) == f"{tmp_path}/common/deep/b.yaml:1:1: warning: why [a-rule]"


def test_a_file_that_several_paths_lead_to_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = f"{tmp_path}/spec/a.yaml"
    root = refer(x="a.yaml", y="../spec/a.yaml", z=absolute, q="../spec/openapi.yaml#/home") + "home: 1\n"
    document = load(write(tmp_path, {"spec/openapi.yaml": root, "spec/a.yaml": "a: 1\n"}), OUTSIDE)
    read: list[str] = []
    original = Folder.read

    def read_and_note(folder: Folder, uri: str, reference: str) -> Source:
        read.append(uri)
        return original(folder, uri, reference)

    monkeypatch.setattr(Folder, "read", read_and_note)
    assert {place(document, key) for key in "xyz"} == {Location("a.yaml", "")}
    assert place(document, "q") == Location("", "/home")
    assert read == ["a.yaml"]


def test_a_path_through_a_folder_above_that_comes_back_stays_inside(tmp_path: Path) -> None:
    texts = {"spec/openapi.yaml": refer(x="../spec/a.yaml"), "spec/a.yaml": "a: 1\n"}
    assert place(load(write(tmp_path, texts))) == Location("a.yaml", "")


def test_to_allow_addresses_does_not_allow_files_outside_nor_the_other_way_round(tmp_path: Path) -> None:
    texts = {"spec/openapi.yaml": refer(x="../a.yaml", y="https://a.example/b.yaml"), "a.yaml": "a: 1\n"}
    path = write(tmp_path, texts)
    assert "--allow-outside" in refusal(load(path, REMOTE))
    assert "--allow-remote" in refusal(load(path, OUTSIDE), "y")


def test_a_description_has_no_more_files_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 2)
    texts = {"spec/openapi.yaml": refer(x="a.yaml", y="b.yaml"), "spec/a.yaml": "", "spec/b.yaml": ""}
    document = load(write(tmp_path, texts))
    assert place(document) == Location("a.yaml", "")
    assert "spec/openapi.yaml:3:5: error: the description has more than 10,000 files" in refusal(
        document, "y"
    )


class Shelf(BaseHTTPRequestHandler):
    """Serves texts by their paths, and counts."""

    texts: dict[str, str]
    asked: Counter[str]

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        text = self.texts.get(self.path)
        self.send_response(200 if text is not None else 404)
        self.end_headers()
        self.wfile.write((text or "").encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    Shelf.asked = Counter()
    with ThreadingHTTPServer(("127.0.0.1", 0), Shelf) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_address_is_fetched_once_and_its_own_references_count_from_it(tmp_path: Path, shelf: str) -> None:
    Shelf.texts = {"/m/pet.yaml": "a: {$ref: 'b%20c.yaml#/x'}\n", "/m/b%20c.yaml": "x: {type: object}\n"}
    root = refer(x=f"{shelf}/m/pet.yaml#/a", y=f"{shelf}/m/pet.yaml", z=f"{shelf}/m/b%20c.yaml")
    document = load(write(tmp_path, {"spec/openapi.yaml": root}), REMOTE)
    assert place(document) == Location(f"{shelf}/m/b%20c.yaml", "/x")
    assert place(document, "y") == Location(f"{shelf}/m/pet.yaml", "")
    assert place(document, "z") == Location(f"{shelf}/m/b%20c.yaml", "")
    assert Shelf.asked == {"/m/pet.yaml": 1, "/m/b%20c.yaml": 1}
    problem = document.problem(document.root.child("x").resolve(), "a-rule", "why", key="type")
    assert str(problem) == f"{shelf}/m/b%20c.yaml:1:5: warning: why [a-rule]"


def test_files_beside_an_address_are_fetched_from_there(shelf: str) -> None:
    root = refer(x="models/a b.yaml#/a", y="../v2/openapi.yaml#/home", z="models/gone.yaml") + "home: 1\n"
    Shelf.texts = {
        "/v2/openapi.yaml?raw=1": root,
        "/v2/models/a%20b.yaml": "a: {$ref: '../openapi.yaml#/home'}\n",
    }
    document = load(f"{shelf}/v2/openapi.yaml?raw=1", REMOTE)
    assert place(document) == Location("", "/home")
    assert place(document, "y") == Location("", "/home")
    assert Shelf.asked == {"/v2/openapi.yaml?raw=1": 1, "/v2/models/a%20b.yaml": 1}
    assert f"{shelf}/v2/models/gone.yaml: the server answers 404" in refusal(document, "z")


@pytest.mark.parametrize("reference", ["file:///etc/hostname", "/etc/hostname", "../../../../etc/hostname"])
def test_a_file_of_this_machine_cannot_be_reached_from_an_address(shelf: str, reference: str) -> None:
    Shelf.texts = {"/openapi.yaml": refer(x=reference)}
    document = load(f"{shelf}/openapi.yaml", Reach(outside=True, remote=True))
    assert "[unresolvable-ref]" in refusal(document)
    assert list(document.sources) == [""]
