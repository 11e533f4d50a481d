"""Two programs that know nothing of us judge the mock by the description that it serves."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.document.load import load
from apidocs.live_api.mock.mock_api import MockApi
from apidocs.live_api.mock.routes import Routes, base_path
from apidocs.model.response import response_for
from mock_server import SPEC, TOKEN, Mock, serving, serving_session_dock
from real_documents import real_document

BASIC = base64.b64encode(f"reader:{TOKEN}".encode()).decode()
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
