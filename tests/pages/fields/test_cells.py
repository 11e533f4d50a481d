"""What a schema, a parameter or a header says, written for a page and for its twin."""

import pytest
from markupsafe import Markup

from apidocs.model.info import ExternalDocs
from apidocs.model.media_type import Header
from apidocs.model.parameter import Parameter
from apidocs.pages.fields import cells
from apidocs.pages.fields.field_table import FieldLister
from apidocs.pages.writers import HtmlWriter, MarkdownWriter, web_link
from support.documents import WORDS, operation_of, schema_of
from support.published import text_of

HTML, TWIN = HtmlWriter(WORDS), MarkdownWriter(WORDS)
ARRAY = "schema: {type: array}"


@pytest.mark.parametrize(
    ("schema", "html", "twin"),
    [
        ("{description: Said *well*}", "Said <em>well</em>", "Said *well*"),
        ("{title: How long, deprecated: true}", "Deprecated. <em>How long.</em>", "Deprecated. *How long.*"),
        (
            "{description: Said, externalDocs: {url: 'https://x.example/a_b_c'}}",
            'Said <a href="https://x.example/a_b_c">https://x.example/a_b_c</a>',
            "Said [https://x.example/a_b_c](https://x.example/a_b_c)",
        ),
    ],
)
def test_all_that_is_said_of_a_field_is_written(schema: str, html: str, twin: str) -> None:
    written, shaper = schema_of(f"X: {{properties: {{a: {schema}}}}}")
    (row,) = FieldLister(shaper, WORDS).fields(written)
    assert cells.field_words(row.schema, row.title, HTML) == html
    assert cells.field_words(row.schema, row.title, TWIN) == twin


def test_external_docs_are_a_link_whatever_they_say() -> None:
    docs = ExternalDocs("https://x.example/a(b)", "All [of] *it*")
    html = web_link(HTML, docs.url, docs.description)
    assert text_of(html) == docs.description
    assert 'href="https://x.example/a(b)"' in html
    assert web_link(TWIN, docs.url, docs.description) == r"[All \[of\] \*it\*](https://x.example/a%28b%29)"


def notes_of(text: str, version: str = "3.1.0") -> list[str]:
    parameter = operation_of(f"parameters: [{{name: p, {text}}}]", version).parameters[0]
    return notes(parameter)


def notes(parameter: Parameter | Header, writer: HtmlWriter | MarkdownWriter = TWIN) -> list[str]:
    shown = cells.parameter_notes(parameter, parameter.schema, None, writer)
    return [str(note) for note in shown]


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
    header = operation_of(text).responses[0].headers[0]
    assert notes(header) == ["Example: `42`", "x-head: `h`"]
    assert notes(header, HTML) == ["Example: <code>42</code>", "x-head: <code>h</code>"]


def test_a_text_of_ours_stays_one_that_is_escaped_where_it_is_printed() -> None:
    (note,) = cells.parameter_notes(
        operation_of("parameters: [{name: p, in: query, allowReserved: true}]").parameters[0],
        None,
        None,
        HTML,
    )
    assert not isinstance(note, Markup)
