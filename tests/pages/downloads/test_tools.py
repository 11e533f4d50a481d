"""Each operation becomes a tool that an agent can be given: correct, and short."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.pages.downloads.agent_tools import (
    BUDGET,
    DESCRIPTION,
    MOST_TOOLS,
    TOOLS,
    tool_descriptions,
    tool_files,
)
from apidocs.requests.request import RequestMaker
from apidocs.schemas.shape.shape import Shaper
from support.documents import SPEC, SPECS, api_of, real_document

ALL = [SPEC, *sorted(SPECS.glob("*.yaml"))]


def tools_of(text: str) -> dict[str, Any]:
    api = api_of(text)
    return dict(tool_descriptions(api, Shaper(api.schemas)))


def tool_of(operation: str, method: str = "get") -> dict[str, Any]:
    indented = "".join(f"      {line}\n" for line in operation.splitlines())
    found = tools_of(f"servers: [{{url: https://a.test}}]\npaths:\n  /a/{{id}}:\n    {method}:\n{indented}")
    return dict(found["tools"][0])


def test_the_focus_operation_is_the_tool_that_the_guide_shows() -> None:
    api = Api.from_spec(load(str(SPEC)))
    found = tool_descriptions(api, Shaper(api.schemas))
    guide = (SPEC.parents[1] / "docs/ai-agents/index.md").read_text(encoding="utf-8")
    shown = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", guide, re.DOTALL)]
    (focus,) = [tool for tool in found["tools"] if tool["name"] == "focusSession"]
    assert focus in shown
    assert found["baseUrl"] == "http://127.0.0.1:18432"
    assert found["credentials"] == [{"in": "header", "name": "Authorization", "value": "Bearer <token>"}]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_input_is_described_by_a_valid_schema_that_its_example_satisfies(path: Path) -> None:
    api = Api.from_spec(load(str(path)))
    shaper = Shaper(api.schemas)
    maker = RequestMaker(api, shaper)
    tools = tool_descriptions(api, shaper)["tools"]
    assert len(tools) == len(api.operations)
    for operation, tool in zip(api.operations, tools, strict=True):
        schema = tool["inputSchema"]
        Draft202012Validator.check_schema(schema)
        if operation.request_body is not None and operation.request_body.content:
            example = maker.examples.value(operation.request_body.content[0], "request")
            problems = list(Draft202012Validator(schema["properties"]["body"]).iter_errors(example))
            assert problems == [], tool["name"]


def test_all_tools_of_our_own_api_take_less_than_a_page_each() -> None:
    api = Api.from_spec(load(str(SPEC)))
    ((address, text),) = tool_files(api, Shaper(api.schemas))
    assert address == TOOLS
    assert json.loads(text) == tool_descriptions(api, Shaper(api.schemas))
    assert max(len(line) for line in text.splitlines() if line.startswith('{"name"')) <= 1300
    assert len(text) <= 17_000


@pytest.mark.parametrize(
    ("method", "hints"),
    [
        ("get", {"readOnlyHint": True}),
        ("put", {"readOnlyHint": False, "destructiveHint": True, "idempotentHint": True}),
        ("delete", {"readOnlyHint": False, "destructiveHint": True, "idempotentHint": True}),
        ("patch", {"readOnlyHint": False, "destructiveHint": True}),
        ("post", {"readOnlyHint": False}),
    ],
)
def test_the_method_tells_the_hints(method: str, hints: dict[str, bool]) -> None:
    assert tool_of("responses: {}\n", method)["annotations"] == hints


def test_an_error_is_named_by_its_code_else_its_status_and_explained_once() -> None:
    found = tools_of("""\
paths:
  /a:
    get:
      responses:
        "404":
          description: Not there.
          x-advice: Look it up.
          content: {application/json: {example: {code: missing}}}
        "500": {description: Broken.}
  /b:
    get: {responses: {"500": {description: Broken., x-advice: Try later.}}}
""")
    assert [tool["errors"] for tool in found["tools"]] == [["missing", "500"], ["500"]]
    assert found["errors"] == {
        "missing": {"status": "404", "means": "Not there.", "do": "Look it up."},
        "500": {"status": "500", "means": "Broken.", "do": "Try later."},
    }


def test_what_is_unconfirmed_is_named() -> None:
    tool = tool_of("x-unconfirmed: {responses/404: Heard of.}\nresponses: {'404': {description: No}}\n")
    assert tool["unconfirmed"] == ["404"]
    assert tool_of("x-unconfirmed: Heard of.\nresponses: {}\n")["unconfirmed"] == ["operation"]


def test_an_agent_gets_a_short_index_of_many_operations_and_a_file_for_each() -> None:
    paths = "".join(
        f"  /a{number}: {{get: {{operationId: get{number}, tags: [t{number % 2}], responses: {{}}}}}}\n"
        for number in range(MOST_TOOLS + 1)
    )
    api = api_of(f"servers: [{{url: https://a.test}}]\npaths:\n{paths}")
    files = dict(tool_files(api, Shaper(api.schemas)))
    index = json.loads(files.pop(TOOLS))
    assert (index["operations"], index["tags"], index["tools"]) == (41, {"t0": 21, "t1": 20}, [])
    assert list(files) == [f"api-reference/tools/get{number}.json" for number in range(41)]
    one = json.loads(files["api-reference/tools/get7.json"])
    assert [tool["name"] for tool in one["tools"]] == ["get7"]
    assert one["baseUrl"] == "https://a.test"


@pytest.mark.parametrize("name", ["box/openapi.json", "github/api.github.com.json"])
def test_the_index_of_a_real_document_is_short(name: str) -> None:
    api = Api.from_spec(load(str(real_document(name))))
    _, text = next(tool_files(api, Shaper(api.schemas)))
    assert len(text) <= 1500 * 4  # a token is about four characters of English


@pytest.mark.parametrize("name", ["box/openapi.json", "galaxy/3.1.yaml"])
def test_a_tool_of_a_real_document_keeps_to_the_budget(name: str) -> None:
    api = Api.from_spec(load(str(real_document(name))))
    tools = tool_descriptions(api, Shaper(api.schemas))["tools"]
    assert len({tool["name"] for tool in tools}) == len(api.operations)
    for tool in tools:
        Draft202012Validator.check_schema(tool["inputSchema"])
        assert len(json.dumps(tool, ensure_ascii=False)) <= BUDGET


def test_each_property_says_where_it_goes() -> None:
    tool = tool_of("""\
parameters:
  - {name: id, in: path, schema: {type: string}}
  - {name: id, in: query, required: true, schema: {type: integer}}
  - {name: body, in: header, schema: {type: string}}
  - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
responses: {}
""")
    assert tool["in"] == {
        "id": "path",
        "query.id": "query",
        "header.body": "header",
        "tags": "query, style form, explode false",
        "body": "body",
    }
    assert tool["inputSchema"]["required"] == ["id", "query.id", "body"]
    assert list(tool["inputSchema"]["properties"]) == list(tool["in"])
    assert "bodyType" not in tool


def test_a_body_that_is_not_json_says_what_it_is() -> None:
    tool = tool_of("requestBody: {content: {text/csv: {schema: {type: string}}}}\nresponses: {}\n", "post")
    assert tool["bodyType"] == "text/csv"
    assert "required" not in tool["inputSchema"]


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ("summary: List all.", "List all."),
        ("summary: List\ndescription: Gives *all*,\n  in order.", "List. Gives *all*, in order."),
        ("operationId: listAll", "List all."),
        ("deprecated: true\nsummary: List", "Deprecated. List."),
        ("summary: List\nsecurity: [{a: [admin, root]}]", "List. Requires admin, root."),
    ],
)
def test_the_description_is_what_an_agent_chooses_by(operation: str, words: str) -> None:
    assert tool_of(f"{operation}\nresponses: {{}}\n")["description"] == words


def test_a_long_description_is_cut_at_a_word() -> None:
    words = tool_of(f"summary: A\ndescription: {'lorem ' * 200}\nresponses: {{}}\n")["description"]
    assert len(words) <= DESCRIPTION + len("A. ")
    assert words.endswith("lorem…")


def test_a_name_has_only_what_agents_interfaces_take() -> None:
    written = ["pets/list all", "pets.list.all", "Pets/List_All", "x" * 99, "x" * 98 + "y", "日本"]
    text = "paths:\n" + "".join(
        f"  /{place}: {{get: {{operationId: {name!r}, responses: {{}}}}}}\n"
        for place, name in enumerate(written)
    )
    names = [tool["name"] for tool in tools_of(text)["tools"]]
    assert len({name.lower() for name in names}) == len(written)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name) for name in names), names
    assert {name[:13].lower() for name in names[:3]} == {"pets_list_all"}


def test_what_differs_from_the_other_operations_is_said_by_the_tool_itself() -> None:
    found = tools_of("""\
servers: [{url: https://a.test}]
security: [{key: []}]
paths:
  /a: {get: {responses: {}}}
  /b: {get: {responses: {}}}
  /c: {get: {security: [], servers: [{url: https://c.test}], responses: {}}}
components: {securitySchemes: {key: {type: apiKey, in: query, name: k}}}
""")
    key = {"in": "query", "name": "k", "value": "<api-key>"}
    assert (found["baseUrl"], found["credentials"]) == ("https://a.test", [key])
    own = [{name: tool.get(name) for name in ("baseUrl", "credentials")} for tool in found["tools"]]
    assert own[:2] == [{"baseUrl": None, "credentials": None}] * 2
    assert own[2] == {"baseUrl": "https://c.test", "credentials": []}


def test_a_document_without_operations_has_no_tools() -> None:
    assert tools_of("paths: {}\n")["tools"] == []
