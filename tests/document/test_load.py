"""What can be loaded, and what a person reads who names something that cannot."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from apidocs.document.document import Document, UnresolvableReferenceError
from apidocs.document.load import load
from apidocs.document.public_parts import MARK
from apidocs.document.reach import INSIDE
from apidocs.document.references import FILES
from apidocs.problems import Problem, ProblemsError
from support.documents import corpus
from support.project import DATA, ROOT

INVALID = DATA / "invalid"
PACKAGE = ROOT / "scripts" / "apidocs"
MODULES = [
    *(PACKAGE / "document").rglob("*.py"),
]

GOLDEN = [
    "alias-bomb",
    "control-character",
    "duplicate-key",
    "empty-file",
    "html-page",
    "lone-surrogate",
    "nested-too-deep",
    "not-json",
    "not-openapi",
    "not-utf-8",
    "not-yaml",
    "number-out-of-range",
    "recursive-alias",
    "ref-outside-folder",
    "root-not-a-mapping",
    "several-documents",
    "unknown-alias",
    "unknown-version",
    "yaml-key",
    "yaml-merge",
    "yaml-tab",
    "yaml-tag",
]
TESTED_BELOW = {"file-too-large", "is-a-folder", "no-such-file", "unreadable-file"}
TESTED_ELSEWHERE = {"circular-ref-chain", "unresolvable-ref", "unsupported-url", "url-unreachable"}
MINIMAL = b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n"


def find_problems(name: str) -> Iterator[Problem]:
    try:
        document = load(name)
    except ProblemsError as error:
        yield from error.problems
    else:
        yield from find_broken_references(document)


def find_broken_references(document: Document) -> Iterator[Problem]:
    todo = [document.root]
    while todo:
        node = todo.pop()
        try:
            node.resolve()
        except UnresolvableReferenceError as error:
            yield error.problem
        todo += [child for _, child in node.items()] or node.elements()


def complaint(location: Path | str, **options: int) -> str:
    with pytest.raises(ProblemsError) as caught:
        load(str(location), INSIDE, **options)
    return str(caught.value)


@pytest.mark.parametrize("rule", GOLDEN)
def test_a_file_that_breaks_a_rule_gives_exactly_the_expected_problems(
    rule: str, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool
) -> None:
    monkeypatch.chdir(INVALID / rule)
    expected = Path("expected.txt")
    names = sorted(path.name for path in Path().glob("openapi.*"))
    found = "".join(f"{problem}\n" for name in names for problem in find_problems(name))
    if update_golden:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert all(line.endswith(f"[{rule}]") for line in found.splitlines())
    assert found


def test_every_rule_of_loading_is_tested() -> None:
    texts = [module.read_text(encoding="utf-8") for module in MODULES]
    constants = [
        node.value for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)
    ]
    rules = {str(value) for value in constants if re.fullmatch("[a-z]+(-[a-z0-9]+)+", str(value))}
    no_rules = {"utf-8", "utf-8-sig", "utf-16", "utf-32", "rev-parse", FILES, MARK}
    assert rules - no_rules == {*GOLDEN, *TESTED_BELOW, *TESTED_ELSEWHERE}


def test_there_is_no_such_file(tmp_path: Path) -> None:
    assert complaint(tmp_path / "openapi.yaml") == (
        f"{tmp_path}/openapi.yaml:1:1: error: there is no such file: check the spelling, and the folder the "
        "path starts from [no-such-file]"
    )


@pytest.mark.parametrize("location", [".", "", "/"])
def test_a_folder_is_no_file(location: str) -> None:
    assert complaint(location) == (
        f"{location}:1:1: error: this is a folder: name the file in it, for example openapi.yaml "
        "[is-a-folder]"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_bytes(MINIMAL)
    (tmp_path / "openapi.yaml").chmod(0)
    assert "this user" in complaint(tmp_path / "openapi.yaml")


def test_a_refused_permission_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "openapi.yaml").write_bytes(MINIMAL)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert complaint(tmp_path / "openapi.yaml") == (
        f"{tmp_path}/openapi.yaml:1:1: error: the file may not be read: give this user the permission to "
        "read it [unreadable-file]"
    )


@pytest.mark.parametrize("location", ["a\0b.yaml", "x" * 5000, f"{__file__}/openapi.yaml"])
def test_a_path_the_system_refuses_is_a_problem_and_no_crash(location: str) -> None:
    assert ":1:1: error: the file cannot be read (" in complaint(location)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_bytes(MINIMAL)
    assert load(str(file), max_bytes=len(MINIMAL)).version == "3.1"
    assert complaint(file, max_bytes=len(MINIMAL) - 1) == (
        f"{file}:1:1: error: the file is larger than {len(MINIMAL) - 1} bytes: split it into several files "
        "with `$ref` between them, and move large examples out of it [file-too-large]"
    )


def test_the_limit_holds_for_each_file_of_a_description(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_bytes(b"openapi: 3.1.0\nx: {$ref: big.yaml}\n")
    (tmp_path / "big.yaml").write_bytes(b"a: " + b"x" * 100)
    document = load(str(tmp_path / "openapi.yaml"), max_bytes=100)
    (problem,) = find_broken_references(document)
    assert "big.yaml: the file is larger than 100 bytes" in problem.message


@pytest.mark.parametrize(("name", "key"), [("openapi.json", '"x"'), ("openapi.yaml", "x")])
def test_a_string_of_50_mb_is_read(tmp_path: Path, name: str, key: str) -> None:
    long = "lorem ipsum " * (50_000_000 // 12)
    (tmp_path / name).write_text(f'{{"openapi": "3.1.0", {key}: "{long}"}}', encoding="utf-8")
    document = load(str(tmp_path / name))
    assert document.root.child("x").value == long
    assert document.problem(document.root, "a-rule", "why", key="x").column == 22


@pytest.mark.parametrize(
    ("written", "family"),
    [
        ("openapi: 3.0.3", "3.0"),
        ("openapi: 3.0.0-rc1", "3.0"),
        ("openapi: '3.1.1'", "3.1"),
        ("openapi: 3.1", "3.1"),
        ("openapi: 3.2.0", "3.2"),
        ('swagger: "2.0"', "2.0"),
        ("swagger: 2.0", "2.0"),
        ('{"openapi": 3.1}', "3.1"),
    ],
)
def test_the_version_is_its_family(tmp_path: Path, written: str, family: str) -> None:
    (tmp_path / "openapi").write_text(written, encoding="utf-8")
    assert load(str(tmp_path / "openapi")).version == family


@pytest.mark.parametrize("version", ["3.3.0", "3.10.1", "3.3.0-rc1"])
def test_a_newer_version_is_read_as_the_newest_that_is_known(tmp_path: Path, version: str) -> None:
    (tmp_path / "openapi.yaml").write_text(f"openapi: {version}", encoding="utf-8")
    assert load(str(tmp_path / "openapi.yaml")).version == "3.2"


@pytest.mark.parametrize(
    "written",
    ["openapi: 3", "openapi: '4.0.0'", "openapi: '2.0'", "openapi:", "openapi: [3.1.0]", "swagger: 2.1"],
)
def test_another_version_is_unknown(tmp_path: Path, written: str) -> None:
    (tmp_path / "openapi.yaml").write_text(written, encoding="utf-8")
    assert complaint(tmp_path / "openapi.yaml").endswith("[unknown-version]")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml"])
def test_unicode_with_or_without_a_byte_order_mark_is_read(tmp_path: Path, name: str, encoding: str) -> None:
    text = '{"openapi": "3.1.0",\r\n "info": "Zoë \U0001f600"}'
    (tmp_path / name).write_bytes(text.encode(encoding))
    document = load(str(tmp_path / name))
    assert document.text == text
    assert document.root.child("info").value == "Zoë \U0001f600"
    assert document.problem(document.root.child("info"), "a-rule", "why").line == 2
    assert document.sources[""].is_json


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xef\xbb\xbfa: \xc3\xa4\nb: \xfc", "2:4: error: the byte 0xFC at offset 12 is not valid UTF-8"),
        (b"\xff\xfea\0:\0 \0\n\0\0\xd8 \0", "2:1: error: the byte 0x00 at offset 10 is not valid UTF-16"),
        (b"\x89PNG\r\n", "1:1: error: the byte 0x89 at offset 0 is not valid UTF-8"),
        ("a: ä".encode("utf-16-le"), "1:7: error: the byte 0xE4 at offset 6 is not valid UTF-8"),
        ("a: b".encode("utf-16-le"), "1:2: error: the character U+0000 is no text"),
    ],
)
def test_bytes_that_are_no_text_are_found_where_they_are(tmp_path: Path, content: bytes, found: str) -> None:
    (tmp_path / "openapi.yaml").write_bytes(content)
    assert complaint(tmp_path / "openapi.yaml").startswith(f"{tmp_path}/openapi.yaml:{found}")


def test_a_problem_names_the_file_as_its_author_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("spec").mkdir()
    Path("spec/openapi.yaml").write_bytes(b"paths: {}")
    assert complaint("./spec/../spec/openapi.yaml").startswith("./spec/../spec/openapi.yaml:1:1: error: ")


def test_every_document_of_the_corpus_is_loaded_and_its_references_found() -> None:
    loaded = 0
    for file in sorted(corpus().rglob("*.*")):
        if file.suffix in {".json", ".yaml", ".yml"} and re.search(
            rb"^\W*(openapi|swagger)\b", file.read_bytes()[:9000], re.MULTILINE
        ):
            document = load(str(file))
            list(find_broken_references(document))
            loaded += 1
    assert loaded
