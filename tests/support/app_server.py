"""An app as readers have it: the mock, and below /docs/ of the same origin the docs that it serves itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from apidocs.live_api.mock.messages import Answer, Message
from apidocs.live_api.mock.server import MockServer, running
from support.mock_server import Mock, session_dock


class AppServer(MockServer):
    """Ends each connection with its answer, so that nobody is answered any more once it has ended."""

    def answer(self, message: Message) -> Answer:
        answer = super().answer(message)
        return replace(answer, headers=(*answer.headers, ("Connection", "close")))


@contextmanager
def serving_app(docs: Path) -> Iterator[Mock]:
    with running(AppServer(0, session_dock, docs=docs)) as server:
        mock = Mock(server)
        server.watch = mock.watch
        yield mock
