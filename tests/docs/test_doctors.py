"""The downloadable doctors say, without a browser, why a call fails, with one way out."""

import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest

from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.server import closed_origin
from support.mock_server import TOKEN, Mock, serving_session_dock
from support.project import ROOT

DOWNLOADS = ROOT / "docs/downloads"
COMMANDS = {
    "sessiondock-doctor.sh": ["bash"],
    "sessiondock-doctor.py": [sys.executable],
    "sessiondock-doctor.ps1": ["pwsh", "-NoProfile", "-File"],  # on machines that have it
}
each_doctor = pytest.mark.parametrize("doctor", COMMANDS)

FINE = "SessionDock answers and accepts the token."
FOREIGN = "is not from SessionDock."
LOWERED = "You chose full-automation, the app permits read-only."
VERDICTS = {
    None: (0, [f"{FINE} Reads and writes are allowed."]),
    Fault.STALE_TOKEN: (1, ["401: the token is missing or wrong. Copy it from SessionDock Settings again."]),
    Fault.READ_ONLY: (0, [f"{FINE} Only reads are allowed.", LOWERED]),
    Fault.NOT_FOUND: (0, [f"{FINE} Reads and writes are allowed."]),
    Fault.SERVER_ERROR: (1, ["failed with the status 500."]),
    Fault.NO_CORS: (0, [f"{FINE} Reads and writes are allowed."]),
    Fault.NOT_JSON: (1, [FOREIGN]),
    Fault.OTHER_VERSION: (0, [f"{FINE} Reads and writes are allowed."]),
}


def ask(doctor: str, base_url: str, token: str = TOKEN) -> tuple[int, str]:
    command = COMMANDS[doctor]
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    proxy = {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    settings = {"SESSIONDOCK_BASE_URL": base_url, "SESSIONDOCK_TOKEN": token}
    done = subprocess.run(
        [*command, str(DOWNLOADS / doctor)],
        env={**kept, **proxy, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


@each_doctor
@pytest.mark.parametrize("fault", VERDICTS)
def test_a_doctor_knows_every_fault(doctor: str, fault: Fault | None) -> None:
    code, words = VERDICTS[fault]
    with serving_session_dock(fault) as mock:
        answer = ask(doctor, mock.base_url)
    assert answer[0] == code
    lines = answer[1].splitlines()
    assert len(lines) == len(words)
    assert all(word in line for word, line in zip(words, lines, strict=True))
    assert {message.path for message in mock.requests} == {"/api/v1/health"}


@each_doctor
def test_a_doctor_says_that_nothing_listens(doctor: str) -> None:
    origin = closed_origin(0)
    code, words = ask(doctor, f"{origin}/api/v1")
    place = origin.removeprefix("http://")
    assert (code, words) == (
        1,
        f"Nothing listens at {place}. Start SessionDock and enable the Local API in its Settings.\n",
    )


@each_doctor
def test_a_doctor_does_not_wait_for_a_server_that_says_nothing(doctor: str) -> None:
    with serving_session_dock(Fault.SLOW) as mock:
        code, words = ask(doctor, mock.base_url)
    assert code == 1
    assert words.startswith(f"No answer from {mock.server.origin.removeprefix('http://')} ")


@each_doctor
@pytest.mark.parametrize("mode", ["read-only", "disabled"])
def test_a_doctor_says_what_to_choose_when_the_user_chose_less(doctor: str, mode: str) -> None:
    with serving_session_dock() as mock:
        mock.app.mode = mock.app.configured_mode = mode
        assert (
            "To allow writes, choose full-automation in SessionDock Settings."
            in ask(doctor, mock.base_url)[1]
        )


@each_doctor
def test_a_doctor_shows_the_last_error_of_the_server(doctor: str) -> None:
    health = {
        "configuredMode": "full-automation",
        "effectiveMode": "full-automation",
        "lastError": "port in use",
    }
    with serving_session_dock() as mock:
        mock.api.scripted["getHealth"] = (200, {"data": health})
        assert ask(doctor, mock.base_url)[1].endswith("\nLast error of the server: port in use\n")


OTHER_SERVERS = [
    (200, "hello"),
    (200, {"data": []}),
    (200, {"data": {"effectiveMode": "root", "configuredMode": "root"}}),
    (404, {"detail": "Not Found"}),
]


@each_doctor
@pytest.mark.parametrize("answer", OTHER_SERVERS, ids=json.dumps)
def test_a_doctor_notices_an_answer_that_is_not_of_sessiondock(doctor: str, answer: tuple[int, Any]) -> None:
    with serving_session_dock() as mock:
        mock.api.scripted["getHealth"] = answer
        code, words = ask(doctor, mock.base_url)
    assert code == 1
    assert FOREIGN in words


@each_doctor
def test_a_doctor_gives_the_token_to_no_other_program_and_names_it(doctor: str) -> None:
    with serving_session_dock(Fault.NOT_JSON) as mock:
        words = ask(doctor, mock.base_url)[1]
    assert mock.requests
    assert_no_token(mock)
    if shutil.which("lsof") is not None or doctor.endswith(".ps1"):
        assert f"(process {os.getpid()})" in words


def assert_no_token(mock: Mock) -> None:
    assert not any(TOKEN in value for message in mock.requests for _, value in message.headers)


@each_doctor
def test_a_doctor_asks_for_the_token_first(doctor: str) -> None:
    code, words = ask(doctor, closed_origin(0), "")
    assert (code, words.count("\n")) == (1, 1)
    assert "SESSIONDOCK_TOKEN is not set." in words
