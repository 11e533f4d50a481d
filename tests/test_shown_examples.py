"""The examples of a media type as a page shows them."""

import pytest

from apidocs.request import RequestMaker
from apidocs.shape import Shaper
from apidocs.shown_examples import ShownExample, iter_examples
from documents import api_of

EXAMPLES = [
    (
        "application/json: {examples: {one: {value: 1}, b: {summary: Second, value: null}, z: {value: ''}}}",
        [("one", "1"), ("Second", "null"), ("z", '""')],
    ),
    (
        "application/json: {schema: {type: object, properties: {a: {type: integer}}}}",
        [("Example", '{\n  "a": 0\n}')],
    ),
    (
        "application/json: {schema: {oneOf: [{title: Word, type: string}, {type: integer}]}}",
        [("Word", '"<string>"'), ("alternative 2", "0")],
    ),
    (
        "application/json: {schema: {oneOf: [{type: string}, {type: integer}], example: 7}}",
        [("Example", "7")],
    ),
    ("application/jsonl: {itemSchema: {type: integer}}", [("Example", "0")]),
    ("application/octet-stream: {}", []),
]
TEXTS = [
    ("application/json: {example: text}", '"text"', "json"),
    ("application/problem+json; charset=utf-8: {example: {a: 1}}", '{\n  "a": 1\n}', "json"),
    ("text/plain: {example: 'a`b'}", "a`b", "text"),
    ("application/xml: {example: <a/>}", "<a/>", "xml"),
]


def shown(media_type: str) -> list[ShownExample]:
    api = api_of(
        f"paths: {{/: {{get: {{responses: {{'200': {{description: d, content: {{{media_type}}}}}}}}}}}}}"
    )
    shaper = Shaper(api.schemas)
    content = api.operations[0].responses[0].content[0]
    return list(iter_examples(content, "response", RequestMaker(api, shaper), shaper))


@pytest.mark.parametrize(("media_type", "examples"), EXAMPLES)
def test_every_authored_example_is_shown_else_one_for_each_alternative(
    media_type: str, examples: list[tuple[str, str]]
) -> None:
    assert [(example.title, example.text) for example in shown(media_type)] == examples


@pytest.mark.parametrize(("media_type", "text", "language"), TEXTS)
def test_an_example_is_written_as_it_goes_over_the_wire(media_type: str, text: str, language: str) -> None:
    (example,) = shown(media_type)
    assert (example.text, example.language) == (text, language)


def test_an_example_that_is_elsewhere_has_its_address_only() -> None:
    (example,) = shown("application/json: {examples: {far: {externalValue: a.json, description: Far.}}}")
    assert example == ShownExample("far", "", "", "Far.", "a.json")


def test_an_authored_example_has_nothing_of_the_other_direction() -> None:
    schema = "{type: object, properties: {id: {writeOnly: true}, a: {}}}"
    (example,) = shown(f"application/json: {{schema: {schema}, example: {{id: 1, a: 2, b: 3}}}}")
    assert example.text == '{\n  "a": 2,\n  "b": 3\n}'
    (example,) = shown(f"application/jsonl: {{itemSchema: {schema}, example: [{{id: 1}}]}}")
    assert example.text == "{}"
