"""One description as a server: a request goes in, the documented answer to it comes out."""

from __future__ import annotations

import re
from typing import Any, Final

from apidocs.document.bundle import one_file
from apidocs.document.document import Document
from apidocs.live_api.mock.answers import AnswerMaker
from apidocs.live_api.mock.credentials import is_admitted
from apidocs.live_api.mock.faults import STATUSES, Fault
from apidocs.live_api.mock.messages import JSON, Answer, Message, json_bytes, own_error
from apidocs.live_api.mock.request_check import RequestChecker
from apidocs.live_api.mock.routes import Match, Routes
from apidocs.live_api.mock.state import RefusedError, State
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.response import response_for
from apidocs.schemas.shape.shape import Shaper

DESCRIPTION: Final = "/openapi.json"
# What an API answers to a request that it refuses, the likeliest first.
REFUSED: Final = (400, 422)


class MockApi:
    """The mock of one description. `token` is the only one that is accepted."""

    def __init__(
        self, document: Document, token: str, *, state: State | None = None, fault: Fault | None = None
    ) -> None:
        self.api = Api.from_spec(document)
        shaper = Shaper(self.api.schemas)
        self.token = token
        self.state = state
        self.fault = fault
        self._document = document
        self._routes = Routes(self.api)
        self._checker = RequestChecker(document, shaper)
        self.answers = AnswerMaker(shaper)

    def answer(self, message: Message) -> Answer:
        """Answer one request."""
        if self.fault is Fault.NOT_JSON:
            page = b"<!doctype html><title>Another program</title><p>This is another program."
            return Answer(200, (("Content-Type", "text/html; charset=utf-8"),), page)
        matches = self._routes.find(message)
        if not matches:
            return self._answer_elsewhere(message)
        problems = [
            list(self._checker.problems(match.operation, message, match.path_values)) for match in matches
        ]
        index = next((index for index, found in enumerate(problems) if not found), 0)
        preferred = self._preferred(matches[index].operation, message)
        return preferred or self._answer(matches[index], message, "; ".join(problems[index]))

    def _answer_elsewhere(self, message: Message) -> Answer:
        """Answer a request that no operation is for: the description itself, or an error."""
        methods = self._routes.methods(message)
        if methods:
            allowed = {"Allow": ", ".join(methods)}
            return own_error(405, f"{message.path} has no operation for {message.method}", allowed)
        if message.path == DESCRIPTION and message.method in ("GET", "HEAD"):
            return Answer(200, (("Content-Type", JSON),), json_bytes(self._description()))
        return own_error(404, f"no operation has the path {message.path}")

    def _description(self) -> Any:  # noqa: ANN401 - a JSON value
        value = one_file(self._document)
        if self.fault is not Fault.OTHER_VERSION or not isinstance(value, dict):
            return value
        return {**value, "info": {**value.get("info", {}), "version": f"{self.api.version}-other"}}

    def _preferred(self, operation: Operation, message: Message) -> Answer | None:
        """Return the documented answer that the client asks for: `Prefer: code=404` (RFC 7240)."""
        preferences = dict(re.findall(r"(code|example)=\"?([^\",;\s]+)", message.header("Prefer") or ""))
        code = preferences.get("code", "")
        if not re.fullmatch(r"[1-5]\d\d", code):
            return None
        response = response_for(operation.responses, int(code))
        if response is None:
            return own_error(404, f"{operation.operation_id} documents no answer with the status {code}")
        accept = message.header("Accept") or ""
        return self.answers.answer(int(code), response, accept, preferences.get("example"))

    def _answer(self, match: Match, message: Message, problem: str) -> Answer:
        operation = match.operation
        if self.fault is Fault.SERVER_ERROR:
            return self._error(operation, message, 500, "by the fault of the mock")
        if not is_admitted(operation, self.api.security_schemes, message, self.token):
            return self._error(operation, message, 401, "the token is missing or another one")
        status = None if self.fault is None else STATUSES.get(self.fault)
        if status is not None and response_for(operation.responses, status) is not None:
            return self._error(operation, message, status, "by the fault of the mock")
        if problem:
            return self._refusal(operation, message, problem)
        return self._success(match, message)

    def _success(self, match: Match, message: Message) -> Answer:
        status, response = self.answers.success(match.operation)
        answer = self.answers.answer(status, response, message.header("Accept") or "")
        if self.state is None or response is None or not response.content:
            return answer
        try:
            value = self.state.answer(match, message, self.answers.value(response))
        except RefusedError as error:
            return self._error(match.operation, message, error.status, str(error))
        return Answer(status, answer.headers, json_bytes(value))

    def _refusal(self, operation: Operation, message: Message, reason: str) -> Answer:
        for status in REFUSED:
            if any(response.status_code == str(status) for response in operation.responses):
                return self._error(operation, message, status, reason)
        return self._error(operation, message, REFUSED[0], reason)

    def _error(self, operation: Operation, message: Message, status: int, reason: str) -> Answer:
        response = response_for(operation.responses, status)
        if response is None:
            return own_error(status, reason)
        answer = self.answers.answer(status, response, message.header("Accept") or "")
        return Answer(answer.status, answer.headers, answer.body, reason)
