"""The document in spec/openapi.yaml says what is known about the Local API, and nothing more."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from support.known_api import (
    HEALTH_EXAMPLE,
    LABELS,
    LIST_PARAMETERS,
    MODES,
    OPERATION_IDS,
    OPERATIONS,
    OWN_ERRORS,
    PROPERTIES,
    PROPERTY_EXAMPLES,
    REQUEST_BODIES,
    SESSION_ID,
    SHARED_ERRORS,
    TITLES,
    VARIANT_ID,
    WITHOUT_DESCRIPTION,
    Known,
)
from support.project import ROOT

SPEC = ROOT / "spec" / "openapi.yaml"

JSON = "application/json"

Mapping = dict[str, Any]


# keywords that would claim more about a schema than is known
CLAIMS = {
    "additionalProperties",
    "const",
    "default",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "nullable",
    "pattern",
    "required",
    "uniqueItems",
}


def _load() -> Mapping:
    document: Mapping = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
    return document


DOCUMENT = _load()


def test_the_document_is_openapi_3_1_with_one_server() -> None:
    assert DOCUMENT["openapi"] in {"3.1.0", "3.1.1"}
    assert DOCUMENT["info"]["title"] == "SessionDock Local API"
    assert [server["url"] for server in DOCUMENT["servers"]] == ["http://127.0.0.1:18432"]


def test_every_request_needs_the_bearer_token() -> None:
    scheme = DOCUMENT["components"]["securitySchemes"]["bearerAuth"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert DOCUMENT["security"] == [{"bearerAuth": []}]


def test_tags_are_the_address_segments_in_their_order() -> None:
    names = ["system", "sessions", "metadata", "tags", "previews", "imports", "automation"]
    assert [tag["name"] for tag in DOCUMENT["tags"]] == names
    assert all(tag["description"] for tag in DOCUMENT["tags"])


def test_the_operations_are_exactly_the_twenty_with_a_known_path() -> None:
    expected = {(known.operation_id, known.method, known.path) for known in OPERATIONS}
    found = {
        (operation["operationId"], method, path.removeprefix("/api/v1"))
        for path, method, operation in _iter_operations()
    }
    assert len(expected) == 20
    assert found == expected
    assert all(path.startswith("/api/v1/") for path in DOCUMENT["paths"])


def test_each_tag_has_its_operations_in_their_order() -> None:
    found: dict[str, list[str]] = {}
    for _, _, operation in _iter_operations():
        found.setdefault(operation["tags"][0], []).append(operation["operationId"])
    expected: dict[str, list[str]] = {}
    for known in OPERATIONS:
        expected.setdefault(known.tag, []).append(known.operation_id)
    assert found == expected


@pytest.mark.parametrize("known", OPERATIONS, ids=OPERATION_IDS)
def test_an_operation_has_its_tag_mode_and_statuses(known: Known) -> None:
    operation = DOCUMENT["paths"][f"/api/v1{known.path}"][known.method]
    assert operation["operationId"] == known.operation_id
    assert operation["tags"] == [known.tag]
    assert operation["security"] == [{"bearerAuth": known.roles}]
    assert list(operation["responses"]) == known.status_codes.split()


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_an_operation_has_a_title_of_its_own(operation_id: str) -> None:
    title = _find_operation(operation_id)["summary"]
    assert title == TITLES.get(operation_id, title)
    assert not title.endswith(".")
    assert [op["summary"] for _, _, op in _iter_operations()].count(title) == 1


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_only_operations_with_something_to_say_have_a_description(operation_id: str) -> None:
    operation = _find_operation(operation_id)
    assert ("description" in operation) == (operation_id not in WITHOUT_DESCRIPTION)
    assert "\n\n" not in operation.get("description", "")


@pytest.mark.parametrize(("operation_id", "status_code", "label", "schema"), LABELS)
def test_a_success_has_its_exact_label_and_schema(
    operation_id: str, status_code: str, label: str, schema: str
) -> None:
    response = _find_response(operation_id, status_code)
    assert response["description"] == label
    assert _describe(_schema(response)["properties"]["data"]) == schema


def test_only_the_session_list_has_paging_figures() -> None:
    with_meta = [
        (operation["operationId"], _describe(_schema(response)["properties"]["meta"]))
        for _, _, operation in _iter_operations()
        for response in map(_resolve, operation["responses"].values())
        if "content" in response and "meta" in _schema(response).get("properties", {})
    ]
    assert with_meta == [("listSessions", "ListMeta")]


def test_the_undocumented_waveform_says_so_and_has_no_content() -> None:
    operation = _find_operation("getSessionWaveform")
    response = operation["responses"]["2XX"]
    assert "content" not in response
    assert "not documented" in response["description"]
    assert "not documented" in operation["description"]


@pytest.mark.parametrize(("status_code", "component", "label", "code", "message"), SHARED_ERRORS)
def test_a_shared_error_has_its_exact_label_and_example(
    status_code: str, component: str, label: str | None, code: str, message: str
) -> None:
    response = DOCUMENT["components"]["responses"][component]
    assert response["description"] == (label or response["description"])
    assert _media_type(response)["example"] == _error(status_code, code, message)


@pytest.mark.parametrize(("status_code", "component"), [row[:2] for row in SHARED_ERRORS])
def test_operations_share_the_error_unless_they_have_their_own(status_code: str, component: str) -> None:
    own = {row[0] for row in OWN_ERRORS if row[1] == status_code}
    reference = {"$ref": f"#/components/responses/{component}"}
    for _, _, operation in _iter_operations():
        if operation["operationId"] not in own and status_code in operation["responses"]:
            assert operation["responses"][status_code] == reference


@pytest.mark.parametrize(("operation_id", "status_code", "label", "code", "message"), OWN_ERRORS)
def test_an_error_of_one_operation_has_an_example_only_when_it_is_known(
    operation_id: str, status_code: str, label: str, code: str | None, message: str | None
) -> None:
    response = _find_response(operation_id, status_code)
    expected = {} if code is None else {"example": _error(status_code, code, message)}
    assert response["description"] == label
    assert {key: value for key, value in _media_type(response).items() if key == "example"} == expected


def test_every_error_answers_with_the_error_schema_and_its_own_status() -> None:
    for _, _, operation in _iter_operations():
        for status_code, response in operation["responses"].items():
            if status_code.startswith("2"):
                continue
            media_type = _media_type(_resolve(response))
            assert media_type["schema"] == {"$ref": "#/components/schemas/Error"}
            if "example" in media_type:
                assert media_type["example"]["error"]["status"] == int(status_code)


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_parameters_have_their_place_type_and_example(operation_id: str) -> None:
    operation = _find_operation(operation_id)
    parameters = [_resolve(parameter) for parameter in operation.get("parameters", [])]
    assert [_row(parameter) for parameter in parameters] == _expected_parameters(operation_id)


def test_parameter_descriptions_are_exact_where_they_are_known() -> None:
    texts = {
        parameter["name"]: parameter.get("description")
        for parameter in _find_operation("listSessions")["parameters"]
    }
    assert DOCUMENT["components"]["parameters"]["SessionId"]["description"] == "Session identifier."
    assert texts["sort"] == "Sort key."
    assert [name for name, text in texts.items() if text is None] == ["limit", "offset"]


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_a_request_body_is_required_json_without_an_example(operation_id: str) -> None:
    operation = _find_operation(operation_id)
    assert ("requestBody" in operation) == (operation_id in REQUEST_BODIES)
    if "requestBody" in operation:
        request_body = _resolve(operation["requestBody"])
        assert request_body["required"] is True
        assert list(_media_type(request_body)) == ["schema"]
        schema = _schema(request_body)
        found = _describe_properties(schema) if "properties" in schema else _describe(schema)
        assert found == REQUEST_BODIES[operation_id]


def test_the_component_schemas_are_exactly_the_known_ones() -> None:
    assert list(DOCUMENT["components"]["schemas"]) == list(PROPERTIES)


@pytest.mark.parametrize(("name", "properties"), PROPERTIES.items())
def test_a_schema_declares_its_properties_in_order(name: str, properties: str) -> None:
    schema = DOCUMENT["components"]["schemas"][name]
    assert schema["type"] == "object"
    assert _describe_properties(schema) == properties


def test_an_error_has_status_code_and_message() -> None:
    error = DOCUMENT["components"]["schemas"]["Error"]["properties"]["error"]
    assert _describe_properties(error) == "status:integer code:string message:string"


def test_properties_have_examples_only_where_one_is_known() -> None:
    found = {
        f"{name}.{key}": value["examples"]
        for name, schema in DOCUMENT["components"]["schemas"].items()
        for key, value in schema["properties"].items()
        if "examples" in value
    }
    assert found == PROPERTY_EXAMPLES


def test_the_health_example_keeps_its_key_order() -> None:
    example = _media_type(_find_response("getHealth", "200"))["example"]
    assert example == HEALTH_EXAMPLE
    assert list(example["data"]) == list(HEALTH_EXAMPLE["data"])


def test_successes_other_than_health_have_no_authored_example() -> None:
    authored = [
        operation["operationId"]
        for _, _, operation in _iter_operations()
        for status_code, response in operation["responses"].items()
        if status_code.startswith("2") and "example" in _resolve(response).get("content", {}).get(JSON, {})
    ]
    assert authored == ["getHealth"]


def test_only_the_modes_have_an_enum() -> None:
    enums = {pointer: schema["enum"] for pointer, schema in _iter_schemas() if "enum" in schema}
    health = "/components/schemas/Health/properties"
    assert enums == {f"{health}/configuredMode": MODES, f"{health}/effectiveMode": MODES}


def test_no_schema_claims_more_than_is_known() -> None:
    claims = [(pointer, sorted(CLAIMS & schema.keys())) for pointer, schema in _iter_schemas()]
    assert len(claims) > len(PROPERTIES)
    assert [claim for claim in claims if claim[1]] == []


def test_every_component_is_used() -> None:
    text = SPEC.read_text(encoding="utf-8")
    unused = [
        f"{group}/{name}"
        for group, components in DOCUMENT["components"].items()
        if group != "securitySchemes"
        for name in components
        if f'"#/components/{group}/{name}"' not in text
    ]
    assert unused == []


def test_every_mapping_key_is_a_string() -> None:
    assert all(isinstance(key, str) for _, mapping in _iter_mappings(DOCUMENT, "") for key in mapping)


def test_no_line_is_longer_than_110_characters() -> None:
    assert [line for line in SPEC.read_text(encoding="utf-8").splitlines() if len(line) > 110] == []


def _iter_operations() -> Iterator[tuple[str, str, Mapping]]:
    for path, path_item in DOCUMENT["paths"].items():
        for method, operation in path_item.items():
            yield path, method, operation


def _find_operation(operation_id: str) -> Mapping:
    return next(op for _, _, op in _iter_operations() if op["operationId"] == operation_id)


def _find_response(operation_id: str, status_code: str) -> Mapping:
    return _resolve(_find_operation(operation_id)["responses"][status_code])


def _resolve(value: Mapping) -> Mapping:
    """Return what the local `$ref` in `value` points to, or `value` itself."""
    if "$ref" not in value:
        return value
    target = DOCUMENT
    for key in value["$ref"].removeprefix("#/").split("/"):
        target = target[key]
    return target


def _media_type(holder: Mapping) -> Mapping:
    assert list(holder["content"]) == [JSON]
    media_type: Mapping = holder["content"][JSON]
    return media_type


def _schema(holder: Mapping) -> Mapping:
    schema: Mapping = _media_type(holder)["schema"]
    return schema


def _describe(schema: Mapping) -> str:
    """Say a schema in one word: a component's name, `[...]` around an array's items, a format, or a type."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema["type"] == "array":
        return f"[{_describe(schema['items'])}]"
    return str(schema.get("format", schema["type"]))


def _describe_properties(schema: Mapping) -> str:
    return " ".join(f"{name}:{_describe(value)}" for name, value in schema["properties"].items())


def _error(status_code: str, code: str, message: str | None) -> Mapping:
    return {"error": {"status": int(status_code), "code": code, "message": message}}


def _row(parameter: Mapping) -> tuple[str, str, str, bool, object]:
    return (
        parameter["name"],
        parameter["in"],
        parameter["schema"]["type"],
        parameter.get("required", False),
        parameter["example"],
    )


def _expected_parameters(operation_id: str) -> list[tuple[str, str, str, bool, object]]:
    if operation_id == "listSessions":
        return list(LIST_PARAMETERS)
    path = next(known.path for known in OPERATIONS if known.operation_id == operation_id)
    expected: list[tuple[str, str, str, bool, object]] = [SESSION_ID] if "{id}" in path else []
    return [*expected, VARIANT_ID] if "/waveform" in path else expected


def _iter_schemas() -> Iterator[tuple[str, Mapping]]:
    """Yield pointer and value of every schema object, wherever it is written."""
    for pointer, mapping in _iter_mappings(DOCUMENT, ""):
        parent, _, key = pointer.rpartition("/")
        named = parent.endswith("/properties") or parent == "/components/schemas"
        if named or key in {"schema", "items"}:
            yield pointer, mapping


def _iter_mappings(value: object, pointer: str) -> Iterator[tuple[str, Mapping]]:
    if isinstance(value, dict):
        yield pointer, value
        for key, child in value.items():
            yield from _iter_mappings(child, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _iter_mappings(child, f"{pointer}/{index}")
