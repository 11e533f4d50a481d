"""The SessionDock Local API behind its mock: the modes, and a small library of sessions.

What SessionDock's documentation leaves open is answered in the widest way: `q` and `tags` know no case, one
tag of several is enough, `kind` and `daw` are alternatives, `recent` and `sort` change nothing, and a new
session has no fields but those that were sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.messages import Message
from apidocs.live_api.mock.mock_api import MockApi
from apidocs.live_api.mock.routes import Match
from apidocs.live_api.mock.state import RefusedError
from apidocs.model.operation import Operation
from apidocs.model.schema.schema import Schemas
from apidocs.schemas.json_reader import read_json

MODES: Final = ("disabled", "read-only", "full-automation")
# What the description calls the mode that a write needs, among the roles of an operation.
WRITING: Final = "full-automation"
FIRST_NUMBER: Final = 124  # the documented session is session_123
PREVIEW_FIELDS: Final = (
    *("id", "previewStatus", "preferredPreviewId", "previewUrl", "previewAudioUrl", "previewAudioMime"),
    "previews",
)

Session = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """A request in the API's words; `documented` is the `data` of the documented success."""

    operation: Operation
    id: str
    query: Mapping[str, list[str]]
    body: Mapping[str, Any]
    documented: Any


class LocalApi:
    """The state of one SessionDock app; `configured_mode` is the user's choice, `mode` what is in effect."""

    def __init__(self, session: Session, schemas: Schemas, base_url: str, mode: str = WRITING) -> None:
        self.sessions: dict[str, Session] = {session["id"]: session}
        self.base_url = base_url
        self.configured_mode = self.mode = mode
        self._schemas = schemas
        self._lanes: dict[tuple[str, str], Any] = {}
        self._requests = 0
        self._number = FIRST_NUMBER
        self._answers: dict[str, Callable[[Call], Any]] = {
            "getHealth": self._health,
            "createSession": self._create,
            "getSession": lambda call: self.sessions[call.id],
            "patchSession": self._patch,
            "deleteSession": self._delete,
            "replaceSessionNotes": self._write_notes,
            "patchSessionNotes": self._write_notes,
            "getSessionTags": self._tags,
            "replaceSessionTags": self._write_tags,
            "patchSessionTags": self._write_tags,
            "listTags": self._tag_counts,
            "getSessionPreview": self._preview,
            "getSessionWaveformNotes": self._lane,
            "replaceSessionWaveformNotes": self._write_lane,
            "patchSessionWaveformNotes": self._write_lane,
            "createImport": self._import,
            "openSession": self._acknowledge,
            "focusSession": self._acknowledge,
        }

    def answer(self, match: Match, message: Message, value: Any) -> Any:  # noqa: ANN401 - a JSON value
        """Return the JSON of the success, `value` being the documented one. Raises RefusedError."""
        operation = match.operation
        self._requests += 1
        if WRITING in operation.roles and self.mode != WRITING:
            raise RefusedError(403, f"the effective mode is {self.mode}")
        session_id = match.path_values.get("id", "")
        if "id" in match.path_values and session_id not in self.sessions:
            raise RefusedError(404, f"there is no session {session_id}")
        query: dict[str, list[str]] = {}
        for name, text in message.pairs:
            query.setdefault(name, []).append(text)
        body = read_json(message.body.decode()) if message.body else {}
        call = Call(operation, session_id, query, body, value.get("data"))
        if operation.operation_id == "listSessions":
            return self._list(call)
        make = self._answers.get(operation.operation_id)
        return value if make is None else {**value, "data": make(call)}

    def _health(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        return {
            **call.documented,
            "configuredMode": self.configured_mode,
            "effectiveMode": self.mode,
            "port": urlsplit(self.base_url).port,
            "baseUrl": self.base_url,
            "docsUrl": self.base_url.replace("/api/v1", "/docs"),
            "requestCount": self._requests,
        }

    def _list(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        chosen = [session for session in self.sessions.values() if _is_chosen(session, call.query)]
        offset = max(_whole_number(call.query, "offset", 0), 0)
        limit = max(_whole_number(call.query, "limit", len(chosen)), 0)
        meta = {"total": len(chosen), "limit": limit, "offset": offset}
        return {"data": chosen[offset : offset + limit], "meta": meta}

    def _create(self, call: Call) -> Session:
        session = {"id": f"session_{self._number}", **self._writable(call)}
        self._number += 1
        self.sessions[session["id"]] = session
        return session

    def _patch(self, call: Call) -> Session:
        session = self.sessions[call.id]
        session.update(self._writable(call))
        return session

    def _writable(self, call: Call) -> Session:
        """Return the members of the body that its schema knows: a client can write no others."""
        content = () if call.operation.request_body is None else call.operation.request_body.content
        schemas = [self._schemas.target(each.schema) for each in content if each.schema is not None]
        known = {name for schema in schemas for name in schema.properties}
        return {name: value for name, value in call.body.items() if name in known}

    def _delete(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        del self.sessions[call.id]
        return {**call.documented, "deleted": True, "id": call.id}

    def _write_notes(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        session = self.sessions[call.id]
        session["notes"] = call.body.get("notes", session.get("notes", ""))
        return {"id": call.id, "notes": session["notes"]}

    def _tags(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        return {"id": call.id, "tags": self.sessions[call.id].get("tags", [])}

    def _write_tags(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        if "tags" in call.body:
            self.sessions[call.id]["tags"] = call.body["tags"]
        return self._tags(call)

    def _tag_counts(self, _call: Call) -> Any:  # noqa: ANN401 - a JSON value
        counts = Counter(tag for session in self.sessions.values() for tag in session.get("tags", []))
        return [{"tag": tag, "count": count} for tag, count in counts.most_common()]

    def _preview(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        session = self.sessions[call.id]
        return {name: session[name] for name in PREVIEW_FIELDS if name in session}

    def _lane(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        variant = call.query.get("variantId", [call.documented.get("variantId", "")])[0]
        notes = self._lanes.get((call.id, variant), call.documented.get("notes", []))
        return {**call.documented, "sessionId": call.id, "variantId": variant, "notes": notes}

    def _write_lane(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        if "notes" in call.body:
            variant = call.query.get("variantId", [call.documented.get("variantId", "")])[0]
            self._lanes[call.id, variant] = call.body["notes"]
        return self._lane(call)

    def _acknowledge(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        return {**call.documented, "id": call.id}

    def _import(self, call: Call) -> Any:  # noqa: ANN401 - a JSON value
        return {**call.documented, "total": len(call.body.get("items", [])), "done": False}


def local_api(mock: MockApi, origin: str, mode: str = WRITING) -> LocalApi:
    """Return the app of a mock: its library is the session that the description documents."""
    operation = next(each for each in mock.api.operations if each.operation_id == "getSession")
    _, response = mock.answers.success(operation)
    session = {} if response is None else mock.answers.value(response)["data"]
    state = LocalApi(dict(session), mock.api.schemas, f"{origin}/api/v1", mode)
    if mock.fault is Fault.READ_ONLY:
        state.mode = "read-only"
    return state


def _is_chosen(session: Session, query: Mapping[str, list[str]]) -> bool:
    kinds = [*query.get("kind", []), *query.get("daw", [])]
    if kinds and session.get("kind") not in kinds:
        return False
    words = [text.casefold() for text in query.get("q", [])]
    texts = "\n".join(session.get(name, "") for name in ("title", "notes")).casefold()
    if not all(text in texts for text in words):
        return False
    wanted = {tag.strip().casefold() for tag in _iter_listed(query.get("tags", []))}
    return not wanted or bool(wanted & {tag.casefold() for tag in session.get("tags", [])})


def _iter_listed(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from (tag for tag in text.split(",") if tag.strip())


def _whole_number(query: Mapping[str, list[str]], name: str, default: int) -> int:
    return int(float(query[name][0])) if name in query else default
