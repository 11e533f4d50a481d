"""What a mock may know between two requests."""

from __future__ import annotations

from typing import Any, Protocol

from apidocs.live_api.mock.messages import Message
from apidocs.live_api.mock.routes import Match


class RefusedError(Exception):
    """A valid request that the state does not allow: the status of the documented error, and why."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


class State(Protocol):
    """The memory of one API."""

    def answer(self, match: Match, message: Message, value: Any) -> Any:  # noqa: ANN401 - a JSON value
        """Return the JSON of the success; `value` is the documented one. Raises RefusedError."""
