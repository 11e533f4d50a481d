"""What a parameter or header says besides its description becomes lines of its table cell."""

import pytest

from apidocs.model.media_type import Header
from apidocs.model.parameter import Parameter
from apidocs.pages.parameter_cells import iter_notes
from documents import WORDS, operation_of

ARRAY = "schema: {type: array}"


def notes_of(text: str, version: str = "3.1.0") -> list[str]:
    parameter = operation_of(f"parameters: [{{name: p, {text}}}]", version).parameters[0]
    return notes(parameter)


def notes(parameter: Parameter | Header) -> list[str]:
    return list(iter_notes(parameter, parameter.schema, WORDS))


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("in: query", []),
        (f"in: query, {ARRAY}", []),
        (f"in: query, style: form, explode: true, {ARRAY}", []),
        (f"in: query, explode: false, {ARRAY}", ["explode: `false`"]),
        ("in: query, explode: false, schema: {type: string}", []),
        (f"in: query, style: pipeDelimited, {ARRAY}", ["style: `pipeDelimited`"]),
        (f"in: path, style: matrix, explode: true, {ARRAY}", ["style: `matrix`", "explode: `true`"]),
        (f"in: header, explode: true, {ARRAY}", ["explode: `true`"]),
        ("in: query, allowReserved: true", ["Reserved characters stay as they are."]),
        ("in: query, allowEmptyValue: true", ["May be sent without a value."]),
        ("in: query, content: {application/json: {}}", ["as `application/json`"]),
        ("in: query, content: {text/x: {description: '*Said*'}}", ["as `text/x`: *Said*"]),
        ("in: query, x-a: '', x-b: [1]", ['x-a: `""`', "x-b: `[1]`"]),
    ],
)
def test_what_is_not_the_default_is_said(parameter: str, expected: list[str]) -> None:
    assert notes_of(parameter) == expected


def test_a_list_of_swagger_2_says_how_it_is_written() -> None:
    array = "in: query, type: array, items: {type: string}"
    assert notes_of(array, "2.0") == ["explode: `false`"]
    assert notes_of(f"{array}, collectionFormat: ssv", "2.0") == ["style: `spaceDelimited`"]
    assert notes_of("in: query, type: string", "2.0") == []


@pytest.mark.parametrize(
    ("examples", "expected"),
    [
        ("example: 1", []),
        ("examples: {a: {value: 1}}", []),
        ("examples: {a: {value: 1, summary: One}}", ["Example a: `1` One"]),
        ("examples: {a: {value: ''}, b: {value: null}}", ['Example a: `""`', "Example b: `null`"]),
        ("examples: {a: {value: x, description: The *x*.}}", ["Example a: `x` The *x*."]),
        (
            "examples: {a: {externalValue: 'https://e.com/a'}}",
            ["Example a: [https://e.com/a](https://e.com/a)"],
        ),
        (
            "content: {a/b: {examples: {a: {value: 1}, b: {value: 2}}}}",
            ["as `a/b`", "Example a: `1`", "Example b: `2`"],
        ),
    ],
)
def test_examples_are_listed_where_the_column_for_one_is_too_small(
    examples: str, expected: list[str]
) -> None:
    assert notes_of(f"in: query, {examples}") == expected


def test_a_header_has_no_column_so_each_example_is_listed() -> None:
    text = "responses: {'200': {headers: {X: {example: 42, x-head: h}}}}"
    assert notes(operation_of(text).responses[0].headers[0]) == ["Example: `42`", "x-head: `h`"]
