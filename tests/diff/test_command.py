"""The command that compares two descriptions, as a person or a program runs it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.commands.diff import main
from apidocs.diff.rules.level import LEVELS
from apidocs.diff.rules.rule import RULES
from support.commands import ROOT

BASE: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1.0.0"},
    "paths": {
        "/pets": {
            "get": {"parameters": [{"name": "q", "in": "query"}], "responses": {"200": {"description": "ok"}}}
        },
        "/old": {"get": {"deprecated": True, "responses": {"200": {"description": "ok"}}}},
    },
}
REVISION: dict[str, Any] = {
    **BASE,
    "info": {"title": "Pets", "version": "2.0.0"},
    "paths": {
        "/pets": {
            "get": {
                "parameters": [{"name": "q", "in": "query", "required": True}],
                "responses": {"200": {"description": "ok"}, "404": {"description": "none"}},
            }
        }
    },
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "base.yaml").write_text(yaml.safe_dump(BASE, sort_keys=False), encoding="utf-8")
    (tmp_path / "revision.yaml").write_text(yaml.safe_dump(REVISION, sort_keys=False), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_people_read_the_changes_by_operation_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "base.yaml", "revision.yaml")
    assert code == 0
    assert out.splitlines() == [
        "GET /pets",
        "  breaking  The parameter q is now required [request-parameter-became-required]",
        "            Send q with every call.",
        "            revision.yaml:7",
        "  safe      404 is a new error response [response-error-status-added]",
        "            revision.yaml:7",
        "",
        "GET /old",
        "  risky     GET /old was removed; it had been deprecated [deprecated-operation-removed]",
        "            Stop calling GET /old, if you still do.",
        "            base.yaml:15",
        "",
        "1 breaking, 1 risky, 1 safe",
    ]


def test_programs_read_one_entry_for_each_operation(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "base.yaml", "revision.yaml", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["counts"] == {"breaking": 1, "risky": 1, "safe": 1}
    assert [
        (each["id"], each["level"], each["direction"], each["operation"]) for each in found["changes"]
    ] == [
        ("request-parameter-became-required", "breaking", "request", "GET /pets"),
        ("deprecated-operation-removed", "risky", None, "GET /old"),
        ("response-error-status-added", "safe", "response", "GET /pets"),
    ]
    assert found["changes"][0]["message"] == "The parameter q is now required"


def test_a_changelog_is_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = printed(capsys, "base.yaml", "revision.yaml", "--changelog")
    assert out.startswith("# Pets 1.0.0 to 2.0.0\n\n## Breaking changes\n\n### `GET /pets`\n\n")
    assert "- The parameter `q` is now required. Send `q` with every call.\n" in out
    _, out, _ = printed(capsys, "base.yaml", "base.yaml", "--changelog")
    assert out == "# Pets 1.0.0\n\nNothing changed for a client.\n"


@pytest.mark.parametrize(
    ("sides", "level", "code"),
    [
        (("base.yaml", "revision.yaml"), "breaking", 1),
        (("revision.yaml", "base.yaml"), "breaking", 0),
        (("revision.yaml", "base.yaml"), "safe", 1),
        (("base.yaml", "base.yaml"), "safe", 0),
    ],
)
def test_the_command_fails_at_the_level_that_is_named(
    sides: tuple[str, str], level: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, *sides, "--fail-on", level)[0] == code


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("missing.yaml", None, "there is no such file"),
        ("broken.yaml", "openapi: 3.1.0\npaths: {", "broken.yaml:2"),
        ("other.yaml", "swagger: '1.2'", "no version this generator reads"),
        ("git:main:other.yaml", None, "git:main:other.yaml"),
        ("git:main", None, "write git:REF:PATH"),
    ],
)
def test_a_description_that_cannot_be_read_is_named_with_a_way_out(
    name: str, text: str | None, why: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    code, out, err = printed(capsys, name, "base.yaml", "--fail-on", "breaking")
    assert (code, out) == (2, "")
    assert why in err
    assert "Traceback" not in err


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_revisions_of_git_are_compared_with_all_their_files(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = folder / "spec"
    spec.mkdir()
    whole = {**BASE, "paths": {"/pets": {"$ref": "parts/pets.yaml"}}}
    (spec / "openapi.yaml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    (spec / "parts").mkdir()
    part = spec / "parts" / "pets.yaml"
    part.write_text(yaml.safe_dump(BASE["paths"]["/pets"]), encoding="utf-8")
    git(folder, "init", "-b", "main")
    git(folder, "add", "spec")
    git(folder, "commit", "-m", "one")
    part.write_text(yaml.safe_dump(REVISION["paths"]["/pets"]), encoding="utf-8")
    code, out, _ = printed(capsys, "git:main:spec/openapi.yaml", "spec/openapi.yaml", "--fail-on", "breaking")
    assert code == 1
    assert "The parameter q is now required" in out
    git(folder, "commit", "-am", "two")
    monkeypatch.chdir(spec)
    _, out, _ = printed(capsys, "git:main~1:spec/openapi.yaml", "git:HEAD:./openapi.yaml")
    assert "            git:HEAD:spec/parts/pets.yaml:1" in out.splitlines()


def test_a_project_sets_levels_in_the_current_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    level = {"deprecated-operation-removed": {"level": "safe", "reason": "Nobody calls them."}}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({"extra": {"change_levels": level}}), encoding="utf-8")
    _, out, _ = printed(capsys, "base.yaml", "revision.yaml")
    assert "Level set by the project: Nobody calls them." in out
    assert "1 breaking, 2 safe" in out
    (folder / "mkdocs.yml").write_text("extra: {change_levels: {nothing: {}}}", encoding="utf-8")
    code, _, err = printed(capsys, "base.yaml", "revision.yaml")
    assert code == 2
    assert "which is no kind of change" in err


@pytest.mark.parametrize("id_", RULES)
def test_each_kind_of_change_is_explained(id_: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "--explain", id_)
    assert code == 0
    assert out.startswith(f"{id_}: {RULES[id_].level}, about ")
    assert "{" not in out
    assert "Who is hurt: " in out
    assert RULES[id_].level == "safe" or "Who is hurt: Nobody" not in out


def test_an_unknown_kind_is_told_with_those_of_a_like_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = printed(capsys, "--explain", "request-limit-add")
    assert code == 2
    assert "did you mean request-limit-added" in err


def test_one_description_alone_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["base.yaml"])
    assert raised.value.code == 2
    assert "name two descriptions" in capsys.readouterr().err


def test_the_command_runs_as_a_user_runs_it(folder: Path) -> None:
    python = ROOT / ".venv" / "bin" / "python"
    done = subprocess.run(
        [python, ROOT / "scripts" / "diff.py", "base.yaml", "revision.yaml", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {each["level"] for each in json.loads(done.stdout)["changes"]} == set(LEVELS)
