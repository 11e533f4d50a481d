"""Serves the answers that spec/openapi.yaml documents on a free local port, and refuses everything else."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from guide_contract import Contract, Operation, media_type

TOKEN = "the-right-token"  # noqa: S105 - of the fake server


class FakeLocalApi(ThreadingHTTPServer):
    """`mode` is the effective mode. `answers` replaces single answers, by operationId: (status, JSON).

    `queues` does so for one request after the other; `targets` are the request targets as they arrived.
    """

    def __init__(self, contract: Contract) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.contract = contract
        self.configured_mode = "full-automation"
        self.mode = "full-automation"
        self.answers: dict[str, tuple[int, Any]] = {}
        self.queues: dict[str, list[tuple[int, Any]]] = {}
        self.targets: list[str] = []
        self.requests: list[tuple[str, str, Any]] = []
        self.base_url = f"http://127.0.0.1:{self.server_port}/api/v1"

    def answer(self, method: str, target: str, token: str, request_body: bytes) -> tuple[int, Any]:
        url = urlsplit(target)
        operation = self.contract.find(method, url.path)
        self.targets.append(target)
        if operation is None:
            return 404, {"error": {"status": 404, "code": "fake", "message": f"unknown: {method} {url.path}"}}
        sent = json.loads(request_body) if request_body else None
        self.requests.append((operation.operation_id, url.query, sent))
        undeclared = {name for name, _ in parse_qsl(url.query)} - operation.query_names
        refused = [] if sent is None else self.contract.schema_problems(operation.request_schema or {}, sent)
        if undeclared or refused:
            return 400, {"error": {"status": 400, "code": "fake", "message": f"{undeclared} {refused}"}}
        if token != f"Bearer {TOKEN}":
            return 401, media_type(operation.responses["401"])["example"]
        if operation.needs_full_automation and self.mode != "full-automation":
            return 403, media_type(operation.responses["403"])["example"]
        if self.queues.get(operation.operation_id):
            return self.queues[operation.operation_id].pop(0)
        return self.answers.get(operation.operation_id) or self._success(operation)

    def _success(self, operation: Operation) -> tuple[int, Any]:
        status, response = next(each for each in operation.responses.items() if each[0].startswith("2"))
        content = media_type(response)
        shown = content["example"] if "example" in content else self._shape(content.get("schema", {}))
        if operation.operation_id == "getHealth":
            modes = {"configuredMode": self.configured_mode, "effectiveMode": self.mode}
            shown = {"data": shown["data"] | modes}
        return int(status.replace("XX", "01")), shown

    def _shape(self, schema: Any) -> Any:  # noqa: ANN401 - raw YAML in, any JSON value out
        schema = self.contract.resolve(schema)
        if "examples" in schema:
            return schema["examples"][0]
        if schema.get("type") == "object":
            return {name: self._shape(each) for name, each in schema["properties"].items()}
        if schema.get("type") == "array":
            return [self._shape(schema["items"])]
        return {"boolean": True, "integer": 0, "number": 0}.get(schema.get("type", ""), "text")


class _Handler(BaseHTTPRequestHandler):
    server: FakeLocalApi

    def _reply(self) -> None:
        request_body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        token = self.headers.get("Authorization", "")
        status, value = self.server.answer(self.command, self.path, token, request_body)
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = _reply  # noqa: N815 - names that http.server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Keep the test output quiet."""


@contextmanager
def running(contract: Contract) -> Iterator[FakeLocalApi]:
    with FakeLocalApi(contract) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
