"""What has a place in a request, and what in a response."""

import pytest

from apidocs.model.direction import is_hidden
from apidocs.schemas.pruning import pruned
from documents import schema_of

CASES = [
    ("readOnly: true", None, False),
    ("readOnly: true", "request", True),
    ("readOnly: true", "response", False),
    ("writeOnly: true", "request", False),
    ("writeOnly: true", "response", True),
    ("readOnly: false", "request", False),
]


@pytest.mark.parametrize(("keywords", "direction", "expected"), CASES)
def test_a_one_way_value_is_hidden_in_the_other_direction(keywords: str, direction, expected: bool) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, FBT001
    schema, _ = schema_of(f"X: {{{keywords}}}")
    assert is_hidden(schema, direction) is expected


def test_an_authored_value_is_pruned_at_every_depth() -> None:
    schema, shaper = schema_of(
        "X: {type: array, items: {properties: "
        "{id: {readOnly: true}, inner: {properties: {at: {readOnly: true}}}}}}"
    )
    value = [{"id": 1, "inner": {"at": 2, "kept": 3}, "undeclared": 4}, "text"]
    assert pruned(value, schema, "request", shaper.merged) == [
        {"inner": {"kept": 3}, "undeclared": 4},
        "text",
    ]
    assert pruned(value, schema, None, shaper.merged) is value


ONE_WAY = "{properties: {id: {readOnly: true}, name: {}}}"
INSIDE = [
    (f"{{additionalProperties: {ONE_WAY}}}", {"k": {"id": 1, "name": 2}}, {"k": {"name": 2}}),
    (f"{{patternProperties: {{'^k': {ONE_WAY}}}}}", {"k": {"id": 1, "name": 2}}, {"k": {"name": 2}}),
    (f"{{prefixItems: [{{}}, {ONE_WAY}]}}", [{"id": 1}, {"id": 1}], [{"id": 1}, {}]),
    (f"{{oneOf: [{ONE_WAY}, {{properties: {{other: {{}}}}}}]}}", {"id": 1, "other": 2}, {"other": 2}),
    (f"{{anyOf: [{ONE_WAY}, {{properties: {{id: {{}}}}}}]}}", {"id": 1}, {"id": 1}),
    (f"{{allOf: [{ONE_WAY}, {{properties: {{id: {{type: string}}}}}}]}}", {"id": "a", "b": 1}, {"b": 1}),
    ("{additionalProperties: false}", {"id": 1}, {"id": 1}),
]


@pytest.mark.parametrize(("schema", "value", "expected"), INSIDE)
def test_an_authored_value_is_pruned_by_all_that_describes_its_parts(
    schema: str, value: object, expected: object
) -> None:
    found, shaper = schema_of(f"X: {schema}")
    assert pruned(value, shaper.merged(found), "request", shaper.merged) == expected
