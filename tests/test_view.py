"""A view gives templates links, anchors, types and examples: safe to print, and right from its page."""

import pytest

from apidocs.addresses import Addresses
from apidocs.model.api import Api
from apidocs.view import Shared, View
from documents import api_of
from published import code_of, tags, text_of, to_html

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
    return View(Shared.from_api(api, Addresses.from_api(api)), src_uri)


def operation_view(text: str) -> tuple[Api, View]:
    """Give an API whose only operation is written so, and the view of a page two folders down."""
    indented = "".join(f"      {line}\n" for line in text.splitlines())
    api = api_of(f"paths:\n  /:\n    get:\n{indented}")
    return api, view_of(api)


def test_links_lead_from_this_page_to_others() -> None:
    api = api_of(API)
    view = view_of(api)
    assert view.link(api.operations[1]) == "../getpet/index.md"
    assert view.tag_link(api.tags[0]) == "../index.md"
    assert view.schema_link("Pet") == "../../schemas/Pet/index.md"
    assert view.to("api-reference/openapi.json") == "../../openapi.json"
    assert view_of(api, "index.md").link(api.operations[1]) == "api-reference/pets/getpet/index.md"


@pytest.mark.parametrize(
    ("parts", "anchor"),
    [
        (("response", "200"), "response-200"),
        (("status", "4XX"), "status-4XX"),
        (("read_only",), "read_only"),
        (("field", "data[].tags[]"), "field-data-.tags"),
        (("parameter", "query", "filter[name]"), "parameter-query-filter-name"),
        (("x", 'a" onclick="y } #z'), "x-a-onclick-y-z"),
        (("x", "用户"), "x-0d0e1a86"),
        (("",), "e3b0c442"),
    ],
)
def test_an_anchor_holds_only_what_an_id_and_an_address_can(parts: tuple[str, ...], anchor: str) -> None:
    assert view_of(api_of(API)).anchor(*parts) == anchor
    assert f'id="{anchor}"' in to_html(f"# A {{ #{anchor} }}")


def test_the_same_parts_have_one_anchor_and_others_another() -> None:
    view = view_of(api_of(API))
    found = [view.anchor(*parts) for parts in (("a[b]",), ("a", "b"), ("a-b",), ("a[b]",), ("a", "b"))]
    assert found == ["a-b", "a-b-2", "a-b-3", "a-b", "a-b-2"]


def test_a_type_links_to_the_component_that_it_names() -> None:
    api = api_of(API)
    view = view_of(api)
    name = view.shared.lister.type_name(api.components["Pets"])
    assert view.type(name) == "array of [Pet](../../schemas/Pet/index.md)"


def test_a_type_that_is_no_type_is_shown_and_is_no_markup() -> None:
    api = api_of(API)
    view = view_of(api)
    page = f"| A |\n| --- |\n| {view.type(view.shared.lister.type_name(api.components['Odd']))} |\n"
    assert text_of(to_html(page), "td") == "<b>x</b> |"
    assert tags(to_html(page)).count("td") == 1


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("{schema: {type: string}}", ""),
        ("{description: The *id*., schema: {type: string}}", "The *id*."),
        ("{deprecated: true, schema: {type: string}}", "Deprecated."),
        (
            "{description: Old., deprecated: true, schema: {enum: [a, '|'], default: ''}}",
            "Deprecated. Old.<br>enum: `a, |`<br>default: ",
        ),
        ("{schema: {minimum: 0, maximum: 5}}", "minimum: `0`<br>maximum: `5`"),
        ("{content: {application/json: {schema: {minItems: 1}}}}", "minItems: `1`"),
    ],
)
def test_a_parameter_is_described_with_all_that_narrows_it(parameter: str, expected: str) -> None:
    api, view = operation_view(f"parameters: [{{name: q, in: query, {parameter[1:-1]}}}]")
    assert view.parameter_description(api.operations[0].parameters[0]) == expected


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


def shown_examples(media_type: str) -> list[tuple[str, str]]:
    """Give the title of each example of a response, and its code as the page shows it."""
    api, view = operation_view(f"responses: {{'200': {{description: d, content: {{{media_type}}}}}}}")
    content = api.operations[0].responses[0].content[0]
    return [(shown.title, code_of(to_html(shown.block))) for shown in view.examples(content, "response")]


def test_every_authored_example_is_shown_under_its_name() -> None:
    examples = "{one: {value: 1}, two: {summary: 'The \"second\"', value: null}, three: {value: ''}}"
    assert shown_examples(f"application/json: {{examples: {examples}}}") == [
        ("one", "1\n"),
        ("The &quot;second&quot;", "null\n"),
        ("three", '""\n'),
    ]


def test_without_an_authored_example_one_is_made_of_the_schema() -> None:
    assert shown_examples("application/json: {schema: {type: object, properties: {a: {type: integer}}}}") == [
        ("Example", '{\n  "a": 0\n}\n')
    ]


@pytest.mark.parametrize(
    ("media_type", "fence"),
    [
        ("application/json: {example: text}", '``` json\n"text"\n```'),
        ("application/problem+json; charset=utf-8: {example: {a: 1}}", '``` json\n{\n  "a": 1\n}\n```'),
        ("text/plain: {example: 'a`b'}", "``` text\na`b\n```"),
        ("text/plain: {example: '```'}", "```` text\n```\n````"),
        ("application/xml: {example: <a/>}", "``` xml\n<a/>\n```"),
    ],
)
def test_an_example_is_written_as_it_goes_over_the_wire(media_type: str, fence: str) -> None:
    api, view = operation_view(f"responses: {{'200': {{description: d, content: {{{media_type}}}}}}}")
    (shown,) = view.examples(api.operations[0].responses[0].content[0], "response")
    assert shown.block == fence


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://e.com/a_b.json", "[https://e.com/a_b.json](https://e.com/a_b.json)"),
        ("javascript:alert(1)", r"\[javascript:alert(1)\](&lt;javascript:alert(1)>)"),
        ("examples/a.json", "examples/a.json (`examples/a.json`)"),
    ],
)
def test_an_example_that_is_elsewhere_is_linked_or_named(url: str, shown: str) -> None:
    content = f"application/json: {{examples: {{far: {{externalValue: '{url}', description: Far.}}}}}}"
    api, view = operation_view(f"responses: {{'200': {{description: d, content: {{{content}}}}}}}")
    (example,) = view.examples(api.operations[0].responses[0].content[0], "response")
    assert (example.title, example.block, example.description) == ("far", shown, "Far.")
