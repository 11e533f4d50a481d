"""An example that does not match its schema is a problem that says which value and why."""

from pathlib import Path

import pytest

from apidocs.document.load import load
from apidocs.validation.validate import validate
from support.documents import OPERATION, problems_of


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
def test_an_example_as_authors_write_it_is_no_problem(content: str, version: str, name: str) -> None:
    found = problems_of(*media_type(content, version, name))
    assert [problem for problem in found if problem.rule == "example-mismatch"] == []


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
def test_a_mismatch_says_which_value_and_why(content: str, version: str, words: str) -> None:
    found = problems_of(*media_type(content, version))
    assert [problem.rule for problem in found] == ["example-mismatch"] * bool(words)
    assert all(words in problem.message for problem in found)


def test_a_long_value_is_shortened_in_one_line() -> None:
    options = ", ".join(f"option{number}" for number in range(100))
    text = "word\\n" * 100
    (problem,) = problems_of(*media_type(f'{{schema: {{enum: [{options}]}}, example: "{text}"}}'))
    assert "\n" not in problem.message
    assert len(problem.message) < 400


def test_swagger_parameters_and_responses_carry_examples_too() -> None:
    found = problems_of(
        """
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
""",
        "2.0",
    )
    assert [
        problem.pointer.rsplit("/", 1)[-1] for problem in found if problem.rule == "example-mismatch"
    ] == [
        "default",
        "default",
        "0",
    ]


def test_the_examples_of_a_header_are_no_examples_of_media_types() -> None:
    headers = "{X: {schema: {type: integer}, examples: {one: {value: 1}}}}"
    response = f"{{description: ok, headers: {headers}}}"
    assert (
        problems_of(
            f"paths: {{/a: {{get: {{operationId: a, summary: A, responses: {{'200': {response}}}}}}}}}"
        )
        == ()
    )


def test_an_invalid_default_is_reported_once() -> None:
    found = problems_of(*media_type("{schema: {type: integer, default: ten}}"))
    assert [problem.rule for problem in found] == ["example-mismatch"]


FILES = {
    "openapi.yaml": """\
openapi: 3.0.3
info: {title: Orchard, version: '1'}
paths:
  /before: {get: {operationId: a, summary: A, responses: {'200': {description: ok, content: {application/json:
    {schema: {type: integer}, example: no}}}}}}
  /fields: {$ref: 'paths/fields.yaml'}
components: {schemas: {Area: {type: integer}}}
""",
    "paths/fields.yaml": """\
get:
  operationId: listFields
  summary: List fields
  responses:
    '200':
      description: fields
      content:
        application/json:
          schema: {type: object, properties: {area: {$ref: '../openapi.yaml#/components/schemas/Area'}}}
          example: {area: wide}
""",
}


@pytest.mark.parametrize("root", ["openapi.yaml", "./openapi.yaml", "paths/../openapi.yaml"])
def test_references_back_to_the_root_file_are_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str
) -> None:
    (tmp_path / "paths").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = validate(load(root))
    assert [problem.rule for problem in found] == ["example-mismatch"] * 2
    assert [Path(problem.file).name for problem in found] == ["openapi.yaml", "fields.yaml"]


PATTERNS = [
    ("(?i)abc", "write [aA] for (?i)a"),
    ("(?P<name>a)", "(?<name>...)"),
    (r"\\A[a-z]\\Z", "^ and $"),
    ("(?>a)", "leave out ?>"),
    ("[a-", "unterminated character set, at character 1"),
    ("(a", "at character 1"),
]


@pytest.mark.parametrize(("pattern", "words"), PATTERNS)
def test_a_pattern_that_is_none_says_what_to_write(pattern: str, words: str) -> None:
    text = f'{OPERATION}      parameters: [{{name: a, in: query, schema: {{pattern: "{pattern}"}}}}]\n'
    (problem,) = problems_of(text)
    assert "no regular expression of JavaScript" in problem.message
    assert words in problem.message
