"""The command that serves a mock says what it is, and why it cannot."""

import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from apidocs.commands import mock as command
from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.local_api import MODES
from support.mock_server import serving_session_dock
from support.project import ROOT


def test_the_command_says_first_that_it_is_not_the_app_and_then_what_to_set() -> None:
    with subprocess.Popen(
        [sys.executable, "scripts/mock.py", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(4)]
        assert lines[0] == "Mock server, made from spec/openapi.yaml: it is not the app."
        settings = dict(line.removeprefix("export ").replace('"', "").split("=") for line in lines[2:])
        headers = {"Authorization": f"Bearer {settings['SESSIONDOCK_TOKEN']}"}
        health = Request(settings["SESSIONDOCK_BASE_URL"] + "/health", headers=headers)  # noqa: S310 - the mock
        with build_opener(ProxyHandler({})).open(health) as answer:
            assert answer.status == 200
        assert process.stdout.readline() == "GET /api/v1/health 200\n"
        process.terminate()
        assert process.wait(10) == 0


def test_a_port_that_is_taken_is_said_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with serving_session_dock() as mock:
        port = str(mock.server.server_port)
        for fault in ([], ["--fault", "refuse"]):
            assert command.main(["--port", port, *fault]) == 1
            assert f"error: port {port}: " in capsys.readouterr().err


def test_a_broken_description_is_a_list_of_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "openapi.yaml"
    broken.write_text("openapi: [", encoding="utf-8")
    assert command.main(["--spec", str(broken)]) == 1
    assert f"{broken}:1:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--port", "70000"], ["--fault", "x"], ["--spec", "x", "--mode", "read-only"]]
)
def test_a_wrong_option_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(arguments)
    assert arguments[0].lstrip("-") in capsys.readouterr().err or "--mode" in arguments


def test_every_fault_has_words() -> None:
    assert list(command.FAULTS) == [fault.value for fault in Fault]
    assert command.MODES == MODES
