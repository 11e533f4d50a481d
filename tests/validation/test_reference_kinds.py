"""A reference to an object of another kind than its place asks for, of every kind and in every place."""

from pathlib import Path

import pytest

from apidocs.document.load import load
from apidocs.validation.validate import validate
from support.documents import problems_of

# A component of each kind: its section, and what stands there.
COMPONENTS = {
    "schema": ("schemas", "{type: string}"),
    "response": ("responses", "{description: ok, content: {application/json: {schema: {type: string}}}}"),
    "parameter": ("parameters", "{name: day, in: query, schema: {type: string}}"),
    "example": ("examples", "{value: a}"),
    "request body": ("requestBodies", "{content: {application/json: {schema: {type: string}}}}"),
    "header": ("headers", "{schema: {type: string}}"),
    "link": ("links", "{operationId: tides}"),
    "callback": ("callbacks", "{'{$request.body#/to}': {post: {responses: {'200': {description: ok}}}}}"),
    "path item": ("pathItems", "{get: {responses: {'200': {description: ok}}}}"),
    "security scheme": ("securitySchemes", "{type: http, scheme: basic}"),
}
SCHEMA = "parameters: [{name: a, in: query, schema: %s}]"
# Where an object of each kind is expected, as members of an operation.
PLACES = [
    ("schema", SCHEMA % "REF"),
    ("schema", SCHEMA % "{items: REF}"),
    ("schema", SCHEMA % "{allOf: [REF]}"),
    ("schema", SCHEMA % "{oneOf: [{properties: {a: REF}}]}"),
    ("schema", SCHEMA % "{additionalProperties: REF}"),
    ("response", "responses: {'200': REF}"),
    ("parameter", "parameters: [REF]"),
    ("example", "parameters: [{name: a, in: query, schema: {type: string}, examples: {one: REF}}]"),
    ("request body", "requestBody: REF"),
    ("header", "responses: {'200': {description: ok, headers: {X-Left: REF}}}"),
    ("link", "responses: {'200': {description: ok, links: {next: REF}}}"),
    ("callback", "callbacks: {done: REF}"),
    ("path item", "callbacks: {done: {'{$request.body#/to}': REF}}"),
]
PAIRS = [(wanted, place, actual) for wanted, place in PLACES for actual in COMPONENTS]


def _document(place: str, reference: str, component: str, *more: str) -> str:
    section, value = COMPONENTS[component]
    members = place.replace("REF", f'{{$ref: "{reference}"}}')
    responses = "" if "responses" in members else ", responses: {'200': {description: ok}}"
    components = ", ".join((f"{section}: {{One: {value}}}", *more))
    operation = f"operationId: tides, summary: Tides, {members}{responses}"
    return f"paths: {{/tides: {{post: {{{operation}}}}}}}\ncomponents: {{{components}}}\n"


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(("wanted", "place", "actual"), PAIRS)
def test_both_kinds_are_named_where_they_differ(wanted: str, place: str, actual: str, version: str) -> None:
    text = _document(place, f"#/components/{COMPONENTS[actual][0]}/One", actual)
    found = [problem for problem in problems_of(text, version) if problem.level == "error"]
    if wanted == actual:
        assert found == []
    else:
        (problem,) = found
        assert problem.rule == "wrong-ref-kind"
        assert f"{wanted} is expected here" in problem.message
        assert f"leads to {'an' if actual[0] in 'aeiou' else 'a'} {actual}" in problem.message


def test_it_is_said_at_the_last_reference_of_a_chain() -> None:
    chain = "requestBodies: {Two: {$ref: '#/components/schemas/One'}}"
    (problem,) = problems_of(_document("requestBody: REF", "#/components/requestBodies/Two", "schema", chain))
    assert problem.pointer == "/components/requestBodies/Two"


@pytest.mark.parametrize(
    "pointer",
    [
        "/components/responses/One/content/application~1json/schema",
        "/paths/~1tides/post/responses/200/content/application~1json/schema",
        "/paths/~1tides/post/responses/200/content/application~1json/schema/properties/schema/items",
    ],
)
def test_an_object_of_the_right_kind_may_stand_anywhere(pointer: str) -> None:
    inner = "{type: object, properties: {schema: {type: array, items: {type: string}}}}"
    response = f"{{description: ok, content: {{application/json: {{schema: {inner}}}}}}}"
    place = SCHEMA % "REF" + f", responses: {{'200': {response}}}"
    problems = problems_of(_document(place, f"#{pointer}", "response"))
    assert {problem.rule for problem in problems} <= {"unused-component"}


LOG = "type: object\nproperties: {at: {type: string}}\n"
DAY = "name: day\nin: query\nschema: {type: string}\n"
BODY = "content: {application/json: {schema: {type: string}}}\n"


@pytest.mark.parametrize(
    ("wanted", "place", "actual", "part"),
    [
        ("request body", "requestBody: REF", "schema", LOG),
        ("response", "responses: {'200': REF}", "schema", LOG),
        ("parameter", "parameters: [REF]", "schema", LOG),
        ("schema", SCHEMA % "REF", "parameter", DAY),
        ("schema", SCHEMA % "REF", "request body", BODY),
        ("schema", SCHEMA % "REF", "path item", "get: {responses: {'200': {description: ok}}}\n"),
        ("schema", SCHEMA % "REF", "", LOG),
        ("schema", SCHEMA % "REF", "", "properties: {name: {type: string}, in: {type: string}}\n"),
        ("parameter", "parameters: [REF]", "", DAY),
        ("request body", "requestBody: REF", "", BODY),
        ("example", "parameters: [{name: a, in: query, examples: {b: REF}}]", "", "type: string\n"),
    ],
)
def test_of_a_file_of_its_own_the_fields_tell_the_kind(
    tmp_path: Path, wanted: str, place: str, actual: str, part: str
) -> None:
    head = "openapi: 3.1.0\ninfo: {title: Harbour, version: '1'}\n"
    (tmp_path / "part.yaml").write_text(part, encoding="utf-8")
    (tmp_path / "openapi.yaml").write_text(head + _document(place, "part.yaml", "link"), encoding="utf-8")
    found = validate(load(str(tmp_path / "openapi.yaml")))
    said = [problem.message for problem in found if problem.rule == "wrong-ref-kind"]
    if actual:
        assert f"{wanted} is expected here" in said[0]
        assert f"leads to a {actual}" in said[0]
    else:
        assert said == []
