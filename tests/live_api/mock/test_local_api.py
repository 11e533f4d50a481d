"""The mock of the Local API keeps to what is known of the app."""

import json
from typing import Any

import pytest

from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.local_api import LocalApi
from apidocs.live_api.mock.messages import Message
from apidocs.live_api.mock.mock_api import MockApi
from support.mock_server import request, session_dock

BASE = "/api/v1"


@pytest.fixture
def mock() -> MockApi:
    return session_dock()


def ask(mock: MockApi, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:  # noqa: ANN401
    answer = mock.answer(request(method, BASE + path, body, **headers))
    return answer.status, json.loads(answer.body or b"null")


def code(answer: tuple[int, Any]) -> tuple[int, str]:
    assert answer[1]["error"]["status"] == answer[0]
    return answer[0], answer[1]["error"]["code"]


def lower_mode(mock: MockApi) -> None:
    assert isinstance(mock.state, LocalApi)
    mock.state.mode = "read-only"


def test_a_created_session_can_be_read_tagged_and_focused(mock: MockApi) -> None:
    status, created = ask(mock, "POST", "/sessions", {"title": "New idea", "tags": ["ideas"]})
    name = created["data"]["id"]
    assert (status, created["data"]) == (201, {"id": name, "title": "New idea", "tags": ["ideas"]})
    assert ask(mock, "PUT", f"/sessions/{name}/tags", {"tags": ["mix"]}) == (
        200,
        {"data": {"id": name, "tags": ["mix"]}},
    )
    assert ask(mock, "GET", f"/sessions/{name}") == (200, {"data": created["data"] | {"tags": ["mix"]}})
    assert ask(mock, "POST", f"/sessions/{name}/focus")[1]["data"]["id"] == name
    assert {"tag": "mix", "count": 1} in ask(mock, "GET", "/tags")[1]["data"]


def test_the_documented_session_is_there_from_the_start(mock: MockApi) -> None:
    assert ask(mock, "GET", "/sessions/session_123")[1]["data"]["title"] == "Launch cue prep"


def test_a_patch_changes_what_was_sent_and_nothing_that_a_client_cannot_write(mock: MockApi) -> None:
    body = {"status": "in-progress", "id": "other"}
    changed = ask(mock, "PATCH", "/sessions/session_123", body)[1]["data"]
    assert (changed["id"], changed["status"], changed["title"]) == (
        "session_123",
        "in-progress",
        "Launch cue prep",
    )


def test_a_deleted_session_is_gone(mock: MockApi) -> None:
    assert ask(mock, "DELETE", "/sessions/session_123") == (
        200,
        {"data": {"deleted": True, "id": "session_123"}},
    )
    assert code(ask(mock, "GET", "/sessions/session_123")) == (404, "not_found")


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_notes_are_replaced(mock: MockApi, method: str) -> None:
    written = {"data": {"id": "session_123", "notes": "Brighter"}}
    assert ask(mock, method, "/sessions/session_123/notes", {"notes": "Brighter"}) == (200, written)
    assert ask(mock, "GET", "/sessions?q=bright")[1]["meta"]["total"] == 1


def test_waveform_notes_belong_to_a_variant(mock: MockApi) -> None:
    lane = "/sessions/session_123/waveform-notes"
    notes = [{"timestamp": 12.5, "text": "Drop starts here"}]
    ask(mock, "PUT", f"{lane}?variantId=a", {"notes": notes})
    assert ask(mock, "GET", f"{lane}?variantId=a")[1]["data"]["notes"] == notes
    assert ask(mock, "GET", f"{lane}?variantId=b")[1]["data"]["notes"] != notes


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Launch cue prep", "Drums", "Piano"]),
        ("?kind=Ableton", ["Launch cue prep"]),
        ("?daw=Reaper", ["Drums", "Piano"]),
        ("?q=drum", ["Drums"]),
        ("?tags=mix,none", ["Drums"]),
        ("?limit=1&offset=1", ["Drums"]),
    ],
)
def test_the_list_is_narrowed_and_read_in_pages(mock: MockApi, query: str, titles: list[str]) -> None:
    ask(mock, "POST", "/sessions", {"title": "Drums", "kind": "Reaper", "tags": ["mix"]})
    ask(mock, "POST", "/sessions", {"title": "Piano", "kind": "Reaper"})
    listed = ask(mock, "GET", f"/sessions{query}")[1]
    assert [session["title"] for session in listed["data"]] == titles
    assert listed["meta"]["total"] == (3 if "limit" in query else len(titles))


def test_an_accepted_import_is_not_finished(mock: MockApi) -> None:
    status, job = ask(mock, "POST", "/import", {"kind": "Ableton", "items": [{"projectPath": "/a"}]})
    assert (status, job["data"]["total"], job["data"]["done"]) == (202, 1, False)


@pytest.mark.parametrize("sent", ["", "Bearer stale", "the-right-token", "Basic the-right-token"])
def test_any_other_token_is_refused(mock: MockApi, sent: str) -> None:
    answer = mock.answer(Message("GET", f"{BASE}/health", (("Authorization", sent),)))
    assert code((answer.status, json.loads(answer.body))) == (401, "unauthorized")


def test_a_lowered_mode_refuses_writes_and_shows_in_health(mock: MockApi) -> None:
    lower_mode(mock)
    assert code(ask(mock, "POST", "/sessions", {"title": "x"})) == (403, "read_only")
    health = ask(mock, "GET", "/health")[1]["data"]
    assert (health["configuredMode"], health["effectiveMode"]) == ("full-automation", "read-only")


@pytest.mark.parametrize("body", [b"{", b'{"tags": NaN}', b"\xff", {"tags": "mix"}, [1]])
def test_a_body_that_is_no_json_or_of_another_shape_is_refused(mock: MockApi, body: Any) -> None:  # noqa: ANN401
    assert code(ask(mock, "PUT", "/sessions/session_123/tags", body)) == (400, "invalid_json")


@pytest.mark.parametrize(
    ("fault", "method", "path", "status"),
    [
        (Fault.STALE_TOKEN, "GET", "/health", 401),
        (Fault.READ_ONLY, "DELETE", "/sessions/session_123", 403),
        (Fault.READ_ONLY, "GET", "/health", 200),
        (Fault.NOT_FOUND, "GET", "/sessions/session_123", 404),
        (Fault.NOT_FOUND, "GET", "/sessions", 200),
        (Fault.SERVER_ERROR, "GET", "/health", 500),
    ],
)
def test_a_fault_is_the_documented_error_where_there_is_one(
    fault: Fault, method: str, path: str, status: int
) -> None:
    assert ask(session_dock(fault=fault), method, path)[0] == status


def test_every_documented_answer_of_every_operation_can_be_had(mock: MockApi) -> None:
    asked = 0
    for operation in mock.api.operations:
        path = operation.path.replace("{id}", "session_123")
        for response in operation.responses:
            status = response.status_code.replace("2XX", "200")
            answer = mock.answer(request(operation.method, path, Prefer=f"code={status}"))
            assert answer.status == int(status)
            asked += 1
    assert asked == sum(len(operation.responses) for operation in mock.api.operations) > 20


def test_what_the_description_does_not_know_is_marked_as_the_mocks_own(mock: MockApi) -> None:
    for message in (
        request("GET", "/none"),
        request("POST", f"{BASE}/health"),
        request("GET", f"{BASE}/sessions?limit=x"),
    ):
        answer = mock.answer(message)
        assert dict(answer.headers)["Content-Type"] == "application/problem+json"
        assert "mock server" in json.loads(answer.body)["detail"]


def test_the_description_is_served_and_says_another_version_when_that_is_the_fault(mock: MockApi) -> None:
    versions = [
        json.loads(each.answer(request("GET", "/openapi.json")).body)["info"]["version"]
        for each in (mock, session_dock(fault=Fault.OTHER_VERSION))
    ]
    assert versions == [mock.api.version, f"{mock.api.version}-other"]
