"""A view gives templates types, rows and examples: safe to print, with links right from its page."""

from dataclasses import replace

import pytest

from apidocs.model.api import Api
from apidocs.pages.addresses import Addresses
from apidocs.pages.context import Shared
from apidocs.pages.view import ResponseWords, View
from apidocs.pages.writers import HtmlWriter, MarkdownWriter
from support.documents import WORDS, api_of
from support.published import tags, text_of, to_html

PAGE = "api-reference/pets/listpets/index.md"
API = """
tags: [{name: pets}]
paths:
  /pets:
    get: {tags: [pets], operationId: listPets}
  /pets/{id}:
    get: {tags: [pets], operationId: getPet}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}
    Odd: {type: '<b>x</b> |'}
"""


def view_of(api: Api, src_uri: str = PAGE) -> View:
    return View(Shared.from_api(api, Addresses.from_api(api), WORDS), src_uri, MarkdownWriter(WORDS))


def operation_view(text: str) -> tuple[Api, View]:
    """Give an API whose only operation is written so, and the view of a page two folders down."""
    indented = "".join(f"      {line}\n" for line in text.splitlines())
    api = api_of(f"paths:\n  /:\n    get:\n{indented}")
    return api, view_of(api)


def test_a_type_links_to_the_component_that_it_names() -> None:
    api = api_of(API)
    view = view_of(api)
    name = view.shared.lister.type_name(api.components["Pets"])
    assert view.type(name) == "array of [Pet](../../schemas/Pet/index.md)"


def test_a_type_that_is_no_type_is_shown_and_is_no_markup() -> None:
    api = api_of(API)
    view = view_of(api)
    name = view.shared.lister.type_name(api.components["Odd"])
    page = f"| A |\n| --- |\n| {view.type(name)} |\n"
    assert text_of(to_html(page), "td") == "<b>x</b> |"
    assert tags(to_html(page)).count("td") == 1
    assert replace(view, writer=HtmlWriter(WORDS)).type(name) == "&lt;b&gt;x&lt;/b&gt; |"


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("{schema: {type: string}}", ""),
        ("{description: The *id*., schema: {type: string}}", "The *id*."),
        ("{deprecated: true, schema: {type: string}}", "Deprecated."),
        (
            "{description: Old., deprecated: true, schema: {enum: [a, '|'], default: ''}}",
            r'Deprecated. Old.<br>default `""`<br>one of `a`, `\|`',
        ),
        ("{schema: {minimum: 0, maximum: 5}}", "0 to 5"),
        (
            "{content: {application/json: {schema: {minItems: 1}}}}",
            "at least 1 element<br>as `application/json`",
        ),
    ],
)
def test_a_parameter_is_described_with_all_that_narrows_it(parameter: str, expected: str) -> None:
    api, view = operation_view(f"parameters: [{{name: q, in: query, {parameter[1:-1]}}}]")
    (shown,) = api.operations[0].parameters
    cell = view.cell(
        [view.parameter_words(shown)],
        view.parameter_notes(shown),
        view.parameter_values(shown),
        view.parameter_value_words(shown),
    )
    assert cell == expected


def test_a_parameter_of_the_path_is_a_link_to_its_row() -> None:
    api = api_of("paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, required: true}]}}}")
    assert '/<a href="#parameter-path-id">{id}</a>' in view_of(api).path(api.operations[0])


LONG = "A description of more than a line. " * 10


@pytest.mark.parametrize(
    ("response", "words"),
    [
        ("description: Done", ResponseWords("Done", None, None, None)),
        ("description: It is *done*.", ResponseWords("It is done.", None, None, "It is *done*.")),
        (
            f"description: '{LONG}'",
            ResponseWords("A description of more than a line.", None, None, LONG[LONG.index(".") + 2 :]),
        ),
        (f"description: 'Done. 1. {LONG}'", ResponseWords("Done.", None, None, f"Done. 1. {LONG}")),
        ('description: "Done.\\n\\n*Or* not."', ResponseWords("Done.", None, None, "Done.\n\n*Or* not.")),
        ('description: "Done.\\n\\nOr *not*."', ResponseWords("Done.", None, None, "Or *not*.")),
        ("summary: Done, description: All of it.", ResponseWords("Done", None, None, "All of it.")),
    ],
)
def test_a_response_is_one_line_with_the_rest_below_it(response: str, words: ResponseWords) -> None:
    api, view = operation_view(f"responses: {{'200': {{{response}}}}}")
    assert view.response_words(api.operations[0].responses[0]) == words


def test_a_long_shape_is_printed_once_and_named_after_that() -> None:
    fields = ", ".join(f"f{number}: {{type: string}}" for number in range(20))
    content = "{a/json: {schema: {$ref: '#/components/schemas/X'}}}"
    api = api_of(
        f"paths: {{/: {{get: {{responses: {{'400': {{description: a, content: {content}}},"
        f" '401': {{description: b, content: {content}}}}}}}}}}}\n"
        f"components: {{schemas: {{X: {{properties: {{{fields}}}}}}}}}\n"
    )
    view = view_of(api)
    first, second = (response.content[0] for response in api.operations[0].responses)
    shown, named = view.body(first, "response", "a", first), view.body(second, "response", "b", second)
    assert (shown.above, len(shown.parts)) == (None, 1)
    assert (named.above, named.parts) == ("X", ())


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("schema: {type: string}", None),
        ("example: drums", "drums"),
        ("example: ''", '""'),
        ("example: ' '", '" "'),
        ("example: 0", "0"),
        ("example: false", "false"),
        ("example: null", "null"),
        ("example: [a, {b: 1}]", '["a", {"b": 1}]'),
        ("schema: {type: string, example: inner}", "inner"),
    ],
)
def test_a_parameters_example_is_what_the_author_wrote_however_empty(
    example: str, expected: str | None
) -> None:
    api, view = operation_view(f"parameters: [{{name: q, in: query, {example}}}]")
    assert view.parameter_example(api.operations[0].parameters[0]) == expected


def test_a_long_text_is_cut_and_a_file_beside_the_page_has_all_of_it() -> None:
    view = view_of(api_of(API))
    text = "\n".join(map(str, range(1000)))
    shown = view.excerpt(text, "json", "response-200", "example")
    assert shown.file_name == "response-200-example.json"
    assert view.files == {"api-reference/pets/listpets/response-200-example.json": text + "\n"}
    assert view.excerpt("short", "json", "other").file_name is None


def test_a_media_type_is_told_which_one_has_its_schema_already() -> None:
    reference = "{schema: {$ref: '#/paths/~1/get/responses/200/content/a~1a/schema'}}"
    content = f"{{a/a: {{schema: {{}}}}, a/b: {reference}, a/c: {reference}}}"
    api, view = operation_view(f"responses: {{'200': {{description: d, content: {content}}}}}")
    found = api.operations[0].responses[0].content
    assert [view.first_with_schema(found, each).name for each in found] == ["a/a", "a/b", "a/b"]


def test_operations_are_counted_by_their_first_tag() -> None:
    api = api_of(API)
    assert [(tag.name, count) for tag, count in view_of(api).by_tag(api.operations)] == [("pets", 2)]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://e.com/a_b.json", "[https://e.com/a_b.json](https://e.com/a_b.json)"),
        ("javascript:alert(1)", "`javascript:alert(1)`"),
        ("examples/a.json", "`examples/a.json`"),
    ],
)
def test_an_example_that_is_elsewhere_is_linked_or_named(url: str, shown: str) -> None:
    assert view_of(api_of(API)).web_link(url) == shown


@pytest.mark.parametrize(("src_uri", "folder"), [("index.md", ""), (PAGE, "api-reference/pets/listpets/")])
def test_what_is_cut_from_a_page_is_whole_in_a_file_beside_it(src_uri: str, folder: str) -> None:
    view = view_of(api_of(API), src_uri)
    view.excerpt("a\n" * 1000, "json", "extensions")
    assert list(view.files) == [f"{folder}extensions.json"]
