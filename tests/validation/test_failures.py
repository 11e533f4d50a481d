"""Whatever a document holds and a library raises, validation ends with problems."""

import json
from pathlib import Path
from typing import Any

import pytest

from apidocs.document.load import load
from apidocs.problems import Problem, ProblemsError
from apidocs.validation import examples, places, schema_checks, spec_validator
from apidocs.validation.validate import validate
from support.documents import OPERATION, SPECS, corpus, problems_of

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

    for number, garbage in enumerate(GARBAGE):
        closing = "".join({"{": "}", "[": "]"}[char] for char in reversed(place) if char in "{[")
        opened = place if place.endswith((": ", "[")) else f"{place}: "
        path = tmp_path / f"{number}.yaml"
        path.write_text(f"{head}\ninfo: {{title: a, version: '1'}}\n{opened}{json.dumps(garbage)}{closing}\n")
        found = validate(load(str(path)))
        checks = [problem.message for problem in found if "the check of" in problem.message]
        assert not checks, (garbage, checks)


ODD_DOCUMENTS = {
    "types that are no names": "components: {schemas: {A: {nullable: true, type: [[x]]}}}",
    "a type that is an object": "components: {schemas: {A: {nullable: true, type: {a: b}}}}",
    "an address that cannot be read": "components: {links: {A: {operationRef: 'http://[x'}}}",
    "a path that cannot be read": "components: {links: {A: {operationRef: '//[x'}}}",
    "a reference that cannot be read": "components: {schemas: {A: {$ref: 'http://[x'}}}",
    "a mapping that cannot be read": (
        "components: {schemas: {A: {discriminator: {propertyName: a, mapping: {b: 'http://[x'}}}}}"
    ),
    "a pattern that nests deep": f"components: {{schemas: {{A: {{pattern: '{'(' * 6_000}'}}}}}}",
    "a pattern that repeats often": "components: {schemas: {A: {pattern: 'a{99999999999999999999}['}}}",
}


@pytest.mark.parametrize("text", ODD_DOCUMENTS.values(), ids=ODD_DOCUMENTS)
def test_odd_values_fail_no_check(text: str) -> None:
    failed = [
        problem.message
        for problem in problems_of(f"paths: {{}}\n{text}\n")
        if "failed here" in problem.message
    ]
    assert failed == []


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
    monkeypatch: pytest.MonkeyPatch, error: BaseException, module: object, name: str
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(module, name, fail)
    (problem,) = problems_of(OPERATION)
    assert problem.rule == "validator-failed"
    assert type(error).__name__ in problem.message


def test_what_the_library_raises_on_one_part_is_said_at_that_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_self: object, _schema: object) -> set[str]:
        raise KeyError("properties")

    monkeypatch.setattr(schema_checks.Properties, "collect", fail)
    parameter = "      parameters: [{name: limit, in: query, schema: {allOf: [{}]}}]\n"
    (problem,) = problems_of(OPERATION + parameter)
    assert problem.rule == "validator-failed"
    assert problem.pointer.endswith("/schema")


@pytest.mark.parametrize("path", sorted(SPECS.glob("*.yaml")), ids=lambda path: path.name)
def test_documents_with_extended_paths_or_circles_give_no_failed_check(path: Path) -> None:
    assert [str(problem) for problem in _found_in(path) if problem.rule == "validator-failed"] == []


def test_paths_are_checked_beside_an_extension() -> None:
    (problem,) = problems_of(f"{OPERATION}      nothing: 1\n".replace("paths:", "paths:\n  x-more: a"))
    assert problem.message.startswith('"nothing" is no field')


# A document of more bytes takes as long as a hundred others; `make corpus` builds it.
LARGE = 5_000_000


def test_real_documents_give_no_failed_check() -> None:
    failed = [
        str(problem)
        for path in sorted(corpus().rglob("*.*"))
        if path.suffix in (".yaml", ".yml", ".json") and path.stat().st_size < LARGE
        for problem in _found_in(path)
        if problem.rule == "validator-failed"
    ]
    assert failed == []


def _found_in(path: Path) -> tuple[Problem, ...]:
    try:
        return validate(load(str(path)))
    except ProblemsError:  # a part of a document in several files
        return ()
