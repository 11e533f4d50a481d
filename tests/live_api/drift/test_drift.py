"""What a running app says otherwise than the docs is told, with the pages that are wrong."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.commands import drift
from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.live_api.drift.answers import AnswerChecker
from apidocs.live_api.drift.app import App
from apidocs.live_api.drift.description import compare_descriptions
from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.mock_api import MockApi
from apidocs.model.api import Api
from support.mock_server import SPEC, TOKEN, serving, serving_session_dock

MAIN = drift.main
BASE = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
DOCUMENTED = load(str(SPEC))
API = Api.from_spec(DOCUMENTED)
Edit = Callable[[Any, Any, Any], object]
"""An edit of a description, with its paths and its schemas at hand."""

SESSION = "/api/v1/sessions/{id}"
# Name: the edit, and a page that it makes wrong.
EDITS: dict[str, tuple[Edit, str]] = {
    "operation removed": (lambda _, paths, __: paths[SESSION].pop("delete"), "sessions/deletesession/"),
    "path removed": (lambda _, paths, __: paths.pop("/api/v1/tags"), "tags/listtags/"),
    "operation added": (
        lambda _, paths, __: paths.update({"/api/v1/albums": {"get": paths["/api/v1/tags"]["get"]}}),
        "",
    ),
    "path renamed": (
        lambda _, paths, __: paths.update({"/api/v1/imports": paths.pop("/api/v1/import")}),
        "imports/createimport/",
    ),
    "operationId changed": (
        lambda _, paths, __: paths["/api/v1/tags"]["get"].update(operationId="tags"),
        "tags/listtags/",
    ),
    "operation deprecated": (
        lambda _, paths, __: paths[SESSION]["patch"].update(deprecated=True),
        "sessions/patchsession/",
    ),
    "required parameter added": (
        lambda _, paths, __: paths["/api/v1/sessions"]["get"]["parameters"].append(
            {"name": "library", "in": "query", "required": True, "schema": {"type": "string"}}
        ),
        "sessions/listsessions/",
    ),
    "parameter removed": (
        lambda _, paths, __: paths["/api/v1/sessions"]["get"]["parameters"].pop(0),
        "sessions/listsessions/",
    ),
    "type of a parameter changed": (
        lambda _, paths, __: paths["/api/v1/sessions"]["get"]["parameters"][6]["schema"].update(
            type="string"
        ),
        "sessions/listsessions/",
    ),
    "parameter became required": (
        lambda root, _, __: root["components"]["parameters"]["VariantId"].update(required=True),
        "previews/getsessionwaveform/",
    ),
    "body became optional": (
        lambda _, paths, __: paths["/api/v1/import"]["post"]["requestBody"].update(required=False),
        "imports/createimport/",
    ),
    "field of a body removed": (
        lambda _, __, schemas: schemas["SessionWrite"]["properties"].pop("accent"),
        "sessions/createsession/",
    ),
    "field of a body became required": (
        lambda _, __, schemas: schemas["SessionWrite"].update(required=["title"]),
        "sessions/createsession/",
    ),
    "type of a field changed": (
        lambda _, __, schemas: schemas["TagCount"]["properties"]["count"].update(type="string"),
        "tags/listtags/",
    ),
    "field of an answer removed": (
        lambda _, __, schemas: schemas["Health"]["properties"].pop("docsUrl"),
        "system/gethealth/",
    ),
    "field of an answer added": (
        lambda _, __, schemas: schemas["Session"]["properties"].update(bpm={"type": "number"}),
        "sessions/getsession/",
    ),
    "format changed": (
        lambda _, __, schemas: schemas["Session"]["properties"]["lastOpened"].update(format="date"),
        "sessions/getsession/",
    ),
    "mode added": (
        lambda _, __, schemas: schemas["Health"]["properties"]["effectiveMode"]["enum"].append("trial"),
        "system/gethealth/",
    ),
    "status removed": (
        lambda _, paths, __: paths[f"{SESSION}/tags"]["get"]["responses"].pop("404"),
        "metadata/getsessiontags/",
    ),
    "status added": (
        lambda root, paths, __: paths[SESSION]["delete"]["responses"].update(
            {"409": root["components"]["responses"]["NotFound"]}
        ),
        "sessions/deletesession/",
    ),
    "error code changed": (
        lambda root, _, __: root["components"]["responses"]["ReadOnly"]["content"]["application/json"][
            "example"
        ]["error"].update(code="mode_too_low"),
        "automation/focussession/",
    ),
    "mode of an operation changed": (
        lambda _, paths, __: paths["/api/v1/tags"]["get"].update(
            security=[{"bearerAuth": ["full-automation"]}]
        ),
        "tags/listtags/",
    ),
    "security switched off": (
        lambda _, paths, __: paths["/api/v1/health"]["get"].update(security=[]),
        "system/gethealth/",
    ),
    "server moved": (lambda root, _, __: root["servers"][0].update(url="http://127.0.0.1:9000"), ""),
}


def served(edit: Edit, folder: Path) -> Document:
    description = copy.deepcopy(BASE)
    edit(description, description["paths"], description["components"]["schemas"])
    file = folder / "openapi.json"
    file.write_text(json.dumps(description), encoding="utf-8")
    return load(str(file))


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_of_the_served_description_is_found_with_its_page(name: str, tmp_path: Path) -> None:
    edit, page = EDITS[name]
    with serving(lambda _: MockApi(served(edit, tmp_path), TOKEN)) as mock:
        app = App(f"{mock.server.origin}/openapi.json", TOKEN)
        findings = list(compare_descriptions(API, Api.from_spec(app.description())))
    assert f"api-reference/{page}" in {page for finding in findings for page in finding.pages}
    assert {message.method for message in mock.requests} == {"GET"}


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (
            lambda _, __, schemas: schemas["TagCount"]["properties"]["count"].update(type="string"),
            "GET /api/v1/tags answers otherwise than documented: data.0.count must be an integer",
        ),
        (
            lambda _, __, schemas: schemas["TagCount"]["properties"].update(color={"type": "string"}),
            "GET /api/v1/tags answers with data[].color, which is not documented",
        ),
        (
            lambda _, paths, __: paths.pop("/api/v1/tags"),
            "GET /api/v1/tags answers 404, documented are 200, 401",
        ),
    ],
)
def test_an_answer_that_is_not_documented_is_found(edit: Edit, problem: str, tmp_path: Path) -> None:
    with serving(lambda _: MockApi(served(edit, tmp_path), TOKEN)) as mock:
        app = App(f"{mock.server.origin}/openapi.json", TOKEN)
        findings = list(AnswerChecker(DOCUMENTED, API).check(app))
    assert [finding.text[: len(problem)] for finding in findings] == [problem]
    assert findings[0].pages == ("api-reference/tags/listtags/",)


def test_an_app_that_says_the_same_has_no_differences(capsys: pytest.CaptureFixture[str]) -> None:
    with serving_session_dock() as mock:
        url = f"{mock.server.origin}/openapi.json"
        assert MAIN(["--url", url, "--token", TOKEN]) == 0
    assert capsys.readouterr().out == f"no differences between the docs and {url}\n"
    assert len(mock.requests) == 1 + sum(operation.method == "GET" for operation in API.operations)
    assert {message.method for message in mock.requests} == {"GET"}


def test_a_broken_app_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with serving_session_dock(Fault.SERVER_ERROR) as mock:
        assert MAIN(["--url", f"{mock.server.origin}/openapi.json", "--token", TOKEN]) == 1
    assert "GET /api/v1/health answers 500, documented are 200, 401 (api-reference/system/gethealth/)" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--url", "http://127.0.0.1:9/openapi.json"], "does not answer"),
        (["--url", "file:///etc/passwd"], "is no address"),
        (["--url", "http://[localhost/openapi.json"], "is no address"),
    ],
)
def test_an_app_that_cannot_be_asked_is_told(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert MAIN(arguments) == 2
    assert words in capsys.readouterr().err


def test_what_is_no_description_is_told_with_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    with serving_session_dock(Fault.NOT_JSON) as mock:
        url = f"{mock.server.origin}/openapi.json"
        assert MAIN(["--url", url]) == 2
    assert url in capsys.readouterr().err
