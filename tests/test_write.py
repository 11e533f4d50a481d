"""Pages and their document as files."""

import json
from pathlib import Path

import pytest
import yaml

from apidocs.document.load import load
from apidocs.pages.downloads.document_files import document_files, to_yaml
from apidocs.pages.pages import Page
from apidocs.problems import JsonValue
from apidocs.site.output.reference_files import write_over, write_reference
from commands import SMALL, files_of, write_small

INDEX = Page("api-reference/index.md", "# Greetings\n")
HELLO = Page("api-reference/hello/index.md", "# Hello\n")


def write(folder: Path, *pages: Page, spec: str = "") -> None:
    document = load(spec or str(write_small(folder)))
    write_reference([*pages, document_files(document)], folder / "docs")


def test_the_folder_holds_exactly_the_pages_and_the_document(tmp_path: Path) -> None:
    write(tmp_path, INDEX, HELLO)
    write(tmp_path, INDEX)
    names = {"api-reference/index.md", "api-reference/openapi.json", "api-reference/openapi.yaml"}
    assert {name.removeprefix("docs/") for name in files_of(tmp_path / "docs")} == names


def test_a_page_outside_of_the_reference_stands_where_it_says(tmp_path: Path) -> None:
    write(tmp_path, INDEX, Page("index.md", "# Home\n"))
    assert (tmp_path / "docs/index.md").read_text(encoding="utf-8") == "# Home\n"


def test_only_a_file_that_changed_gets_a_new_time(tmp_path: Path) -> None:
    write(tmp_path, INDEX, HELLO)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*.*")}
    write(tmp_path, INDEX, Page(HELLO.src_uri, "# Good morning\n"))
    changed = {path.parent.name for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert changed == {"hello"}


def test_pages_are_written_over_others_that_stay(tmp_path: Path) -> None:
    write(tmp_path, INDEX, HELLO)
    write_over([Page(HELLO.src_uri, "# Bye\n", {"api-reference/hello/x.json": "{}"})], tmp_path / "docs")
    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "docs/api-reference/hello").iterdir()}
    assert texts == {"index.md": "# Bye\n", "x.json": "{}"}
    assert (tmp_path / "docs" / INDEX.src_uri).read_text("utf-8") == INDEX.text


def test_a_disk_that_refuses_leaves_the_last_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, INDEX, HELLO)
    before = files_of(tmp_path / "docs")
    write_bytes = Path.write_bytes

    def refuse(path: Path, content: bytes) -> int:
        if path.name == "openapi.json":
            raise OSError(28, "No space left on device")
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path, Page(INDEX.src_uri, "# Other\n"))
    assert files_of(tmp_path / "docs") == before


def test_yaml_is_published_as_it_was_written(tmp_path: Path) -> None:
    text = "# Why: because.\n" + SMALL
    write(tmp_path, INDEX, spec=str(write_small(tmp_path, text)))
    assert (tmp_path / "docs/api-reference/openapi.yaml").read_text(encoding="utf-8") == text
    published = json.loads((tmp_path / "docs/api-reference/openapi.json").read_text(encoding="utf-8"))
    assert published == load(str(write_small(tmp_path))).root.value


def test_json_is_published_as_yaml_too(tmp_path: Path) -> None:
    value = load(str(write_small(tmp_path))).root.value
    (tmp_path / "openapi.json").write_text(json.dumps(value), encoding="utf-8")
    write(tmp_path, INDEX, spec=str(tmp_path / "openapi.json"))
    for name in ("openapi.json", "openapi.yaml"):
        assert load(str(tmp_path / "docs/api-reference" / name)).root.value == value


TRICKY: list[JsonValue] = [
    *(
        "1e3",
        "-2E-5",
        "012",
        "0o17",
        "1_000",
        ".5",
        "0x1F",
        "1e999",
        "12:30:45",
        "2026-01-01",
        "yes",
        "null",
        "~",
    ),
    *(
        "",
        " ",
        "true",
        "a: b",
        "- a",
        "# no",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "{{x}}",
        "'",
        '"',
        "a\nb\n",
        "a\n b",
    ),
    *(
        " a\nb",
        "a\n\n",
        "\na",
        "a \nb",
        "\t",
        "a\tb",
        "é ☃ 😀",
        "\u2028",
        "\x85",
        "\ufeff",
        "x" * 300,
        "a b " * 99,
    ),
    *(0, -1, 10**20, 0.1, 1e300, 1e-7, True, False, None, [], {}, [[]], {"a": {}}),
]


@pytest.mark.parametrize("value", TRICKY, ids=lambda value: ascii(value)[:24])
def test_yaml_loads_back_to_the_same_value(tmp_path: Path, value: JsonValue) -> None:
    """By the rules of this generator (YAML 1.2) and of other readers (1.1)."""
    whole = {"openapi": "3.1.0", "x-value": value, "x-list": [value]}
    if isinstance(value, str):
        whole[f"x-{value}"] = 1
    (tmp_path / "openapi.yaml").write_bytes(to_yaml(whole).encode())
    assert load(str(tmp_path / "openapi.yaml")).root.value == whole
    assert yaml.safe_load(to_yaml(whole)) == whole


def test_what_stands_twice_is_written_twice() -> None:
    shared = {"type": "string"}
    assert "&" not in to_yaml({"a": shared, "b": shared})


def test_a_text_of_several_lines_stays_readable() -> None:
    assert to_yaml({"description": "First.\n\nSecond.\n"}) == "description: |\n  First.\n\n  Second.\n"
