"""Mocks for tests: of a text or a file, asked directly or over HTTP."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apidocs.document import Document
from apidocs.load import load
from apidocs.mock.faults import Fault
from apidocs.mock.local_api import LocalApi, local_api
from apidocs.mock.messages import Answer, Message
from apidocs.mock.mock_api import MockApi
from apidocs.mock.server import MockServer, running

SPEC = Path(__file__).parent.parent / "spec" / "openapi.yaml"
TOKEN = "the-right-token"  # noqa: S105 - of the mock


@dataclass
class Mock:
    """A mock that is served, and the requests that arrived."""

    server: MockServer
    requests: list[Message] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        return f"{self.server.origin}/api/v1"

    @property
    def app(self) -> LocalApi:
        """The state of SessionDock's mock."""
        assert isinstance(self.server.mock.state, LocalApi)
        return self.server.mock.state

    def watch(self, message: Message, answer: Answer) -> None:
        self.requests.append(message)
        self.answers.append(answer)


def session_dock(origin: str = "http://127.0.0.1:18432", fault: Fault | None = None) -> MockApi:
    """The mock of this project's description."""
    mock = MockApi(load(str(SPEC)), TOKEN, fault=fault)
    mock.state = local_api(mock, origin)
    return mock


@contextmanager
def serving(make: Callable[[str], MockApi], port: int = 0) -> Iterator[Mock]:
    with running(MockServer(port, make)) as server:
        mock = Mock(server)
        server.watch = mock.watch
        yield mock


@contextmanager
def serving_session_dock(fault: Fault | None = None) -> Iterator[Mock]:
    with serving(lambda origin: session_dock(origin, fault)) as mock:
        yield mock


@contextmanager
def serving_document(document: Document) -> Iterator[Mock]:
    with serving(lambda _: MockApi(document, TOKEN)) as mock:
        yield mock


def request(method: str, target: str, body: Any = None, **headers: str) -> Message:  # noqa: ANN401 - JSON or bytes
    """A request with the right token; a name such as Content_Type stands for Content-Type."""
    content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Authorization": f"Bearer {TOKEN}"}
    sent |= {"Content-Type": "application/json"} if body is not None else {}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Message(method, target, tuple(sent.items()), content)
