"""What narrows a value is said in words."""

import pytest

from apidocs.pages.fields.notes import iter_notes
from apidocs.pages.writers import HtmlWriter, MarkdownWriter
from support.documents import WORDS, schema_of


@pytest.mark.parametrize(
    ("schema", "notes"),
    [
        ("minLength: 1, maxLength: 8", ["1 to 8 characters"]),
        ("minLength: 1", ["at least 1 character"]),
        ("maxLength: 8", ["at most 8 characters"]),
        ("minLength: 3, maxLength: 3", ["exactly 3 characters"]),
        ("minItems: 1, maxItems: 1", ["exactly 1 element"]),
        ("minProperties: 2", ["at least 2 properties"]),
        ("minimum: 0.5, maximum: 1e3", ["0.5 to 1000.0"]),
        ("exclusiveMinimum: 0", ["greater than `0`"]),
        ("exclusiveMaximum: 10, minimum: 1", ["at least 1", "less than `10`"]),
        ("minLength: many", ["minLength: `many`"]),
        ("multipleOf: 5, uniqueItems: true", ["multiple of `5`", "no element twice"]),
        ("default: 20", ["default `20`"]),
        ("default: ''", ['default `""`']),
        ("const: a", ["always `a`"]),
        (r"pattern: 'a\|b'", [r"matches `a\|b`"]),
        ("readOnly: true", ["read only"]),
        ("enum: [a, b]", []),
        ("enum: []", ["enum: `[]`"]),
        ("x-note: 1", ["x-note: `1`"]),
        ("example: x", ["example `x`"]),
    ],
)
def test_a_constraint_is_said_in_words(schema: str, notes: list[str]) -> None:
    written, shaper = schema_of(f"X: {{{schema}}}")
    assert [str(note) for note in iter_notes(shaper.merged(written), MarkdownWriter(WORDS))] == notes


def test_a_constraint_that_is_said_elsewhere_is_left_out() -> None:
    written, _ = schema_of("X: {default: 1, example: x}")
    notes = iter_notes(written, HtmlWriter(WORDS), without=("example", "x"))
    assert [str(note) for note in notes] == ["default <code>1</code>"]
