"""The document as files for download."""

import json
from pathlib import Path

import pytest
import yaml

from apidocs.document.load import load
from apidocs.pages.downloads.document_files import to_yaml
from apidocs.problems import JsonValue
from support.commands import SMALL, write_small
from support.documents import write_document


def test_yaml_is_published_as_it_was_written(tmp_path: Path) -> None:
    text = "# Why: because.\n" + SMALL
    write_document(load(str(write_small(tmp_path, text))), tmp_path / "docs")
    assert (tmp_path / "docs/api-reference/openapi.yaml").read_text(encoding="utf-8") == text
    published = json.loads((tmp_path / "docs/api-reference/openapi.json").read_text(encoding="utf-8"))
    assert published == load(str(write_small(tmp_path))).root.value


def test_json_is_published_as_yaml_too(tmp_path: Path) -> None:
    value = load(str(write_small(tmp_path))).root.value
    (tmp_path / "openapi.json").write_text(json.dumps(value), encoding="utf-8")
    write_document(load(str(tmp_path / "openapi.json")), tmp_path / "docs")
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
