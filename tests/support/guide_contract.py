"""Reads spec/openapi.yaml into what a guide may say, and finds where a guide says something else."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from apidocs.markdown.curl_reader import CurlRequest
from apidocs.markdown.guides import CodeBlock, iter_code_blocks, iter_curl_requests, iter_links
from support.project import ROOT

SITE = "https://sessiondock.com"
# What a reader sets once in the shell before running any block of a guide.
VARIABLES = {"SESSIONDOCK_BASE_URL": "http://127.0.0.1:18432/api/v1"}
# Files that a build writes and guides tell to download.
SITE_FILES = ("sessiondock_mcp.py", ".well-known/agent-skills/sessiondock/SKILL.md")
_METHODS = ("get", "put", "post", "delete", "patch")
_REFERENCE = re.compile(r"(?:^|/)api-reference/(.*?)(?:#(.*))?$")
_NAMED_OPERATION = re.compile(r"^`([A-Z]+) (/\S+)`$")
_MENTION = re.compile(r"`(GET|PUT|POST|DELETE|PATCH) (?:/api/v1)?(/[^`\s]+)`")


@dataclass(frozen=True)
class Operation:
    """One operation as the tests need it; `request_schema` is None without a request body."""

    operation_id: str
    method: str
    path: str
    page: str  # inside api-reference/, such as "system/gethealth/index.md"
    query_names: frozenset[str]
    request_schema: Any
    responses: dict[str, Any]
    needs_full_automation: bool

    def matches(self, method: str, path: str) -> bool:
        """Say whether a request with this method and path reaches the operation."""
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(self.path))
        return method == self.method and re.fullmatch(pattern, path) is not None


class Contract:
    """The operations, pages and error codes of one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.server: str = document["servers"][0]["url"]
        self.operations = tuple(self._iter_operations())

    @classmethod
    def load(cls) -> "Contract":
        return cls(yaml.safe_load((ROOT / "spec/openapi.yaml").read_text(encoding="utf-8")))

    def resolve(self, value: Any) -> Any:  # noqa: ANN401 - raw YAML
        while isinstance(value, dict) and "$ref" in value:
            target = self.document
            for part in value["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            value = target
        return value

    def find(self, method: str, path: str) -> Operation | None:
        return next((operation for operation in self.operations if operation.matches(method, path)), None)

    def errors(self) -> dict[str, int]:
        """Return the status of each error code that an example carries."""
        found = {}
        for operation in self.operations:
            for response in operation.responses.values():
                example = media_type(response).get("example", {})
                if "error" in example:
                    found[example["error"]["code"]] = example["error"]["status"]
        return found

    def _iter_operations(self) -> Iterator[Operation]:
        for path, path_item in self.document["paths"].items():
            for method in _METHODS:
                if method in path_item:
                    yield self._operation(method.upper(), path, path_item, path_item[method])

    def _operation(self, method: str, path: str, path_item: Any, raw: Any) -> Operation:  # noqa: ANN401 - raw YAML
        parameters = [
            self.resolve(each) for each in [*path_item.get("parameters", []), *raw.get("parameters", [])]
        ]
        request_body = self.resolve(raw.get("requestBody"))
        return Operation(
            operation_id=raw["operationId"],
            method=method,
            path=path,
            page=f"{raw['tags'][0]}/{raw['operationId'].lower()}/index.md",
            query_names=frozenset(each["name"] for each in parameters if each["in"] == "query"),
            request_schema=media_type(request_body)["schema"] if request_body else None,
            responses={status: self.resolve(each) for status, each in raw["responses"].items()},
            needs_full_automation={"bearerAuth": ["full-automation"]} in raw.get("security", []),
        )


def media_type(content_holder: Any) -> dict[str, Any]:  # noqa: ANN401 - raw YAML
    found: dict[str, Any] = content_holder.get("content", {}).get("application/json", {})
    return found


def find_problems(text: str, contract: Contract) -> list[str]:
    """Return where a guide breaks what this project asks of its own, as `line: what`.

    What holds for the guides of any project is checked in every build.
    """
    problems = list[str]()
    for block in iter_code_blocks(text):
        if block.language == "json":
            problems += [f"{block.line}: {problem}" for problem in _error_problems(block, contract)]
        if block.language == "bash":
            for request in iter_curl_requests(block, VARIABLES):
                problems += [f"{request.line}: {problem}" for problem in _request_problems(request, contract)]
    for link in iter_links(text):
        if reference := _REFERENCE.search(link.target):
            problem = _link_problem(link.text, reference[1], contract)
            problems += [f"{link.line}: {problem}"] if problem else []
    return problems + find_unlinked(text, contract)


def _request_problems(request: CurlRequest, contract: Contract) -> Iterator[str]:
    if request.server == SITE:
        if request.path.removeprefix("/docs/") not in SITE_FILES:
            yield f"no such file of the site: {request.path}"
    elif request.server != contract.server:
        yield f"unknown server: {request.server}"
    elif "Authorization" not in request.header_names:
        yield "no Authorization header"


def find_unlinked(text: str, contract: Contract) -> list[str]:
    """Return the operations that a section (from one H2 to the next) uses but does not link."""
    problems, line = list[str](), 1
    for section in re.split(r"(?m)^(?=## )", text):
        blocks = [block for block in iter_code_blocks(section) if block.language == "bash"]
        requests = [request for block in blocks for request in iter_curl_requests(block, VARIABLES)]
        used = [(request.method, request.path) for request in requests]
        used += [(method, "/api/v1" + path) for method, path in _MENTION.findall(section)]
        linked = {
            link.target.partition("api-reference/")[2].partition("#")[0] for link in iter_links(section)
        }
        for method, path in used:
            operation = contract.find(method, path)
            if operation is not None and operation.page not in linked:
                problems.append(f"{line}: not linked in its section: {method} {path}")
        line += section.count("\n")
    return problems


def _error_problems(block: CodeBlock, contract: Contract) -> Iterator[str]:
    error = json.loads(block.text).get("error")
    if error is not None and contract.errors().get(error["code"]) != error["status"]:
        yield f"unknown error: {error['status']} {error['code']}"


def _link_problem(text: str, page: str, contract: Contract) -> str | None:
    if named := _NAMED_OPERATION.match(text):
        operation = contract.find(named[1], named[2])
        if operation is None or operation.page != page:
            return f"the link of {text} leads to {page}"
    return None
