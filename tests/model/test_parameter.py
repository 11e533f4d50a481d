"""Parameter Objects."""

import pytest

from support.documents import operation_of

STYLES = [
    ("in: path", "simple", False),
    ("in: header", "simple", False),
    ("in: query", "form", True),
    ("in: cookie", "form", True),
    ("in: query, style: form, explode: false", "form", False),
    ("in: query, style: deepObject", "deepObject", False),
    ("in: query, style: deepObject, explode: true", "deepObject", True),
    ("in: query, explode: 'no'", "form", True),
    ("in: cookie, style: cookie", "cookie", True),
]


@pytest.mark.parametrize(("keywords", "style", "explode"), STYLES)
def test_a_style_has_its_defaults(keywords: str, style: str, explode: bool) -> None:  # noqa: FBT001
    (parameter,) = operation_of(f"parameters: [{{name: a, {keywords}}}]").parameters
    assert (parameter.style, parameter.explode) == (style, explode)


def test_a_path_parameter_is_required_whatever_is_written() -> None:
    parameters = operation_of(
        "parameters: [{name: a, in: path, required: false}, {name: b, in: query}]"
    ).parameters
    assert [found.required for found in parameters] == [True, False]


def test_a_header_parameter_of_another_case_is_the_same_one() -> None:
    parameters = operation_of(
        "parameters: [{name: X-A, in: header}, {name: x-a, in: header}, {name: x-a, in: query}]"
    ).parameters
    assert [(found.name, found.location) for found in parameters] == [("x-a", "header"), ("x-a", "query")]


def test_what_is_no_parameter_is_left_out() -> None:
    assert operation_of("parameters: [3, null, {$ref: '#/nowhere'}]").parameters == ()


def test_a_parameter_keeps_all_it_says() -> None:
    (parameter,) = operation_of(
        "parameters: [{name: a, in: query, deprecated: true, allowReserved: true, allowEmptyValue: true, "
        "x-a: 1, examples: {one: {summary: S, value: null}}}]"
    ).parameters
    assert (parameter.deprecated, parameter.allow_reserved, parameter.allow_empty_value) == (True, True, True)
    assert parameter.extensions == {"x-a": 1}
    assert (parameter.examples[0].summary, parameter.examples[0].value) == ("S", (None,))
