"""The mock answers over HTTP as a browser and other clients expect it."""

import json
import socket
from http.client import HTTPConnection, HTTPResponse

import pytest

from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.server import MockServer, closed_origin, running
from support.mock_server import TOKEN, Mock, serving_session_dock, session_dock

TOKEN_HEADER = {"Authorization": f"Bearer {TOKEN}"}


def ask(
    mock: Mock, method: str, path: str, body: object = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", mock.server.server_port, timeout=10)
    sent = TOKEN_HEADER | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, sent, encode_chunked=True)  # type: ignore[arg-type] # any of http.client's
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response, content


def test_a_page_of_any_origin_may_ask_and_read_all_headers() -> None:
    with serving_session_dock() as mock:
        answer, _ = ask(
            mock, "OPTIONS", "/api/v1/sessions", Origin="null", Access_Control_Request_Method="POST",
            Access_Control_Request_Headers="authorization",
        )  # fmt: skip
        assert answer.status == 204
        assert answer.headers["Access-Control-Allow-Origin"] == "null"
        assert answer.headers["Access-Control-Allow-Methods"] == "POST"
        assert answer.headers["Access-Control-Allow-Headers"] == "authorization"
        answer, _ = ask(mock, "GET", "/api/v1/health", Origin="https://example.com")
        assert answer.headers["Access-Control-Allow-Origin"] == "https://example.com"
        assert answer.headers["Access-Control-Expose-Headers"] == "*"


def test_no_page_may_read_when_that_is_the_fault() -> None:
    with serving_session_dock(Fault.NO_CORS) as mock:
        answer, _ = ask(mock, "GET", "/api/v1/health", Origin="null")
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, None)


def test_another_program_answers_with_a_page_of_its_own() -> None:
    with serving_session_dock(Fault.NOT_JSON) as mock:
        answer, body = ask(mock, "GET", "/api/v1/health")
        assert (answer.headers.get_content_type(), body[:9]) == ("text/html", b"<!doctype")


@pytest.mark.parametrize("transfer", ["length", "chunked"])
def test_a_body_arrives_whole(transfer: str) -> None:
    content = json.dumps({"notes": "ä" * 5000}).encode()
    with serving_session_dock() as mock:
        body = content if transfer == "length" else iter([content[:7], content[7:]])
        headers = {} if transfer == "length" else {"Transfer_Encoding": "chunked"}
        answer, _ = ask(
            mock,
            "PUT",
            "/api/v1/sessions/session_123/notes",
            body,
            Content_Type="application/json",
            **headers,
        )
        assert (answer.status, mock.requests[-1].body) == (200, content)


@pytest.mark.parametrize("length", ["x", "-1", "99999999999"])
def test_a_body_of_no_or_too_great_length_is_refused(length: str) -> None:
    with serving_session_dock() as mock:
        answer, _ = ask(mock, "GET", "/api/v1/health", Content_Length=length)
        assert answer.status == 400


def test_a_head_request_and_one_of_an_odd_method_are_answered() -> None:
    with serving_session_dock() as mock:
        answer, body = ask(mock, "HEAD", "/openapi.json")
        assert (answer.status, body) == (200, b"")
        assert ask(mock, "SING", "/api/v1/health")[0].status == 405


def test_nothing_listens_at_a_closed_port() -> None:
    port = int(closed_origin(0).rpartition(":")[2])
    with socket.socket() as client:
        assert client.connect_ex(("127.0.0.1", port)) != 0
    assert closed_origin(port) == f"http://127.0.0.1:{port}"


def test_a_server_gets_its_port_back_at_once() -> None:
    with serving_session_dock() as mock:
        ask(mock, "GET", "/api/v1/health")
        port = mock.server.server_port
    with running(MockServer(port, session_dock)) as again:
        assert again.server_port == port
