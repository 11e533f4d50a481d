"""The examples of a media type as a page shows them."""

import pytest

from apidocs.pages.content.examples import ShownExample, iter_examples
from apidocs.requests.examples import ExampleMaker
from apidocs.schemas.shape.shape import Shaper
from support.documents import api_of

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
    ("application/octet-stream: {schema: {type: string, format: binary}}", []),
    ("image/png: {schema: {type: string, contentMediaType: image/png}}", []),
    ("text/csv: {schema: {type: array, items: {type: object}}}", []),
    ("text/csv: {schema: {type: string}}", [("Example", "<string>")]),
    ("application/yaml: {schema: {type: array, items: {type: integer}}}", [("Example", "[\n  0\n]")]),
    (
        "application/jsonl: {schema: {type: array, maxItems: 5}, itemSchema: {type: integer}}",
        [("Example", "0")],
    ),
    ("application/jsonl: {schema: {type: array, example: [1, 2]}, itemSchema: {}}", [("Example", "1\n2")]),
    ("application/json: {examples: {a: {serializedValue: '{\"b\":1}'}}}", [("a", '{\n  "b": 1\n}')]),
    ("application/json: {examples: {a: {serializedValue: 'no JSON'}}}", [("a", '"no JSON"')]),
    ("application/jsonl: {examples: {a: {dataValue: [1], serializedValue: ' 1'}}}", [("a", " 1")]),
    ("application/xml: {examples: {a: {dataValue: {b: 1}, serializedValue: <b/>}}}", [("a", "<b/>")]),
]
TEXTS = [
    ("application/json: {example: text}", '"text"', "json"),
    ("application/problem+json; charset=utf-8: {example: {a: 1}}", '{\n  "a": 1\n}', "json"),
    ("text/plain: {example: 'a`b'}", "a`b", "text"),
    ("application/xml: {example: <a/>}", "<a/>", "xml"),
    ("text/event-stream: {itemSchema: {properties: {data: {example: d}}}}", "data: d", "text"),
    ("application/jsonl: {example: [1, 2]}", "1\n2", "json"),
]


def shown(media_type: str) -> list[ShownExample]:
    api = api_of(
        f"paths: {{/: {{get: {{responses: {{'200': {{description: d, content: {{{media_type}}}}}}}}}}}}}"
    )
    shaper = Shaper(api.schemas)
    content = api.operations[0].responses[0].content[0]
    return list(iter_examples(content, "response", ExampleMaker(shaper), shaper))


@pytest.mark.parametrize(("media_type", "examples"), EXAMPLES)
def test_every_authored_example_is_shown_else_one_for_each_alternative(
    media_type: str, examples: list[tuple[str, str]]
) -> None:
    assert [(example.title, example.text) for example in shown(media_type)] == examples


@pytest.mark.parametrize(("media_type", "text", "language"), TEXTS)
def test_an_example_is_written_as_it_goes_over_the_wire(media_type: str, text: str, language: str) -> None:
    (example,) = shown(media_type)
    assert (example.text, example.language) == (text, language)


def test_json_that_nests_deeper_than_a_document_may_is_shown_as_a_text() -> None:
    deep = "[" * 900 + "]" * 900
    (example,) = shown(f"application/json: {{examples: {{a: {{serializedValue: '{deep}'}}}}}}")
    assert example.text == f'"{deep}"'


def test_an_example_that_is_elsewhere_has_its_address_only() -> None:
    (example,) = shown("application/json: {examples: {far: {externalValue: a.json, description: Far.}}}")
    assert example == ShownExample("far", "", "", "Far.", "a.json")


def test_an_authored_example_is_printed_as_it_is_written() -> None:
    schema = "{type: object, properties: {id: {writeOnly: true}, a: {}}}"
    (example,) = shown(f"application/json: {{schema: {schema}, example: {{id: 1, a: 2, b: 3}}}}")
    assert example.text == '{\n  "id": 1,\n  "a": 2,\n  "b": 3\n}'
    examples = "examples: {a: {dataValue: [{id: 1}], serializedValue: '{\"id\":1}'}}"
    (example,) = shown(f"application/jsonl: {{itemSchema: {schema}, {examples}}}")
    assert example.text == '{"id":1}'
    (example,) = shown(f"application/jsonl: {{itemSchema: {schema}, example: [{{id: 1}}]}}")
    assert example.text == '{"id":1}'
