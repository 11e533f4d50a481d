"""Reads spec/openapi.yaml into what a guide may say, and finds where a guide says something else."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from apidocs.markdown.curl_reader import CurlRequest
from apidocs.markdown.guides import CodeBlock, iter_code_blocks, iter_curl_requests, iter_links
from support.project import ROOT

SITE = "https://sessiondock.com"
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

    def schema_problems(self, schema: Any, value: Any) -> list[str]:  # noqa: ANN401 - any JSON value
        """Say what in the value the schema does not allow; a property it does not declare counts too."""
        validator = Draft202012Validator({**schema, "components": self.document["components"]})
        return [
            *(f"body: {error.message}" for error in validator.iter_errors(value)),
            *(f"undeclared body property: {name}" for name in self._undeclared(schema, value)),
        ]

    def errors(self) -> dict[str, int]:
        """Return the status of each error code that an example carries."""
        found = {}
        for operation in self.operations:
            for response in operation.responses.values():
                example = media_type(response).get("example", {})
                if "error" in example:
                    found[example["error"]["code"]] = example["error"]["status"]
        return found

    def anchors(self, page: str) -> set[str] | None:
        """Return the anchors of a page inside api-reference/, or None when there is no such page."""
        operations = {operation.page: operation for operation in self.operations}
        if page in operations:
            return {"parameters", "request-body", "responses"} | {
                f"response-{status.lower()}" for status in operations[page].responses
            }
        if page == "errors/index.md":
            return {*self.errors(), *(f"status-{status}" for status in self.errors().values())}
        if page in ("openapi.json", "openapi.yaml", "tools.json"):
            return set()
        folders = {"", "schemas/", *(f"{tag['name']}/" for tag in self.document["tags"])}
        folders |= {f"schemas/{name}/" for name in self.document["components"]["schemas"]}
        return set() if page.removesuffix("index.md") in folders and page.endswith("index.md") else None

    def _undeclared(self, schema: Any, value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
        schema = self.resolve(schema)
        if isinstance(value, dict):
            for name, member in value.items():
                if name not in schema.get("properties", {}):
                    yield name
                else:
                    yield from self._undeclared(schema["properties"][name], member)
        elif isinstance(value, list):
            for element in value:
                yield from self._undeclared(schema.get("items", {}), element)

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
    """Return where a guide's blocks and links contradict the document, as `line: what`."""
    problems, asked = list[str](), None
    for block in iter_code_blocks(text):
        if block.language == "json":
            problems += [f"{block.line}: {problem}" for problem in _json_problems(block, contract, asked)]
        if block.language == "bash":
            for request in iter_curl_requests(block):
                problems += [f"{request.line}: {problem}" for problem in request_problems(request, contract)]
                asked = contract.find(request.method, request.path)
    for link in iter_links(text):
        if reference := _REFERENCE.search(link.target):
            problem = _link_problem(link.text, reference[1], reference[2], contract)
            problems += [f"{link.line}: {problem}"] if problem else []
    return problems + find_unlinked(text, contract)


def request_problems(request: CurlRequest, contract: Contract) -> Iterator[str]:
    if request.server == SITE:
        if request.path.removeprefix("/docs/") not in SITE_FILES:
            yield f"no such file of the site: {request.path}"
        return
    operation = contract.find(request.method, request.path)
    if request.server != contract.server:
        yield f"unknown server: {request.server}"
    if "Authorization" not in request.header_names:
        yield "no Authorization header"
    if operation is None:
        yield f"unknown operation: {request.method} {request.path}"
        return
    for name in request.query_names:
        if name not in operation.query_names:
            yield f"unknown query parameter: {name}"
    if (request.request_body is None) != (operation.request_schema is None):
        yield "a request body where none is documented, or none where one is"
    elif request.request_body is not None and not request.request_body.startswith("$"):
        yield from _body_problems(request.request_body, operation, contract)


def find_unlinked(text: str, contract: Contract) -> list[str]:
    """Return the operations that a section (from one H2 to the next) uses but does not link."""
    problems, line = list[str](), 1
    for section in re.split(r"(?m)^(?=## )", text):
        blocks = [block for block in iter_code_blocks(section) if block.language == "bash"]
        requests = [request for block in blocks for request in iter_curl_requests(block)]
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


def _json_problems(block: CodeBlock, contract: Contract, asked: Operation | None) -> Iterator[str]:
    """Hold an answer against the last request before it; without one it is no answer to a request."""
    try:
        value = json.loads(block.text)
    except ValueError as error:
        yield f"broken JSON: {error}"
        return
    if "error" in value:
        code, status = value["error"]["code"], value["error"]["status"]
        if contract.errors().get(code) != status:
            yield f"unknown error: {status} {code}"
    elif "data" in value and asked is not None:
        success = next(found for status, found in asked.responses.items() if status.startswith("2"))
        yield from contract.schema_problems(media_type(success).get("schema", {}), value)


def _body_problems(text: str, operation: Operation, contract: Contract) -> list[str]:
    try:
        return contract.schema_problems(operation.request_schema, json.loads(text))
    except ValueError as error:
        return [f"broken JSON: {error}"]


def _link_problem(text: str, page: str, fragment: str | None, contract: Contract) -> str | None:
    anchors = contract.anchors(page)
    if anchors is None:
        return f"no such reference page: {page}"
    if fragment is not None and fragment not in anchors:
        return f"no such anchor: {page}#{fragment}"
    if named := _NAMED_OPERATION.match(text):
        operation = contract.find(named[1], named[2])
        if operation is None or operation.page != page:
            return f"the link of {text} leads to {page}"
    return None
