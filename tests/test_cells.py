"""What a schema says, on one line for a cell."""

import pytest

from apidocs.model.info import ExternalDocs
from apidocs.pages.cells import external_docs, field_description
from apidocs.pages.fields.field_table import FieldLister
from documents import WORDS, schema_of
from published import text_of, to_html

CELLS = [
    ("{description: Said *well*}", "Said well"),
    ("{title: How long, deprecated: true}", "Deprecated. How long."),
    ("{enum: [a, b], x-enum-descriptions: [One, Two]}", "a: One b: Two"),
    ("{description: Said, externalDocs: {url: 'https://x.example/a_b_c'}}", "Said https://x.example/a_b_c"),
]


@pytest.mark.parametrize(("schema", "text"), CELLS)
def test_all_that_is_said_of_a_field_stands_in_its_cell(schema: str, text: str) -> None:
    found, shaper = schema_of(f"X: {{properties: {{a: {schema}}}}}")
    cell = field_description(FieldLister(shaper, WORDS).fields(found)[0], WORDS)
    assert text_of(to_html(f"| A |\n| --- |\n| {cell} |\n")).removeprefix("A").strip() == text


def test_a_field_of_some_alternatives_says_of_which() -> None:
    found, shaper = schema_of(
        "X: {oneOf: [{title: A*, properties: {a: {}}}, {title: B, properties: {b: {}}}]}"
    )
    cells = [field_description(field, WORDS) for field in FieldLister(shaper, WORDS).fields(found)]
    assert cells == [r"Only in A\*.", "Only in B."]


def test_external_docs_are_a_link_whatever_they_say() -> None:
    link = external_docs(ExternalDocs("https://x.example/a(b)", "All [of] *it*"))
    html = to_html(str(link))
    assert text_of(html) == "All [of] *it*"
    assert 'href="https://x.example/a' in html
