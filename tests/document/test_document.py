"""Where the references of a document lead, and where its problems stand."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from apidocs.document.document import Document, Location, Node, UnresolvableReferenceError
from apidocs.document.load import load

PETS = """\
openapi: 3.1.0
paths:
  /pets/{id}:
    get:
      parameters:
      - $ref: '#/components/parameters/Id'
      responses:
        200: {$ref: '#/components/responses/a~1b%20~0c'}
components:
  parameters:
    Id: {name: id, in: path}
  responses:
    a/b ~c: {description: null}
  schemas:
    Pet: {$ref: '#/components/schemas/Animal'}
    Animal: {$ref: '#/components/schemas/Being'}
    Being: {type: object, properties: {$ref: {type: string}}}
"""
Write = Callable[..., Document]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write `openapi.yaml` and the files beside it, and load it by that name."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, files: dict[str, str] | None = None) -> Document:
        for name, content in {"openapi.yaml": text, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        return load("openapi.yaml")

    return write


def refer(reference: str, rest: str = "") -> str:
    return f"openapi: 3.1.0\nx: {{$ref: '{reference}'}}\n{rest}"


def x(document: Document) -> Node:
    return document.root.child("x")


def refusal(document: Document) -> str:
    with pytest.raises(UnresolvableReferenceError) as caught:
        x(document).resolve()
    problem = caught.value.problem
    assert problem.level == "error"
    assert str(caught.value) == str(problem)
    return f"{problem.rule}: {problem.message}"


def test_a_reference_leads_to_a_member_with_an_escaped_name(write: Write) -> None:
    node = write(PETS).node(Location("", "/paths/~1pets~1{id}/get/responses/200"))
    assert node.resolve().location == Location("", "/components/responses/a~1b ~0c")


def test_a_chain_is_followed_step_by_step_or_to_its_end(write: Write) -> None:
    pet = write(PETS).node(Location("", "/components/schemas/Pet"))
    assert pet.target().location.pointer == "/components/schemas/Animal"
    assert pet.target().target().location.pointer == "/components/schemas/Being"
    assert pet.resolve().location.pointer == "/components/schemas/Being"
    assert pet.resolve() is pet.resolve()


def test_what_is_no_reference_resolves_to_itself(write: Write) -> None:
    root = write(PETS).root
    assert root.resolve() is root
    assert root.target() is root


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("#", ""),
        ("#/a~0b", "/a~0b"),
        ("#/%61%7E0b", "/a~0b"),
        ("#/l/1", "/l/1"),
        ("#/", "/"),
        ("#//%25", "//%"),
        ("#/ä", "/ä"),
        ("#/%C3%A4", "/ä"),
        ("openapi.yaml#/ä", "/ä"),
        ("./openapi.yaml#/ä", "/ä"),
        ("sub/../openapi.yaml#/ä", "/ä"),
        ("#point", "/l/1"),
        ("#/y/properties/name", "/s/properties/name"),
    ],
)
def test_a_reference_into_the_same_file(write: Write, reference: str, pointer: str) -> None:
    rest = """\
a~b: 1
l: [0, {$anchor: point}]
'': {'%': 1}
ä: 1
y: {$ref: '#/z'}
z: {$ref: '#/s'}
s: {properties: {name: {}}}
"""
    document = write(refer(reference, rest))
    assert x(document).resolve().location == Location("", pointer)
    assert list(document.sources) == [""]


@pytest.mark.parametrize(
    ("reference", "uri", "pointer"),
    [
        ("models/pet.yaml", "models/pet.yaml", ""),
        ("models/pet.yaml#/Pet", "models/pet.yaml", "/Pet"),
        ("./models/../models/pet.yaml#/Pet", "models/pet.yaml", "/Pet"),
        ("models/pet%2Eyaml#/Pet", "models/pet.yaml", "/Pet"),
        ("models/pet.yaml#/Back", "", "/home"),
        ("models/pet.yaml#/Beside", "models/a b.json", "/x"),
        ("models/pet.yaml#/Own", "models/pet.yaml", "/Pet"),
        ("models/pet.yaml#named", "models/pet.yaml", "/Pet"),
    ],
)
def test_a_reference_into_another_file_counts_from_the_file_that_holds_it(
    write: Write, reference: str, uri: str, pointer: str
) -> None:
    pet = """\
Pet: {type: object, $anchor: named}
Own: {$ref: '#/Pet'}
Back: {$ref: '../openapi.yaml#/home'}
Beside: {$ref: 'a%20b.json#/x'}
"""
    document = write(refer(reference, "home: 1\n"), {"models/pet.yaml": pet, "models/a b.json": '{"x": 1}'})
    assert x(document).resolve().location == Location(uri, pointer)


def test_each_file_is_read_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    references = {"y": "a.yaml#/b", "z": "./a.yaml", "q": "openapi.yaml", "r": "bad.yaml", "s": "bad.yaml#/a"}
    rest = "".join(f"{key}: {{$ref: '{reference}'}}\n" for key, reference in references.items())
    document = write(refer("a.yaml#/a", rest), {"a.yaml": "a: 1\nb: 2\n", "bad.yaml": "a: b: c"})
    opened: list[str] = []
    monkeypatch.setattr(Path, "open", _counting(Path.open, opened))
    for key, node in document.root.items():
        if key in "xyzq":
            node.resolve()
        elif key in "rs":
            with pytest.raises(UnresolvableReferenceError):
                node.resolve()
    assert opened == ["a.yaml", "bad.yaml"]
    assert list(document.sources) == ["", "a.yaml"]


def _counting(original: Callable[..., object], opened: list[str]) -> Callable[..., object]:
    def open_and_count(path: Path, *arguments: str) -> object:
        opened.append(path.name)
        return original(path, *arguments)

    return open_and_count


REFUSED = {
    "#/houses": "the reference `#/houses` leads nowhere: there is no `houses` in `#`; did you mean `house`?",
    "#/house/l/2": (
        "the reference `#/house/l/2` leads nowhere: there is no `2` in `#/house/l`; add it, or "
        "correct the reference"
    ),
    "#/house/l/01": (
        "the reference `#/house/l/01` leads nowhere: there is no `01` in `#/house/l`; add it, or "
        "correct the reference"
    ),
    "#house": (
        "the reference `#house` leads nowhere: no schema has the `$anchor` `house`; a path inside "
        "the file begins with `#/`"
    ),
    "pet.yaml": (
        "the file of the reference `pet.yaml` cannot be read: pet.yaml: there is no "
        "such file: check the spelling, and the folder the path starts from"
    ),
    "sub/bad.yaml#/a": (
        "the file of the reference `sub/bad.yaml#/a` cannot be read: sub/bad.yaml:1:5: "
        "this is not YAML: a `: ` stands where no value can begin: put a text that holds `: ` in "
        "quotes, or look at the indentation"
    ),
    "sub": (
        "the file of the reference `sub` cannot be read: sub: this is a folder: name "
        "the file in it, for example openapi.yaml"
    ),
    "https://example.com/a.yaml#/b": (
        "the reference `https://example.com/a.yaml#/b` is remote and not followed: allow that with "
        "--allow-remote, or download the file and write its relative path"
    ),
    "sub\\bad.yaml": (
        "the reference `sub\\bad.yaml` holds a backslash or control character: part folders with `/`"
    ),
}


@pytest.mark.parametrize(("reference", "message"), REFUSED.items())
def test_a_reference_that_leads_nowhere_says_why(write: Write, reference: str, message: str) -> None:
    document = write(refer(reference, "house: {l: [0, 1]}\n"), {"sub/bad.yaml": "a: b: c"})
    assert refusal(document) == f"unresolvable-ref: {message}"


@pytest.mark.parametrize(
    "reference",
    [
        "//example.com/a",
        "file:///etc/hostname",
        "C:/a.yaml",
        "C:\\a.yaml",
        "a%00.yaml",
        "a%0Ab.yaml",
        "x" * 5000,
    ],
)
def test_what_is_no_relative_path_is_refused(write: Write, reference: str) -> None:
    assert refusal(write(refer(reference))).startswith("unresolvable-ref: ")


@pytest.mark.parametrize(
    "reference",
    [
        "../outside.yaml",
        "/etc/hostname",
        "sub/../../outside.yaml",
        "%2E%2E/outside.yaml",
        "..%2Foutside.yaml",
        "..",
        "link.yaml",
        "linked/outside.yaml",
    ],
)
def test_a_reference_that_leaves_the_folder_is_refused(tmp_path: Path, reference: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.yaml").write_text("secret: 1", encoding="utf-8")
    (inside / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (inside / "linked").symlink_to(tmp_path)
    (inside / "openapi.yaml").write_text(refer(reference), encoding="utf-8")
    assert refusal(load(str(inside / "openapi.yaml"))) == (
        f"ref-outside-folder: `{reference}` leads out of the folder of the root file: allow that with "
        "--allow-outside, or move the file into that folder"
    )


def test_a_link_inside_the_folder_and_a_folder_that_is_a_link_are_fine(write: Write, tmp_path: Path) -> None:
    write(refer("link.yaml#/a"), {"sub/a.yaml": "a: 1"})
    (tmp_path / "link.yaml").symlink_to(tmp_path / "sub" / "a.yaml")
    (tmp_path / "again").symlink_to(tmp_path)
    assert x(load("openapi.yaml")).resolve().location == Location("link.yaml", "/a")
    assert x(load("again/openapi.yaml")).resolve().value == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with a name")
def test_a_pipe_behind_a_reference_is_not_waited_for(write: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "pipe.yaml: this is a device or a pipe" in refusal(write(refer("pipe.yaml")))


CIRCLES = {
    "#/x": "`#/x` -> `#/x`",
    "#/a": "`#/a` -> `#/b` -> `#/a`",
    "a.yaml#/x": "`a.yaml#/x` -> `openapi.yaml#/x` -> `a.yaml#/x`",
    "#/e/f": "`#/e/f` -> `#/e/f`",
    "#/c0": "`#/c0` -> `#/c1` -> `#/c2` -> `#/c3` -> `#/c4` -> `#/c5` -> `#/c6` -> ...",
}


@pytest.mark.parametrize(("reference", "chain"), CIRCLES.items())
def test_a_chain_that_comes_back_to_itself_reaches_no_schema(
    write: Write, reference: str, chain: str
) -> None:
    ring = "".join(f"c{n}: {{$ref: '#/c{(n + 1) % 3000}'}}\n" for n in range(3000))
    rest = "a: {$ref: '#/b'}\nb: {$ref: '#/a'}\ne: {$ref: '#/e/f'}\n"
    document = write(refer(reference, rest + ring), {"a.yaml": "x: {$ref: openapi.yaml#/x}"})
    assert refusal(document) == (
        f"circular-ref-chain: the `$ref` chain {chain} goes in a circle and reaches no schema: let one of "
        "them be a schema itself"
    )


def test_a_long_chain_is_followed_to_its_end(write: Write) -> None:
    chain = "".join(f"c{n}: {{$ref: '#/c{n + 1}'}}\n" for n in range(3000))
    assert x(write(refer("#/c0", f"{chain}c3000: 1\n"))).resolve().value == 1


def test_a_pointer_that_passes_through_reference_after_reference_ends(write: Write) -> None:
    rest = "".join(f"c{n}: {{$ref: '#/c{n + 1}/a'}}\n" for n in range(3000))
    assert refusal(write(refer("#/c0/a", rest))) == (
        "unresolvable-ref: the reference `#/c20/a` passes through more than 20 other references: point to "
        "the last of them"
    )


def test_a_problem_stands_at_the_key_of_its_value(write: Write) -> None:
    document = write(PETS)
    parameters = document.node(Location("", "/paths/~1pets~1{id}/get/parameters"))
    assert str(document.problem(parameters, "a-rule", "why")) == "openapi.yaml:5:7: warning: why [a-rule]"
    problem = document.problem(parameters.child(0), "a-rule", "why", "error")
    assert (problem.line, problem.column, problem.level) == (6, 9, "error")
    assert problem.pointer == "/paths/~1pets~1{id}/get/parameters/0"


@pytest.mark.parametrize(("key", "column"), [("name", 10), ("in", 20), ("schema", 5), (None, 5)])
def test_a_problem_of_a_member_stands_at_its_key_when_it_is_there(
    write: Write, key: str | None, column: int
) -> None:
    document = write(PETS)
    problem = document.problem(Location("", "/components/parameters/Id"), "a-rule", "why", key=key)
    assert (problem.line, problem.column, problem.pointer) == (11, column, "/components/parameters/Id")


def test_a_problem_of_another_file_names_it_from_where_the_root_file_was_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "openapi.yaml").write_text(refer("sub/a.json#/x"), encoding="utf-8")
    (tmp_path / "sub" / "a.json").write_text('{\n  "x": {"type": 1}\n}', encoding="utf-8")
    document = load(f"{tmp_path}/openapi.yaml")
    problem = document.problem(x(document).resolve(), "a-rule", "why", key="type")
    assert str(problem) == f"{tmp_path}/sub/a.json:2:9: warning: why [a-rule]"


def test_a_problem_of_a_reference_stands_at_its_ref(write: Write) -> None:
    with pytest.raises(UnresolvableReferenceError) as caught:
        x(write("openapi: 3.1.0\nx:\n  summary: a\n  $ref: '#/y'\n")).target()
    assert (caught.value.problem.line, caught.value.problem.column, caught.value.problem.pointer) == (
        4,
        3,
        "/x",
    )


def test_the_same_broken_reference_has_a_problem_at_each_of_its_places(write: Write) -> None:
    document = write("openapi: 3.1.0\nx: {$ref: '#/y'}\nz: {$ref: '#/y'}\n")
    places = []
    for key in "xz":
        with pytest.raises(UnresolvableReferenceError) as caught:
            document.root.child(key).resolve()
        places.append((caught.value.problem.line, caught.value.problem.pointer))
    assert places == [(2, "/x"), (3, "/z")]


def test_the_copies_of_an_alias_have_a_location_each(write: Write) -> None:
    document = write("openapi: 3.1.0\na: &a {b: 1}\nc: *a\n")
    assert document.root.child("c").child("b").location.pointer == "/c/b"
    assert document.problem(Location("", "/c"), "a-rule", "why").line == 3


def test_it_tells_whether_a_reference_leads_to_a_part_of_it(write: Write) -> None:
    document = write(PETS)
    document.root.child("components").child("schemas").child("Pet").resolve()
    assert document.leads_into("/components/schemas/Being")
    assert not document.leads_into("/paths/")
