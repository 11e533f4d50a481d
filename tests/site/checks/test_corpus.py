"""A folder of OpenAPI documents becomes one table of how each of them builds."""

import subprocess
from pathlib import Path

import pytest

from apidocs.site.checks import corpus
from apidocs.site.checks.corpus import find_documents, header, iter_rows, read_trial, try_apart, write_trial
from apidocs.site.checks.trial import Trial
from support.commands import ROOT, SMALL, commands_of, run, say, write_small

REFUSED = SMALL.replace("schemas/Greeting", "schemas/Nothing")
IN_TWO_FILES = SMALL.replace("#/components", "../parts/schemas.yaml#/components")
TRIAL = Trial("3.1", 1234, 5, 6, 7, 8900, 1.25, ("one", "two"))


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("a.yaml", "openapi: 3.1.0\n", True),
        ("a.yml", "info: {}\n'swagger': '2.0'\n", True),
        ("a.json", '{"info": {}, "openapi": "3.1.0"}', True),
        ("a.json", '{"openapi": "3.1.0", ', True),
        ("a.json", '{"x": {"openapi": "3.1.0"}}', False),
        ("a.json", '["openapi: 1"]', False),
        ("a.yaml", "x:\n  openapi: 3.1.0\n", False),
        ("a.yaml", "type: object\n", False),
        ("a.txt", "openapi: 3.1.0\n", False),
        ("a.yaml", "", False),
    ],
)
def test_a_document_is_found_by_its_version(tmp_path: Path, name: str, text: str, *, is_found: bool) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / name).write_text(text)
    assert find_documents(tmp_path) == ([tmp_path / "inner" / name] if is_found else [])


def test_the_command_builds_each_document_and_one_failure_stops_no_other(tmp_path: Path) -> None:
    write_small(tmp_path / "a", REFUSED)
    write_small(tmp_path / "b", IN_TWO_FILES)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/schemas.yaml").write_text("components: {schemas: {Greeting: {type: object}}}")
    answer = run(ROOT, "scripts/corpus.py", tmp_path)
    assert answer.returncode == 1, say(answer)
    head, first, failure, second, last = answer.stdout.splitlines()
    assert head.split() == ["document", *" ".join(corpus.COLUMNS).split()]
    assert first.split()[:4] == ["a/greetings.yaml", "-", "0", "0"]
    assert failure.startswith("  failed: not built: ")
    assert second.split()[:4] == ["b/greetings.yaml", "3.1", "1", "2"]
    assert last == "2 documents, 1 of them failed"


def test_the_command_succeeds_when_every_site_is_good(tmp_path: Path) -> None:
    write_small(tmp_path)
    answer = run(ROOT, "scripts/corpus.py", tmp_path)
    assert answer.returncode == 0, say(answer)
    assert answer.stdout.endswith("\n1 document, none of them failed\n")


@pytest.mark.parametrize("arguments", [[], ["no-such-folder"]])
def test_without_a_folder_the_command_says_what_to_do(arguments: list[str]) -> None:
    answer = run(ROOT, "scripts/corpus.py", *arguments)
    assert answer.returncode == 2
    assert "make corpus CORPUS=DIR" in answer.stderr


def test_a_folder_without_documents_is_no_success(tmp_path: Path) -> None:
    assert run(ROOT, "scripts/corpus.py", tmp_path).returncode == 1


def test_a_crash_of_the_generator_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crash.py").write_text("raise RuntimeError('no luck')")
    monkeypatch.setattr(corpus, "COMMAND", tmp_path / "crash.py")
    assert try_apart(tmp_path).failures == ("the generator failed (exit 1): RuntimeError: no luck",)


def test_a_build_without_end_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired(commands_of(), 1)

    monkeypatch.setattr(subprocess, "run", never)
    assert try_apart(tmp_path).failures == (f"not built within {corpus.TIME_LIMIT} s",)


def test_figures_come_back_from_the_other_process_as_they_were() -> None:
    assert read_trial(write_trial(TRIAL)) == TRIAL


def test_columns_stand_below_their_names() -> None:
    names = ["short.yaml", "much-longer.yaml"]
    head = header(names)
    row, *failures = iter_rows(names, "short.yaml", TRIAL)
    assert len(head) == len(row)
    for column, shown in (("operations", "1,234"), ("largest page", "9 kB"), ("seconds", "1.2")):
        end = head.index(column) + len(column)
        assert row[:end].endswith(shown)
    assert failures == ["  failed: one", "  failed: two"]
