"""The Python sample of a request: as text, and as what Python sends to a server when it runs the text."""

import contextlib
import io
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from apidocs.requests.bodies import Body
from apidocs.requests.request import Request
from apidocs.requests.samples.python import python
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
import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

if not os.environ.get("SESSIONDOCK_TOKEN"):
    sys.exit("SESSIONDOCK_TOKEN is not set.")
body = {
    "a": [
        True,
        None,
    ],
    "b": {},
}
request = Request(
    "http://a.example/focus",
    method="POST",
    headers={
        "Authorization": "Bearer " + os.environ["SESSIONDOCK_TOKEN"],
        "Content-Type": "application/json",
    },
    data=json.dumps(body).encode(),
)
try:
    with urlopen(request) as response:
        print(response.read().decode(errors="replace"))
except HTTPError as error:
    sys.exit(f"{error}\\n{error.read().decode(errors='replace')}")"""


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Received]:
    """Run the programs in a folder with the file and the variables that they read."""
    folder = tmp_path_factory.mktemp("python")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as patch, echoing() as found:
        patch.chdir(folder)
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        yield found


def test_the_answer_to_a_request_that_failed_is_printed() -> None:
    with echoing(403, b'{"code": "read_only"}') as received, pytest.raises(SystemExit) as ended:
        _run(python(Request("GET", received.url, "/")))
    assert str(ended.value).endswith('Forbidden\n{"code": "read_only"}')


@pytest.mark.parametrize("value", [None, ""])
def test_a_variable_that_is_not_set_is_named(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SESSIONDOCK_TOKEN", raising=False)
    if value is not None:
        monkeypatch.setenv("SESSIONDOCK_TOKEN", value)
    with pytest.raises(SystemExit) as ended:
        _run(python(FOCUS))
    assert ended.value.code == "SESSIONDOCK_TOKEN is not set."


BYTES = bytes(range(256))


def test_an_answer_of_bytes_is_written_as_it_is() -> None:
    with echoing(200, BYTES) as received:
        assert _run(python(Request("GET", received.url, "/", answers_bytes=True))) == BYTES


@pytest.mark.parametrize("status", [200, 500])
def test_bytes_that_nobody_announced_end_in_no_traceback(status: int) -> None:
    with echoing(status, BYTES) as received, contextlib.suppress(SystemExit):
        _run(python(Request("GET", received.url, "/")))


def _run(program: str) -> bytes:
    written = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(written, encoding="utf-8")) as output:
        exec(compile(program, "sample.py", "exec"), {"__name__": "__main__"})  # noqa: S102 - it is the test
        output.flush()
    return written.getvalue()


def test_the_program_is_laid_out_for_readers() -> None:
    assert python(FOCUS) == FOCUS_SAMPLE


def test_a_program_without_a_body_imports_only_what_it_uses() -> None:
    lines = python(Request("GET", "http://a.example", "/")).splitlines()
    assert lines[:5] == [
        "import sys",
        "from urllib.error import HTTPError",
        "from urllib.request import Request, urlopen",
        "",
        "request = Request(",
    ]


def test_a_text_of_several_lines_stands_on_several_lines() -> None:
    request = Request("PUT", "http://a.example", "/", body=Body("text/plain", "one\ntwo\n"))
    assert 'body = (\n    "one\\n"\n    "two\\n"\n)' in python(request)


@given(make=NASTY_REQUESTS)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_python_sends_what_the_request_says(received: Received, make: MakeRequest) -> None:
    request = make(received.url)
    _run(python(request))
    assert_received(received, request)


@pytest.mark.parametrize("make", REQUESTS.values(), ids=REQUESTS)
def test_python_sends_a_request_of_every_sort(received: Received, make: MakeRequest) -> None:
    request = make(received.url)
    _run(python(request))
    assert_received(received, request, FILES)


@pytest.mark.parametrize(("make", "expected"), SECRET_REQUESTS.values(), ids=SECRET_REQUESTS)
def test_python_reads_secrets_from_the_environment(
    received: Received, make: MakeRequest, expected: MakeRequest
) -> None:
    _run(python(make(received.url)))
    assert_received(received, expected(received.url))
