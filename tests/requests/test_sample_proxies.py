"""Samples that call this computer send nothing to a proxy of the environment, which would read the token."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from apidocs.requests.bodies import Body
from apidocs.requests.request import Request
from apidocs.requests.samples import samples
from support.command_tools import NODE_FOLDER
from support.echo_server import echoing
from support.requests_to_send import ENVIRONMENT, TOKEN

# How the text of a sample is run, by the title of its tab.
COMMANDS: dict[str, list[str | None]] = {
    "PowerShell": [shutil.which("pwsh"), "-NoProfile", "-Command"],
    "Python": [sys.executable, "-c"],
    "JavaScript": [str(NODE_FOLDER / "node"), "--input-type=module", "--eval"],
}


def _run(command: list[str], proxy: str) -> None:
    variables = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
    names = ("http_proxy", "https_proxy", "all_proxy")
    proxies = {spelled: proxy for name in names for spelled in (name, name.upper())}
    subprocess.run(command, env={**variables, **ENVIRONMENT, **proxies}, check=True, capture_output=True)


def _sample(label: str, url: str) -> str:
    headers = (("Authorization", TOKEN.value), ("Content-Type", "application/json"))
    body = Body("application/json", text='{"title": "é"}')
    request = Request("POST", url, "/notes", headers=headers, body=body, credentials=(TOKEN,))
    return next(sample.text for sample in samples(request) if sample.label == label)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("label", COMMANDS)
def test_a_proxy_sees_nothing_of_a_request_to_this_computer(label: str, host: str) -> None:
    command = [part for part in COMMANDS[label] if part is not None]
    if None in COMMANDS[label]:
        pytest.skip("PowerShell is not installed")
    with echoing() as proxy, echoing() as server:
        _run([*command, _sample(label, server.url.replace("127.0.0.1", host))], proxy.url)
    assert proxy.log == []
    assert server.log == ["POST /notes"]
    assert server.headers["Authorization"] == "Bearer right-token"
    assert json.loads(server.body) == {"title": "é"}


def test_a_proxy_is_used_for_other_computers() -> None:
    with echoing() as proxy:
        _run([sys.executable, "-c", _sample("Python", "http://a.example")], proxy.url)
    assert proxy.log == ["POST http://a.example/notes"]
