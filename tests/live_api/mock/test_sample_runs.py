"""Every sample that a page shows is run, and the mock gets the request that it stands for."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.pages.pages import Page
from apidocs.pipeline import generate
from apidocs.progress import Silent
from apidocs.project import Project
from apidocs.requests.samples import Sample, samples
from apidocs.requests.samples.run_record import record_text
from live_api.mock import sample_runs
from live_api.mock.sample_runs import LANGUAGES, Language, SampleRun, run_samples, runnable
from support.command_tools import path_with_node
from support.documents import document_of, real_document
from support.mock_server import SPEC
from support.nasty import NASTY
from support.project import ROOT

RECORD = Project.from_folder(ROOT, strict=False).samples_run
MARK = "Run against the mock server:"
NEEDED = ("curl", "Python", "JavaScript")


@pytest.fixture(autouse=True)
def node(monkeypatch: pytest.MonkeyPatch) -> None:
    """Node is the one that .venv carries."""
    monkeypatch.setenv("PATH", path_with_node())


def run_all(document: Document, languages: tuple[Language, ...] | None = None) -> list[SampleRun]:
    """Run the samples in every language that is here: three always are, PowerShell on some machines."""
    chosen = runnable() if languages is None else languages
    return list(run_samples(document, chosen))


def failures(runs: list[SampleRun]) -> list[str]:
    return [
        f"{run.sample.label} {run.operation.method} {run.operation.path}: {run.problem or run.refusal}"
        for run in runs
        if run.problem or run.refusal
    ]


@pytest.fixture(scope="module")
def own_runs() -> list[SampleRun]:
    """The samples of the Local API, run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path_with_node())
        return run_all(load(str(SPEC)))


def test_the_samples_of_the_local_api_send_what_they_stand_for(own_runs: list[SampleRun]) -> None:
    runs = own_runs
    assert failures(runs) == []
    counted = {label: sum(run.sample.label == label for run in runs) for label in NEEDED}
    assert counted == dict.fromkeys(NEEDED, 20)


def test_the_record_names_the_samples_that_were_run_and_no_other(
    own_runs: list[SampleRun], *, update_golden: bool
) -> None:
    """Of the languages that every machine can run: a record is the same wherever it is written."""
    fine = [run for run in own_runs if not run.problem and run.sample.label in NEEDED]
    text = record_text((run.operation.operation_id, run.sample) for run in fine)
    if update_golden:
        RECORD.write_text(text, encoding="utf-8")
    assert RECORD.read_text(encoding="utf-8") == text


def marks(pages: dict[str, Page], address: str) -> list[str]:
    """What a page and its twin say of the samples that were run."""
    page = pages[f"api-reference/{address}/index.md"]
    return [
        re.sub(r"<[^>]*>", "", line) for line in f"{page.article}\n{page.twin}".splitlines() if MARK in line
    ]


def test_a_sample_that_was_run_is_marked_until_it_is_edited(tmp_path: Path) -> None:
    project = Project(str(tmp_path / "openapi.yaml"), tmp_path)
    text = SPEC.read_text(encoding="utf-8")
    edited = text.replace("example: session_123", "example: session_456", 1)
    project.samples_run.parent.mkdir()
    shutil.copyfile(RECORD, project.samples_run)
    found = []
    for description in (text, edited):
        Path(project.spec).write_text(description, encoding="utf-8")
        pages = {page.src_uri: page for page in generate(project, Silent()).pages}
        found.append([marks(pages, address) for address in ("sessions/deletesession", "system/gethealth")])
    both = [f"{MARK} {', '.join(NEEDED)}"] * 2
    assert found == [[both, both], [[], both]]


@pytest.mark.parametrize("name", ["museum/openapi.yaml", "galaxy/3.1.yaml"])
def test_the_samples_of_other_apis_send_what_they_stand_for(name: str) -> None:
    runs = run_all(load(str(real_document(name))))
    assert failures(runs) == []
    assert {run.sample.label for run in runs} >= set(NEEDED)


def test_nasty_values_arrive_as_they_are(tmp_path: Path) -> None:
    description = tmp_path / "openapi.json"
    paths = {f"/{index}/{{id}}": {"post": _operation(text)} for index, text in enumerate(NASTY) if text}
    description.write_text(json.dumps({"openapi": "3.1.0", "paths": paths, **SECURITY}), encoding="utf-8")
    runs = run_all(load(str(description)))
    assert failures(runs) == []
    assert len(runs) >= 3 * (len(NASTY) - 1)


SECURITY = {
    "security": [{"key": [], "name": []}],
    "components": {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "query", "name": "key"},
            "name": {"type": "http", "scheme": "basic"},
        }
    },
}


def _operation(text: str) -> dict[str, Any]:
    """An operation that holds a text in every place of its request."""
    in_header = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    values = {"path": text, "query": text, "header": in_header, "cookie": text}
    parameters = [
        {"name": "id" if place == "path" else f"a-{place}", "in": place, "required": True, "example": value}
        for place, value in values.items()
    ]
    schema = {"type": "object"}
    content = {"application/json": {"schema": schema, "example": {text: [text, {"a": text}]}}}
    return {
        "parameters": [{**parameter, "schema": {"type": "string"}} for parameter in parameters],
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "Fine"}},
    }


BODIES = """
paths:
  /form:
    post: {requestBody: {content: {application/x-www-form-urlencoded: {example: {a: "1 & 2", b: "x\\ny"}}}}}
  /file: {put: {requestBody: {content: {image/png: {schema: {type: string, format: binary}}}}}}
  /parts:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {cover: {type: string, format: binary}, note: {type: string}}}
  /text: {post: {requestBody: {content: {text/plain: {example: "two\\nlines"}}}}}
"""


def test_bodies_of_every_kind_arrive() -> None:
    runs = run_all(document_of(BODIES))
    assert failures(runs) == []
    assert len(runs) >= 4 * len(NEEDED)


def test_a_sample_that_sends_something_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: Any) -> tuple[Sample, ...]:  # noqa: ANN401 - a neutral request
        edits = {"curl": ("X-One", "X-Two"), "Python": ('"POST"', '"PUT"'), "JavaScript": ("await", "awaits")}
        return tuple(
            Sample(sample.label, sample.language, sample.text.replace(*edits.get(sample.label, ("", ""))))
            for sample in samples(request)
        )

    monkeypatch.setattr(sample_runs, "samples", broken)
    description = """
paths:
  /: {post: {parameters: [{name: X-One, in: header, example: a, schema: {type: string}}], responses: {}}}
"""
    known = tuple(language for language in LANGUAGES if language.label in NEEDED)
    curl, python, javascript = (run.problem for run in run_all(document_of(description), known))
    assert curl == "X-One is None, not 'a'"
    assert python == "method is 'PUT', not 'POST'"
    assert javascript.startswith("0 requests arrived in place of one. SyntaxError")
