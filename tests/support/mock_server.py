"""Mocks for tests: of a text or a file, asked directly or over HTTP."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from apidocs.document.document import Document
from apidocs.document.load import load
from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.local_api import LocalApi, local_api
from apidocs.live_api.mock.messages import JSON, Answer, Message, json_bytes
from apidocs.live_api.mock.mock_api import MockApi
from apidocs.live_api.mock.routes import Match, Routes
from apidocs.live_api.mock.server import MockServer, running
from support.project import ROOT

SPEC = ROOT / "spec" / "openapi.yaml"
TOKEN = "the-right-token"  # noqa: S105 - of the mock


class ScriptedApi(MockApi):
    """A mock of which a test replaces successes, by operationId: always, or one request after the other."""

    def __init__(self, document: Document, token: str) -> None:
        super().__init__(document, token)
        self.scripted: dict[str, tuple[int, Any]] = {}
        self.queues: dict[str, list[tuple[int, Any]]] = {}

    def _success(self, match: Match, message: Message) -> Answer:
        name = match.operation.operation_id
        scripted = self.queues[name].pop(0) if self.queues.get(name) else self.scripted.get(name)
        if scripted is None:
            return super()._success(match, message)
        return Answer(scripted[0], (("Content-Type", JSON),), json_bytes(scripted[1]))


@dataclass
class Mock:
    """A mock that is served, and the requests that arrived."""

    server: MockServer
    requests: list[Message] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def watch(self, message: Message, answer: Answer) -> None:
        self.requests.append(message)
        self.answers.append(answer)

    @property
    def base_url(self) -> str:
        return f"{self.server.origin}/api/v1"

    @property
    def api(self) -> ScriptedApi:
        assert isinstance(self.server.mock, ScriptedApi)
        return self.server.mock

    @property
    def app(self) -> LocalApi:
        """The state of SessionDock's mock."""
        assert isinstance(self.server.mock.state, LocalApi)
        return self.server.mock.state

    @property
    def calls(self) -> list[tuple[str, str, Any]]:
        """What arrived, as operationId, query and JSON body."""
        routes = Routes(self.api.api)
        return [
            (match.operation.operation_id, message.query, json.loads(message.body) if message.body else None)
            for message in self.requests
            for match in routes.find(message)
        ]

    def undeclared(self) -> list[str]:
        """The query parameters and members of bodies that arrived and that the description does not know."""
        routes, schemas = Routes(self.api.api), self.api.api.schemas
        names = list[str]()
        for message in self.requests:
            for match in routes.find(message):
                operation = match.operation
                declared = {each.name for each in operation.parameters}
                names += [name for name, _ in parse_qsl(message.query) if name not in declared]
                for media_type in operation.request_body.content if operation.request_body else ():
                    assert media_type.schema is not None
                    properties = schemas.target(media_type.schema).properties
                    names += [name for name in json.loads(message.body) if name not in properties]
        return names


def session_dock(origin: str = "http://127.0.0.1:18432", fault: Fault | None = None) -> ScriptedApi:
    """The mock of this project's description."""
    mock = ScriptedApi(load(str(SPEC)), TOKEN)
    mock.fault = fault
    mock.state = local_api(mock, origin)
    return mock


@contextmanager
def serving(make: Callable[[str], MockApi]) -> Iterator[Mock]:
    with running(MockServer(0, make)) as server:
        mock = Mock(server)
        server.watch = mock.watch
        yield mock


@contextmanager
def serving_session_dock(fault: Fault | None = None) -> Iterator[Mock]:
    with serving(lambda origin: session_dock(origin, fault)) as mock:
        yield mock


def request(method: str, target: str, body: Any = None, **headers: str) -> Message:  # noqa: ANN401 - JSON or bytes
    """A request with the right token; a name such as Content_Type stands for Content-Type."""
    content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Authorization": f"Bearer {TOKEN}"}
    sent |= {"Content-Type": "application/json"} if body is not None else {}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Message(method, target, tuple(sent.items()), content)
