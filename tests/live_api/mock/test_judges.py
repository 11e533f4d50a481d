"""Two programs that know nothing of us judge the mock by the description that it serves."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.document.load import load
from apidocs.live_api.mock.mock_api import MockApi
from apidocs.live_api.mock.routes import Routes, base_path
from apidocs.live_api.mock.server import closed_origin
from apidocs.model.response import response_for
from apidocs.requests.request import Request, RequestMaker
from apidocs.schemas.shape.shape import Shaper
from support.command_tools import path_with_node
from support.documents import real_document
from support.mock_server import SPEC, TOKEN, Mock, serving, serving_session_dock
from support.project import ROOT

BASIC = base64.b64encode(f"reader:{TOKEN}".encode()).decode()
PRISM = ROOT / "tests/node_modules/@stoplight/prism-cli/dist/index.js"
# An error that a description lacks is the mock's own: it is looked at here.
UNCHECKED = "status_code_conformance"


def schemathesis(description: Path, mock: Mock, *headers: str) -> subprocess.CompletedProcess[str]:
    """Send the documented examples, and values at each border of what is valid."""
    base = base_path(mock.server.mock.api.servers[0].default_url)
    command = [sys.executable, "-m", "schemathesis.cli", "run", "--phases", "examples,coverage", "--no-color"]
    command += ["--url", mock.server.origin + base, "--exclude-checks", UNCHECKED, "--continue-on-failure"]
    command += [part for header in headers for part in ("--header", header)]
    return subprocess.run(
        [*command, str(description)], cwd=description.parent, capture_output=True, text=True, check=False
    )


def own_errors(mock: Mock) -> set[tuple[int, bool]]:
    """The statuses of the mock's own errors, and whether a description had one that it could have used."""
    routes = Routes(mock.server.mock.api)
    return {
        (
            answer.status,
            any(response_for(match.operation.responses, answer.status) for match in routes.find(message)),
        )
        for message, answer in zip(mock.requests, mock.answers, strict=True)
        if b"(from the mock server)" in answer.body
    }


def test_schemathesis_finds_no_fault_in_the_mock_of_the_local_api(tmp_path: Path) -> None:
    description = tmp_path / "openapi.yaml"
    description.write_bytes(SPEC.read_bytes())
    with serving_session_dock() as mock:
        judged = schemathesis(description, mock, f"Authorization: Bearer {TOKEN}")
        assert judged.returncode == 0, judged.stdout
        assert own_errors(mock) <= {(400, False), (404, False), (405, False)}


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("museum", [f"Authorization: Basic {BASIC}"]),
        ("petstore", [f"Authorization: Bearer {TOKEN}", f"api_key: {TOKEN}"]),
    ],
)
def test_schemathesis_finds_no_fault_in_the_mock_of_other_apis(
    tmp_path: Path, name: str, headers: list[str]
) -> None:
    description = tmp_path / "openapi.json"
    text = real_document(f"{name}/openapi.yaml").read_text(encoding="utf-8")
    description.write_text(json.dumps(in_json(yaml.safe_load(text)), default=str), encoding="utf-8")
    with serving(lambda _: MockApi(load(str(description)), TOKEN)) as mock:
        judged = schemathesis(description, mock, *headers)
        assert judged.returncode == 0, judged.stdout
        assert not any(had_one for _, had_one in own_errors(mock))


def in_json(description: Any) -> Any:  # noqa: ANN401 - YAML
    """Return a description without bodies of other media types where one is JSON.

    Of XML the mock checks nothing, and a form says the same for a text and an array of one text.
    """
    if isinstance(description, list):
        return [in_json(element) for element in description]
    if not isinstance(description, dict):
        return description
    content = description.get("content")
    if isinstance(content, dict) and "application/json" in content:
        description = {**description, "content": {"application/json": content["application/json"]}}
    return {name: in_json(member) for name, member in description.items()}


@pytest.fixture(scope="module")
def prism() -> Iterator[int]:
    """Start Prism, the mock server of another project, on a free port."""
    port = int(closed_origin(0).rpartition(":")[2])
    command = ["node", str(PRISM), "mock", "--host", "127.0.0.1", "--port", str(port), str(SPEC)]
    environment = {**os.environ, "PATH": path_with_node()}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        started = next((line for line in process.stdout if "is listening" in line), "")
        assert str(port) in started, "Prism did not start: make test installs it (tests/prepare.py)"
        yield port
        process.kill()


def answer_with(port: int, request: Request, status: str) -> tuple[int, str]:
    """Ask for the documented answer with a status; return what came, and its media type."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {**dict(request.headers), "Authorization": f"Bearer {TOKEN}", "Prefer": f"code={status}"}
    body = None if request.body is None or request.body.text is None else request.body.text.encode()
    connection.request(request.method, request.url.removeprefix(request.base_url), body, headers)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, response.headers.get_content_type() if content else ""


def test_every_documented_answer_has_the_status_and_media_type_that_prism_gives_it(prism: int) -> None:
    with serving_session_dock() as mock:
        api = mock.api.api
        maker = RequestMaker(api, Shaper(api.schemas))
        asked = [
            (maker.request(operation), response.status_code.replace("XX", "00"))
            for operation in api.operations
            for response in operation.responses
        ]
        port = mock.server.server_port
        answers = [(answer_with(port, *each), answer_with(prism, *each)) for each in asked]
    assert len(answers) > 4 * len(api.operations) - 1
    assert [each for each in answers if each[0] != each[1]] == []
