"""What a schema says, as a value by which two can be compared."""

import pytest

from apidocs.model.schema.content_of import NOTHING, content_of
from support.documents import schema_of

PAIRS = [
    ("{type: string}", "{type: string}", True),
    ("{enum: ['1']}", "{enum: [1]}", False),
    ("{type: string, description: a}", "{type: string, description: b}", False),
    ("{properties: {a: {type: string}}}", "{properties: {a: {type: integer}}}", False),
    ("{$ref: '#/components/schemas/Y'}", "{$ref: '#/components/schemas/Y'}", True),
    ("{$ref: '#/components/schemas/Y'}", "{$ref: '#/components/schemas/Z'}", False),
    ("{items: {$ref: '#/components/schemas/X'}}", "{items: {$ref: '#/components/schemas/X'}}", True),
]


@pytest.mark.parametrize(("first", "second", "are_same"), PAIRS)
def test_schemas_are_the_same_that_say_the_same(first: str, second: str, are_same: bool) -> None:  # noqa: FBT001
    schema, shaper = schema_of(f"X: {{properties: {{a: {first}, b: {second}}}}}\nY: {{}}\nZ: {{}}")
    one, other = (content_of(shaper.merged(found)) for found in schema.properties.values())
    assert (one == other) is are_same


def test_an_empty_schema_says_nothing() -> None:
    schema, _ = schema_of("X: {properties: {a: {}}}")
    assert content_of(schema.properties["a"]) == NOTHING
