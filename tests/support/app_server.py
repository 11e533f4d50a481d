"""An app as readers have it: the mock, and below /docs/ of the same origin the docs that it serves itself."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from apidocs.live_api.mock.messages import Answer, Message
from apidocs.live_api.mock.server import MockServer, running
from support.mock_server import Mock, session_dock

PREFIX = "/docs/"
# So that nobody is answered any more once it has ended.
CLOSE = ("Connection", "close")


class AppServer(MockServer):
    """Answers with a file of the docs what is below their prefix, and with the mock all else."""

    docs: Path

    def answer(self, message: Message) -> Answer:
        if not message.path.startswith(PREFIX):
            answer = super().answer(message)
            return replace(answer, headers=(*answer.headers, CLOSE))
        file = (self.docs / unquote(message.path.removeprefix(PREFIX))).resolve()
        if file.is_dir():
            file /= "index.html"
        if message.method != "GET" or not file.is_file() or not file.is_relative_to(self.docs.resolve()):
            return Answer(404, (CLOSE,))
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return Answer(200, (("Content-Type", media_type), CLOSE), file.read_bytes())


@contextmanager
def serving_app(docs: Path) -> Iterator[Mock]:
    server = AppServer(0, session_dock)
    server.docs = docs
    with running(server):
        mock = Mock(server)
        server.watch = mock.watch
        yield mock
