"""The JavaScript sample of a request: as text, and as what Node sends to a server when it runs the text."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings

from apidocs.requests.bodies import Body
from apidocs.requests.request import Request
from apidocs.requests.samples.javascript import javascript
from support.command_tools import NODE_FOLDER
from support.echo_server import Received, assert_received, echoing
from support.requests_to_send import (
    ENVIRONMENT,
    FILES,
    FOCUS,
    NASTY_REQUESTS,
    REQUESTS,
    SECRET_REQUESTS,
    MakeRequest,
)

FOCUS_SAMPLE = """\
if (!process.env.SESSIONDOCK_TOKEN) {
  console.error("SESSIONDOCK_TOKEN is not set.");
  process.exit(1);
}
const response = await fetch("http://a.example/focus", {
  method: "POST",
  headers: {
    "Authorization": "Bearer " + process.env.SESSIONDOCK_TOKEN,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    "a": [
      true,
      null,
    ],
    "b": {},
  }),
});
console.log(await response.text());"""
# Runs each module that it is given as a line of JSON, and answers with a line: empty, or what went wrong.
RUNNER: Final = """\
import { createInterface } from "node:readline";
console.log = () => {};
let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const program = `${JSON.parse(line)}\\n//${number++}`;
  const failure = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(program)}`).then(
    () => "", (error) => `${error.stack} ${error.cause ?? ""}`);
  process.stdout.write(`${JSON.stringify(failure)}\\n`);
}
"""


class Node:
    """One process that runs module after module."""

    def __init__(self, folder: Path, received: Received) -> None:
        self.received = received
        (folder / "runner.mjs").write_text(RUNNER, encoding="utf-8")
        self._process = subprocess.Popen(
            [NODE_FOLDER / "node", "runner.mjs"],
            cwd=folder,
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, program: str | None) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(program) + "\n")
        self._process.stdin.flush()
        assert json.loads(self._process.stdout.readline()) == ""

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp("javascript")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    with echoing() as received:
        node = Node(folder, received)
        yield node
        node.close()


def test_the_module_is_laid_out_for_readers() -> None:
    assert javascript(FOCUS) == FOCUS_SAMPLE


@pytest.mark.parametrize("value", [None, ""])
def test_a_variable_that_is_not_set_is_named(value: str | None) -> None:
    environment = {name: text for name, text in os.environ.items() if name != "SESSIONDOCK_TOKEN"}
    if value is not None:
        environment["SESSIONDOCK_TOKEN"] = value
    ended = _node(javascript(FOCUS), environment)
    assert (ended.returncode, ended.stderr) == (1, b"SESSIONDOCK_TOKEN is not set.\n")


def test_an_answer_of_bytes_is_written_as_it_is() -> None:
    content = bytes(range(256))
    with echoing(200, content) as received:
        ended = _node(javascript(Request("GET", received.url, "/", answers_bytes=True)), {**os.environ})
    assert ended.stdout == content


def _node(program: str | None, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    command = [str(NODE_FOLDER / "node"), "--input-type=module", "--eval", str(program)]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    "request_",
    [
        Request("TRACE", "http://a.example", "/"),
        Request("GET", "http://a.example", "/", body=Body("text/plain", "x")),
    ],
)
def test_what_fetch_refuses_has_no_sample(request_: Request) -> None:
    assert javascript(request_) is None


@given(make=NASTY_REQUESTS)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_node_sends_what_the_request_says(node: Node, make: MakeRequest) -> None:
    request = make(node.received.url)
    node.run(javascript(request))
    assert_received(node.received, request)


@pytest.mark.parametrize("make", REQUESTS.values(), ids=REQUESTS)
def test_node_sends_a_request_of_every_sort(node: Node, make: MakeRequest) -> None:
    request = make(node.received.url)
    node.run(javascript(request))
    assert_received(node.received, request, FILES)


@pytest.mark.parametrize(("make", "expected"), SECRET_REQUESTS.values(), ids=SECRET_REQUESTS)
def test_node_reads_secrets_from_the_environment(
    node: Node, make: MakeRequest, expected: MakeRequest
) -> None:
    node.run(javascript(make(node.received.url)))
    assert_received(node.received, expected(node.received.url))
