"""What validation says of documents: golden cases for each rule, and what must not be reported."""

import ast
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from apidocs.document.load import load
from apidocs.validation.validate import find_errors, validate
from support.documents import OPERATION, problems_of
from support.project import DATA, ROOT

INVALID = DATA / "invalid"
CHECKS = ROOT / "scripts" / "apidocs" / "validation"
NOT_GOLDEN = {"ref-outside-folder", "validator-failed"}


def written_rules() -> set[str]:
    """The rule ids that the checks and the resolution of references can give a problem."""
    rules = {"circular-ref-chain", "ref-outside-folder"}
    for module in CHECKS.glob("*.py"):
        calls = (node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call))
        problems = (
            call for call in calls if getattr(call.func, "attr", "") == "problem" and len(call.args) > 2
        )
        names = (call.args[1].value for call in problems if isinstance(call.args[1], ast.Constant))
        rules |= {str(name) for name in names if name}
    return rules | {rule for rule, _ in _tag_rules().values()}


def _tag_rules() -> dict[str, tuple[str, str]]:
    from apidocs.validation import spec_problems  # noqa: PLC0415 - the table is of interest to this test only

    return dict(spec_problems.TAG_RULES)


GOLDEN = sorted(path.name for path in INVALID.iterdir() if path.name in written_rules() - NOT_GOLDEN)


def report(folder: Path) -> str:
    document = load(str(folder / "openapi.yaml"))
    return "".join(f"{problem}\n" for problem in validate(document)).replace(f"{folder}{os.sep}", "")


@pytest.mark.parametrize("rule", GOLDEN)
def test_a_document_that_breaks_a_rule_gives_exactly_the_expected_problems(
    rule: str, *, update_golden: bool
) -> None:
    folder = INVALID / rule
    found = report(folder)
    if update_golden:
        (folder / "expected.txt").write_text(found, encoding="utf-8")
    assert found == (folder / "expected.txt").read_text(encoding="utf-8")
    assert f"[{rule}]" in found


@pytest.mark.parametrize("rule", GOLDEN)
def test_what_gives_no_right_page_is_found_without_the_rest(rule: str) -> None:
    document = load(str(INVALID / rule / "openapi.yaml"))
    assert find_errors(document) == tuple(found for found in validate(document) if found.level == "error")


def test_a_reference_that_leads_nowhere_is_such_an_error() -> None:
    assert find_errors(load(str(INVALID / "unresolvable-ref/openapi.yaml")))


def test_every_rule_has_a_golden_document() -> None:
    assert written_rules() - NOT_GOLDEN == set(GOLDEN)


def test_a_schema_that_both_metaschemas_refuse_is_reported_once() -> None:
    found = problems_of(
        f"{OPERATION}      requestBody: {{content: {{a/b: {{schema: {{minProperties: -1}}}}}}}}", "3.0.3"
    )
    assert [problem.rule for problem in found] == ["openapi-structure"]


def test_a_discriminator_without_its_property_is_refused_in_3_1() -> None:
    found = problems_of("components: {schemas: {A: {discriminator: {mapping: {}}}}}")
    assert [problem.message for problem in found] == ['"discriminator" lacks "propertyName": add it']


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            "{responses: {}}",
            '"responses" describes no response: add one under its status code, or under default',
        ),
        (
            "{responses: {99: {description: ok}}}",
            '"99" is no status code: write a number like 404, a range like 4XX, or default',
        ),
    ],
)
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_one_mistake_is_one_problem(part: str, message: str, version: str) -> None:
    rest = "{operationId: a, summary: A, responses: {default: {description: ok}}}"
    operation = {**yaml.safe_load(rest), **yaml.safe_load(part)}
    found = problems_of(f"paths: {{/a: {{get: {json.dumps(operation)}}}}}", version)
    assert [problem.message for problem in found] == [message]


def test_a_reference_in_the_place_of_a_list_is_a_problem() -> None:
    found = problems_of(
        'components: {schemas: {A: {type: object}, B: {allOf: {$ref: "#/components/schemas/A"}}}}'
    )
    assert [problem.message for problem in found] == ['"allOf" must be an array, but is an object']


def test_a_text_in_the_place_of_a_schema_is_one_problem() -> None:
    found = problems_of("components: {schemas: {A: string}}")
    assert [problem.message for problem in found] == ['"A" must be a boolean or an object, but is "string"']


def test_a_problem_of_another_file_stands_in_that_file(tmp_path: Path) -> None:
    text = OPERATION + "      requestBody: {content: {application/json: {schema: {$ref: pet.yaml#/Pet}}}}\n"
    (tmp_path / "openapi.yaml").write_text(f"openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\n{text}")
    (tmp_path / "pet.yaml").write_text("Pet:\n  type: integer\n  example: Rex\n")
    (problem,) = validate(load(str(tmp_path / "openapi.yaml")))
    assert (Path(problem.file).name, problem.line, problem.rule) == ("pet.yaml", 3, "example-mismatch")


@pytest.mark.parametrize("pointer", ["#/0", "#/1/inner"])
def test_a_file_may_be_a_list(tmp_path: Path, pointer: str) -> None:
    own = "- {name: a, in: query, schema: {type: string}}\n"
    parts = f"{own}- {{inner: {{name: b, in: query, schema: {{type: string}}}}}}\n"
    (tmp_path / "parts.yaml").write_text(parts, encoding="utf-8")
    head = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n"
    text = f"{head}{OPERATION}      parameters: [{{$ref: 'parts.yaml{pointer}'}}]\n"
    (tmp_path / "openapi.yaml").write_text(text, encoding="utf-8")
    assert validate(load(str(tmp_path / "openapi.yaml"))) == ()


def test_a_response_of_swagger_2_may_be_a_file() -> None:
    text = OPERATION.replace("{description: The pet}", "{description: The pet, schema: {type: file}}")
    assert problems_of(text, "2.0") == ()
    content = text.replace("schema", "content: {text/plain: {schema").replace("file}", "file}}}")
    assert [problem.rule for problem in problems_of(content, "2.0")] == ["openapi-structure"]


def test_a_broken_reference_does_not_hide_what_else_is_wrong() -> None:
    found = problems_of(
        f"""{OPERATION}      parameters:
        - {{name: a, in: query, schema: {{$ref: "#/nowhere"}}}}
        - {{name: b, in: query, schema: {{type: text}}}}
"""
    )
    assert sorted(problem.rule for problem in found) == ["openapi-structure", "unresolvable-ref"]


def test_components_of_a_document_without_operations_are_meant_for_others() -> None:
    assert problems_of("components: {schemas: {Pet: {type: object}}}") == ()


def test_a_webhook_alone_puts_components_in_use() -> None:
    text = """
webhooks:
  added:
    post:
      summary: A pet was added
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components: {schemas: {Pet: {type: object}, Cat: {type: object}}}
"""
    assert [problem.pointer for problem in problems_of(text)] == ["/components/schemas/Cat"]


def test_problems_stand_in_file_order_and_are_the_same_each_time() -> None:
    text = """
paths:
  /b: {get: {}, put: {}}
  /a: {get: {}}
"""
    found = problems_of(text)
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    again = problems_of(text)
    assert [replace(problem, file="") for problem in found] == [
        replace(problem, file="") for problem in again
    ]
    assert len(set(found)) == len(found)


def test_the_fields_beside_the_reference_of_a_path_item_are_no_mistake() -> None:
    found = problems_of("""\
paths:
  "/{a}":
    $ref: '#/components/pathItems/shared'
    summary: Of the path
    servers: [{url: /a}]
    parameters: [{name: a, in: path, required: true, schema: {type: string}}]
    put: {operationId: put, responses: {'200': {description: ok}}}
components:
  pathItems: {shared: {get: {operationId: get, responses: {'200': {description: ok}}}}}""")
    assert found == ()


def test_a_method_with_a_field_of_its_own_is_no_additional_one() -> None:
    operation = "{operationId: a, summary: A, responses: {'200': {description: ok}}}"
    (found,) = problems_of(f"paths: {{/a: {{additionalOperations: {{GET: {operation}}}}}}}", "3.2.0")
    assert found.message == (
        '"additionalOperations" holds a method that has a field of its own: write it there, in lower case'
    )


def test_an_additional_method_is_called_as_it_is_written() -> None:
    (found,) = problems_of(
        "paths: {/a: {additionalOperations: {copy: {summary: Copy, responses: {'200': {description: ok}}}}}}",
        "3.2.0",
    )
    assert found.message.startswith("copy /a has no operationId")


def test_importing_validation_does_not_import_the_heavy_libraries() -> None:
    heavy = "{'jsonschema_rs', 'openapi_spec_validator'}"
    code = f"import sys, apidocs.validation.validate; print({heavy} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "set()\n"


def test_a_reference_the_library_cannot_follow_is_one_error_and_fetches_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        pytest.fail("validation opened a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    for target in (
        "https://example.com/pet.yaml#/Pet",
        "missing.yaml",
        "file:///etc/hostname",
        "../pet.yaml",
    ):
        parameter = f"      parameters: [{{name: a, in: query, schema: {{$ref: '{target}'}}}}]\n"
        (problem,) = problems_of(OPERATION + parameter)
        assert (problem.level, problem.line) == ("error", 11)
