"""What validation says of documents: golden cases for each rule, and what must not be reported."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from apidocs.document import Document
from apidocs.errors import Problem, ProblemsError
from apidocs.load import load
from apidocs.validate import find_errors, validate
from apidocs.validation import examples, places, spec_validator

ROOT = Path(__file__).parent.parent
INVALID = ROOT / "tests" / "invalid"
CHECKS = ROOT / "scripts" / "apidocs" / "validation"
# Rules that are tested elsewhere: of reading files, and the one that needs a library to fail.
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


HEAD = """
openapi: {version}
info: {{title: Pets, version: "1"}}
"""
OPERATION = """
paths:
  /pets:
    post:
      operationId: addPet
      summary: Add a pet
      responses:
        "200": {description: The pet}
"""


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., tuple[Problem, ...]]:
    """Validates a document given as YAML, with an OpenAPI head unless it has its own."""

    def run(text: str, version: str = "3.1.0", **files: str) -> tuple[Problem, ...]:
        return validate(write(tmp_path, text, version, **files))

    return run


def write(folder: Path, text: str, version: str = "3.1.0", **files: str) -> Document:
    head = "" if "swagger:" in text or "openapi:" in text else HEAD.format(version=version)
    (folder / "openapi.yaml").write_text(head + text, encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return load(str(folder / "openapi.yaml"))


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]


def media_type(content: str, version: str = "3.1.0", name: str = "application/json") -> tuple[str, str]:
    return f"{OPERATION}      requestBody: {{content: {{{name}: {content}}}}}\n", version


@pytest.mark.parametrize(
    ("content", "version", "name"),
    [
        ("{schema: {type: integer}, example: 0}", "3.1.0", "application/json"),
        ("{schema: {type: boolean}, example: false}", "3.1.0", "application/json"),
        ("{schema: {type: [string, 'null']}, example: null}", "3.1.0", "application/json"),
        ("{schema: {type: string, nullable: true}, example: null}", "3.0.3", "application/json"),
        ("{schema: {type: string, enum: [a], nullable: true}, example: null}", "3.0.3", "application/json"),
        ("{schema: {nullable: true, allOf: [{type: object}]}, example: null}", "3.0.3", "application/json"),
        (
            "{schema: {type: number, minimum: 1, exclusiveMinimum: true}, example: 1.5}",
            "3.0.3",
            "application/json",
        ),
        ("{schema: {type: integer}, example: 1.0}", "3.1.0", "application/json"),
        ("{schema: {type: object}, example: '<pet/>'}", "3.0.3", "application/xml"),
        ("{schema: {type: object}, example: 'name=Rex'}", "3.0.3", "application/x-www-form-urlencoded"),
        ("{schema: {type: object}, example: {$ref: 'pet.json'}}", "3.0.3", "application/json"),
        ("{schema: {type: object}, examples: {a: {externalValue: 'pet.json'}}}", "3.0.3", "application/json"),
        ("{schema: {type: object}, examples: {a: {serializedValue: '{}'}}}", "3.2.0", "application/json"),
        ("{schema: {type: string, format: email}, example: nobody}", "3.1.0", "application/json"),
        (
            "{schema: {required: [id], properties: {id: {type: string, readOnly: true}}}, example: {}}",
            "3.0.3",
            "application/json",
        ),
    ],
)
def test_an_example_as_authors_write_it_is_no_problem(
    check: Callable[..., tuple[Problem, ...]], content: str, version: str, name: str
) -> None:
    assert check(*media_type(content, version, name)) == ()


@pytest.mark.parametrize(
    ("content", "version", "words"),
    [
        ("{schema: {type: integer}, example: null}", "3.1.0", "it must be an integer, but is null"),
        ("{schema: {type: string}, example: null}", "3.0.3", "it must be a string, but is null"),
        ("{schema: {type: string}, example: ''}", "3.1.0", ""),
        ("{schema: {type: integer}, example: ''}", "3.1.0", 'it must be an integer, but is ""'),
        (
            "{schema: {minimum: 1, exclusiveMinimum: true}, example: 1}",
            "3.0.3",
            "it must be more than 1, but is 1",
        ),
        ("{schema: {exclusiveMinimum: 1}, example: 1}", "3.1.0", "it must be more than 1, but is 1"),
        ("{schema: {const: a}, example: b}", "3.1.0", 'it must be "a", but is "b"'),
        ("{schema: {pattern: ^a}, example: b}", "3.1.0", 'it must match the pattern ^a, but is "b"'),
        ("{schema: {maxLength: 2}, example: abc}", "3.1.0", "it must have at most 2 characters, but has 3"),
        ("{schema: {minItems: 1}, example: []}", "3.1.0", "it must have at least 1 entries, but has 0"),
        ("{schema: {uniqueItems: true}, example: [1, 1]}", "3.1.0", "it has an entry twice"),
        ("{schema: {required: [a, b]}, example: {}}", "3.1.0", 'it lacks "a", "b"'),
        ("{schema: {type: object}, example: '{}'}", "3.1.0", '"{}" (a text: write it without the quotes)'),
        ("{schema: {format: date-time}, example: now}", "3.1.0", "it must have the format date-time"),
        (
            "{schema: {oneOf: [{type: integer}, {type: boolean}]}, example: a}",
            "3.1.0",
            "matches none of the 2 alternatives",
        ),
        (
            "{schema: {oneOf: [{type: integer}, {minimum: 1}]}, example: 3}",
            "3.1.0",
            "matches more than one (1, 2)",
        ),
        (
            "{schema: {anyOf: [{items: {const: a}}, {items: {enum: [b]}}]}, example: [c]}",
            "3.1.0",
            '"[0]" must be one of "a", "b", but is "c"',
        ),
        (
            "{schema: {items: {properties: {n: {type: integer}}}}, example: [{n: 1}, {n: x}]}",
            "3.1.0",
            '"[1].n" must',
        ),
    ],
)
def test_a_mismatch_says_which_value_and_why(
    check: Callable[..., tuple[Problem, ...]], content: str, version: str, words: str
) -> None:
    found = check(*media_type(content, version))
    assert rules(found) == ["example-mismatch"] * bool(words)
    assert all(words in problem.message for problem in found)


def test_a_long_value_is_shortened_in_one_line(check: Callable[..., tuple[Problem, ...]]) -> None:
    options = ", ".join(f"option{number}" for number in range(100))
    text = "word\\n" * 100
    (problem,) = check(*media_type(f'{{schema: {{enum: [{options}]}}, example: "{text}"}}'))
    assert "\n" not in problem.message
    assert len(problem.message) < 400


def test_swagger_parameters_and_responses_carry_examples_too(
    check: Callable[..., tuple[Problem, ...]],
) -> None:
    found = check(
        """
swagger: "2.0"
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      summary: List pets
      parameters:
        - {name: limit, in: query, required: true, type: integer, default: ten}
        - {name: photo, in: formData, type: file}
      responses:
        "200":
          description: The pets
          schema: {$ref: "#/definitions/Pets"}
          headers: {X-Left: {type: integer, default: none}}
          examples:
            application/json: [1]
            text/plain: Rex
definitions:
  Pets: {type: array, items: {type: string}}
"""
    )
    assert [
        problem.pointer.rsplit("/", 1)[-1] for problem in found if problem.rule == "example-mismatch"
    ] == [
        "default",
        "default",
        "0",
    ]


def test_an_invalid_default_is_reported_once(check: Callable[..., tuple[Problem, ...]]) -> None:
    found = check(*media_type("{schema: {type: integer, default: ten}}"))
    assert rules(found) == ["example-mismatch"]


def test_a_schema_that_both_metaschemas_refuse_is_reported_once(
    check: Callable[..., tuple[Problem, ...]],
) -> None:
    found = check(*media_type("{schema: {type: object, minProperties: -1}}", "3.0.3"))
    assert rules(found) == ["openapi-structure"]


def test_a_discriminator_without_its_property_is_refused_in_3_1(
    check: Callable[..., tuple[Problem, ...]],
) -> None:
    found = check(*media_type("{schema: {discriminator: {mapping: {}}}}"))
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
def test_one_mistake_is_one_problem(
    check: Callable[..., tuple[Problem, ...]], part: str, message: str, version: str
) -> None:
    rest = "{operationId: a, summary: A, responses: {default: {description: ok}}}"
    operation = {**yaml.safe_load(rest), **yaml.safe_load(part)}
    found = check(f"paths: {{/a: {{get: {json.dumps(operation)}}}}}", version)
    assert [problem.message for problem in found] == [message]


def test_a_reference_in_the_place_of_a_list_is_a_problem(check: Callable[..., tuple[Problem, ...]]) -> None:
    found = check('components: {schemas: {A: {type: object}, B: {allOf: {$ref: "#/components/schemas/A"}}}}')
    assert [problem.message for problem in found] == ['"allOf" must be an array, but is an object']


def test_a_text_in_the_place_of_a_schema_is_one_problem(check: Callable[..., tuple[Problem, ...]]) -> None:
    found = check("components: {schemas: {A: string}}")
    assert [problem.message for problem in found] == ['"A" must be a boolean or an object, but is "string"']


def test_a_problem_of_another_file_stands_in_that_file(tmp_path: Path) -> None:
    text = OPERATION + "      requestBody: {content: {application/json: {schema: {$ref: pet.yaml#/Pet}}}}\n"
    document = write(tmp_path, text, pet="Pet:\n  type: integer\n  example: Rex\n")
    (problem,) = validate(document)
    assert (Path(problem.file).name, problem.line, problem.rule) == ("pet.yaml", 3, "example-mismatch")


def test_a_broken_reference_does_not_hide_what_else_is_wrong(
    check: Callable[..., tuple[Problem, ...]],
) -> None:
    found = check(
        f"""{OPERATION}      parameters:
        - {{name: a, in: query, schema: {{$ref: "#/nowhere"}}}}
        - {{name: b, in: query, schema: {{type: text}}}}
"""
    )
    assert sorted(rules(found)) == ["openapi-structure", "unresolvable-ref"]


def test_components_of_a_document_without_operations_are_meant_for_others(
    check: Callable[..., tuple[Problem, ...]],
) -> None:
    assert check("components: {schemas: {Pet: {type: object}}}") == ()


def test_a_webhook_alone_puts_components_in_use(check: Callable[..., tuple[Problem, ...]]) -> None:
    text = """
webhooks:
  added:
    post:
      summary: A pet was added
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components: {schemas: {Pet: {type: object}, Cat: {type: object}}}
"""
    assert [problem.pointer for problem in check(text)] == ["/components/schemas/Cat"]


GARBAGE: list[Any] = [
    "text",
    5,
    None,
    True,
    [],
    [["x"]],
    {"a": "b"},
    {"$ref": 5},
    {"$ref": "#/paths"},
    {"get": []},
]
PLACES = [
    "paths",
    "paths: {/a: ",
    "paths: {/a: {get: ",
    "paths: {/a: {parameters: ",
    "paths: {/a: {get: {parameters: ",
    "paths: {/a: {get: {parameters: [",
    "paths: {/a: {get: {responses: ",
    "paths: {/a: {get: {callbacks: ",
    "paths: {/a: {get: {tags: ",
    "paths: {/a: {get: {operationId: ",
    "paths: {/a: {get: {security: ",
    "paths: {/a: {get: {requestBody: {content: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: {schema: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: {examples: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: {schema: {type: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: {schema: {required: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: {schema: {properties: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: {schema: {discriminator: ",
    "paths: {/a: {get: {requestBody: {content: {application/json: {schema: {discriminator: {mapping: ",
    "components: ",
    "components: {schemas: ",
    "components: {schemas: {A: ",
    "components: {schemas: {A: {allOf: ",
    "components: {schemas: {A: {$schema: ",
    "webhooks: ",
    "tags: ",
    "tags: [",
    "security: ",
    "x-any: ",
    "definitions: ",
    "parameters: ",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("head", ['swagger: "2.0"', "openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.2.0"])
def test_garbage_anywhere_gives_problems_and_no_traceback(tmp_path: Path, place: str, head: str) -> None:
    import json  # noqa: PLC0415

    for number, garbage in enumerate(GARBAGE):
        closing = "".join({"{": "}", "[": "]"}[char] for char in reversed(place) if char in "{[")
        opened = place if place.endswith((": ", "[")) else f"{place}: "
        path = tmp_path / f"{number}.yaml"
        path.write_text(f"{head}\ninfo: {{title: a, version: '1'}}\n{opened}{json.dumps(garbage)}{closing}\n")
        found = validate(load(str(path)))
        checks = [problem.message for problem in found if "the check of" in problem.message]
        assert not checks, (garbage, checks)


def test_a_deeply_nested_schema_is_no_crash(tmp_path: Path) -> None:
    schema = '{"properties": {"a": ' * 45 + "{}" + "}}" * 45
    head = '"openapi": "3.1.0", "info": {"title": "a", "version": "1"}'
    (tmp_path / "openapi.json").write_text(f'{{{head}, "components": {{"schemas": {{"A": {schema}}}}}}}')
    assert {problem.rule for problem in validate(load(str(tmp_path / "openapi.json")))} <= {
        "validator-failed"
    }


@pytest.mark.parametrize(
    "error", [RecursionError("too deep"), AttributeError("no"), BaseException("a panic")]
)
@pytest.mark.parametrize(
    ("module", "name"), [(places, "_Walk"), (examples, "SchemaChecker"), (spec_validator, "_library")]
)
def test_a_check_that_raises_is_itself_a_problem(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: BaseException, module: object, name: str
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(module, name, fail)
    (problem,) = validate(write(tmp_path, OPERATION))
    assert problem.rule == "validator-failed"
    assert type(error).__name__ in problem.message


def test_what_the_library_raises_on_one_part_is_said_at_that_part(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from openapi_spec_validator.validation import keywords  # noqa: PLC0415

    def fail(_self: object, _schema: object) -> set[str]:
        raise KeyError("properties")

    monkeypatch.setattr(keywords.SchemaValidator, "_collect_properties", fail)
    parameter = "      parameters: [{name: limit, in: query, schema: {allOf: [{}]}}]\n"
    (problem,) = validate(write(tmp_path, OPERATION + parameter))
    assert problem.rule == "validator-failed"
    assert problem.pointer.endswith("/schema")


def test_problems_stand_in_file_order_and_are_the_same_each_time(tmp_path: Path) -> None:
    text = """
paths:
  /b: {get: {}, put: {}}
  /a: {get: {}}
"""
    document = write(tmp_path, text)
    found = validate(document)
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    assert found == validate(write(tmp_path, text))
    assert len(set(found)) == len(found)


def test_importing_validation_does_not_import_the_heavy_libraries() -> None:
    code = (
        "import sys, apidocs.validate; print({'jsonschema_rs', 'openapi_spec_validator'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "set()\n"


def test_a_reference_the_library_cannot_follow_is_one_error_and_fetches_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
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
        (problem,) = validate(write(tmp_path, OPERATION + parameter))
        assert (problem.level, problem.line) == ("error", 12)


def test_real_documents_give_no_failed_check() -> None:
    corpus = os.environ.get("CORPUS")
    if not corpus:
        pytest.skip("set CORPUS to a folder of OpenAPI documents to check them all")
    failed = [
        str(problem)
        for path in sorted(Path(corpus).rglob("*.*"))
        if path.suffix in (".yaml", ".yml", ".json")
        for problem in _problems_of(path)
        if problem.rule == "validator-failed"
    ]
    assert failed == []


def _problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        return validate(load(str(path)))
    except ProblemsError:  # a part of a document in several files
        return ()
